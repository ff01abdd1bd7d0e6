"""What earlier builds have read of the pages of the site, so that a page that has not changed is not read again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator.fingerprint import Needs
from generator.publish.search.pages import Page

MEMORY = "pages"
"""The name of their file, in the folder of working state."""
_CODE = Needs(("generator.publish.search.pages",), ())


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """The file."""

    code: bytes
    """Digest of the code that read the pages."""
    pages: dict[str, tuple[bytes, Page | None]]
    """By address: the SHA-256 digest of the file, and what was read; None where it carries no record."""


def recall(file: Path, digests: Mapping[str, bytes]) -> dict[str, Page | None]:
    """What is known, by address, of those pages whose file has still the SHA-256 digest that `digests` gives."""
    known = remembered(file)
    return {address: page for address, (digest, page) in known.items() if digests.get(address) == digest}


def remembered(file: Path) -> Mapping[str, tuple[bytes, Page | None]]:
    """By address, all that is kept in `file`: the SHA-256 digest of the page's file, and what was read of it.

    Nothing when `file` is missing, cannot be read, or was kept by other code.
    """
    try:
        kept = msgspec.msgpack.decode(file.read_bytes(), type=_Kept)
    except (OSError, ValueError):
        return {}
    return kept.pages if kept.code == _CODE.fingerprint() else {}


def remember(file: Path, digests: Mapping[str, bytes], pages: Mapping[str, Page | None]) -> None:
    """Keep `pages`, as far as their digests are known, in `file`: whole or not at all."""
    kept = {address: (digests[address], page) for address, page in pages.items() if address in digests}
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.new")
    new.write_bytes(msgspec.msgpack.encode(_Kept(_CODE.fingerprint(), kept)))
    new.replace(file)
