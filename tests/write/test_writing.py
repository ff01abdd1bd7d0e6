"""Pages are made when what goes into them has changed, and only then; what comes out is the same either way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cache import NO_CACHE, Cache
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


class Remembering:
    """A cache for the length of a test."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, bytes], bytes] = {}

    def fetch(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        return {key: self._entries[kind, key] for key in keys if (kind, key) in self._entries}

    def store(self, kind: str, entries: Iterable[tuple[bytes, bytes]]) -> None:
        self._entries |= {(kind, key): value for key, value in entries}


def write(
    whole: Collection, before: Mapping[str, bytes], cache: Cache, workforce: Workforce | None = None
) -> tuple[Files, set[str]]:
    """The files of docs/ after a build that found `before` there, and which of them it made."""
    present = {path: sha256(content).hexdigest() for path, content in before.items()}
    force = workforce or Workforce("serial")
    with TemporaryDirectory() as folder:
        staged = Path(folder)
        written = write_pages(
            catalogue(whole, "corpus"), staged, Silent(), cache=cache, present=present, workforce=force
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
def test_after_any_edits_the_pages_are_those_of_a_clean_build(narrow: None, shelf: Shelf, data: st.DataObject) -> None:
    cache = Remembering()
    files, _ = write(collection(shelf), {}, cache)
    for _ in range(2):
        shelf = changed(shelf, data)
        whole = collection(shelf, data.draw(corrections, label="corrections"))
        files, _ = write(whole, files, cache)
        clean, _ = write(whole, {}, NO_CACHE)
        assert files == clean


def test_nothing_is_made_when_nothing_has_changed() -> None:
    cache = Remembering()
    files, made = write(sample(), {}, cache)
    assert made == set(files)
    assert write(sample(), files, cache) == (files, set())


def test_a_page_that_is_missing_or_was_changed_is_made_again() -> None:
    cache = Remembering()
    files, _ = write(sample(), {}, cache)
    lost = {path: content for path, content in files.items() if path != "index.md"} | {"collection.md": b"?"}
    assert write(sample(), lost, cache) == (files, {"index.md", "collection.md"})


def test_a_page_is_made_when_something_that_it_names_has_changed() -> None:
    cache = Remembering()
    whole = sample()
    files, _ = write(whole, {}, cache)
    renamed = tuple(
        replace(one, name="Leonid I. Brezhnev") if one.id == "people/leonid-brezhnev" else one for one in whole.entities
    )
    after, made = write(replace(whole, entities=renamed), files, cache)
    assert {"people/leonid-brezhnev.md", "articles/1975/helsinki.md", "people/index.md"} <= made
    assert "articles/1977/belgrade.md" not in made
    assert after == write(replace(whole, entities=renamed), {}, NO_CACHE)[0]


def test_other_code_makes_all_pages_again(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Remembering()
    files, _ = write(sample(), {}, cache)
    monkeypatch.setattr(type(NEEDS), "fingerprint", lambda needs: b"other")
    assert write(sample(), files, cache) == (files, set(files))


def test_processes_write_the_same_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.write.writing.WORTH", 1)
    alone, _ = write(sample(), {}, NO_CACHE)
    assert write(sample(), {}, NO_CACHE, Workforce("processes", 2))[0] == alone


@pytest.mark.parametrize("what", ["of_names", "_make", "FEW", "nothing"])
def test_pages_that_a_fork_plans_are_the_same_and_whatever_ends_it(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    builder = os.getpid()
    cache = Remembering()
    files, _ = write(sample(), {}, cache)
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
    assert write(sample(), lost, cache, Workforce("processes", 2)) == (files, {"index.md", "topics/index.md"})
    assert write(sample(), files, cache, Workforce("processes", 2)) == (files, set())


def test_one_more_article_rewrites_few_pages() -> None:
    """Most of the pages that one more article rewrites are the same however large the collection is: see below."""
    shelf = dict(_many(120))
    before, _ = write(collection(shelf), {}, NO_CACHE)
    story = Story("Remarks on trade", "1975-08-01", "Herald", ("Ana Abel", "Aland"), ("ferry line",), True, "")
    after, _ = write(collection(shelf | {"c/new": story}), {}, NO_CACHE)
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
