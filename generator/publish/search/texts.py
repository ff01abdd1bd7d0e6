"""What Pagefind is given of the pages of a shard, kept so that for one new page not all others are read again."""

from __future__ import annotations

import html
import os
import re
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from generator.fingerprint import Needs
from generator.publish.search.pages import Page, document, fold
from generator.publish.search.shards import Shard

_CODE = Needs(("generator.publish.search.texts",), ())
_TAG = re.compile(r"<[^>]*>")
_FAST = 1
"""Level of compression: a third of the size in 70 ms for 1,250 articles."""


class Text(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is indexed of a page."""

    html: str
    """Its `document`."""
    words: str
    """Its words, folded, each once, parted by spaces."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """The file."""

    code: bytes
    """Digest of the code that made the texts."""
    texts: dict[str, Text]
    """By digest of the page."""


def texts_of(shard: Shard, folder: Path, read: Callable[[Page], bytes]) -> tuple[Text, ...]:
    """The texts of the pages of `shard`, in their order.

    `read` gives the HTML of a page; it is called for those whose text was not kept in `folder`, which keeps them now.
    Raises what `read` raises, and `OSError`.
    """
    file = folder / shard.path
    known = _recall(file)
    texts = tuple(known.get(page.digest) or _text(page, read(page)) for page in shard.pages)
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = _Kept(_CODE.fingerprint(), {page.digest: text for page, text in zip(shard.pages, texts, strict=True)})
    new = file.with_name(f"{file.name}.{os.getpid()}.new")
    new.write_bytes(zlib.compress(msgspec.msgpack.encode(kept), _FAST))
    new.replace(file)
    return texts


def prune_texts(folder: Path, found: Iterable[Shard]) -> None:
    """Remove what `folder` keeps of other shards than those that were `found`."""
    used = {folder / shard.path for shard in found}
    for file in folder.rglob("*"):
        if file.is_file() and file not in used:
            file.unlink(missing_ok=True)


def _recall(file: Path) -> dict[str, Text]:
    """What is in `file`; nothing when it is missing, damaged, or was kept by other code."""
    try:
        kept = msgspec.msgpack.decode(zlib.decompress(file.read_bytes()), type=_Kept)
    except (OSError, ValueError, zlib.error):
        return {}
    return kept.texts if kept.code == _CODE.fingerprint() else {}


def _text(page: Page, content: bytes) -> Text:
    text = document(page.record, page.language, content)
    return Text(text, " ".join(sorted(set(fold(html.unescape(_TAG.sub(" ", text))).split()))))
