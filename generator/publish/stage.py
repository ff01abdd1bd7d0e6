"""The folder in which a new site comes together, which may begin as an older site.

Most files of a new site are those of the last one, under a second name. The site before the last has most of these
names too, so it is kept, as a spare, and brought up to date: for 58,000 files that takes a tenth of the time in which
all can be linked, and those of the old site unlinked. Nothing is noted of what the spare holds. A file of it counts
only where it is the very file that the last site has at its path, as the file system tells, so that it does not matter
which site it was, nor whether a build was killed that was about to change it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from generator.publish.manifest import State, state_of

SPARE = "spare"
"""Name of the spare, in the folder of what is known of a site."""


class Held(NamedTuple):
    """What a folder holds that shall become a new site."""

    inodes: dict[str, int]
    """Of its files, by path."""
    folders: list[str]
    """Outer ones first."""
    foreign: frozenset[str]
    """Its files that are not the very files that the last site has at their paths: few, as a rule."""


NOTHING_HELD = Held({}, [], frozenset())


class Kept(NamedTuple):
    """What a stage holds of the last site."""

    missing: tuple[str, ...]
    """Files of the last site that the new one shall have too, and that are still to be taken over."""
    left: Mapping[str, int]
    """Files of the spare, with their inodes, that the new site has a use for or not."""


class Stage:
    """A folder for a new site."""

    def __init__(self, folder: Path, held: Held = NOTHING_HELD) -> None:
        """`held` is what `folder` holds already."""
        self._folder = os.fspath(folder)
        self._made: set[str] = set()
        self._held = held

    def keep(self, same: Collection[str], leave: Callable[[str], bool]) -> Kept:
        """Remove what the new site has no use for.

        What stays are the files that are those of the last site itself, if their paths are in `same` or `leave` says
        so.
        """
        inodes, folders, foreign = self._held
        shared = {path: inode for path, inode in inodes.items() if path not in foreign}
        found = shared.keys() & same
        left = {path: inode for path, inode in shared.items() if path not in found and leave(path)}
        for path in inodes.keys() - found - left.keys():
            Path(self._folder, path).unlink()
        for folder in reversed(folders):
            with suppress(OSError):  # it is not empty
                Path(self._folder, folder).rmdir()
        return Kept(tuple(path for path in same if path not in found), left)

    def clear(self) -> None:
        """Remove everything."""
        shutil.rmtree(self._folder)
        Path(self._folder).mkdir()

    def take_over(self, site: Path, paths: Iterable[str]) -> dict[str, State]:
        """Give the files at `paths` of `site` a second name here; where that can't be, a copy, whose state it returns.

        What is there of them already, since a process was killed that had begun, is replaced.
        """
        copied = {}
        start = os.fspath(site)
        for path in paths:
            source, target = f"{start}/{path}", self.place(path)
            try:
                try:
                    os.link(source, target)
                except FileExistsError:
                    Path(target).unlink()
                    os.link(source, target)
            except OSError:  # another file system, or one without links
                Path(target).unlink(missing_ok=True)
                shutil.copy2(source, target)
                copied[path] = state_of(Path(target))
        return copied

    def place(self, path: str) -> str:
        """Where the file at `path` belongs; the folders above it are made."""
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            Path(self._folder, folder).mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        return f"{self._folder}/{path}"


def take_spare(spare: Path, folder: Path) -> None:
    """Move what lies at `spare` to `folder`, which is empty, if it can be moved there."""
    with suppress(OSError):  # there is none, or it is on another disk
        spare.replace(folder)


def held_in(folder: Path, site: Path) -> Held:
    """What `folder` holds, and what of it the last `site` has too."""
    inodes, folders = _listed(os.fspath(folder))
    is_told = inodes and _tells_inodes(os.fspath(folder), os.fspath(site))
    its = _listed(os.fspath(site))[0] if is_told else {}
    return Held(inodes, folders, frozenset(path for path, inode in inodes.items() if its.get(path) != inode))


def leave_spare(site: Path, spare: Path) -> None:
    """Where there is no spare, make one of second names for the files of `site`, if they can be given any.

    That takes the time in the build that makes all pages, of which it is the least part, instead of in the next.
    """
    if spare.exists():
        return
    paths, folders = _listed(os.fspath(site))
    try:
        spare.parent.mkdir(parents=True, exist_ok=True)
        if spare.parent.stat().st_dev != site.stat().st_dev:
            return
        spare.mkdir()
        for folder in folders:
            (spare / folder).mkdir()
        start, end = os.fspath(site), os.fspath(spare)
        for path in paths:
            os.link(f"{start}/{path}", f"{end}/{path}", follow_symlinks=False)
    except OSError:  # no room, or a file system without links
        shutil.rmtree(spare, ignore_errors=True)


def _tells_inodes(one: str, other: str) -> bool:
    """Whether two folders are of one file system that gives files the same inodes when it lists their folder.

    Some that programs make up (FUSE, shared folders of a virtual machine) list numbers that mean nothing. It is tried
    with the files at the top.
    """
    try:
        with os.scandir(one) as ours, os.scandir(other) as theirs:
            files = [entry for entry in (*ours, *theirs) if entry.is_file(follow_symlinks=False)]
        states = [entry.stat(follow_symlinks=False) for entry in files]
    except OSError:
        return False
    return len({state.st_dev for state in states}) == 1 and [entry.inode() for entry in files] == [
        state.st_ino for state in states
    ]


def _listed(folder: str) -> tuple[dict[str, int], list[str]]:
    """The inodes of all files below `folder`, by path, as their folders list them, and all folders, outer ones first.

    No file is looked at. Two paths in one file system that have the same inode are names of one file.
    """
    inodes: dict[str, int] = {}
    folders = [""]
    for here in folders:
        below = f"{here}/" if here else ""
        with suppress(OSError), os.scandir(f"{folder}/{here}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(below + entry.name)
                else:
                    inodes[below + entry.name] = entry.inode()
    return inodes, folders[1:]
