"""The facets of a shard: numbers of values that are listed once, made again only when something else is told."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from generator.publish.search import tables
from generator.publish.search.pages import Kind, Page, Record
from generator.publish.search.shards import Shard
from generator.publish.search.tables import FACETS, facets_of


def shard_of(*facets: dict[str, object], family: Kind = "article") -> Shard:
    pages = tuple(
        Page(
            f"articles/{number}.html", Record(family, f"{number}"), "en", "", repr(found), msgspec.msgpack.encode(found)
        )
        for number, found in enumerate(facets)
    )
    return Shard("articles" if family == "article" else "names", "en", 0, pages)


ONE = shard_of(
    {"people": [("people/b.html", "B"), ("people/a.html", "A")], "year": ["1975"]},
    {"people": [("people/a.html", "A"), "a"], "year": []},
    {},
)


def value_of(script: bytes) -> dict[str, dict[str, list[object]]]:
    found: dict[str, dict[str, list[object]]] = json.loads(script.partition(b",")[2].removesuffix(b");\n"))
    return found


def test_values_are_listed_once_in_order_with_their_labels(tmp_path: Path) -> None:
    (script,) = facets_of([ONE], tmp_path / "facets")
    found = value_of(script)
    assert list(found) == sorted(FACETS)
    assert found["people"] == {
        "rows": [[2, 1], [1, 0], []],
        "values": ["a", ["people/a.html", "A"], ["people/b.html", "B"]],
    }
    assert found["year"] == {"rows": [[0], [], []], "values": ["1975"]}
    assert script.startswith(b'ReadingRoomSearch.keep("facets/articles/en-0",')


def test_they_are_made_again_only_when_something_else_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, names = tmp_path / "facets", shard_of({}, family="person")
    first = facets_of([ONE, names], file)
    assert first[1] == b""
    other = facets_of([shard_of({"year": ["1976"]})], tmp_path / "other")

    def never(rows: object) -> None:
        raise AssertionError(rows)

    with monkeypatch.context() as patched:
        patched.setattr(tables, "_column", never)
        assert facets_of([ONE, names], file) == first
    assert facets_of([shard_of({"year": ["1976"]})], file) == other
    for damaged in (b"", b"\xc1", file.read_bytes()[:-3]):
        file.write_bytes(damaged)
        assert facets_of([ONE, names], file) == first
