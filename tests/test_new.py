from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.errors import FolderInUseError
from generator.new import begin_collection
from tests.shared import ROOT


def ignored(file: Path) -> set[str]:
    return {line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("docs/")}


def test_its_files_are_those_that_git_and_hosts_look_for(tmp_path: Path) -> None:
    begin_collection(tmp_path / "mine")
    found = {
        file.relative_to(tmp_path / "mine").as_posix() for file in (tmp_path / "mine").rglob("*") if file.is_file()
    }
    assert found == {
        ".github/workflows/site.yml",
        ".gitignore",
        ".gitlab-ci.yml",
        "corpus/how-to-fill-this-collection.md",
        "mkdocs.yml",
    }


def test_its_configuration_is_that_of_the_sample_but_for_names_and_the_guide(tmp_path: Path) -> None:
    begin_collection(tmp_path)
    mine = yaml.safe_load((tmp_path / "mkdocs.yml").read_text(encoding="utf-8"))
    sample = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert mine["theme"].pop("custom_dir") == ".readingroom/theme"
    assert sample["theme"].pop("custom_dir") == "generator/theme"
    about = next(entry["About"] for entry in sample["nav"] if "About" in entry)
    about[:] = [entry for entry in about if not next(iter(entry.values())).startswith("guide/")]
    for name in ("site_name", "site_description"):
        assert mine.pop(name) != sample.pop(name)
    assert mine == sample


def test_it_ignores_the_pages_that_a_build_writes(tmp_path: Path) -> None:
    begin_collection(tmp_path)
    assert ignored(tmp_path / ".gitignore") == ignored(ROOT / ".gitignore")


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("mine", encoding="utf-8")
    with pytest.raises(FolderInUseError, match=r"mkdocs\.yml"):
        begin_collection(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mkdocs.yml"]
