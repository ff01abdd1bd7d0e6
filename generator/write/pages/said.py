"""Statements as lists: what was said, when, in which article, and how it is reported."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model import LinkedStatement, Record, StatementKind
from generator.write.kwic import item, language
from generator.write.markdown import bullets, div, escape, span
from generator.write.pages import lines
from generator.write.words import lead

Quote = tuple[Record, LinkedStatement]

LONGEST = 900
"""Longest statement that is shown whole, in code points."""
QUOTATION_MARKS = "\"'“„«‘‚‹「『"
REPORTED: dict[StatementKind, str] = {"direct": "", "indirect": "in the writer’s words", "mixed": "partly quoted"}


def date(quote: Quote) -> str:
    """The date of the article that a statement is from."""
    return quote[0].article.date


def filed_under(quote: Quote) -> str:
    """What the article that a statement is from is filed under."""
    return lines.filed_under(quote[0])


def said(quotes: Iterable[Quote], here: str) -> str:
    """A list of statements in that order, for a page of their speaker."""
    return div("sayings", bullets(_line(quote, here) for quote in quotes))


def said_by_unknown(quotes: Iterable[Quote], here: str) -> str:
    """The same for speakers who are no one known, with the words that the text names them by."""
    return div("sayings", bullets(_line(quote, here, _speaker(quote)) for quote in quotes))


def _line(quote: Quote, here: str, *notes: str) -> str:
    record, linked = quote
    statement = linked.statement
    text = lead(record.article.text[statement.start : statement.end], LONGEST)
    quoted = f"“{text}”" if statement.kind == "direct" and text[:1] not in QUOTATION_MARKS else text
    inline = span(escape(quoted), "said", lang=language(record))
    return item(record, statement.start, inline, here, REPORTED[statement.kind], *notes)


def _speaker(quote: Quote) -> str:
    record, linked = quote
    start, end = linked.statement.speaker_start, linked.statement.speaker_end
    return f"said by “{lead(record.article.text[start:end], 80)}”" if start is not None and end is not None else ""
