from __future__ import annotations

from pathlib import Path

import pytest

from generator.publish import swap


def folder(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "index.html").write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("atomic", [True, False])
def test_the_new_folder_takes_the_place_and_nothing_else_is_left(
    tmp_path: Path, atomic: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not atomic:
        monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    place = tmp_path / "site"
    for text in ("first", "second"):
        swap.put_in_place(folder(tmp_path / "new", text), place)
        assert (place / "index.html").read_text(encoding="utf-8") == text
        assert list(tmp_path.iterdir()) == [place]


def test_names_are_exchanged_in_one_step_where_the_system_can(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "one", "1"), folder(tmp_path / "other", "2")
    if not swap._exchange(one, other):
        pytest.skip("this system cannot exchange two names")
    assert (one / "index.html").read_text(encoding="utf-8") == "2"
    assert (other / "index.html").read_text(encoding="utf-8") == "1"


def test_what_killed_builds_left_is_removed_and_the_old_site_put_back(tmp_path: Path) -> None:
    folder(tmp_path / ".site.old", "old")
    folder(tmp_path / ".site.123.new", "half")
    folder(tmp_path / ".site.other.124.new", "of another place")
    swap.clear_up(tmp_path / "site")
    assert sorted(file.name for file in tmp_path.iterdir()) == [".site.other.124.new", "site"]
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "old"
    folder(tmp_path / ".site.old", "older")
    swap.clear_up(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "old"
    assert not (tmp_path / ".site.old").exists()


def test_there_may_be_nothing_to_clear_up(tmp_path: Path) -> None:
    swap.clear_up(tmp_path / "missing" / "site")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("atomic", [True, False])
def test_what_was_there_takes_the_place_of_the_spare(
    tmp_path: Path, atomic: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not atomic:
        monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    place, spare = tmp_path / "site", tmp_path / "known" / "spare"
    spare.parent.mkdir()
    for text in ("first", "second", "third"):
        swap.put_in_place(folder(tmp_path / "new", text), place, spare)
    assert (place / "index.html").read_text(encoding="utf-8") == "third"
    assert (spare / "index.html").read_text(encoding="utf-8") == "second"
    swap.put_in_place(folder(tmp_path / "new", "fourth"), place, tmp_path / "missing" / "spare")
    assert sorted(tmp_path.iterdir()) == [tmp_path / "known", place]
