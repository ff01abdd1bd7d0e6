"""Plain text to Markdown: what it says stays as it is, whatever its characters would mean in Markdown."""

from __future__ import annotations

import re

from generator.ingest import boilerplate, dates, layout, titles
from generator.ingest.cleaning import Counts, clean_plain
from generator.ingest.draft import Claims, Draft

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
    parts = tuple(p.text for p in layout.paragraphs(clean_plain(text, counts)))
    title = _title(parts)
    body = boilerplate.trim(parts[1:] if title and parts[0] == title else parts)
    if not title:
        title = _title(body.paragraphs)
        paragraphs = body.paragraphs[1:] if title else body.paragraphs
    else:
        paragraphs = body.paragraphs
    if body.removed:
        counts["boilerplate lines"] += body.removed
    claims = Claims(
        "text",
        title=title,
        date=body.date or _date(paragraphs),
        source=body.source,
        authors=body.authors,
        rights=body.rights,
    )
    return Draft("\n\n".join(map(escape, paragraphs)), (claims,), byline=body.byline)


def _title(paragraphs: tuple[str, ...]) -> str:
    first = paragraphs[0] if paragraphs else ""
    return first if titles.is_title(first, paragraphs[1:]) and not boilerplate.is_frame(first) else ""


def _date(paragraphs: tuple[str, ...]) -> str:
    for paragraph in paragraphs[:4]:
        found = dates.dateline(paragraph)
        if found:
            return found
        if len(paragraph) > 100:
            break
    return next(filter(None, map(dates.opening, paragraphs[:2])), "") or dates.stamp(" ".join(paragraphs[:3]))
