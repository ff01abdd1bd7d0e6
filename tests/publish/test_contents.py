"""What is in a file is told without reading it only where nothing can have changed it since."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.cache import digest
from generator.commands import contents
from generator.commands.contents import Contents, Known, marks_below, read_contents, unchanged

TEXT = b"The tide was late."
OTHER = b"The tide was soon."
MOST = 1000

posix = pytest.mark.skipif(os.name != "posix", reason="only there the system tells when a file was changed")


def look(root: Path, known: Mapping[str, Known], most: int = MOST) -> Contents:
    marks = marks_below(root)
    same = unchanged(marks, lambda path: most, known)
    return read_contents(root, sorted(marks.keys() - same.keys()), lambda path: most).beside(same)


def touched_since(file: Path, change: Callable[[], object]) -> None:
    """Change `file` and put its times back, not in the same tick of the clock."""
    before = file.stat()
    while file.stat().st_ctime_ns == before.st_ctime_ns:
        change()
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file that was changed long ago, as far as that counts."""
    monkeypatch.setattr(contents, "SETTLED", -1)
    root = tmp_path / "corpus"
    root.mkdir()
    (root / "a.txt").write_bytes(TEXT)
    return root


@posix
def test_a_file_that_nobody_touched_is_not_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = look(root, {})
    assert first.found == {"a.txt": digest(TEXT)}
    monkeypatch.setattr(contents, "open_file", None)
    assert look(root, first.known) == first


def _in_place(file: Path) -> None:
    file.write_bytes(OTHER)


def _in_its_stead(file: Path) -> None:
    new = file.with_name(".new")
    new.write_bytes(OTHER)
    new.replace(file)


def _mapped(file: Path) -> None:
    import mmap

    with file.open("r+b") as stream, mmap.mmap(stream.fileno(), 0) as memory:
        memory[:] = OTHER
        memory.flush()


@posix
@pytest.mark.parametrize("change", [_in_place, _in_its_stead, _mapped])
def test_a_change_that_keeps_size_and_time_is_seen(root: Path, change: Callable[[Path], None]) -> None:
    known = look(root, {}).known
    touched_since(root / "a.txt", lambda: change(root / "a.txt"))
    assert look(root, known).found == {"a.txt": digest(OTHER)}


@posix
def test_another_folder_in_its_place_is_read(root: Path) -> None:
    known = look(root, {}).known
    shutil.copytree(root, root.with_name("copy"))
    shutil.rmtree(root)
    root.with_name("copy").rename(root)
    (root / "a.txt").write_bytes(OTHER)
    os.utime(root / "a.txt", ns=(known["a.txt"].mark.mtime_ns, known["a.txt"].mark.mtime_ns))
    assert look(root, known).found == {"a.txt": digest(OTHER)}


@posix
def test_a_file_that_was_changed_just_now_is_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    os.utime(root / "a.txt", (0, 0))  # whatever it says of itself
    assert look(root, {}).known == {}


def test_where_the_system_does_not_tell_changes_all_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "_tells_changes", lambda state: False)
    assert look(root, {}) == Contents({"a.txt": digest(TEXT)}, {})


def test_what_is_too_large_now_is_no_content_though_it_is_known(root: Path) -> None:
    known = look(root, {}).known
    assert look(root, known, most=5) == Contents({"a.txt": f"{len(TEXT)} bytes"}, {})


def test_only_files_with_something_in_them_are_known(root: Path) -> None:
    (root / "blank.txt").write_bytes(b" \n")
    (root / "folder").mkdir()
    (root / "link.txt").symlink_to("a.txt")
    found = look(root, {})
    assert found.known.keys() <= {"a.txt"}
    assert (found.found["blank.txt"], found.found["link.txt"]) == ("2 blank bytes", "a.txt")
