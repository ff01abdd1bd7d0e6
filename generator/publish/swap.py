"""Puts a new folder in the place of an old one, so that no moment shows a mixture of both."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def beside(place: Path) -> Path:
    """A name for the folder that shall take `place`: in the same file system, and of this process alone.

    Its name is not that of an earlier build's, whose last process may still be about to end.
    """
    return place.with_name(f".{place.name}.{os.getpid()}.new")


def put_in_place(new: Path, place: Path, spare: Path | None = None) -> None:
    """Make the folder `new` the one at `place`. Both lie in one file system.

    What was there is removed, or takes the place of `spare` if that is given and in the same file system too.

    Where the system can exchange two names in one step (Linux), that is done; elsewhere the old folder is moved aside
    first, and `place` is missing for a moment.
    """
    if not place.exists():
        new.rename(place)
        return
    if not _exchange(new, place):
        old = _aside(place)
        shutil.rmtree(old, ignore_errors=True)
        place.rename(old)
        new.rename(place)
        new = old
    if spare is None or not _moved(new, spare):
        shutil.rmtree(new, ignore_errors=True)


def clear_up(place: Path) -> None:
    """Remove what builds that were killed have left beside `place`, and put back what they had moved aside."""
    old = _aside(place)
    if old.exists() and not place.exists():
        old.rename(place)
    stage = re.compile(rf"\.{re.escape(place.name)}\.(?:\d+\.)?new")
    left = [file for file in place.parent.iterdir() if stage.fullmatch(file.name)] if place.parent.exists() else []
    for folder in (old, *left):
        shutil.rmtree(folder, ignore_errors=True)


def _moved(folder: Path, target: Path) -> bool:
    """Move `folder` to `target`, where it replaces what is there, if that can be done."""
    if folder.is_symlink():
        return False
    shutil.rmtree(target, ignore_errors=True)
    try:
        folder.rename(target)
    except OSError:
        return False
    return True


def _aside(place: Path) -> Path:
    return place.with_name(f".{place.name}.old")


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names atomically (renameat2 of Linux 3.15); False where that is not possible."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    done: int = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return done == 0
