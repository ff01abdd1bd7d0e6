"""The keeper's own files below the corpus folder: what their bytes are, read from the file itself alone."""

from __future__ import annotations

import stat
from pathlib import Path

from generator.errors import TooLargeError, UnreadableError

LARGEST = 100_000_000
"""Bytes of such a file, at most: a row for each of a million articles."""


def keeper_bytes(root: Path, place: str) -> bytes | None:
    """The bytes of the file at `place` below the corpus folder `root`; None when there is none.

    Raises `UnreadableError` for a link that leads out of the folder (somebody may have put it into a corpus to have
    another file of this machine published), for what is no file, and for what may not be read; `TooLargeError`.
    """
    file = root / place
    try:
        mode = file.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # a pipe would be waited for; opening a folder fails
            raise UnreadableError("is no file.", remedy="Put a file there, or remove it.")
        if not file.resolve().is_relative_to(root.resolve()):
            raise UnreadableError("lies outside of the corpus folder.", remedy="Put the file itself there.")
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnreadableError(f"cannot be read ({error.strerror}).", remedy="Check that you may read it.") from error
    if len(data) > LARGEST:
        raise TooLargeError(f"has more than {LARGEST:,} bytes.", remedy="Take out what is not needed.")
    return data
