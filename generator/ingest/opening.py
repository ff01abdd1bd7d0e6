"""Opens a file of the corpus as what it was when the corpus was listed: a file, and no way to anywhere else."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from generator.errors import UnreadableError

BLANK = b" \t\r\n\0"
"""A file of these bytes alone is empty."""
_ANY_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
"""A pipe without a writer is opened at once, too; to a file it means nothing."""


def open_file(path: Path) -> BinaryIO:
    """Open the file at `path` to read its bytes.

    Raises `UnreadableError` where a link, a folder, a pipe or a device has taken its place, and `OSError`.
    """
    return open(path, "rb", opener=_open)


def _open(path: str, flags: int) -> int:
    try:
        descriptor = os.open(path, flags | _ANY_LINK | _NO_WAITING)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise _no_file() from error
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _no_file()
    return descriptor


def _no_file() -> UnreadableError:
    return UnreadableError(
        "was a file, and became something else while the corpus was read.", remedy="Put the file itself there."
    )
