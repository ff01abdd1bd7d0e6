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
