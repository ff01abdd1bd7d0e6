"""Pure functions of many items, computed only for those items whose value no earlier build has kept."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from generator.cache import Cache
from generator.executors.task import Failure, Outcome
from generator.garbage import spared

T = TypeVar("T")

CHUNK = 500
"""Entries that are asked for at once."""
PORTION = 50
"""Values that are kept at once: so many are lost when a build is killed."""

Compute = Callable[[Sequence[int]], Iterator[tuple[bytes | None, Outcome]]]
"""For the indexes of items, in rising order: the value of each, or why it has none, and the key to keep it under."""


def memoised(
    cache: Cache,
    kind: str,
    keys: Sequence[bytes],
    decode: Callable[[bytes], T],
    compute: Compute,
    holds: Callable[[int, T], bool] = lambda index, value: True,
) -> Iterator[T | Failure]:
    """The value of each item, in the order of `keys`, or why it has none.

    What `cache` holds under `kind` and a key is decoded, unless it no longer `holds` for the item with that index; the
    rest is computed and kept. A failure is not kept: it may be the machine's.
    """
    with spared():
        known = dict(_known(cache, kind, keys, decode, holds))
        gc.freeze()  # it lasts and is in no cycle: no later run of the collector need look through it
    computed = compute([index for index in range(len(keys)) if index not in known])
    fresh: list[tuple[bytes, bytes]] = []
    try:
        for index in range(len(keys)):
            if index in known:
                yield known.pop(index)
                continue
            place, outcome = next(computed)
            if isinstance(outcome, Failure):
                yield outcome
                continue
            if place is not None:
                fresh.append((place, outcome))
            if len(fresh) == PORTION:
                cache.store(kind, fresh)
                fresh.clear()
            yield decode(outcome)
    finally:
        cache.store(kind, fresh)


def _known(
    cache: Cache, kind: str, keys: Sequence[bytes], decode: Callable[[bytes], T], holds: Callable[[int, T], bool]
) -> Iterator[tuple[int, T]]:
    """The values that need not be computed, with their indexes."""
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        found = cache.fetch(kind, chunk)
        for index, key in enumerate(chunk, start):
            if key in found and holds(index, value := decode(found[key])):
                yield index, value
