"""Concordance lines: a name, a statement or a date in its sentence ("keyword in context"), with the way back to it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.write import addresses, words
from generator.write.found import Card, Passages, Reading, Span
from generator.write.markdown import escape, link, span

LONGEST = 700
"""Longest sentence that is shown whole, in code points; list-like text without full stops can run to thousands."""
FAR = 2**62
"""Behind every end of a sentence."""
AROUND = 260
"""How much of a longer one is shown before the first mark and after the last, in code points."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an article with the places in it that are marked."""

    reading: Reading
    sentence: Span
    marks: tuple[Span, ...]
    """In order, without overlap, beginning within the sentence."""


def concordance(passages: Iterable[Passages]) -> tuple[Line, ...]:
    """One line for each sentence, in the order in which its first place came; its other places are marked in it too."""
    return tuple(line for one in passages for line in _lines(one.reading, one.spans))


def _lines(reading: Reading, spans: Sequence[Span]) -> Iterable[Line]:
    found: dict[Span, list[Span]] = {}
    for place in spans:
        marks = found.setdefault(sentence_at(reading.sentences, place[0]) or place, [])
        if not marks or place[0] >= marks[-1][1]:
            marks.append(place)
    return (Line(reading, (start, max(end, marks[-1][1])), tuple(marks)) for (start, end), marks in found.items())


def sentence_at(sentences: Sequence[Span], position: int) -> Span | None:
    """The sentence that a position of the article's text, in code points, lies in; None when it is in none."""
    index = bisect_right(sentences, (position, FAR)) - 1
    return sentences[index] if index >= 0 and position < sentences[index][1] else None


def address_of(reading: Reading, position: int) -> str:
    """Where the sentence at that position stands in its article's page."""
    sentence = sentence_at(reading.sentences, position)
    page = addresses.article(reading.card.id)
    return f"{page}#s{sentence[0]}" if sentence else page


def markdown(line: Line, here: str) -> str:
    """The line as an item of a list on the page at `here`: date, sentence with marks, article and source."""
    words_of_it = span(sentence(line), "kwic", lang=language(line.reading.card))
    return item(line.reading, line.sentence[0], words_of_it, here)


def item(reading: Reading, position: int, inline: str, here: str, *notes: str) -> str:
    """A piece of an article as an item of a list: its date, the piece, and whence it is, linked to its sentence.

    `notes` are plain text and stand behind the source.
    """
    card = reading.card
    when = span(escape(words.short_day(card.date) or "undated"), "when")
    title = link(in_language(card.title, card), addresses.relative(here, address_of(reading, position)))
    rest = (escape(note) for note in (card.source, *notes) if note)
    return f"{when} {inline} {span(' · '.join([title, *rest]), 'where')}"


def sentence(line: Line) -> str:
    """The sentence with its marks as inline Markdown; of a very long one, what is around the marks."""
    text = line.reading.text
    start, end = line.sentence
    before = after = ""
    if end - start > LONGEST:
        first, last = line.marks[0][0], min(line.marks[-1][1], line.marks[0][0] + LONGEST)
        if first - start > AROUND:
            start, before = text.rfind(" ", start, first - AROUND) + 1 or first - AROUND, "… "
        if end - last > AROUND:
            cut = text.find(" ", last + AROUND, end)
            end, after = (cut if cut >= 0 else last + AROUND), " …"
    pieces = [before]
    at = start
    for mark_start, mark_end in line.marks:
        if mark_end > end:
            break
        pieces += [_one_line(text[at:mark_start]), span(_one_line(text[mark_start:mark_end]), "mark")]
        at = mark_end
    return "".join([*pieces, _one_line(text[at:end]), after])


def in_language(text: str, card: Card) -> str:
    """A text of an article as inline Markdown that says its language where that is not the pages' English."""
    return span(escape(text), lang=language(card))


def language(card: Card) -> str:
    """The article's language where it has to be said, or empty."""
    return "" if card.language in ("en", "und") else card.language


def _one_line(text: str) -> str:
    return escape(text.replace("\n", " ")) if text else ""
