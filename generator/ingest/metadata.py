"""metadata.csv: the keeper's word on an article, by Dublin Core names; it outranks what the file says."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
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
        for path, line in self.lines.items():
            if path not in composed:
                near = get_close_matches(path, sorted(paths), n=1)
                hint = f"; did you mean {printable(near[0])}?" if near else "."
                yield f"{PLACE}:{line}: there is no article {path!r}{hint}"


def read_metadata(root: Path) -> Metadata:
    """Read the table below the corpus folder `root`; without one, or when it is no table, the keeper says nothing."""
    try:
        data = keeper_bytes(root, PLACE)
        return Metadata() if data is None else _read(decode(data).text)
    except (ArticleError, csv.Error) as error:
        return Metadata(warnings=(f"{PLACE}: cannot be read ({error}). Save it as CSV in UTF-8.",))


def _read(text: str) -> Metadata:
    table = csv.DictReader(io.StringIO(text, newline=""), dialect=_dialect(text), restkey="", restval="")
    warnings = [f"{PLACE}:1: {said}" for said in _unknown_columns(table.fieldnames or ())]
    rows: dict[str, Claims] = {}
    lines: dict[str, int] = {}
    for row in table:
        given = {k.strip().lower(): v for k, v in row.items() if isinstance(v, str)}
        path = unicodedata.normalize("NFC", given.pop("path", "").strip().removeprefix("./"))
        if not path:
            warnings.append(f"{PLACE}:{table.line_num}: a row without a path.")
            continue
        claims, said = fields.claims("metadata-csv", given)
        if path in rows:
            said = (*said, f"{path!r} has a row already; this one counts.")
        rows[path], lines[path] = claims, table.line_num
        warnings.extend(f"{PLACE}:{table.line_num}: {one}" for one in said)
    return Metadata(rows, tuple(warnings), lines)


def _dialect(text: str) -> type[csv.Dialect]:
    """Commas, or the semicolons and tabs that spreadsheets write in some countries."""
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)

    class Table(csv.excel):
        delimiter = mark

    return Table


def _unknown_columns(columns: object) -> Iterator[str]:
    names = [c.strip().lower() for c in columns if isinstance(c, str)] if isinstance(columns, (list, tuple)) else []
    if "path" not in names:
        yield "there is no column `path`."
    for name in names:
        if name and name != "path" and fields.known(name) is None:
            near = get_close_matches(name, ["path", *fields.NAMES], n=1)
            yield f"the column {name!r} is not known" + (f"; did you mean {near[0]!r}?" if near else ".")
