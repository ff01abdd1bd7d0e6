"""One build at a time."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import LockedError
from generator.places import shown


@contextmanager
def only_build(work: Path) -> Iterator[None]:
    """Hold the lock of the collection whose working state lies in `work`.

    The operating system gives the lock back when its process ends, however it ends. Raises `LockedError`, naming the
    holder, when another process has it.
    """
    from filelock import FileLock, Timeout

    work.mkdir(parents=True, exist_ok=True)
    holder = work / "holder"
    lock = FileLock(work / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        who = holder.read_text(encoding="utf-8") if holder.exists() else "another process"
        raise LockedError(
            f"{who} is building this collection.",
            remedy="Wait until it is done, or end it.",
            path=shown(work / "lock"),
        ) from error
    try:
        holder.write_text(f"process {os.getpid()} on {platform.node()}", encoding="utf-8")
        yield
    finally:
        lock.release()
