"""CSV that gives every value back and that a spreadsheet doesn't run: how rows become lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeAlias, cast

from generator.write.columns import LIST_SEPARATOR

Cell: TypeAlias = str | int | float
Row: TypeAlias = tuple[Cell, ...]

BATCH = 20_000
"""Rows that are held at once."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_RISKY = frozenset("'=+-@\t\r")
"""What a cell that a spreadsheet would run begins with, perhaps behind apostrophes."""


def guarded(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula; readers take it off again."""
    return f"'{cell}" if cell[:1] in _RISKY and _FORMULA.match(cell) else cell


def written(cell: Cell) -> str:
    """A cell by RFC 4180; the csv module of Python 3.11 leaves a lone carriage return without quotes."""
    if not isinstance(cell, str):
        return str(cell)
    text = guarded(cell)
    return '"' + text.replace('"', '""') + '"' if _needs_quotes(text) else text


def listed(values: Iterable[str]) -> str:
    """Several values in one cell."""
    return LIST_SEPARATOR.join(values)


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """The rows as lines of CSV that end in a line feed, many lines at once.

    Whole columns are looked through for what needs quotes, and their cells one by one only where there is such.
    """
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        columns = [column(cells) for cells in zip(*batch, strict=True)]
        yield "\n".join(map(",".join, zip(*columns, strict=True))) + "\n"


def line(row: Row) -> str:
    """One row as a line, with its line feed."""
    return ",".join(map(written, row)) + "\n"


def _needs_quotes(text: str) -> bool:
    return "," in text or '"' in text or "\n" in text or "\r" in text


def column(cells: Sequence[Cell]) -> Sequence[str]:
    """The cells of one column as they stand in the file."""
    kinds = set(map(type, cells))
    if str not in kinds:
        return list(map(str, cells))
    if kinds == {str}:
        return column_of_texts(cast(Sequence[str], cells))
    return list(map(written, cells))


def column_of_texts(cells: Sequence[str]) -> Sequence[str]:
    """The same for a column of texts alone."""
    if _needs_quotes("".join(cells)) or not _RISKY.isdisjoint([text[:1] for text in cells]):
        return list(map(written, cells))
    return cells
