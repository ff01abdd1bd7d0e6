"""The tables are what the data contract promises."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Collection
from generator.write import catalogue, write_tables
from generator.write.cells import Row, guarded, lines, written
from generator.write.columns import BUILD, TABLES, TEXTS
from generator.write.tables import size
from tests.collections import sample, together
from tests.shared import shared
from tests.write.table_rows import ROWS

EMPTY = Collection((), (), (), together([]), (), 0, 0, ())


def unguarded(cell: str) -> str:
    """What a reader of the tables does."""
    return cell[1:] if re.match(r"'+[=+\-@\t\r]", cell) else cell


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: unguarded(cell) for name, cell in row.items()} for row in csv.DictReader(file)]


def test_the_contract_is_kept(tmp_path: Path) -> None:
    write_tables(sample(), tmp_path)
    score = subprocess.run(
        [sys.executable, shared("eval/score.py"), "contract", tmp_path], capture_output=True, text=True, check=False
    )
    assert json.loads(score.stdout)["breaches"] == []


@pytest.mark.parametrize("collection", [sample(), EMPTY])
def test_every_table_has_its_columns_and_rows(collection: Collection, tmp_path: Path) -> None:
    write_tables(collection, tmp_path)
    for table in TABLES:
        content = (tmp_path / table.file).read_bytes()
        assert content.startswith(",".join(column.name for column in table.columns).encode() + b"\n")
        assert b"\r" not in content
        assert len(read(tmp_path / table.file)) == size(table, collection) == len(list(ROWS[table.file](collection)))
    assert {path.name for path in tmp_path.iterdir()} == {TEXTS.file, BUILD, *(table.file for table in TABLES)}


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    collection = sample()
    write_tables(collection, tmp_path)
    for table in TABLES:
        names = [column.name for column in table.columns]
        expected = [dict(zip(names, map(str, row), strict=True)) for row in ROWS[table.file](collection)]
        assert read(tmp_path / table.file) == expected
    articles = read(tmp_path / "articles.csv")
    assert [row["title"] for row in articles][1] == "=Helsinki, again"
    assert '"\'=Helsinki, again"' in (tmp_path / "articles.csv").read_text(encoding="utf-8")
    assert (articles[1]["duplicate_of"], articles[1]["similarity"]) == ("1975/helsinki", "0.62")
    assert (articles[0]["duplicate_of"], articles[0]["similarity"], articles[0]["authors"]) == (
        "",
        "",
        "A. Writer | B. Writer",
    )
    pages = {row["id"]: row["page"] for row in read(tmp_path / "entities.csv")}
    assert pages["places/belgrade"] == "places/a-z/b.html#belgrade"
    assert pages["people/leonid-brezhnev"] == "people/leonid-brezhnev.html"


def test_build_adds_up_and_says_nothing_of_the_machine(tmp_path: Path) -> None:
    collection = sample()
    write_tables(collection, tmp_path)
    build = json.loads((tmp_path / BUILD).read_text(encoding="utf-8"))
    inputs = build["inputs"]
    assert inputs == {"files": 6, "published": 3, "duplicates": 1, "quarantined": 1, "ignored": 2}
    assert build["counts"] == {
        "articles": 3, "entities": 4, "topics": 2, "mentions": 9, "statements": 2, "pages": 8,
    }  # fmt: skip
    assert build["quarantined"][0]["error"] == "NotTextError"
    assert str(Path.home()) not in json.dumps(build)


def test_equal_collections_give_equal_bytes(tmp_path: Path) -> None:
    write_tables(sample(), tmp_path / "one")
    write_tables(sample(), tmp_path / "two", shelf=catalogue(sample(), "corpus"))
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_texts_are_one_line_each(tmp_path: Path) -> None:
    collection = sample()
    first = collection.records[0]
    text = "a\u2028b\x85c\n\nd \u2029 \U0001f600"
    changed = replace(first, article=replace(first.article, text=text), mentions=(), statements=())
    write_tables(replace(collection, records=(changed,)), tmp_path)
    lines = (tmp_path / TEXTS.file).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [{"id": "1975/helsinki", "text": text}]


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text("'=+-@\t\r\n a", max_size=6))
def test_no_cell_runs_and_every_cell_comes_back(cell: str) -> None:
    written = guarded(cell)
    assert not re.match(r"[=+\-@\t\r]", written)
    assert unguarded(written) == cell


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])) | st.text("'=,\"\r\n a"), min_size=3, max_size=3))
def test_any_value_comes_back_from_its_file(cells: list[str]) -> None:
    names = ("name", "country", "wikidata")
    entity = replace(sample().entities[0], **dict(zip(names, cells, strict=True)))
    with TemporaryDirectory() as folder:
        write_tables(replace(EMPTY, entities=(entity,)), Path(folder))
        (row,) = read(Path(folder) / "entities.csv")
    assert tuple(row[name] for name in names) == tuple(cells)


_cells = st.text(st.characters(exclude_categories=["Cs"])) | st.text("'=,\"\r\n a") | st.integers() | st.floats()


def test_long_tables_are_written_as_their_rows_are(tmp_path: Path) -> None:
    collection = sample()
    write_tables(collection, tmp_path)
    for table in TABLES:
        header = tuple(column.name for column in table.columns)
        expected = "".join(lines([header, *ROWS[table.file](collection)]))
        assert (tmp_path / table.file).read_bytes() == expected.encode("utf-8")


@given(st.lists(st.tuples(_cells, st.sampled_from(["people/a", "people/b"]), st.integers(0, 9)), max_size=9))
def test_columns_are_written_as_their_cells_are_one_by_one(table: list[Row]) -> None:
    assert "".join(lines(table)) == "".join(",".join(map(written, row)) + "\n" for row in table)
