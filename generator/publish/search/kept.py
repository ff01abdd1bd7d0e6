"""Folders of working state under the digest of all they were made from, of which the site gets second names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

import msgspec

from generator.publish.manifest import State, sha256, states_below
from generator.publish.pages import remove

SEAL = "seal"
"""File in a folder that tells size, time of change and SHA-256 digest of all others."""


def seal(folder: Path) -> None:
    """Note what is in `folder`, which is complete."""
    noted = {path: (state, sha256(folder / path)) for path, state in states_below(folder).items()}
    (folder / SEAL).write_bytes(msgspec.msgpack.encode(noted))


def is_sealed(folder: Path) -> bool:
    """Whether `folder` holds what it held when it was sealed: a file may have been changed under its other name."""
    try:
        noted = msgspec.msgpack.decode((folder / SEAL).read_bytes(), type=dict[str, tuple[State, bytes]])
    except (OSError, ValueError):
        return False
    states = states_below(folder)
    states.pop(SEAL, None)
    return states.keys() == noted.keys() and all(
        states[path] == state or sha256(folder / path) == digest for path, (state, digest) in noted.items()
    )


class Links:
    """A folder in which files of such folders get second names; it may hold names that were given in an older build."""

    def __init__(self, folder: Path, left: Mapping[str, int]) -> None:
        """`left` are the files of that older build, by path below `folder`, with their inodes."""
        self._folder = folder
        self._left = dict(left)

    def add(self, source: Path, below: str = "") -> None:
        """Give the files below `source` a second name at `below`, or copy them where that cannot be.

        A file that is there stays, unless it is one that was left.
        """
        (self._folder / below).mkdir(parents=True, exist_ok=True)
        above = f"{below}/" if below else ""
        with os.scandir(source) as entries:
            for entry in entries:
                if entry.is_dir():
                    self.add(Path(entry.path), above + entry.name)
                elif entry.name != SEAL:
                    self._add(entry, above + entry.name)

    def finish(self) -> None:
        """Remove what was left and has been given no name since, and the folders that this leaves empty."""
        remove(self._folder, self._left)
        self._left.clear()

    def _add(self, source: os.DirEntry[str], path: str) -> None:
        inode = self._left.pop(path, None)
        if inode is not None and inode == source.inode():
            return
        target = f"{self._folder}/{path}"
        if inode is not None:
            Path(target).unlink()
        try:
            os.link(source.path, target)
        except FileExistsError:
            return
        except OSError:
            shutil.copyfile(source.path, target)


def prune(folder: Path, keys: Collection[str]) -> None:
    """Remove what lies in `folder` under other names than `keys`: this build had no use for it."""
    for kept in folder.iterdir():
        if kept.name not in keys:
            shutil.rmtree(kept, ignore_errors=True)  # a program of a killed build may still be writing there
