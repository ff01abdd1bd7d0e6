"""Quotations: the stretches of a text that stand between quotation marks. Plain text in, no model needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPENERS = "“„«"
CLOSERS = "”»"
_MARK = re.compile(r"''|``|[“”„«»\"‘’‚']")
_SINGLE_CLOSE = re.compile(r"(?<=[^\s])[’'](?![\w’'])")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]*)*")
_BEFORE_OPENING = frozenset(" \t\n\xa0([{-–—/:")
_SINGLE_LENGTH = 2000
"""So far on, in code points, the closing one of a pair of single marks is looked for."""
_SINGLE_WORDS = 3
"""Fewer words than this between single marks are a term or an apostrophe, not something said."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One quoted stretch within one paragraph. Offsets are code points in the text."""

    start: int
    """Of the opening mark."""
    end: int
    """After the closing mark, or after the paragraph where the quotation goes on in the next one."""
    inner_start: int
    inner_end: int
    open_ended: bool
    """Whether the closing mark is missing because the next paragraph takes the quotation up again."""


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Find the quotations of `text` in order; none crosses a paragraph and none overlaps another.

    A mark that never closes opens a quotation only when the next paragraph begins with an opening mark, as a
    quotation of several paragraphs is set. Quotations within quotations are part of the outer one.
    """
    paragraphs = list(_PARAGRAPH.finditer(text))
    found: list[Quote] = []
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1].group() if number + 1 < len(paragraphs) else ""
        found.extend(_in_paragraph(text, paragraph.start(), paragraph.end(), _opens(following)))
    return tuple(found)


def _opens(paragraph: str) -> bool:
    """Whether a paragraph begins with an opening double mark."""
    head = paragraph.lstrip()
    return head.startswith(("“", '"', "«", "„", "``", "''")) and len(head) > 2


def _in_paragraph(text: str, start: int, end: int, goes_on: bool) -> Iterator[Quote]:
    """Pair the marks of one paragraph."""
    opened: re.Match[str] | None = None
    position = start
    while mark := _MARK.search(text, position, end):
        position = mark.end()
        if mark.group() in "‘’‚'":
            if opened is None and (close := _single_close(text, mark, end)):
                yield Quote(mark.start(), close + 1, mark.end(), close, False)
                position = close + 1
        elif opened is not None and _closes(text, mark, opened, end):
            if _has_words(text, opened.end(), mark.start()):
                yield Quote(opened.start(), mark.end(), opened.end(), mark.start(), False)
            opened = None
        elif _may_open(text, mark, start, end):
            opened = mark
    if opened is not None and goes_on and _has_words(text, opened.end(), end):
        yield Quote(opened.start(), end, opened.end(), end, True)


def _has_words(text: str, start: int, end: int) -> bool:
    return any(character.isalnum() for character in text[start:end])


def _may_open(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    """Whether a double mark stands where a quotation may begin: before something, behind nothing or a space."""
    if mark.group() in OPENERS or mark.group() == "``":
        return True
    if mark.group() in CLOSERS or mark.end() >= end or text[mark.end()].isspace():
        return False
    return mark.start() == start or text[mark.start() - 1] in _BEFORE_OPENING


def _closes(text: str, mark: re.Match[str], opened: re.Match[str], end: int) -> bool:
    """Whether a double mark closes the quotation that `opened` began."""
    kind = mark.group()
    if kind in CLOSERS or (kind == "“" and opened.group() == "„"):
        return True
    if kind in OPENERS or kind == "``":
        return False
    behind_space = text[mark.start() - 1].isspace()
    before_word = mark.end() < end and text[mark.end()].isalnum()
    return not (behind_space and before_word)


def _single_close(text: str, mark: re.Match[str], end: int) -> int | None:
    """Where the single mark `mark` is closed, or None when it is an apostrophe or sets off a mere term."""
    before = text[mark.start() - 1] if mark.start() else " "
    if mark.group() == "’" or before not in _BEFORE_OPENING or mark.end() >= end or not text[mark.end()].isalpha():
        return None
    for close in _SINGLE_CLOSE.finditer(text, mark.end(), min(end, mark.end() + _SINGLE_LENGTH)):
        at = close.start()
        possessive = text[at - 1] in "sS" and re.match(r"[’'] [a-z]", text[at : at + 3]) is not None
        if not possessive:
            return at if len(text[mark.end() : at].split()) >= _SINGLE_WORDS else None
    return None
