"""Markdown files: front matter read, the heading that is the title taken out, the rest kept as it is written."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it.token import Token

from generator import document
from generator.ingest import boilerplate, fields, frontmatter, inline, layout
from generator.ingest.cleaning import Counts, clean_characters, clean_plain, squeeze
from generator.ingest.draft import Claims, Draft
from generator.ingest.images import Neighbours
from generator.ingest.text import escape, link
from generator.model import Image
from generator.settings import Limits

_ATX = re.compile(r"\s*^ {0,3}#[ \t]+(?P<title>[^\n]*?)(?:[ \t]+#+)?[ \t]*(?:\n|\Z)", re.MULTILINE)
_SETEXT = re.compile(r"\s*^ {0,3}(?P<title>[^\s>#+*`~=\d-][^\n]*)\n {0,3}=+[ \t]*(?:\n|\Z)", re.MULTILINE)
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_IMG = re.compile(r"""<img\b[^<>]*?\bsrc\s*=\s*["']?(?P<url>[^\s"'<>]+)""", re.IGNORECASE)
_PARTS = re.compile(r"</?(?:br|p|div|li|tr|td|th|h[1-6])\b", re.IGNORECASE)


def read_markdown(text: str, neighbours: Neighbours, limits: Limits, counts: Counts) -> Draft:
    """Read a Markdown file; what was cleaned goes to `counts`. Raises what `frontmatter.split` raises."""
    front = frontmatter.split(clean_characters(text, counts), limits)
    claims, warnings = fields.claims("front-matter", front.values)
    body, images, said = _without_html(front.body, neighbours, counts)
    title, rest = _heading(body)
    if title and rest.strip() and claims.title in ("", title):
        body = rest
    inside, body = end_matter(body, counts)
    own = replace(inside, title=title)
    return Draft(body.strip("\n"), (claims, own), images=images, warnings=(*front.warnings, *warnings, *said))


def plain(markdown: str) -> str:
    """The words of one line of Markdown."""
    return squeeze(document.parse(markdown).text)


def _heading(body: str) -> tuple[str, str]:
    """The heading of the first level that a text begins with, and the text without it."""
    found = _ATX.match(body) or _SETEXT.match(body)
    if not found or len(found["title"]) > 1_000:
        return "", body
    rest = body[found.end() :]
    if "[" not in found["title"]:
        return plain(found["title"]), rest
    return document.parse(f"{found['title']}\n\n{rest}").text.partition("\n\n")[
        0
    ], rest  # its links may be defined below


def end_matter(body: str, counts: Counts) -> tuple[Claims, str]:
    """Take bylines and boilerplate off the end of a text, and say what they told."""
    blocks = body.rstrip().split("\n\n")
    end: list[str] = []
    while len(end) < len(blocks) - 1:
        last = blocks[-1 - len(end)]
        line = plain(last) if len(last) < 300 and "\n" not in last.strip() else ""
        if not boilerplate.is_frame(line):
            break
        end.insert(0, line)
    trimmed = boilerplate.trim(("…", *end))
    counts["boilerplate lines"] += trimmed.removed
    claims = Claims("text", source=trimmed.source, authors=trimmed.authors, rights=trimmed.rights)
    return claims, "\n\n".join(blocks[: len(blocks) - len(end)])


def _without_html(body: str, neighbours: Neighbours, counts: Counts) -> tuple[str, tuple[Image, ...], tuple[str, ...]]:
    """Exchange raw HTML for its words, and pictures for links to their copies or to where they lie elsewhere."""
    if "<" not in body and "![" not in body:
        return body, (), ()
    changes: list[tuple[int, int, str]] = []
    images: list[Image] = []
    warnings: list[str] = []
    for piece in inline.pieces(body):
        if piece.token.type == "image":
            changes.append((piece.start, piece.end, _picture(piece.token, neighbours, images, warnings)))
            continue
        counts["tags"] += 1
        if piece.token.type == "html_inline":
            changes.append((piece.start, piece.end, " " if _PARTS.match(piece.token.content) else ""))
        else:
            changes.append((piece.start, piece.end, _words(piece.token.content)))
    return inline.replace(body, changes), tuple(dict.fromkeys(images)), tuple(dict.fromkeys(warnings))


def _picture(token: Token, neighbours: Neighbours, images: list[Image], warnings: list[str]) -> str:
    """The Markdown for a picture: its copy, a link to where it lies elsewhere, or nothing where it is missing."""
    url, words = str(token.attrs["src"]), escape(squeeze(token.content))
    if _REMOTE.match(url):
        return link(words or escape(url), url)
    found = neighbours.find(url)
    if isinstance(found, str):
        warnings.append(f"the picture {url[:200]!r} {found}; it is left out.")
        return ""
    images.append(found)
    return f"![{words}](<{neighbours.link(found)}>)"


def _words(block: str) -> str:
    """What a block of raw HTML says, as Markdown."""
    pictures = [match["url"] for match in _IMG.finditer(block) if _REMOTE.match(match["url"])]
    said = [escape(p.text) for p in layout.paragraphs(clean_plain(block, Counts()))]
    return (
        "\n\n".join([*(link(escape(url.rpartition("/")[2]) or escape(url), url) for url in pictures), *said]) + "\n\n"
    )
