"""Lines to paragraphs: hard-wrapped lines are joined again, lines that are paragraphs of their own are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.ingest.cleaning import squeeze

_BULLET = re.compile(r"(?:[•‣▪●◦·*–—-]|\(?\d{1,3}[.)]|\([a-z]\))\s+\S")
_ADDRESS = re.compile(r"\S+@\S+")
_FINISHED = re.compile(r"""[.!?…:;。！？؟]["'”’»)\]]*$""")
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_WIDEST = 120
"""Longest line, in code points, that a person or program wraps at."""
_NARROWEST = 40
_SLACK = 3
"""How much shorter than when it was wrapped a line may have become: glued words and squeezed spaces."""
_FUNCTION_WORDS = frozenset(
    "a an and are as at but by for from has have into is its of or that the their to upon was were which"
    " while who will with".split()
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a plain text."""

    text: str
    """On one line, white space squeezed."""
    lines: int
    """How many lines of the file it was."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    after_blank: bool


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a cleaned plain text, in order.

    A text is hard-wrapped when most of its lines could not have taken the first word of the next one. Then such lines
    are joined, even where every line is followed by a blank one; a short line ends a paragraph. In any other text every
    line is a paragraph, unless it breaks off in mid-sentence and the next goes on in lower case.
    """
    lines = tuple(_lines(text))
    width = _wrap_width(lines)
    blanks_part = width == 0 or sum(line.after_blank for line in lines[1:]) < 0.8 * (len(lines) - 1)
    groups: list[list[str]] = []
    for line in lines:
        if groups and not (line.after_blank and blanks_part) and _goes_on(groups, line, width):
            groups[-1].append(line.text)
        else:
            groups.append([line.text])
    return tuple(Paragraph(_join(group), len(group)) for group in groups)


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does, perhaps with a closing quotation mark behind."""
    return _FINISHED.search(line) is not None


def is_headline_case(line: str) -> bool:
    """Whether nearly all longer words of a line begin with a capital, as in a heading."""
    words = [w.strip("\"'“”‘’(),:;") for w in line.split()]
    heavy = [w for w in words if len(w) > 3 and w.lower() not in _FUNCTION_WORDS]
    return len(heavy) > 1 and sum(not w[0].islower() for w in heavy) >= 0.8 * len(heavy)


def breaks_off(line: str) -> bool:
    """Whether a line ends on a word after which more must come ("Secretary of")."""
    return line.endswith((",", "-")) or line.rpartition(" ")[2].lower() in _FUNCTION_WORDS


def _lines(text: str) -> Iterator[_Line]:
    blank = True
    for raw in text.split("\n"):
        line = squeeze(raw)
        if line:
            yield _Line(line, blank)
        blank = not line


def _wrap_width(lines: tuple[_Line, ...]) -> int:
    """The width, in code points, that a text is wrapped at; 0 when it is not hard-wrapped."""
    texts = [line.text for line in lines[1:]]  # the first may be a title, which is as long as it likes
    if len(texts) < 3:
        return 0
    lengths = sorted(map(len, texts))
    width = lengths[-1 - len(lengths) // 20]
    narrowest = _NARROWEST // 2 if _IDEOGRAPH.search(texts[0]) else _NARROWEST
    if not narrowest <= width <= _WIDEST:
        return 0
    pairs = list(pairwise(texts))
    full = [(a, b) for a, b in pairs if _is_full(a, b, width)]
    unfinished = sum(not ends_sentence(a) or b[0].islower() for a, b in full)
    return width if len(full) >= 0.6 * len(pairs) and unfinished >= 0.5 * len(full) else 0


def _is_full(line: str, following: str, width: int) -> bool:
    word = 1 if _IDEOGRAPH.match(following) else len(following.partition(" ")[0])
    return len(line) + 1 + word + _SLACK > width


def _goes_on(groups: list[list[str]], following: _Line, width: int) -> bool:
    """Whether `following` belongs to the last of the paragraphs in `groups`."""
    line, text = groups[-1][-1], following.text
    if _BULLET.match(text) or _ADDRESS.fullmatch(text):
        return False
    lower = text[0].islower()
    if lower and not ends_sentence(line):
        return True
    if not width or len(line) > width + _SLACK:
        return False
    first = len(groups) == 1 == len(groups[0])
    if first and following.after_blank and is_headline_case(line) and not lower and not breaks_off(line):
        return False
    return _is_full(line, text, width) or breaks_off(line) or (not ends_sentence(line) and len(line) >= 0.7 * width)


def _join(lines: list[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        glue = "" if _IDEOGRAPH.match(text[-1]) and _IDEOGRAPH.match(line) else " "
        if text.endswith("-") and text[-2:-1].isalpha() and line[0].islower():
            glue = ""  # the hyphen stays: whether it is the word's own cannot be told
        text += glue + line
    return text
