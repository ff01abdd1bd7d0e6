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


class Texts:
    """The texts of the pages of one shard."""

    def __init__(self, file: Path, read: Callable[[Page], bytes]) -> None:
        """`file` keeps them; `read` gives the HTML of a page and is called for those that it does not keep."""
        self._file = file
        self._read = read
        self._known = _recall(file)

    def of(self, page: Page) -> Text:
        """The text of a page. Raises what `read` raises."""
        known = self._known.get(page.digest)
        if known is None:
            known = self._known[page.digest] = _text(page, self._read(page))
        return known

    def keep(self, pages: Iterable[Page]) -> None:
        """Let the file keep those of `pages`. Raises `OSError`."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        kept = _Kept(_CODE.fingerprint(), {page.digest: self.of(page) for page in pages})
        new = self._file.with_name(f"{self._file.name}.{os.getpid()}.new")
        new.write_bytes(zlib.compress(msgspec.msgpack.encode(kept), _FAST))
        new.replace(self._file)


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
