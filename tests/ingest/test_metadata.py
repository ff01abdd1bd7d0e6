"""What is wrong in metadata.csv is named with its line and a remedy; the rows that are right count all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.metadata import PLACE, Metadata, read_metadata


def read(folder: Path, content: bytes) -> Metadata:
    (folder / "_curation").mkdir(exist_ok=True)
    (folder / PLACE).write_bytes(content)
    return read_metadata(folder)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_whatever_spreadsheets_write_is_read(tmp_path: Path, encoding: str, mark: str, end: str) -> None:
    rows = [["path", "title", "date"], ["a.txt", "Le traité, déjà signé", "2020-02-02"]]
    if mark == ",":
        rows[1][1] = f'"{rows[1][1]}"'
    found = read(tmp_path, end.join(mark.join(row) for row in rows).encode(encoding))
    assert not found.warnings
    assert (found.rows["a.txt"].title, found.rows["a.txt"].date) == ("Le traité, déjà signé", "2020-02-02")


HEAD = "path,title,date\ngood.txt,A good row,2020-02-02\n"


@pytest.mark.parametrize(
    ("rows", "line", "words"),
    [
        (
            'a.txt,"never closed,2020-01-01\nb.txt,x,\n',
            3,
            "a double quote that opens here is never closed; no row from",
        ),
        ('a.txt,"closed" too early,2020-01-01\n', 3, "the quotes are broken"),
        ("a.txt,Rome, Paris and Oslo,2020-01-01\n", 3, "the row has 4 cells, and there are 3 columns; it is left out."),
        (",A title,\n", 3, "a row without a path; it is left out."),
        ("\n\n,A title,\n", 5, "a row without a path; it is left out."),
        ('b.txt,"two\nlines",\na.txt,x,soon\n', 5, "the date 'soon' is no full date; write it as 2021-03-09."),
        ("good.txt,Another,\n", 3, "'good.txt' has a row already, in line 2; this one counts. Remove one of them."),
        (
            f"a.txt,{'x' * 1_000_001},\n",
            3,
            "a cell has more than 1,000,000 characters; the row is left out. Shorten it.",
        ),
        (f"a.txt,{'x' * 200_000},\n", 3, "`title` is not one line of text; it is left out."),
    ],
)
def test_a_row_that_is_wrong_is_named_with_its_line_and_the_others_count(
    tmp_path: Path, rows: str, line: int, words: str
) -> None:
    found = read(tmp_path, (HEAD + rows).encode())
    (said,) = found.warnings
    assert said.startswith(f"{PLACE}:{line}: {words}")
    assert found.rows["good.txt"].title in ("A good row", "Another")


def test_what_follows_a_broken_row_counts(tmp_path: Path) -> None:
    found = read(tmp_path, f'{HEAD}a.txt,"broken" quote,\nlate.txt,A late row,\n'.encode())
    assert found.rows["late.txt"].title == "A late row"
    assert "a.txt" not in found.rows


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (
            "a.txt,A title,2020-01-01",
            "there is no column `path`, so no row is used. Begin the table with a row of names",
        ),
        ("path,titel", "the column 'titel' is not known; did you mean 'title'?"),
        ("path,colour", "the column 'colour' is not known; known are path, title, date"),
        ("path,title,title", "there are two columns 'title'; the first counts. Remove the other."),
    ],
)
def test_columns_are_checked(tmp_path: Path, head: str, words: str) -> None:
    (said,) = read(tmp_path, f"{head}\na.txt,A,B\n".encode()).warnings[:1]
    assert said.startswith(f"{PLACE}:1: {words}")


def test_without_a_header_one_warning_is_enough(tmp_path: Path) -> None:
    found = read(tmp_path, b"a.txt,A title\n" * 500)
    assert (len(found.warnings), found.rows) == (1, {})


def test_bytes_that_are_no_table_are_named(tmp_path: Path) -> None:
    (said,) = read(tmp_path, b"PK\x03\x04\x14\x00 a spreadsheet").warnings
    assert said.startswith(f"{PLACE}: cannot be read, so no row is used: it is ")


def test_rows_that_name_no_article_are_named_and_thousands_of_them_take_no_time(tmp_path: Path) -> None:
    found = read(tmp_path, ("path,title\n" + "".join(f"file-{n}.txt,x\n" for n in range(5_000))).encode())
    said = list(found.unmatched({f"fyle-{n}.txt" for n in range(5_000)}))
    assert len(said) == 5_000
    assert said[0].startswith(f"{PLACE}:2: there is no article 'file-0.txt'; did you mean fyle-")
    assert said[-1] == f"{PLACE}:5001: there is no article 'file-4999.txt'. Correct the path, or remove the row."


PIECES = st.lists(
    st.sampled_from(['"', '""', ",", ";", "\n", "\r", "path", "title", "a.txt", "x", "\x00", "\ufeff", "é", " "]),
    max_size=40,
)


@given(content=st.one_of(st.binary(max_size=200), PIECES.map(lambda pieces: "".join(pieces).encode())))
def test_any_bytes_are_rows_or_warnings(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    found = read(tmp_path_factory.mktemp("any"), content)
    assert all(said.startswith(f"{PLACE}:") for said in found.warnings)
    assert found.rows.keys() == found.lines.keys()
