"""Where a list too long for one page is cut: at years, then months, then days; undated items at initials.

The borders depend on the items' own dates and names, never on how many there are before them, so that one more item
rewrites the part it falls into and no other. Only when a year (a month, the undated ones) grows above the limit is it
cut once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.write import words
from generator.write.addresses import letter

T = TypeVar("T")

_YEAR, _DAY = 4, 10
"""Lengths of an ISO 8601 date cut to the year, and of a whole one; a month adds three characters to a year."""


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """A part of a list that has a page of its own."""

    key: str
    """`1975`, `1975-08`, `1975-08-01`, `undated` or `undated-b`."""
    title: str
    """The same in words."""
    items: tuple[T, ...]
    """In the order they came in."""


def newest_first(items: Iterable[T], date: Callable[[T], str]) -> list[T]:
    """Sort by ISO 8601 date, the newest first and the undated last; those of one day stay in order."""
    return sorted(items, key=date, reverse=True)


def parts(items: Sequence[T], limit: int, date: Callable[[T], str], filed: Callable[[T], str]) -> list[Part[T]]:
    """Cut `items` into parts, newest first, the undated last; none at all when they are no more than `limit`.

    `date` gives an item's ISO 8601 date, or the empty string; `filed` what it is filed under, in ASCII lower case. A
    part has more than `limit` items only when they are of one day, or undated with one initial.
    """
    if len(items) <= limit:
        return []
    dated = [item for item in items if date(item)]
    undated = [item for item in items if not date(item)]
    return [*_cut(dated, _YEAR, limit, date), *_undated(undated, limit, filed)]


def _cut(items: Sequence[T], length: int, limit: int, date: Callable[[T], str]) -> list[Part[T]]:
    groups = _grouped(items, lambda item: date(item)[:length])
    found: list[Part[T]] = []
    for key in sorted(groups, reverse=True):
        if len(groups[key]) > limit and len(key) == length < _DAY:
            found += _cut(groups[key], length + 3, limit, date)
        else:
            found.append(Part(key, words.day(key), groups[key]))
    return found


def _undated(items: Sequence[T], limit: int, filed: Callable[[T], str]) -> list[Part[T]]:
    if len(items) > limit:
        groups = _grouped(items, lambda item: letter(filed(item)))
        names = {initial: initial.upper() if len(initial) == 1 else "other initials" for initial in groups}
        return [Part(f"undated-{one}", f"Undated, {names[one]}", groups[one]) for one in sorted(groups)]
    return [Part("undated", "Undated", tuple(items))] if items else []


def _grouped(items: Sequence[T], key: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return {name: tuple(group) for name, group in groups.items()}
