"""Pure functions of many items, computed only for those items whose value no earlier build has kept."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import TypeVar

from generator.cache import Cache
from generator.executors.task import Failure, Outcome
from generator.garbage import spared

T = TypeVar("T")

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
    *,
    ahead: bool = False,
    meanwhile: Callable[[], object] = lambda: None,
) -> Iterator[T | Failure]:
    """The value of each item, in the order of `keys`, or why it has none.

    What `cache` holds under `kind` and a key is decoded, unless it no longer `holds` for the item with that index; the
    rest is computed and kept. With `ahead` that begins, in a thread, before anything is decoded; `meanwhile` is called
    before it is waited for then. A failure is not kept: it may be the machine's.
    """
    with spared(), ThreadPoolExecutor(1) as threads:
        found = cache.fetch(kind, keys)
        kept = {index: found[key] for index, key in enumerate(keys) if key in found}
        found.clear()  # so that each goes when it is decoded
        absent = [index for index in range(len(keys)) if index not in kept]
        computed = compute(absent)
        begun = threads.submit(next, computed) if ahead and absent else None
        known: dict[int, T] = {}
        while kept:
            index, data = kept.popitem()
            if holds(index, value := decode(data)):
                known[index] = value
        gc.freeze()  # it lasts and is in no cycle: no later run of the collector need look through it
        if begun:
            meanwhile()
    if begun:
        computed = chain((begun.result(),), computed)
    outdated = set(range(len(keys))) - known.keys() - set(absent)
    computed_again = compute(sorted(outdated))
    fresh: list[tuple[bytes, bytes]] = []
    try:
        for index in range(len(keys)):
            if index in known:
                yield known.pop(index)
                continue
            place, outcome = next(computed_again if index in outdated else computed)
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
