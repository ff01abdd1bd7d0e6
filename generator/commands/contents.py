"""What is in the files of the corpus; those that cannot have changed since they were read last are not read again."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.cache import digest
from generator.errors import UnreadableError
from generator.ingest.opening import BLANK, open_file
from generator.publish.folders import files_in

SETTLED = 3_000_000_000
"""Nanoseconds that must lie between the last change of a file and the reading of it for the file to be known: a change
within the same tick of the file system's clock, of up to two seconds, would not show (Git calls such files racy)."""
_SECOND = 1_000_000_000


class Mark(NamedTuple):
    """How to tell that a file has not changed."""

    size: int
    """In bytes."""
    mtime_ns: int
    """When its content was changed last, or is said to be: nanoseconds since 1970."""
    ctime_ns: int
    """When anything of it was changed last, by the system's clock."""
    inode: int


class Known(NamedTuple):
    """A file that was read."""

    mark: Mark
    digest: bytes
    """Of its bytes."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in files, by path."""

    found: Mapping[str, bytes | str]
    """A digest; of what is no file, is blank, too large or cannot be read, what it is instead."""
    known: Mapping[str, Known]
    """The files that need not be read again while they stay as they are."""

    def beside(self, same: Mapping[str, Known]) -> Contents:
        """These contents, and those of other files, which are the `same` as when they were read."""
        found = {path: known.digest for path, known in same.items()}
        return Contents({**found, **self.found}, {**same, **self.known})


def marks_below(root: Path) -> dict[str, Mark]:
    """How to tell of each file below `root`, by path, that it has not changed; none where there is no such folder."""
    return {path: _mark(found) for path, found in files_in(root)}


def unchanged(files: Mapping[str, Mark], most: Callable[[str], int], known: Mapping[str, Known]) -> dict[str, Known]:
    """Those of `files` that are as they were when they were `known`, so that they need not be read.

    `most` tells how many bytes the file at a path may have.
    """
    return {
        path: one
        for path, mark in files.items()
        if (one := known.get(path)) and one.mark == mark and mark.size <= most(path)
    }


def read_contents(root: Path, paths: Iterable[str], most: Callable[[str], int]) -> Contents:
    """Read the files below `root` at `paths`.

    `most` tells how many bytes the file at a path may have. A link is where it leads: what lies in the corpus folder
    is looked at under its own name, and nothing else is read.
    """
    settled = time.time_ns() - SETTLED
    found: dict[str, bytes | str] = {}
    now: dict[str, Known] = {}
    for path in paths:
        file = root / path
        try:
            state = file.lstat()
            content = found[path] = _content(file, state, most(path))
        except UnreadableError as error:
            found[path] = error.problem
        except OSError as error:
            found[path] = error.strerror or "cannot be read"
        else:
            if isinstance(content, bytes) and _tells_changes(state) and state.st_ctime_ns < settled:
                now[path] = Known(_mark(state), content)
    return Contents(found, now)


def _tells_changes(state: os.stat_result) -> bool:
    """Whether `st_ctime_ns` is the time of the last change, which no tool can set as some set the time of modification.

    On Windows it is another time; in an image of a file system it is what the image was given, in whole seconds.
    """
    return os.name == "posix" and state.st_ctime_ns % _SECOND != 0


def _mark(state: os.stat_result) -> Mark:
    return Mark(state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)


def _content(file: Path, state: os.stat_result, most: int) -> bytes | str:
    """A digest of what is in a file, or what it is instead; raises `UnreadableError` and `OSError`."""
    if stat.S_ISLNK(state.st_mode):
        return os.fsdecode(file.readlink())
    if not stat.S_ISREG(state.st_mode):
        return str(stat.S_IFMT(state.st_mode))
    if state.st_size > most:
        return f"{state.st_size} bytes"
    with open_file(file) as stream:
        data = stream.read()
    return digest(data) if data.strip(BLANK) else f"{len(data)} blank bytes"
