"""What a stage tells about how far it is. The command line draws it; everything else only reports."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Something that watches a stage at work."""

    def watch(self, what: str, items: Iterable[T], total: int | None = None) -> Iterator[T]:
        """Hand on `items` one by one, counting; `what` is a short word for people ("reading"), `total` their number."""
        ...


class Silent:
    """Watches nothing: for tests and for output that is no terminal."""

    def watch(self, what: str, items: Iterable[T], total: int | None = None) -> Iterator[T]:
        """Hand on `items`."""
        yield from items


class Stopwatch:
    """Hands everything on to another progress, and keeps how long each thing took."""

    def __init__(self, progress: Progress) -> None:
        """Time what `progress` watches."""
        self._progress = progress
        self._start = time.perf_counter()
        self.seconds: dict[str, float] = {}

    def watch(self, what: str, items: Iterable[T], total: int | None = None) -> Iterator[T]:
        """Hand on `items`, adding the time until they end to `seconds`."""
        start = time.perf_counter()
        try:
            yield from self._progress.watch(what, items, total)
        finally:
            self.seconds[what] = self.seconds.get(what, 0.0) + time.perf_counter() - start

    def elapsed(self) -> float:
        """Seconds since this stopwatch was made."""
        return time.perf_counter() - self._start
