"""Pages are made when what goes into them has changed, and only then; what comes out is the same either way."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.executors import Workforce
from generator.model import Collection
from generator.progress import Silent
from generator.write import catalogue, registers, write_pages, writing
from generator.write.known import Known, digest_of
from generator.write.pages import entities, lines, statements, timeline
from generator.write.writing import NEEDS
from tests.collections import sample
from tests.write.synthetic import IDS, Shelf, Story, collection, corrections, stories

Files = dict[str, bytes]

MOST_ARTICLES = 12
"""Pages of articles that one more of their kind rewrites: its own, and those that it becomes a neighbour of."""
MOST_LISTS = 24
"""Pages of what it names, of the lists it joins, and of the numbers of the whole collection."""


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """Where builds note what they have written."""
    return tmp_path / "state" / "written"


def write(
    whole: Collection, before: Mapping[str, bytes], memory: Path | None = None, workforce: Workforce | None = None
) -> tuple[Files, set[str]]:
    """The files of docs/ after a build that found `before` there, and which of them it made."""
    present = {path: sha256(content).hexdigest() for path, content in before.items()}
    force = workforce or Workforce("serial")
    with TemporaryDirectory() as folder:
        staged = Path(folder)
        written = write_pages(
            catalogue(whole, "corpus"), staged, Silent(), memory=memory, present=present, workforce=force
        )
        found = {path: (staged / path).read_bytes() for path in written.staged}
    assert all(present[path] == digest for path, digest in written.kept.items())
    assert {path: sha256(content).hexdigest() for path, content in found.items()} == written.staged
    return found | {path: before[path] for path in written.kept}, set(found)


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists are spread over pages from three lines on."""
    monkeypatch.setattr(registers, "LINES_ON_A_PAGE", 1)
    monkeypatch.setattr(lines, "ARTICLES_ON_A_PAGE", 2)
    monkeypatch.setattr(entities, "MENTIONS_ON_A_PAGE", 2)
    monkeypatch.setattr(entities, "STATEMENTS_ON_A_PAGE", 1)
    monkeypatch.setattr(statements, "SPEAKERS_ON_A_PAGE", 1)
    monkeypatch.setattr(timeline, "PASSAGES_ON_A_PAGE", 2)


def changed(shelf: Shelf, data: st.DataObject) -> Shelf:
    """One article added, changed, renamed or deleted."""
    id = data.draw(st.sampled_from(IDS), label="article")
    match data.draw(st.sampled_from(["put", "rename", "delete"]), label="edit"):
        case "put":
            return shelf | {id: data.draw(stories, label="story")}
        case "rename" if id in shelf:
            other = data.draw(st.sampled_from(IDS), label="new id")
            return {key: story for key, story in shelf.items() if key != id} | {other: shelf[id]}
        case _:
            return {key: story for key, story in shelf.items() if key != id}


@settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(IDS), stories, min_size=3, max_size=9), st.data())
def test_after_any_edits_the_pages_are_those_of_a_clean_build(
    narrow: None, memory: Path, shelf: Shelf, data: st.DataObject
) -> None:
    files, _ = write(collection(shelf), {}, memory)
    for _ in range(2):
        shelf = changed(shelf, data)
        whole = collection(shelf, data.draw(corrections, label="corrections"))
        files, _ = write(whole, files, memory)
        clean, _ = write(whole, {})
        assert files == clean


def test_nothing_is_made_when_nothing_has_changed(memory: Path) -> None:
    files, made = write(sample(), {}, memory)
    assert made == set(files)
    assert write(sample(), files, memory) == (files, set())


def test_a_page_that_is_missing_or_was_changed_is_made_again(memory: Path) -> None:
    files, _ = write(sample(), {}, memory)
    lost = {path: content for path, content in files.items() if path != "index.md"} | {"collection.md": b"?"}
    assert write(sample(), lost, memory) == (files, {"index.md", "collection.md"})


def test_a_page_is_made_when_something_that_it_names_has_changed(memory: Path) -> None:
    whole = sample()
    files, _ = write(whole, {}, memory)
    renamed = tuple(
        replace(one, name="Leonid I. Brezhnev") if one.id == "people/leonid-brezhnev" else one for one in whole.entities
    )
    after, made = write(replace(whole, entities=renamed), files, memory)
    assert {"people/leonid-brezhnev.md", "articles/1975/helsinki.md", "people/index.md"} <= made
    assert "articles/1977/belgrade.md" not in made
    assert after == write(replace(whole, entities=renamed), {})[0]


