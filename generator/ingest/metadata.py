"""metadata.csv: the keeper's word on an article, by Dublin Core names; it outranks what the file says."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from generator.errors import ArticleError
from generator.ingest import fields
from generator.ingest.decoding import decode
from generator.ingest.draft import Claims
from generator.ingest.keeper import keeper_bytes
from generator.ingest.quarantine import printable

PLACE = "_curation/metadata.csv"
"""Where the table lies, below the corpus folder."""
_HINTS = 20
"""How many rows without an article are compared with all paths: that takes a tenth of a second with 10,000 of them."""
_LONGEST = 1_000_000
"""Most characters of a cell: the standard library's limit is 131,072, and a row with more is left out."""
_LONGEST_SHOWN = 200
"""Most characters of a cell that a message repeats."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the keeper says."""

    rows: dict[str, Claims] = field(default_factory=dict)
    """By path of the article, in Unicode's composed form: a disk may hold the decomposed one."""
    warnings: tuple[str, ...] = ()
    lines: dict[str, int] = field(default_factory=dict)
    """Where each row stands in the file."""

    def of(self, path: str) -> Claims:
        """What the keeper says of the article at `path`."""
        return self.rows.get(unicodedata.normalize("NFC", path), Claims("metadata-csv"))

    def unmatched(self, paths: set[str]) -> Iterator[str]:
        """A warning for every row whose path is none of `paths`."""
        composed = {unicodedata.normalize("NFC", path) for path in paths}
        known = sorted(composed)
        strange = [(path, line) for path, line in self.lines.items() if path not in composed]
        for number, (path, line) in enumerate(strange):
            near = get_close_matches(path, known, n=1) if number < _HINTS else []
            hint = f"; did you mean {printable(near[0])}?" if near else ". Correct the path, or remove the row."
            yield f"{PLACE}:{line}: there is no article {path[:_LONGEST_SHOWN]!r}{hint}"


def read_metadata(root: Path) -> Metadata:
    """Read the table below the corpus folder `root`; without one, or when it is no table, the keeper says nothing."""
    try:
        data = keeper_bytes(root, PLACE)
        return Metadata() if data is None else _read(decode(data).text)
    except ArticleError as error:
        return Metadata(warnings=(f"{PLACE}: cannot be read, so no row is used: it {error}",))


@dataclass(slots=True)
class _Table:
    """The table while it is read."""

    rows: dict[str, Claims] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def warn(self, line: int, problem: str) -> None:
        self.warnings.append(f"{PLACE}:{line}: {problem}")

    def take(self, columns: Sequence[str], cells: Sequence[str], line: int) -> None:
        """Read one row, which begins on `line`."""
        if any(cell.strip() for cell in cells[len(columns) :]):
            problem = f"the row has {len(cells)} cells, and there are {len(columns)} columns; it is left out."
            self.warn(line, f"{problem} Put a text that holds the mark between cells into double quotes.")
            return
        given: dict[str, str] = {}
        for column, cell in zip(columns, cells, strict=False):
            given.setdefault(column, cell)
        path = unicodedata.normalize("NFC", given.pop("path", "").strip().removeprefix("./"))
        if not path:
            self.warn(
                line, "a row without a path; it is left out. Write the path of its article below the corpus folder."
            )
            return
        claims, said = fields.claims("metadata-csv", given)
        for one in said:
            self.warn(line, one)
        if path in self.rows:
            problem = f"{path[:_LONGEST_SHOWN]!r} has a row already, in line {self.lines[path]}; this one counts."
            self.warn(line, f"{problem} Remove one of them.")
        self.rows[path], self.lines[path] = claims, line


def _read(text: str) -> Metadata:
    """Read the rows one by one: what is wrong with one is told with the line it begins on, and the others count."""
    table = _Table()
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), dialect=_dialect(text), strict=True)
    columns: list[str] | None = None
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            table.warn(line, _broken(error, reader.line_num, line))
            continue
        if columns is None:
            columns = [cell.strip().lower() for cell in cells]
            for problem in _unknown_columns(columns):
                table.warn(line, problem)
            if "path" not in columns:
                break
        elif any(cell.strip() for cell in cells):
            table.take(columns, cells, line)
    return Metadata(table.rows, tuple(table.warnings), table.lines)


def _broken(error: csv.Error, end: int, line: int) -> str:
    """What is wrong with a row that begins on `line` and was read up to the line `end`."""
    if "unexpected end" in str(error):
        lost = f"no row from here to line {end} is read" if end > line else "the row is left out"
        return f"a double quote that opens here is never closed; {lost}. Close it, or write it twice if it is text."
    if "field larger" in str(error):
        return f"a cell has more than {_LONGEST:,} characters; the row is left out. Shorten it."
    return f"the quotes are broken ({error}); the row is left out. Write a double quote within a quoted text twice."


def _dialect(text: str) -> type[csv.Dialect]:
    """Commas, or the semicolons and tabs that spreadsheets write in some countries."""
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)

    class Table(csv.excel):
        delimiter = mark

    return Table


def _unknown_columns(names: Sequence[str]) -> Iterator[str]:
    if "path" not in names:
        yield "there is no column `path`, so no row is used. Begin the table with a row of names: path,title,date."
        return
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        yield f"there are two columns {name[:_LONGEST_SHOWN]!r}; the first counts. Remove the other."
    for name in names:
        if name and name != "path" and fields.known(name) is None:
            near = get_close_matches(name, ["path", *fields.NAMES], n=1)
            remedy = f"did you mean {near[0]!r}?" if near else f"known are path, {', '.join(fields.NAMES)}."
            yield f"the column {name[:_LONGEST_SHOWN]!r} is not known; {remedy}"
