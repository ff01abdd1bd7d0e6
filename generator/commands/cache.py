"""What earlier builds have kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from generator.cache import CacheFile
from generator.errors import LockedError
from generator.places import shown
from generator.project import Project
from generator.publish.lock import only_build
from generator.publish.stage import SPARE


def describe(project: Project) -> Iterator[str]:
    """The lines that say what the cache of a collection holds."""
    with CacheFile(project.work) as cache:
        kinds: dict[str, tuple[int, int]] = {}
        for one in cache.contents():
            name = one.kind.partition("/")[0]
            entries, size = kinds.get(name, (0, 0))
            kinds[name] = entries + one.entries, size + one.size
        yield f"{shown(cache.path)}: {_size(cache.path.stat().st_size if cache.path.exists() else 0)}"
        yield from (f"{name}: {entries:,} entries, {_size(size)}" for name, (entries, size) in sorted(kinds.items()))
        yield from cache.warnings


def prune(project: Project) -> Iterator[str]:
    """Let everything go that the last build did not use, and say what is left."""
    try:
        with only_build(project.work):
            for spare in project.work.glob(f"sites/*/{SPARE}"):
                shutil.rmtree(spare, ignore_errors=True)
    except LockedError as error:
        yield f"The site before the last is kept, which a build may be at work on: {error.problem}"
    with CacheFile(project.work) as cache:
        cache.prune()
        warnings = cache.warnings
    yield from describe(project)
    yield from warnings


def _size(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
