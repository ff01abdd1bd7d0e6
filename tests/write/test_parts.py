"""Tables that are put together from those of the last build are those that are made anew."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from generator.model import Collection, Record, Resemblance
from generator.write import write_tables
from generator.write.parts import Files, Former, Parts
from tests.collections import sample

CODE = b"code"
EDITS: tuple[Callable[[Record], Record], ...] = (
    lambda one: replace(one, article=replace(one.article, title=one.article.title + ", again")),
    lambda one: replace(one, article=replace(one.article, text=one.article.text + "\n\nÄ \u2028 more.")),
    lambda one: replace(one, article=replace(one.article, authors=("A.", "=B"))),
    lambda one: replace(one, analysis=structs.replace(one.analysis, language="de")),
    lambda one: replace(one, analysis=structs.replace(one.analysis, dates=())),
    lambda one: replace(one, mentions=one.mentions[1:]),
    lambda one: replace(one, mentions=tuple(msgspec.structs.replace(each, rules=("model",)) for each in one.mentions)),
    lambda one: replace(one, statements=tuple(replace(each, speaker="") for each in one.statements)),
    lambda one: replace(one, roles=()),
    lambda one: replace(one, keywords=one.keywords[::-1]),
    lambda one: replace(one, related=()),
    lambda one: replace(one, resembles=(Resemblance("1975/helsinki", 0.5),), duplicate_of="1975/helsinki"),
)
"""One for each thing that the rows of an article are made of."""


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def anew(collection: Collection, folder: Path) -> dict[str, bytes]:
    write_tables(collection, folder)
    return content(folder)


@st.composite
def collections(draw: st.DrawFn) -> Collection:
    """The sample with some of its articles, some of them edited."""
    whole = sample()
    kept = draw(st.sets(st.sampled_from(range(len(whole.records)))))
    edits = {number: draw(st.lists(st.sampled_from(EDITS), max_size=2)) for number in sorted(kept)}
    records = []
    for number, made in edits.items():
        record = whole.records[number]
        for edit in made:
            record = edit(record)
        records.append(record)
    return replace(whole, records=tuple(records))


@given(st.lists(collections(), min_size=2, max_size=4))
def test_what_a_former_build_left_changes_no_byte(builds: list[Collection]) -> None:
    with TemporaryDirectory() as folder:
        former = Former(Path(folder), {}, Path(folder, "index"))
        for number, collection in enumerate(builds):
            out = Path(folder, str(number))
            digests = write_tables(collection, out, former)
            assert content(out) == anew(collection, Path(folder, f"{number} anew"))
            assert digests == {name: hashlib.sha256(data).hexdigest() for name, data in content(out).items()}
            former = replace(former, folder=out, files=digests)


@pytest.mark.parametrize("edit", EDITS)
def test_the_rows_of_an_article_follow_all_they_are_made_of(edit: Callable[[Record], Record], tmp_path: Path) -> None:
    whole = sample()
    changed = replace(whole, records=tuple(map(edit, whole.records)))
    digests = write_tables(whole, tmp_path / "old", Former(tmp_path, {}, tmp_path / "index"))
    former = Former(tmp_path / "old", digests, tmp_path / "index")
    write_tables(changed, tmp_path / "new", former)
    assert content(tmp_path / "new") == anew(changed, tmp_path / "anew") != content(tmp_path / "old")


class _Letters:
    """A file whose parts are the upper case of what they are made from."""

    def __init__(self, former: Former, out: Path) -> None:
        self.former = former
        self.out = out
        self.made: list[str] = []

    def write(self, texts: Sequence[str], code: bytes = CODE) -> dict[str, str]:
        self.out.mkdir(exist_ok=True)
        files = Files(self.out, self.former, code)
        digests = [hashlib.sha256(text.encode()).digest() for text in texts]
        files.write_parts(digests, {"letters": Parts(b"head\n", lambda which: self._made(texts, which))})
        return files.digests

    def _made(self, texts: Sequence[str], which: Sequence[int]) -> Iterable[bytes]:
        self.made = [texts[number] for number in which]
        return [text.upper().encode() for text in self.made]


def after_a_build(folder: Path, texts: Sequence[str]) -> _Letters:
    old = folder / "old"
    digests = _Letters(Former(folder, {}, folder / "index"), old).write(texts)
    return _Letters(Former(old, digests, folder / "index"), folder / "new")


def test_only_what_is_not_known_is_made(tmp_path: Path) -> None:
    letters = after_a_build(tmp_path, ["a", "bb", "", "ccc", "d"])
    letters.write(["a", "x", "bb", "", "d", "y"])
    assert (tmp_path / "new/letters").read_bytes() == b"head\nAXBBDY"
    assert letters.made == ["x", "y"]


def test_another_code_makes_everything(tmp_path: Path) -> None:
    letters = after_a_build(tmp_path, ["a", "b"])
    letters.write(["a", "b"], b"another")
    assert letters.made == ["a", "b"]


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 500])
def test_a_damaged_index_costs_time_only(damage: bytes, tmp_path: Path) -> None:
    letters = after_a_build(tmp_path, ["a", "b"])
    letters.former.index.write_bytes(damage)
    letters.write(["a", "b"])
    assert (tmp_path / "new/letters").read_bytes() == b"head\nAB"
    assert letters.made == ["a", "b"]


@given(st.integers(0), st.integers(1, 255))
def test_a_byte_that_has_changed_in_the_index_costs_time_only(where: int, by: int) -> None:
    with TemporaryDirectory() as folder:
        letters = after_a_build(Path(folder), ["a", "b"])
        data = bytearray(letters.former.index.read_bytes())
        data[where % len(data)] ^= by
        letters.former.index.write_bytes(data)
        letters.write(["a", "b"])
        assert Path(folder, "new/letters").read_bytes() == b"head\nAB"
        assert letters.made == ["a", "b"]


@pytest.mark.parametrize("left", [b"head\nxx", b"head\nAC", b"head", None])
def test_nothing_is_copied_from_a_file_that_has_changed_since_it_was_looked_at(
    left: bytes | None, tmp_path: Path
) -> None:
    letters = after_a_build(tmp_path, ["a", "b"])
    file = tmp_path / "old/letters"
    if left is None:
        file.unlink()
    else:
        state = file.stat()
        file.write_bytes(left)
        os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    letters.write(["a", "b"])
    assert (tmp_path / "new/letters").read_bytes() == b"head\nAB"
    assert letters.made == ["a", "b"]


def test_a_file_of_another_build_is_not_copied_from(tmp_path: Path) -> None:
    letters = after_a_build(tmp_path, ["a", "b"])
    (tmp_path / "old/letters").write_bytes(b"by hand")
    letters.former = replace(letters.former, files={"letters": hashlib.sha256(b"by hand").hexdigest()})
    letters.write(["a", "b"])
    assert (tmp_path / "new/letters").read_bytes() == b"head\nAB"
    assert letters.made == ["a", "b"]
