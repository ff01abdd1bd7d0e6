"""Folders of working state under the digest of all they were made from, of which the site gets second names.

Nearly all files of such a folder are those of the one whose place it takes: these get second names too. To write them
anew, and to remove the old ones from here, from the site and from its spare, would take longer than the rest of a
search.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

import msgspec

from generator.publish.manifest import State, sha256, state_of, states_below
from generator.publish.pages import remove

SEAL = "seal"
"""File in a folder that tells size, time of change and SHA-256 digest of all others."""


class Kept:
    """Such a folder while it comes together."""

    def __init__(self, folder: Path, former: Path | None) -> None:
        """`folder` is not there yet; `former` is an older one that may have some of its files."""
        self._folder = folder
        self._former = former
        self._known = _noted(former) if former else {}
        self._noted: dict[str, tuple[State, bytes]] = {}
        self._made: set[str] = set()

    def write(self, path: str, content: bytes) -> None:
        """Write a new file, or give that of the former folder a second name if it holds the same."""
        above = path.rpartition("/")[0]
        if above not in self._made:
            (self._folder / above).mkdir(parents=True, exist_ok=True)
            self._made.add(above)
        digest = hashlib.sha256(content).digest()
        state, known = self._known.get(path, (None, b""))
        if state is None or known != digest or not self._link(path, state):
            place = self._folder / path
            place.unlink(missing_ok=True)  # it may be the former folder's, where two paths are one
            place.write_bytes(content)
            state = state_of(place)
        self._noted[path] = (state, digest)

    def digests(self) -> Mapping[str, bytes]:
        """SHA-256 digests of what was written, by path."""
        return {path: digest for path, (_, digest) in self._noted.items()}

    def seal(self) -> None:
        """Note what was written, which is all."""
        _note(self._folder, self._noted)

    def _link(self, path: str, state: State) -> bool:
        """Give a file of the former folder a second name if it is the one that was noted; says whether it was done."""
        old = f"{self._former}/{path}"
        try:
            found = os.stat(old)  # noqa: PTH116  # to make a path of it takes ten times as long
            if (found.st_size, found.st_mtime_ns) != state:
                return False
            os.link(old, f"{self._folder}/{path}")
        except OSError:  # gone, or a file system without links
            return False
        return True


def is_sealed(folder: Path) -> bool:
    """Whether `folder` holds what it held when it was sealed: a file may have been changed under its other name.

    Where only the times are others, as in a copy of the folder, they are noted.
    """
    noted = _noted(folder)
    if not noted:
        return False
    states = states_below(folder)
    states.pop(SEAL, None)
    if states.keys() != noted.keys():
        return False
    changed = [path for path, (state, _) in noted.items() if states[path] != state]
    if any(sha256(folder / path) != noted[path][1] for path in changed):
        return False
    if changed:
        _note(folder, {path: (states[path], digest) for path, (_, digest) in noted.items()})
    return True


def _note(folder: Path, files: Mapping[str, tuple[State, bytes]]) -> None:
    """Seal `folder`."""
    new = folder / f"{SEAL}.new"
    new.write_bytes(msgspec.msgpack.encode(files))
    new.replace(folder / SEAL)


def _noted(folder: Path) -> dict[str, tuple[State, bytes]]:
    """What was noted of the files of `folder` when it was sealed; nothing when it was not."""
    try:
        return msgspec.msgpack.decode((folder / SEAL).read_bytes(), type=dict[str, tuple[State, bytes]])
    except (OSError, ValueError):
        return {}


class Links:
    """A folder in which files of such folders get second names; it may hold names that were given in an older build."""

    def __init__(self, folder: Path, left: Mapping[str, int]) -> None:
        """`left` are the files of that older build, by path below `folder`, with their inodes."""
        self._folder = folder
        self._left = dict(left)
        self.states: dict[str, State] = {}
        """Size and time of change of the files that it was given, by path below it."""

    def add(self, kept: Path, part: str = "", below: str = "") -> None:
        """Give the files of a sealed folder, or those in a `part` of it, a second name at `below`, or copy them.

        A file that is there stays, unless it is one that was left.
        """
        states = {path: state for path, (state, _) in _noted(kept).items()}
        self._add_folder(kept / part, f"{part}/" if part else "", below, states)

    def _add_folder(self, source: Path, part: str, below: str, states: Mapping[str, State]) -> None:
        """The same for a folder below a sealed one, whose files have the `states` given, by path below that."""
        (self._folder / below).mkdir(parents=True, exist_ok=True)
        above = f"{below}/" if below else ""
        with os.scandir(source) as entries:
            for entry in entries:
                if entry.is_dir():
                    self._add_folder(Path(entry.path), f"{part}{entry.name}/", above + entry.name, states)
                elif entry.name != SEAL:
                    self._add(entry, above + entry.name, states[part + entry.name])

    def finish(self) -> None:
        """Remove what was left and has been given no name since, and the folders that this leaves empty."""
        remove(self._folder, self._left)
        self._left.clear()

    def _add(self, source: os.DirEntry[str], path: str, state: State) -> None:
        inode = self._left.pop(path, None)
        target = f"{self._folder}/{path}"
        try:
            if inode is None or inode != source.inode():
                if inode is not None:
                    Path(target).unlink()
                os.link(source.path, target)
        except FileExistsError:
            return
        except OSError:
            shutil.copyfile(source.path, target)
            state = state_of(Path(target))
        self.states[path] = state


def prune(folder: Path, keys: Collection[str]) -> None:
    """Remove what lies in `folder` under other names than `keys`: this build had no use for it."""
    for kept in folder.iterdir():
        if kept.name not in keys:
            shutil.rmtree(kept, ignore_errors=True)  # a program of a killed build may still be writing there