@pytest.mark.parametrize(
    "damage", [lambda content: b"", lambda content: content[:-1], lambda content: content[:-1] + b"?"]
)
def test_a_damaged_note_of_what_was_written_counts_as_none(damage: Callable[[bytes], bytes], memory: Path) -> None:
    files, _ = write(sample(), {}, memory)
    noted = memory.read_bytes()
    memory.write_bytes(damage(noted))
    assert write(sample(), files, memory) == (files, set(files))
    assert memory.stat().st_size == len(noted)
    memory.unlink()
    assert write(sample(), files, memory) == (files, set(files))


def test_a_note_that_cannot_be_written_ends_no_build(memory: Path) -> None:
    memory.mkdir(parents=True)
    files, _ = write(sample(), {}, memory)
    assert write(sample(), files, memory) == (files, set(files))


def test_the_note_of_what_was_written_speaks_of_the_last_build_alone(memory: Path) -> None:
    shelf = dict(_many(9))
    files, _ = write(collection(shelf), {}, memory)
    noted = memory.read_bytes()
    fewer = collection(dict(_many(6)))
    after, _ = write(fewer, files, memory)
    assert memory.stat().st_size < len(noted)
    assert after == write(fewer, {})[0]
    assert write(collection(shelf), after, memory)[0] == files
    assert memory.stat().st_size == len(noted)


def test_other_code_makes_all_pages_again(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, _ = write(sample(), {}, memory)
    monkeypatch.setattr(type(NEEDS), "fingerprint", lambda needs: b"other")
    assert write(sample(), files, memory) == (files, set(files))


def test_processes_write_the_same_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.write.writing.WORTH", 1)
    alone, _ = write(sample(), {})
    assert write(sample(), {}, None, Workforce("processes", 2))[0] == alone


@pytest.mark.parametrize("what", ["of_names", "_make", "FEW", "nothing"])
def test_pages_that_a_fork_plans_are_the_same_and_whatever_ends_it(
    what: str, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = os.getpid()
    files, _ = write(sample(), {}, memory)
    lost = {path: content for path, content in files.items() if path not in ("index.md", "topics/index.md")}
    if what == "FEW":
        monkeypatch.setattr("generator.write.aside.FEW", 1)
    elif what != "nothing":
        rightly = getattr(writing, what)

        def killed(*arguments: Any) -> Any:
            if os.getpid() != builder:
                os.kill(os.getpid(), signal.SIGKILL)
            return rightly(*arguments)

        monkeypatch.setattr(writing, what, killed)
    assert write(sample(), lost, memory, Workforce("processes", 2)) == (files, {"index.md", "topics/index.md"})
    assert write(sample(), files, memory, Workforce("processes", 2)) == (files, set())


def test_one_more_article_rewrites_few_pages() -> None:
    """Most of the pages that one more article rewrites are the same however large the collection is: see below."""
    shelf = dict(_many(120))
    before, _ = write(collection(shelf), {})
    story = Story("Remarks on trade", "1975-08-01", "Herald", ("Ana Abel", "Aland"), ("ferry line",), True, "")
    after, _ = write(collection(shelf | {"c/new": story}), {})
    different = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    articles = {path for path in different if path.startswith("articles/") and path != "articles/index.md"}
    assert len(articles) <= MOST_ARTICLES, sorted(articles)
    assert len(different - articles) <= MOST_LISTS, sorted(different - articles)


def _many(number: int) -> Iterator[tuple[str, Story]]:
    names, topics = (
        sorted(("Ana Abel", "Ben Abt", "Carla Brandt", "Aland", "Borland", "Brik Union")),
        ("ferry line", "talks"),
    )
    for at in range(number):
        date = f"{1970 + at % 8}-{at % 12 + 1:02}-{at % 28 + 1:02}"
        told = (names[at % 6], names[at * 7 % 5], names[at // 6 % 6])
        yield f"a/{at:03}", Story(f"Story {at}", date, "Herald", told, (topics[at % 2],), at % 3 == 0, "")


def test_a_digest_tells_values_apart_and_knows_only_frozen_ones() -> None:
    assert digest_of(("a", "b")) != digest_of(("ab",))
    assert digest_of(Known("a", b"1")) == digest_of(Known("a", b"1")) != digest_of(Known("b", b"2"))
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})
    with pytest.raises(TypeError):
        digest_of(object())
