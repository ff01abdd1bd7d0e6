"""A new site that begins as an older one holds what it would hold if it began with nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish.pages import remove
from generator.publish.stage import Stage, held_in, leave_spare, take_spare

PATHS = ("index.html", "people", "people/a.html", "people/b/c.html", "people/b", "search/one.js", "search/two/three.js")
trees = st.dictionaries(st.sampled_from(PATHS), st.sampled_from(["one", "two", "its", "link"])).map(
    lambda files: {path: how for path, how in files.items() if not any(other.startswith(f"{path}/") for other in files)}
)


def fill(folder: Path, files: Mapping[str, str], site: Path | None = None) -> Path:
    """Write `files`; those that say "its" are the files of `site` under a second name where it has them."""
    folder.mkdir()
    for path, how in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if how == "link":
            file.symlink_to("index.html")
        elif how == "its" and site and (site / path).is_file():
            os.link(site / path, file)
        else:
            file.write_text(how, encoding="utf-8")
    return folder


def tree(folder: Path) -> dict[str, int]:
    """All files and folders, with their inodes; of folders 0."""
    return {
        file.relative_to(folder).as_posix(): 0 if file.is_dir() and not file.is_symlink() else file.lstat().st_ino
        for file in folder.rglob("*")
    }


def begun(folder: Path, spare: Path, site: Path) -> Stage:
    folder.mkdir()
    take_spare(spare, folder)
    return Stage(folder, held_in(folder, site))


def is_left(path: str) -> bool:
    return path.startswith("search/")


@given(old=trees, older=trees, wanted=st.sets(st.sampled_from(PATHS)), empty=st.sampled_from(["people", "x/y", "z"]))
def test_whatever_was_kept_the_new_site_is_that_of_an_empty_beginning(
    old: dict[str, str], older: dict[str, str], wanted: set[str], empty: str
) -> None:
    with TemporaryDirectory() as place:
        site = fill(Path(place, "site"), old)
        spare = fill(Path(place, "spare"), older, site)
        if empty not in older:
            (spare / empty).mkdir(parents=True, exist_ok=True)
        same = [path for path in old if path in wanted]
        before = tree(site)
        trees = []
        for name, kept in (("new", spare), ("clean", Path(place, "nothing"))):
            folder = Path(place, name)
            stage = begun(folder, kept, site)
            missing, left = stage.keep(same, is_left)
            assert {path: inode for path, inode in tree(folder).items() if path in left} == left
            remove(folder, left)
            stage.take_over(site, missing)
            trees.append(tree(folder))
        assert trees[0] == trees[1]
        assert {path for path in trees[0] if trees[0][path]} == set(same)
        assert tree(site) == before


def test_what_the_new_site_may_have_a_use_for_is_left(tmp_path: Path) -> None:
    site = fill(tmp_path / "site", {"index.html": "one", "search/one.js": "one", "search/two/three.js": "one"})
    fill(tmp_path / "spare", {"index.html": "two", "search/one.js": "its", "search/two/three.js": "one"}, site)
    stage = begun(tmp_path / "new", tmp_path / "spare", site)
    kept = stage.keep(["index.html"], is_left)
    assert kept.missing == ("index.html",)
    assert tree(tmp_path / "new") == {"search": 0, **kept.left}
    assert kept.left.keys() == {"search/one.js"}


def test_a_spare_is_done_without_where_a_folder_lists_numbers_that_mean_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = fill(tmp_path / "site", {"index.html": "one", "people/a.html": "one"})
    fill(tmp_path / "spare", {"index.html": "other", "people/a.html": "other"})

    class Entry:
        def __init__(self, entry: os.DirEntry[str]) -> None:
            self.name, self.path, self.is_dir, self.is_file = entry.name, entry.path, entry.is_dir, entry.is_file
            self.stat = entry.stat

        def inode(self) -> int:
            return 0xFFFFFFFF

    @contextmanager
    def listed(folder: str) -> Iterator[list[Entry]]:
        with scandir(folder) as entries:
            yield [Entry(entry) for entry in entries]

    scandir = os.scandir
    with monkeypatch.context() as patched:
        patched.setattr("generator.publish.stage.os.scandir", listed)
        stage = begun(tmp_path / "new", tmp_path / "spare", site)
    kept = stage.keep(["index.html", "people/a.html"], is_left)
    assert kept == (("index.html", "people/a.html"), {})
    assert not tree(tmp_path / "new")


def test_a_spare_that_cannot_be_moved_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = fill(tmp_path / "site", {"index.html": "one"})
    shutil.copytree(site, tmp_path / "spare", copy_function=os.link)

    def elsewhere(self: Path, target: Path) -> Path:
        raise OSError("Invalid cross-device link")

    monkeypatch.setattr(Path, "replace", elsewhere)
    stage = begun(tmp_path / "new", tmp_path / "spare", site)
    assert stage.keep(["index.html"], is_left).missing == ("index.html",)


def test_a_first_site_leaves_a_spare_of_second_names(tmp_path: Path) -> None:
    site = fill(tmp_path / "site", {"index.html": "one", "people/b/c.html": "one", "people/a.html": "link"})
    spare = tmp_path / "known" / "spare"
    leave_spare(site, spare)
    assert tree(spare) == tree(site)
    (site / "index.html").unlink()
    leave_spare(site, spare)  # there is one
    assert (spare / "index.html").exists()


def test_no_spare_is_left_where_files_have_one_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = fill(tmp_path / "site", {"index.html": "one", "people/b/c.html": "one"})

    def link(source: str, target: str, **how: object) -> None:
        raise OSError("Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    leave_spare(site, tmp_path / "spare")
    assert not (tmp_path / "spare").exists()
