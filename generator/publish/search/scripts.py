"""Writes the search's own scripts; a script that is the same as in the last build stays the same file."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path


class Scripts:
    """The scripts of one build, in a folder of their own."""

    def __init__(self, folder: Path, last: Path | None) -> None:
        """Write them to `folder`; those of the last build lie in `last`."""
        self._folder = folder
        self._last = last
        self._digests: dict[str, bytes] = {}

    def write(self, path: str, script: str) -> None:
        """Write `script` to `path`, as a new file, or as a second name of the last build's where that is the same."""
        content = script.encode("utf-8")
        self._digests[path] = sha256(content).digest()
        place = self._folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if self._last is None or not _link_same(self._last / path, place, content):
            place.write_bytes(content)

    def digest(self) -> str:
        """Digest of all that was written, whatever the order, of 16 letters."""
        lines = (f"{path} {digest.hex()}" for path, digest in sorted(self._digests.items()))
        return sha256("\n".join(lines).encode("utf-8")).hexdigest()[:16]


def _link_same(old: Path, new: Path, content: bytes) -> bool:
    """Give the file `old` the second name `new` if `content` is what it holds; returns whether that was done."""
    try:
        if old.read_bytes() != content:
            return False
        os.link(old, new)
    except OSError:
        return False
    return True
