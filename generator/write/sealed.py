"""Files of the folder of working state that begin with a checksum of the rest, so that a damaged one counts as none."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")


def read_sealed(path: Path, kind: type[T]) -> T | None:
    """What `write_sealed` put into the file at `path`; None where that is missing, damaged or of another kind."""
    size = sha256().digest_size
    try:
        content = path.read_bytes()
        if sha256(content[size:]).digest() == content[:size]:
            return msgspec.msgpack.decode(content[size:], type=kind)
    except (OSError, msgspec.DecodeError):
        pass
    return None


def write_sealed(path: Path, value: object) -> None:
    """Put `value` into the place of what is at `path`, whole or not at all.

    What is sealed only spares the next build work: that it cannot be written ends none.
    """
    content = msgspec.msgpack.encode(value)
    new = path.with_name(f"{path.name}.new")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(sha256(content).digest() + content)
        new.replace(path)
