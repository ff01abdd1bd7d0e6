"""Where a list too long for one page is cut: at years, then months, then days; after that, and what has no date, by
what it is filed under: at the first letter, then the second …

The borders depend on the items' own dates and names, never on how many there are before them, so that one more item
rewrites the part it falls into and no other. Only when a part grows above the limit is it cut once more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.write import words

T = TypeVar("T")

LONGEST_PREFIX = 120
"""Longest beginning by which items are parted, in characters: it becomes the name of a file."""
ROOM = 4
"""How many times the limit of a whole list a part of it may hold before it is cut again: few large parts are better to
read than many small ones."""

_YEAR, _DAY = 4, 10
"""Lengths of an ISO 8601 date cut to the year, and of a whole one; a month adds three characters to a year."""
_SAFE = bytes(byte if chr(byte).isalnum() else ord(" ") for byte in range(128)).ljust(256)
"""What cannot be part of an address, as spaces."""


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
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
    every = [(date(item), item) for item in items]
    dated = [pair for pair in every if pair[0]]
    undated = [item for day, item in every if not day]
    length = _YEAR
    while not undated and length < _DAY and len({day[:length] for day, _ in dated}) == 1:
        length += 3
    room = ROOM * limit
    return [
        *_cut(dated, length, room, filed, size),
        *_undated(undated, room if dated else limit, filed, size),
    ]


def by_prefix(
    items: Sequence[T], limit: int, filed: Callable[[T], str], size: Callable[[T], int] | None = None
) -> list[Part[T]]:
    """Cut `items` by the shortest beginnings that leave no more than `limit` in a part, in alphabetical order."""
    names = [filed(item).encode("ascii", "replace").translate(_SAFE).decode() for item in items]
    written = ["-".join(name.split())[:LONGEST_PREFIX] for name in names]
    forms: dict[str, list[str]] = {}
    for form in written:
        forms.setdefault(form.lower(), []).append(form)
    named = [(form.lower(), item) for form, item in zip(written, items, strict=True)]
    return [
        Part(prefix, f"{_label(prefix, names, forms)}…", tuple(group), _total(group, size))
        for prefix, names, group in _parted(named, 1, limit, size)
    ]


def _label(prefix: str, names: Iterable[str], forms: Mapping[str, Sequence[str]]) -> str:
    """A prefix as most of the items with these names write it; where it is a draw, with fewer capitals."""
    counts = Counter(form[: len(prefix)] for name in dict.fromkeys(names) for form in forms[name])
    best = max(counts, key=lambda form: (counts[form], form))
    label = best.replace("-", " ").strip()
    return label[:1].upper() + label[1:]


def _parted(
    named: Sequence[tuple[str, T]], length: int, limit: int, size: Callable[[T], int] | None
) -> list[tuple[str, list[str], list[T]]]:
    """Each beginning with the names and the items that have it."""
    found: list[tuple[str, list[str], list[T]]] = []
    groups = _grouped(named, lambda pair: pair[0][:length])
    for prefix in sorted(groups):
        group = groups[prefix]
        shared = _shared(min(name for name, _ in group), max(name for name, _ in group))
        here = [item for _, item in group]
        if _total(here, size) <= limit or all(len(name) <= shared for name, _ in group):
            found.append((prefix, [name for name, _ in group], here))
        else:
            found += _parted(group, shared + 1, limit, size)
    return found


def _total(items: Sequence[T], size: Callable[[T], int] | None) -> int:
    return sum(map(size, items)) if size else len(items)


def _shared(first: str, last: str) -> int:
    """How many characters two texts begin with alike, and so all that stand between them in the alphabet."""
    pairs = zip(first, last, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(first), len(last)))


def _cut(
    dated: Sequence[tuple[str, T]],
    length: int,
    limit: int,
    filed: Callable[[T], str],
    size: Callable[[T], int] | None,
) -> list[Part[T]]:
    groups: defaultdict[str, list[tuple[str, T]]] = defaultdict(list)
    for pair in dated:
        groups[pair[0][:length]].append(pair)
    found: list[Part[T]] = []
    for key in sorted(groups, reverse=True):
        group = tuple([item for _, item in groups[key]])
        total = _total(group, size)
        if total <= limit:
            found.append(Part(key, words.day(key), group, total))
        elif len(key) == length < _DAY:
            found += _cut(groups[key], length + 3, limit, filed, size)
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


def _grouped(items: Iterable[T], key: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return {name: tuple(group) for name, group in groups.items()}
