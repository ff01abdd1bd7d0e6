"""The page that offers the tables and says what stands in them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.write import words
from generator.write.catalogue import Catalogue
from generator.write.columns import BUILD, TABLES, TEXTS, Table
from generator.write.drafts import Draft, finished
from generator.write.markdown import Value, escape, heading, link, page, span, table
from generator.write.pages import lines
from generator.write.tables import size

ADDRESS = "data/index.html"
INTRODUCTION = """\
Everything the pages show, as files for a spreadsheet, a data frame or a database. They are CSV (RFC 4180) in UTF-8
with a header row, in a fixed order. A list within a cell is parted by a vertical bar between spaces. A cell that a
spreadsheet would run as a formula has an apostrophe in front; taking it off gives the value back. Places in a text
count Unicode code points of the article’s text, which is in the last of the files."""


def pages(shelf: Catalogue) -> Iterator[Draft[str]]:
    """The page of the tables."""
    sizes = {one.file: size(one, shelf.collection) for one in TABLES}
    sizes[TEXTS.file] = len(shelf.volumes)
    every = (*TABLES, TEXTS)
    meta: dict[str, Value] = {
        **lines.listing("The tables"),
        "beside": [{"title": "Columns", "items": [{"title": one.file, "url": f"#{_anchor(one)}"} for one in every]}],
    }
    offered = [[_file(one.file), escape(one.row), f"{sizes[one.file]:,}"] for one in every]
    offered.append([_file(BUILD), escape("how the build went: what was read, what was left out and why"), ""])
    body = [
        escape(INTRODUCTION.replace("\n", " ")),
        table(["File", "One row is", "Rows"], offered, numeric=[2]),
        *(block for one in every for block in _explained(one, sizes[one.file])),
    ]
    yield finished(ADDRESS, page(meta, "\n\n".join(body)))


def _file(name: str) -> str:
    return link(escape(name), name)


def _anchor(one: Table) -> str:
    return one.file.partition(".")[0]


def _explained(one: Table, size: int) -> list[str]:
    columns = [[span(escape(column.name), "code"), escape(column.meaning)] for column in one.columns]
    return [
        heading(2, escape(one.file), id=_anchor(one)),
        f"One row is {escape(one.row)}; {words.counted(size, 'row')}.",
        table(["Column", "What it holds"], columns),
    ]
