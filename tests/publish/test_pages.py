from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import PublishError
from generator.publish.pages import LIST, Inventory, add_hand_written, files_below, inventory, move_into

names = st.sampled_from(["index.md", "articles/a.md", "articles/b.md", "people/x/y.md", "data/build.json"])
pages = st.dictionaries(names, st.sampled_from(["one", "two", "three"]))


def stage(folder: Path, made: dict[str, str]) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return fill(folder, made)


def fill(folder: Path, made: dict[str, str]) -> Path:
    for name, text in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def content(folder: Path) -> dict[str, str]:
    files = [file for file in folder.rglob("*") if file.is_file() and file.name != LIST]
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def test_a_link_that_leads_nowhere_hides_no_other_file(tmp_path: Path) -> None:
    names = [f"{letter}.md" for letter in "abcdefghijklmnop"]
    docs = fill(tmp_path / "docs", dict.fromkeys(names, "by hand"))
    (docs / "loop").symlink_to("loop")
    assert files_below(docs) == (*names[:12], "loop", *names[12:])
    with pytest.raises(OSError, match="loop"):
        inventory(docs)


@given(st.lists(pages, min_size=1, max_size=4))
def test_docs_hold_what_the_last_build_made_and_nothing_of_earlier_ones(builds: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder, "docs")
        for made in builds:
            assert move_into(docs, stage(Path(folder, "staged"), made)).warnings == ()
        assert content(docs) == builds[-1]
        assert not [one for one in docs.rglob("*") if one.is_dir() and not any(one.iterdir())]


def test_files_of_known_digest_are_listed_without_being_read(tmp_path: Path) -> None:
    made = {"data/mentions.csv": "one", "a.md": "two"}
    digests = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in made.items()}
    moved = move_into(tmp_path / "docs", stage(tmp_path / "staged", made), digests={"data/mentions.csv": "0" * 64})
    assert moved.generated == digests | {"data/mentions.csv": "0" * 64}


@given(pages, pages, pages)
def test_hand_written_files_stay_whatever_is_built(
    by_hand: dict[str, str], first: dict[str, str], second: dict[str, str]
) -> None:
    by_hand = {name: f"by hand: {text}" for name, text in by_hand.items()}
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder, "docs")
        docs.mkdir()
        fill(docs, by_hand)
        for made in (first, second):
            warnings = move_into(docs, stage(Path(folder, "staged"), made)).warnings
            assert content(docs) == made | by_hand
            assert len(warnings) == len(made.keys() & by_hand.keys())


