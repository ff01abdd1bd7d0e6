"""Lines at places on pages to headings, paragraphs and lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from lxml import etree
from lxml.etree import _Element as Element

from generator.ingest.cleaning import NO_XML, Counts, squeeze
from generator.ingest.layout import ends_sentence
from generator.ingest.markup import at_end

_HYPHEN = re.compile("(?<=\\w)[\u00ad\ufffe\x02]$")
"""A hyphen that pdfium takes for one of the line's end."""
_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.|s\.|стр\.?|página|pagina)?\s*(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|von|de|sur|из)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_BULLET = re.compile(r"[•▪◦‣●○■□]\s*(?=\S)")
_EDGE = 2
"""Lines at either end of a page that may be its head and foot."""
_FEWEST = 3
"""Pages on which a line stands before it is taken for their head."""
_LARGER = 1.15
"""How much higher than the text's the letters of a heading are."""
_GAP = 1.4
"""How much farther than usual a line stands below the last where a paragraph begins."""
_LONGEST_HEADING = 200
_LONGEST_NUMBER = 40
"""Code points of "– Page 12 of 345 –", generously."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page. Places count in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    """Where its first letter stands."""
    foot: float
    """Where its last letter stands: lower, where it is two lines that a divided word joins."""
    height: float
    """Of its letters, with what the font leaves above and below."""


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is usual in a text."""

    height: float
    step: float
    """From one line to the next."""
    width: float


def tree(pages: Sequence[Sequence[Line]], counts: Counts) -> Element:
    """The lines of all pages as the tree that is written as Markdown; lines of page heads go to `counts`."""
    lines = _without_edges(pages, counts)
    usual = _measure(lines)
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and _goes_on(blocks[-1], line, usual):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    made = etree.Element("body")
    heights = sorted({round(block[0].height) for block in blocks if _is_heading(block, usual)}, reverse=True)
    for block in blocks:
        text = _joined(block)
        bullet = _BULLET.match(text)
        if _is_heading(block, usual):
            level = min(heights.index(round(block[0].height)) + 1, 6)
            etree.SubElement(made, "head", rend=f"h{level}").text = text
        elif bullet:
            etree.SubElement(at_end(made, "list", rend="ul"), "item").text = text[bullet.end() :]
        else:
            etree.SubElement(made, "p").text = text
    return made


def _without_edges(pages: Sequence[Sequence[Line]], counts: Counts) -> list[Line]:
    """The lines of all pages without page numbers and without what stands at the edge of many pages."""
    seen: Counter[str] = Counter()
    edges = [_edges(page) for page in pages]
    for edge in edges:
        seen.update({_general(line) for line in edge})
    often = max(_FEWEST, 0.4 * len(pages))
    kept: list[Line] = []
    removed = 0
    for page, edge in zip(pages, edges, strict=True):
        for line in page:
            if line in edge and (seen[_general(line)] >= often or (len(page) > 1 and _is_number(line))):
                removed += 1
            else:
                kept.append(line)
    if not kept:  # a text of nothing but what stands on every page
        return [line for page in pages for line in page]
    counts["page numbers and running heads"] += removed
    return kept


def _is_number(line: Line) -> bool:
    return len(line.text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(line.text) is not None


def _edges(page: Sequence[Line]) -> list[Line]:
    """The highest and the lowest lines of a page."""
    by_height = sorted(page, key=lambda line: line.bottom)
    return [*by_height[:_EDGE], *by_height[-_EDGE:]]


def _general(line: Line) -> str:
    """What a line has in common with those of other pages: all but numbers."""
    return _DIGITS.sub("0", squeeze(line.text)).casefold()


def _measure(lines: Sequence[Line]) -> _Measure:
    heights = sorted(line.height for line in lines for _ in range(1 + len(line.text) // 10))
    height = median(heights) if heights else 0.0
    steps = [a.foot - b.bottom for a, b in pairwise(lines) if 0.5 * height < a.foot - b.bottom < 4 * height]
    widths = sorted(line.right - line.left for line in lines)
    return _Measure(
        height,
        sorted(steps)[len(steps) // 3] if steps else height,
        widths[-1 - len(widths) // 10] if widths else 0.0,
    )


def _is_heading(block: Sequence[Line], usual: _Measure) -> bool:
    if sum(len(line.text) for line in block) > _LONGEST_HEADING or not any(c.isalpha() for c in block[0].text):
        return False
    return block[0].height > _LARGER * usual.height > 0


def _goes_on(block: Sequence[Line], line: Line, usual: _Measure) -> bool:
    """Whether a line belongs to the paragraph above it."""
    last = block[-1]
    if _BULLET.match(line.text) or abs(line.height - last.height) > 0.1 * max(line.height, last.height, 1.0):
        return False
    step = last.foot - line.bottom
    if step < -0.5 * usual.height or step > 20 * usual.height:  # on top of the next column or page
        return not ends_sentence(last.text) and not _is_heading(block, usual)
    if step > _GAP * max(usual.step, 1.1 * line.height if line.height > usual.height else 0.0):
        return False
    if step < 0.3 * usual.height:  # beside it, as a cell of a table is
        return True
    indent = line.left - min(one.left for one in block[-2:])
    if indent > 0.8 * usual.height and len(block) > 1 and not _BULLET.match(block[0].text):
        return False
    short = last.right - last.left < 0.7 * usual.width
    return not (short and (ends_sentence(last.text) or not line.text[:1].islower()))


def _joined(block: Sequence[Line]) -> str:
    """The lines of a paragraph as one, words that were divided at a line's end whole again."""
    text = ""
    for line in block:
        glue = "" if not text or _HYPHEN.search(text) else " "
        text = _HYPHEN.sub("", text) + glue + line.text
    return squeeze(NO_XML.sub("", text.replace("\u00ad", "")))
