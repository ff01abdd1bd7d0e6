"""How places on disk are named to people, and in records that other machines may read."""

from __future__ import annotations

import os
from pathlib import Path


def seen_from(start: Path | str, place: Path | str) -> str:
    """`place` relative to the folder `start`; whole where no way leads there, as to another drive of Windows."""
    try:
        return os.path.relpath(place, start)
    except ValueError:
        return str(place)


def shown(place: Path | str) -> str:
    """`place` as a message names it: relative to where the person stands, on one line, what is no text as escapes."""
    return visible(seen_from(os.curdir, place).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))


def visible(text: str) -> str:
    """`text` on one line; what moves a cursor, turns the direction of writing or cannot be seen stands as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
