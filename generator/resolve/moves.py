"""Which id became which: merges, renames and changes of type, followed to their end."""

from __future__ import annotations

from collections.abc import Iterator


class Moves:
    """Ids and what they become; never in a circle."""

    def __init__(self) -> None:
        self._to: dict[str, str] = {}

    def __contains__(self, old: str) -> bool:
        return old in self._to

    def __iter__(self) -> Iterator[str]:
        """The ids that are no more."""
        return iter(self._to)

    def end(self, one: str) -> str:
        """What `one` is in the end; itself when nothing moves it."""
        while one in self._to:
            one = self._to[one]
        return one

    def merge(self, old: str, new: str) -> str:
        """Let `old` become `new`; gives what speaks against it, or empty."""
        if self.end(new) == old:
            return f"“{old}” and “{new}” cannot each become the other"
        if self._to.get(old, new) != new:
            return f"“{old}” already becomes “{self._to[old]}”, it cannot become “{new}” too"
        self._to[old] = new
        return ""

    def rename(self, old: str, new: str) -> str:
        """As `merge`, save that what `old` was to take in may be what it becomes."""
        if self._to.get(new) == old:
            del self._to[new]
        return self.merge(old, new)
