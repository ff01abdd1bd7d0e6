"""What a stage tells about how far it is. The command line draws it; everything else only reports."""

from __future__ import annotations

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
