from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish.pages import LIST, add_hand_written, move_into

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


@given(st.lists(pages, min_size=1, max_size=4))
def test_docs_hold_what_the_last_build_made_and_nothing_of_earlier_ones(builds: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder, "docs")
        for made in builds:
            assert move_into(docs, stage(Path(folder, "staged"), made)) == ()
        assert content(docs) == builds[-1]
        assert not [one for one in docs.rglob("*") if one.is_dir() and not any(one.iterdir())]


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
            warnings = move_into(docs, stage(Path(folder, "staged"), made))
            assert content(docs) == made | by_hand
            assert len(warnings) == len(made.keys() & by_hand.keys())


def test_a_generated_page_that_was_changed_by_hand_stays(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    move_into(docs, stage(tmp_path / "staged", {"index.md": "made", "a.md": "made"}))
    (docs / "index.md").write_text("mended", encoding="utf-8")
    (warning,) = move_into(docs, stage(tmp_path / "staged", {"index.md": "made again"}))
    assert content(docs) == {"index.md": "mended"}
    assert "docs/index.md was written by hand" in warning


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
    assert move_into(docs, stage(tmp_path / "staged", {"a.md": "3", "d.md": "3"})) == ()
    assert content(docs) == {"a.md": "3", "d.md": "3"}


def test_hand_written_pages_are_added_to_pages_built_aside(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    move_into(docs, stage(tmp_path / "staged", {"index.md": "of docs", "a.md": "of docs"}))
    fill(docs, {"guide/index.md": "by hand"})
    aside = stage(tmp_path / "staged", {"index.md": "of another corpus"})
    add_hand_written(docs, aside)
    assert content(aside) == {"index.md": "of another corpus", "guide/index.md": "by hand"}
