"""Articles compared by their words, which need no analysis for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import Self

from scipy.sparse import csr_matrix  # here, before there are threads: two that import it at once wait for each other

from generator.cache import NO_CACHE, Cache
from generator.cache_aside import SharedCacheFile, Use
from generator.executors import SERIAL, Workforce
from generator.executors.forked import GIVES_WAY, Forked
from generator.model import Article
from generator.resolve.duplicates import Duplication, find_duplicates
from generator.resolve.related import weighed_words
from generator.resolve.sketches import sketch


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the words of articles tell, a row for each."""

    twins: tuple[Duplication, ...]
    words: csr_matrix
    """As `weighed_words` gives them."""


def compare(
    articles: Sequence[Article],
    cache: Cache,
    is_over: Callable[[], bool] = lambda: False,
    workforce: Workforce = SERIAL,
) -> Comparison:
    """Compare texts.

    `is_over` is asked now and then; raises `CancelledError` once it says so, and `ExecutorError`.
    """
    sketches = sketch(articles, cache, is_over, workforce)
    if is_over():
        raise CancelledError
    return Comparison(find_duplicates(articles, sketches.signatures, cache), weighed_words(sketches.terms))


class Comparing:
    """A comparison at work beside this process, while the articles are analysed; used in a `with` statement."""

    def __init__(self, articles: Sequence[Article], cache: Cache, workforce: Workforce) -> None:
        """Begin; where `workforce` is this process alone, nothing is done before the comparison is asked for."""
        self._articles = articles
        self._cache = cache
        self._workforce = workforce
        self._ended = threading.Event()
        self._work = Forked(self._compare, workforce, niceness=GIVES_WAY)

    def of(self, articles: Sequence[Article]) -> Comparison:
        """The comparison of `articles`; anew where some of those that were compared have no analysis. To be asked once.

        Raises `ExecutorError`.
        """
        found, use = self._work.result()
        if isinstance(self._cache, SharedCacheFile):
            self._cache.note(use)
        return found if self._articles == articles else compare(articles, self._cache)

    def __enter__(self) -> Self:
        """The comparison itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End it."""
        self._ended.set()
        self._work.__exit__(*raised)

    def _compare(self) -> tuple[Comparison, Use]:
        """The comparison, and what it has used of the cache."""
        if self._workforce.name == "serial":
            return compare(self._articles, self._cache), Use()
        if not isinstance(self._cache, SharedCacheFile) or self._cache.is_off:  # another one cannot be used in a fork
            return compare(self._articles, NO_CACHE, self._ended.is_set, self._workforce), Use()
        with self._cache.aside() as aside:
            return compare(self._articles, aside, self._ended.is_set, self._workforce), aside.use()
