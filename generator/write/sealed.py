"""Files of the folder of working state that begin with a checksum of the rest, so that a damaged one counts as none."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path


def read_sealed(path: Path) -> bytes:
    """What `write_sealed` put into the file at `path`; nothing where that is missing or damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return b""
    size = sha256().digest_size
    return content[size:] if sha256(content[size:]).digest() == content[:size] else b""


def write_sealed(path: Path, content: bytes) -> None:
    """Put `content` into the place of what is at `path`: whole or not at all. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_bytes(sha256(content).digest() + content)
    new.replace(path)
