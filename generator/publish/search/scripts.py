"""Writes the search's own scripts; a script that is the same as in the last build stays the same file."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

import msgspec

from generator.publish.search.kept import Kept


class Scripts(Kept):
    """The scripts of one build, in a folder of their own."""

    def digest(self) -> str:
        """Digest of all that was written, whatever the order, of 16 letters."""
        lines = (f"{path} {digest.hex()}" for path, digest in sorted(self.digests().items()))
        return sha256("\n".join(lines).encode("utf-8")).hexdigest()[:16]


def keep(path: str, value: Mapping[str, object]) -> bytes:
    """A script that hands `value` to the loader, which keeps it under `path`; `msgspec.Raw` in it is JSON.

    It is safe in a script: without line separators that JavaScript once took for line ends.
    """
    what, value_of = (msgspec.json.encode(one, order="deterministic") for one in (path, value))
    script = b"ReadingRoomSearch.keep(" + what + b"," + value_of + b");\n"
    return script.replace(b"\xe2\x80\xa8", b"\\u2028").replace(b"\xe2\x80\xa9", b"\\u2029")
