"""Markdown files: front matter read, the heading that is the title taken out, the rest kept as it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from markdown_it.token import Token

from generator import document
from generator.ingest import fields, frontmatter, inline, layout
from generator.ingest.cleaning import Counts, clean_characters, clean_plain, squeeze
from generator.ingest.draft import Draft
from generator.ingest.frame import OPAQUE, frame
from generator.ingest.images import Neighbours
from generator.ingest.pictures import Pictures
from generator.ingest.text import escape
from generator.settings import Limits

_IMG = re.compile(r"""<img\b[^<>]*?\bsrc\s*=\s*["']?(?P<url>[^\s"'<>]+)""", re.IGNORECASE)
_LONGEST_TITLE = 1_000
_PARTS = re.compile(r"</?(?:br|p|div|li|tr|td|th|h[1-6])\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Block:
    """An outermost block of a Markdown text."""

    start: int
    """Its first line, from 0."""
    end: int
    """The line behind its last."""
    level: int
    """1 to 6 for a heading, 0 for any other block."""
    words: str


def read_markdown(text: str, neighbours: Neighbours, limits: Limits, counts: Counts) -> Draft:
    """Read a Markdown file; what was cleaned goes to `counts`. Raises what `frontmatter.split` raises."""
    front = frontmatter.split(clean_characters(text, counts), limits)
    claims, warnings = fields.claims("front-matter", front.values)
    pictures = Pictures(neighbours, counts)
    draft = without_frame(_without_html(front.body, pictures, counts), counts, claims.title)
    return replace(
        draft,
        claims=(claims, *draft.claims),
        images=tuple(pictures.copied),
        warnings=(*front.warnings, *warnings, *pictures.warnings),
    )


def without_frame(body: str, counts: Counts, title: str = "") -> Draft:
    """Part a body in Markdown from its title, bylines and boilerplate, and say what they told.

    Where a `title` is known, a heading that says another one stays in the text.
    """
    body = body.strip("\n")
    blocks = _blocks(body)
    heading = _heading(blocks)
    start = int(heading != "" and len(blocks) > 1 and title in ("", heading))
    framed = frame([OPAQUE if b.level else b.words for b in blocks[start:]], counts, title or heading)
    kept = {start + index for index in framed.text}
    gone = {line for index, b in enumerate(blocks) if index not in kept for line in range(b.start, b.end)}
    rest = "\n".join(line for number, line in enumerate(body.split("\n")) if number not in gone)
    own = replace(framed.claims, title=heading or framed.claims.title)
    return Draft(rest.strip("\n"), (own,), byline=framed.byline)


@lru_cache(maxsize=1)
def parsed(markdown: str) -> document.Document:
    """The document of a body. The last one is kept: a body that no title or byline stands in is asked for twice."""
    return document.parse(markdown)


def _blocks(body: str) -> list[_Block]:
    """The outermost blocks of a body, in order."""
    tokens = parsed(body).tokens
    found = []
    for token, after in zip_longest(tokens, tokens[1:]):
        if token.level == 0 and token.map:
            level = int(token.tag[1]) if token.type == "heading_open" else 0
            found.append(_Block(token.map[0], token.map[1], level, _said(token, after)))
    return found


def _said(token: Token, inside: Token | None) -> str:
    """What a heading says, or a paragraph of nothing but words; `OPAQUE` for other blocks."""
    if token.type not in ("heading_open", "paragraph_open") or inside is None:
        return OPAQUE
    parts = inside.children or []
    if token.type == "paragraph_open" and any(part.type in ("image", "code_inline") for part in parts):
        return OPAQUE
    breaks = ("softbreak", "hardbreak")
    words = squeeze("".join(" " if p.type in breaks else p.content for p in parts if p.type != "image"))
    return words if words or token.type == "heading_open" else OPAQUE


def _heading(blocks: list[_Block]) -> str:
    """The heading that a text begins with, where it is of the first level or stands above all others."""
    if not blocks or not blocks[0].level or len(blocks[0].words) > _LONGEST_TITLE:
        return ""
    first, *others = blocks
    return first.words if first.level == 1 or all(not b.level or b.level > first.level for b in others) else ""


def _without_html(body: str, pictures: Pictures, counts: Counts) -> str:
    """Exchange raw HTML for its words, and pictures for their copies or for links to where they lie."""
    if "<" not in body and "![" not in body:
        return body
    changes: list[tuple[int, int, str]] = []
    for piece in inline.pieces(body):
        html = piece.token.content
        if piece.token.type == "image":
            shown = pictures.markdown(str(piece.token.attrs["src"]), html)
        else:
            counts["tags"] += 1
            found = [pictures.markdown(image["url"], "") for image in _IMG.finditer(html)]
            if piece.token.type == "html_block":
                said = [escape(p.text) for p in layout.paragraphs(clean_plain(html, Counts()))]
                shown = "\n\n".join([*filter(None, found), *said]) + "\n\n"
            else:
                shown = "".join(found) or (" " if _PARTS.match(html) else "")
        changes.append((piece.start, piece.end, shown))
    return inline.replace(body, changes)
