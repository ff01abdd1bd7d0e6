"""A shard that Pagefind is handed page by page, some of them perhaps as they were before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import PublishError
from generator.publish.search.indexing import Index, IndexingError, index_of
from generator.publish.search.pages import Page
from generator.publish.search.shards import Shard
from generator.publish.search.texts import Texts

INDEXING = 1_800
"""Seconds that a shard may take; it takes a few, and as long as is waited for pages of it."""
OFTEN = 1 / 20
"""The share of a shard's pages that a common word is on."""


class Filling:
    """The index of a shard, which is being filled."""

    def __init__(self, index: Index, texts: Texts) -> None:
        """`texts` has those of the pages."""
        self._index = index
        self._texts = texts
        self._given: dict[str, Page] = {}
        self._pages_with: Counter[str] = Counter()

    def give(self, shard: Shard) -> None:
        """Hand over the pages of `shard`, save those that were given already just so."""
        for page in shard.pages:
            before = self._given.get(page.address)
            if before and before.digest == page.digest:
                continue
            if before:
                self._pages_with.subtract(self._texts.of(before).words.split())
            text = self._texts.of(page)
            self._index.add(page.address, text.html)
            self._pages_with.update(text.words.split())
            self._given[page.address] = page

    def fits(self, shard: Shard) -> bool:
        """Whether what was given are pages at the addresses of those of `shard`, in their order."""
        return [*self._given] == [page.address for page in shard.pages]

    def files(self, shard: Shard, meanwhile: Callable[[], object]) -> dict[str, bytes]:
        """All files of the index of `shard`, whose pages were given, by path.

        While Pagefind is at work its texts are kept, and `meanwhile` is called.
        """

        def work() -> None:
            self._texts.keep(shard.pages)
            meanwhile()

        return self._index.files(work)

    def common(self) -> list[str]:
        """The words that many pages have, in order."""
        return sorted(word for word, pages in self._pages_with.items() if pages >= OFTEN * len(self._given))


@contextmanager
def filling(program: Path, shard: Shard, texts: Texts) -> Iterator[Filling]:
    """The index to fill of pages such as those of `shard`, in a Pagefind of its own.

    Raises `PublishError` when Pagefind fails, and `OSError`.
    """
    try:
        with index_of(program, shard.tag, INDEXING) as index:
            yield Filling(index, texts)
    except IndexingError as error:
        raise PublishError(
            f"Pagefind failed on {shard.path}: {error}.", remedy="See to memory and disk, and build again."
        ) from error
