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

SETTLED = 3_000_000_000
"""Nanoseconds that must lie between the last change of a file and the reading of it for the file to be known: a change
within the same tick of the file system's clock, of up to two seconds, would not show (Git calls such files racy)."""
_SECOND = 1_000_000_000


class Known(NamedTuple):
    """A file that was read, and how to tell that it has not changed since."""

    size: int
    """In bytes."""
    mtime_ns: int
    """When its content was changed last, or is said to be: nanoseconds since 1970."""
    ctime_ns: int
    """When anything of it was changed last, by the system's clock."""
    inode: int
    digest: bytes
    """Of its bytes."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in files, by path."""

    found: Mapping[str, bytes | str]
    """A digest; of what is no file, is blank, too large or cannot be read, what it is instead."""
    known: Mapping[str, Known]
    """The files that need not be read again while they stay as they are."""


def read_contents(root: Path, paths: Iterable[str], most: Callable[[str], int], known: Mapping[str, Known]) -> Contents:
    """Look at the files below `root` at `paths`, and read those that are not as they were when they were `known`.

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
            before = known.get(path)
            if before and state.st_size <= most(path) and before[:4] == _recognised(state):
                found[path] = before.digest
                now[path] = before
                continue
            content = found[path] = _content(file, state, most(path))
        except UnreadableError as error:
            found[path] = error.problem
        except OSError as error:
            found[path] = error.strerror or "cannot be read"
        else:
            if isinstance(content, bytes) and _tells_changes(state) and state.st_ctime_ns < settled:
                now[path] = Known(*_recognised(state), content)
    return Contents(found, now)


def _tells_changes(state: os.stat_result) -> bool:
    """Whether `st_ctime_ns` is the time of the last change, which no tool can set as some set the time of modification.

    On Windows it is another time; in an image of a file system it is what the image was given, in whole seconds.
    """
    return os.name == "posix" and state.st_ctime_ns % _SECOND != 0


def _recognised(state: os.stat_result) -> tuple[int, int, int, int]:
    """What `Known` says of a file beside its content."""
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino


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
