"""Where a list too long for one page is cut: at years, then months, then days; after that, and what has no date, by
what it is filed under: at the first letter, then the second …

The borders depend on the items' own dates and names, never on how many there are before them, so that one more item
rewrites the part it falls into and no other. Only when a part grows above the limit is it cut once more.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import Generic, NamedTuple, TypeVar

from msgspec import Struct

from generator.write import words

T = TypeVar("T")

LONGEST_PREFIX = 120
"""Longest beginning by which items are parted, in characters: it becomes the name of a file."""
ROOM = 4
"""How many times the limit of a whole list a part of it may hold before it is cut again: few large parts are better to
read than many small ones."""

_YEAR, _DAY = 4, 10
"""Lengths of an ISO 8601 date cut to the year, and of a whole one; a month adds three characters to a year."""
_WORDS = re.compile("[0-9A-Za-z]+")
"""What can be part of an address."""


class Part(Struct, Generic[T], frozen=True):
    """A part of a list that has a page of its own."""

    key: str
    """`1975`, `1975-08`, `1975-08-01`, `1975-08-01-at-b`, `undated`, `undated-b`; in an A–Z `ba`, `bak` …"""
    title: str
    """The same in words."""
    items: tuple[T, ...]
    """In the order they came in."""
    size: int
    """How much it holds, in what the limit counts."""


def parts(
    items: Sequence[T],
    limit: int,
    date: Callable[[T], str],
    filed: Callable[[T], str],
    size: Callable[[T], int] | None = None,
) -> list[Part[T]]:
    """Cut `items` into parts, newest first, the undated last; none at all when they are no more than `limit`.

    `date` gives an item's ISO 8601 date, or the empty string; `filed` what it is filed under, in ASCII;
    `size` how much of the limit it takes, where that is not one. A part holds up to `ROOM` times the limit, and more
    only when its items are alike in both, or one. What is all of one year is cut at months, of one month at days, and
    what is all undated at the limit itself.
    """
    if _total(items, size) <= limit:
        return []
    every = [*map(date, items)]
    undated = [] if all(every) else [item for day, item in zip(every, items, strict=True) if not day]
    dated = [item for day, item in zip(every, items, strict=True) if day] if undated else items
    days = [*filter(None, every)] if undated else every
    length = _YEAR
    while not undated and length < _DAY and min(days)[:length] == max(days)[:length]:
        length += 3
    room = ROOM * limit
    return [
        *_cut(days, dated, length, room, filed, size),
        *_undated(undated, room if dated else limit, filed, size),
    ]


def by_prefix(
    items: Sequence[T], limit: int, filed: Callable[[T], str], size: Callable[[T], int] | None = None
) -> list[Part[T]]:
    """Cut `items` by the shortest beginnings that leave no more than `limit` in a part, in alphabetical order."""
    written = ["-".join(_WORDS.findall(filed(item)))[:LONGEST_PREFIX] for item in items]
    keys = [form.lower() for form in written]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    sizes = [*map(size, items)] if size else [1] * len(keys)
    ranked = _Ranked([keys[at] for at in order], [0, *accumulate(sizes[at] for at in order)])
    found = []
    for prefix, start, end in _parted(ranked, 0, len(keys), 1, limit):
        here = sorted(order[start:end])
        label = _label([written[at][: len(prefix)] for at in here])
        found.append(
            Part(prefix, f"{label}…", tuple([items[at] for at in here]), ranked.sums[end] - ranked.sums[start])
        )
    return found


def _label(forms: Iterable[str]) -> str:
    """A prefix as most items write it, of which these are the forms; where it is a draw, with fewer capitals."""
    counts = Counter(forms)
    best = max(counts, key=lambda form: (counts[form], form))
    label = best.replace("-", " ").strip()
    return label[:1].upper() + label[1:]


class _Ranked(NamedTuple):
    """Items in the order of their names."""

    names: Sequence[str]
    sums: Sequence[int]
    """How much all items before this one hold."""


def _parted(ranked: _Ranked, start: int, end: int, length: int, limit: int) -> Iterator[tuple[str, int, int]]:
    """Each beginning, and from where to where the items have it."""
    names, sums = ranked
    while start < end:
        prefix = names[start][:length]
        after = bisect_right(names, prefix, start, end, key=lambda name: name[:length])
        if sums[after] - sums[start] <= limit or names[start] == names[after - 1]:
            yield prefix, start, after
        else:
            yield from _parted(ranked, start, after, _shared(names[start], names[after - 1]) + 1, limit)
        start = after


def _total(items: Sequence[T], size: Callable[[T], int] | None) -> int:
    return sum(map(size, items)) if size else len(items)


def _shared(first: str, last: str) -> int:
    """How many characters two texts begin with alike, and so all that stand between them in the alphabet."""
    pairs = zip(first, last, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(first), len(last)))


def _cut(
    days: Sequence[str],
    items: Sequence[T],
    length: int,
    limit: int,
    filed: Callable[[T], str],
    size: Callable[[T], int] | None,
) -> list[Part[T]]:
    """Cut dated items, of each of which the day is given."""
    cut = [day[:length] for day in days]
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for key, run in groupby(range(len(cut)), cut.__getitem__):
        groups[key] += run
    found: list[Part[T]] = []
    for key in sorted(groups, reverse=True):
        group = [items[at] for at in groups[key]]
        total = _total(group, size)
        if total <= limit:
            found.append(Part(key, words.day(key), tuple(group), total))
        elif len(key) == length < _DAY:
            found += _cut([days[at] for at in groups[key]], group, length + 3, limit, filed, size)
        else:
            found += _below(f"{key}-at", words.day(key), by_prefix(group, limit, filed, size))
    return found


def _undated(
    items: Sequence[T], limit: int, filed: Callable[[T], str], size: Callable[[T], int] | None
) -> list[Part[T]]:
    total = _total(items, size)
    if total > limit:
        return _below("undated", "Undated", by_prefix(items, limit, filed, size))
    return [Part("undated", "Undated", tuple(items), total)] if items else []


def _below(key: str, title: str, found: Iterable[Part[T]]) -> list[Part[T]]:
    return [Part(f"{key}-{part.key}", f"{title}, {part.title}", part.items, part.size) for part in found]
