"""Writes the search's own scripts; a script that is the same as in the last build stays the same file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import msgspec


class Scripts:
    """The scripts of one build, in a folder of their own."""

    def __init__(self, folder: Path, last: Path | None) -> None:
        """Write them to `folder`; those of the last build lie in `last`."""
        self._folder = folder
        self._last = last
        self._digests: dict[str, bytes] = {}
        self._made: set[str] = set()

    def write(self, path: str, script: bytes) -> None:
        """Write `script` to `path`, as a new file, or as a second name of the last build's where that is the same."""
        self._digests[path] = sha256(script).digest()
        above = path.rpartition("/")[0]
        if above not in self._made:
            (self._folder / above).mkdir(parents=True, exist_ok=True)
            self._made.add(above)
        place = f"{self._folder}/{path}"
        if self._last is None or not _link_same(f"{self._last}/{path}", place, script):
            Path(place).write_bytes(script)

    def digest(self) -> str:
        """Digest of all that was written, whatever the order, of 16 letters."""
        lines = (f"{path} {digest.hex()}" for path, digest in sorted(self._digests.items()))
        return sha256("\n".join(lines).encode("utf-8")).hexdigest()[:16]


def keep(path: str, value: Mapping[str, object]) -> bytes:
    """A script that hands `value` to the loader, which keeps it under `path`; `msgspec.Raw` in it is JSON.

    It is safe in a script: without line separators that JavaScript once took for line ends.
    """
    what, value_of = (msgspec.json.encode(one, order="deterministic") for one in (path, value))
    script = b"ReadingRoomSearch.keep(" + what + b"," + value_of + b");\n"
    return script.replace(b"\xe2\x80\xa8", b"\\u2028").replace(b"\xe2\x80\xa9", b"\\u2029")


def _link_same(old: str, new: str, content: bytes) -> bool:
    """Give the file `old` the second name `new` if `content` is what it holds; returns whether that was done."""
    try:
        if Path(old).read_bytes() != content:
            return False
        os.link(old, new)
    except OSError:
        return False
    return True
