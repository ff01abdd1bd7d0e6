"""The names by how they begin: whatever the names are, the one script that a query asks for has the page it names."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from generator.publish.search.names import LONGEST, MOST, SHOWN, file_of, front_coded, gather_names, write_names
from generator.publish.search.pages import Kind, Page, Record, fold
from generator.publish.search.scripts import Scripts
from generator.publish.search.shards import Shard
from tests.publish.searching import read_kept

SYLLABLES = st.lists(st.sampled_from("ka ko pe li a é Ж 北 -".split()), min_size=1, max_size=6).map("".join)
NAMES = st.lists(SYLLABLES, min_size=1, max_size=3).map(" ".join)


def page(number: int, title: str, kind: Kind = "person", names: tuple[str, ...] = (), weight: int = 0) -> Page:
    return Page(f"people/{number}.html", Record(kind, title, names=names, weight=weight), "en", str(number))


def written(pages: list[Page], folder: Path) -> list[str]:
    shard = Shard("names", "en", 0, tuple(pages))
    ids = {one.address: f"en_{one.digest}" for one in pages}
    return write_names(gather_names([shard]), [ids], Scripts(folder, None))


def asked(key: str, prefixes: list[str], folder: Path) -> list[list[object]]:
    """The names that the loader looks through for a folded query."""
    key = key[:LONGEST]
    within = next((prefix for prefix in reversed(prefixes) if key.startswith(prefix)), None)
    beyond = next((prefix for prefix in prefixes if prefix.startswith(key)), None)
    parted = within is not None and any(prefix != within and prefix.startswith(within) for prefix in prefixes)
    prefix = beyond if within is None or (parted and within != key) else within
    if prefix is None:
        return []
    names: list[list[object]] = read_kept(folder / "names" / file_of(prefix))["names"]  # type: ignore[assignment]
    return names


@given(st.sets(SYLLABLES, min_size=1))
def test_prefixes_are_written_as_what_they_have_more_than_the_one_before(prefixes: set[str]) -> None:
    before, found = "", []
    for line in front_coded(sorted(prefixes)).split("\n"):
        same, _, rest = line.partition(" ")
        before = before[: int(same)] + rest
        found.append(before)
    assert found == sorted(prefixes)


def test_a_prefix_shares_all_that_it_can() -> None:
    assert front_coded(["", "a", "a pro", "a provost", "b"]) == "0 \n0 a\n1  pro\n5 vost\n0 b"


@given(st.lists(NAMES, min_size=1, max_size=400))
def test_the_page_of_a_name_is_in_the_script_that_is_asked(titles: list[str]) -> None:
    pages = [page(number, title) for number, title in enumerate(titles)]
    with TemporaryDirectory() as folder:
        prefixes = written(pages, Path(folder))
        for one in pages[:40]:
            for start in re.finditer(r"\S+", key := fold(one.record.title)):
                rows = asked(key[start.start() :], prefixes, Path(folder))
                assert start.start() or not key or any(row[1] == one.address for row in rows)


def test_a_script_stays_small_and_one_that_stands_for_many_has_the_prominent(tmp_path: Path) -> None:
    pages = [page(number, f"{start}{number}", weight=number % 7) for number, start in enumerate(STARTS)]
    prefixes = written(pages, tmp_path)
    for prefix in prefixes:
        rows = read_kept(tmp_path / "names" / file_of(prefix))["names"]
        assert len(rows) <= MOST + SHOWN  # type: ignore[arg-type]
    top = asked("b", prefixes, tmp_path)
    assert len(top) == SHOWN
    assert {row[3] for row in top} == {6}


STARTS = [first + second for first in "abc" for second in "defgh" for _ in range(60)]


def test_other_names_lead_to_the_page_from_any_word_and_titles_of_articles_from_the_first(tmp_path: Path) -> None:
    prefixes = written(
        [
            page(1, "Nikolai Patrushev", names=("Патрушев", "N. Patrushev")),
            page(2, "Talks in Vienna end", "article"),
        ],
        tmp_path,
    )
    (row,) = asked("патрушев", prefixes, tmp_path)[:1]
    assert prefixes == [""]
    assert row[:4] == ["Nikolai Patrushev", "people/1.html", 1, 0]
    words = read_kept(tmp_path / "words.js")["words"]
    assert words == "n nikolai patrushev патрушев"


def test_folding_leaves_case_accents_and_punctuation_aside() -> None:
    assert fold("  L’État—c'est MOI! ") == "l etat c est moi"
    assert fold("Ａｂｃ１２") == "abc12"
    assert fold("___") == ""
    assert fold("İstanbul") == fold("istanbul")
    assert fold("Йод") == fold("йод")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
