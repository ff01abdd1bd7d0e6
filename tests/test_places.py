from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.places import seen_from, shown
from generator.publish.manifest import folder_of


def test_a_place_is_named_from_where_the_person_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "site") == "site"
    assert shown(tmp_path / os.fsdecode(b"caf\xe9\n.md")) == r"caf\xe9\n.md"


def test_a_place_on_another_drive_is_named_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def relpath(path: object, start: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")  # as on Windows

    monkeypatch.setattr(os.path, "relpath", relpath)
    assert seen_from("C:/collection", "D:/site") == "D:/site"
    work = Path("C:/collection/.readingroom")
    assert folder_of(work, Path("D:/site")) != folder_of(work, Path("D:/other"))
