"""Plain text to Markdown: what it says stays as it is, whatever its characters would mean in Markdown."""

from __future__ import annotations

import re

from generator.ingest import layout
from generator.ingest.cleaning import Counts, clean_plain
from generator.ingest.draft import Draft
from generator.ingest.frame import frame

_ALWAYS = re.compile(r"([\\`*_\[\]<&|])")
_AT_START = re.compile(r"^(?:([#>+~=-])|(\d{1,9})([.)]))")


def escape(text: str) -> str:
    """Markdown (CommonMark with tables) that reads as exactly `text`, one line of text."""
    return escape_start(escape_inline(text))


def escape_inline(text: str) -> str:
    """Markdown that reads as exactly `text` inside of a line."""
    return _ALWAYS.sub(r"\\\1", text)


def escape_start(line: str) -> str:
    """A line of Markdown whose beginning makes no heading, list, quote, fence or rule of it."""
    return _AT_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", line, count=1)


def link(words: str, url: str) -> str:
    """A Markdown link around `words`, which are Markdown; a `url` that no link can hold leaves the words alone."""
    if not url or any(c in "<>\n\\" or c.isspace() for c in url):
        return words
    return f"[{words}](<{url}>)"


def read_text(text: str, counts: Counts) -> Draft:
    """Read a plain text: its title, dateline and byline told from its paragraphs; what was cleaned goes to `counts`."""
    paragraphs = [p.text for p in layout.paragraphs(clean_plain(text, counts))]
    framed = frame(paragraphs, counts)
    return Draft(
        "\n\n".join(escape(paragraphs[index]) for index in framed.text), (framed.claims,), byline=framed.byline
    )
