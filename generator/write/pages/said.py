"""Statements as lists: what was said, when, in which article, and how it is reported."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model import StatementKind
from generator.write.catalogue import Quote
from generator.write.kwic import item, language
from generator.write.markdown import bullets, div, escape, span
from generator.write.words import lead

LONGEST = 900
"""Longest statement that is shown whole, in code points."""
QUOTATION_MARKS = "\"'“„«‘‚‹「『"
REPORTED: dict[StatementKind, str] = {"direct": "", "indirect": "in the writer’s words", "mixed": "partly quoted"}


def date(quote: Quote) -> str:
    """The date of the article that a statement is from."""
    return quote.reading.value.card.date


def filed_under(quote: Quote) -> str:
    """What the article that a statement is from is filed under."""
    return quote.reading.value.card.filed


def said(quotes: Iterable[Quote], here: str) -> str:
    """A list of statements in that order, for a page of their speaker."""
    return div("sayings", bullets(_line(quote, here) for quote in quotes))


def said_by_unknown(quotes: Iterable[Quote], here: str) -> str:
    """The same for speakers who are no one known, with the words that the text names them by."""
    return div("sayings", bullets(_line(quote, here, _speaker(quote)) for quote in quotes))


def _line(quote: Quote, here: str, *notes: str) -> str:
    reading, statement = quote.reading.value, quote.statement
    text = lead(reading.text[statement.start : statement.end], LONGEST)
    quoted = f"“{text}”" if statement.kind == "direct" and text[:1] not in QUOTATION_MARKS else text
    inline = span(escape(quoted), "said", lang=language(reading.card))
    return item(reading, statement.start, inline, here, REPORTED[statement.kind], *notes)


def _speaker(quote: Quote) -> str:
    start, end = quote.statement.speaker_start, quote.statement.speaker_end
    if start is None or end is None:
        return ""
    return f"said by “{lead(quote.reading.value.text[start:end], 80)}”"