def test_a_generated_page_that_was_changed_by_hand_stays(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    move_into(docs, stage(tmp_path / "staged", {"index.md": "made", "a.md": "made"}))
    (docs / "index.md").write_text("mended", encoding="utf-8")
    (warning,) = move_into(docs, stage(tmp_path / "staged", {"index.md": "made again"})).warnings
    assert content(docs) == {"index.md": "mended"}
    assert "docs/index.md was written by hand" in warning


def test_a_page_that_is_kept_and_changed_by_hand_meanwhile_stays(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    kept = move_into(docs, stage(tmp_path / "staged", {"a.md": "made", "b.md": "made"})).generated
    (docs / "a.md").write_text("mended", encoding="utf-8")
    move_into(docs, stage(tmp_path / "staged", {}), kept)
    found = inventory(docs)
    assert (sorted(found.by_hand), sorted(found.generated)) == (["a.md"], ["b.md"])
    (warning,) = move_into(docs, stage(tmp_path / "staged", {"a.md": "again", "b.md": "again"})).warnings
    assert content(docs) == {"a.md": "mended", "b.md": "again"}
    assert "docs/a.md was written by hand" in warning


@pytest.mark.parametrize("moves", range(4))
def test_a_build_that_is_killed_leaves_no_page_that_the_next_takes_for_hand_written(
    tmp_path: Path, moves: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = tmp_path / "docs"
    move_into(docs, stage(tmp_path / "staged", {"a.md": "1", "b.md": "1", "c.md": "1"}))
    staged = stage(tmp_path / "staged", {"a.md": "2", "b.md": "2", "d.md": "2"})
    replace, left = Path.replace, iter(range(moves))

    def replace_or_die(self: Path, target: Path) -> Path:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Path, "replace", replace_or_die)
        move_into(docs, staged)
    assert move_into(docs, stage(tmp_path / "staged", {"a.md": "3", "d.md": "3"})).warnings == ()
    assert content(docs) == {"a.md": "3", "d.md": "3"}


@given(pages, pages)
def test_what_is_kept_need_not_be_staged(first: dict[str, str], second: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder, "docs")
        made = move_into(docs, stage(Path(folder, "staged"), first)).generated
        kept = {path: made[path] for path in made if second.get(path) == first[path]}
        rest = {path: text for path, text in second.items() if path not in kept}
        moved = move_into(docs, stage(Path(folder, "staged"), rest), kept)
        assert content(docs) == second
        assert inventory(docs) == Inventory(moved.generated, {})


def test_the_inventory_tells_generated_files_from_others(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    move_into(docs, stage(tmp_path / "staged", {"a.md": "made", "b.md": "made", "c.md": "made"}))
    fill(docs, {"guide.md": "by hand", "b.md": "changed"})
    os.utime(docs / "c.md", (0, 0))  # as a fresh checkout does
    found = inventory(docs)
    assert sorted(found.generated) == ["a.md", "c.md"]
    assert sorted(found.by_hand) == ["b.md", "guide.md"]
    assert found.generated["a.md"] == found.generated["c.md"] == hashlib.sha256(b"made").hexdigest()


@pytest.mark.parametrize("inventories", [1, 2])
def test_what_the_inventory_has_found_is_not_looked_at_once_more(
    tmp_path: Path, inventories: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = tmp_path / "docs"
    move_into(docs, stage(tmp_path / "staged", {"a.md": "made", "b.md": "made", "c.md": "made"}))
    os.utime(docs / "a.md", (0, 0))  # as a fresh checkout does
    for _ in range(inventories):
        found = inventory(docs)
    (docs / "b.md").write_text("mended", encoding="utf-8")
    looked_at = []
    stat = Path.stat

    def noting(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        looked_at.append(self.name)
        return stat(self, follow_symlinks=follow_symlinks)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", noting)
        move_into(docs, stage(tmp_path / "staged", {"d.md": "made"}), found.generated, found)
    assert not {"a.md", "b.md", "c.md"} & set(looked_at)
    with monkeypatch.context() as patch:
        patch.setattr("generator.publish.pages.sha256", lambda file: file.name.encode())
        by_hand = inventory(docs).by_hand
    assert by_hand == {"b.md": b"b.md".hex()}  # no other was read
    assert sorted(inventory(docs).by_hand) == ["b.md"]


def test_pages_that_were_made_again_as_they_were_need_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = tmp_path / "docs"
    for _ in range(2):
        move_into(docs, stage(tmp_path / "staged", {"index.md": "one", "a.md": "two"}))
    monkeypatch.setattr("generator.publish.pages.sha256", None)
    assert inventory(docs).generated.keys() == {"index.md", "a.md"}


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.md")).write_text("# Cafe", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    with pytest.raises(PublishError, match=r"caf\\xe9\.md: has a name that is not UTF-8.* Rename it"):
        inventory(tmp_path)


def test_a_list_of_digests_alone_is_understood(tmp_path: Path) -> None:
    fill(tmp_path, {"a.md": "made", "b.md": "by hand"})
    digest = hashlib.sha256(b"made").hexdigest()
    (tmp_path / LIST).write_text(json.dumps({"a.md": [digest]}), encoding="utf-8")
    assert inventory(tmp_path).generated == {"a.md": digest}


def test_hand_written_pages_are_added_to_pages_built_aside(tmp_path: Path) -> None:
    docs, aside = tmp_path / "docs", tmp_path / "aside"
    move_into(docs, stage(tmp_path / "staged", {"index.md": "of docs", "a.md": "of docs"}))
    fill(docs, {"guide/index.md": "by hand", "b.md": "by hand"})
    for _ in range(2):
        staged = stage(tmp_path / "staged", {"index.md": "of another corpus", "b.md": "of another corpus"})
        kept = add_hand_written(docs, inventory(docs).by_hand, staged, inventory(aside))
        move_into(aside, staged, kept)
        assert content(aside) == {"index.md": "of another corpus", "guide/index.md": "by hand", "b.md": "by hand"}
    assert sorted(kept) == ["b.md", "guide/index.md"]
