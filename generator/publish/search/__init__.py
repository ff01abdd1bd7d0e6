"""The search: what a browser needs to find the pages of the site, on a host and from a folder on disk."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType

from generator.executors import SERIAL, Workforce
from generator.progress import Progress
from generator.publish.manifest import State
from generator.publish.search.bundles import make_bundles
from generator.publish.search.kept import Links, prune
from generator.publish.search.lists import SCRIPTS, list_all, make_scripts
from generator.publish.search.memory import MEMORY, recall, remember
from generator.publish.search.pages import read_pages
from generator.publish.search.shards import shards

FOLDER = "search"
"""Where it lies below the site."""
UNKNOWN: Mapping[str, bytes] = MappingProxyType({})
NOTHING: Mapping[str, int] = MappingProxyType({})


def build_search(
    site: Path,
    work: Path,
    progress: Progress,
    *,
    digests: Mapping[str, bytes] = UNKNOWN,
    workforce: Workforce = SERIAL,
    ahead: Callable[[], Collection[str]] | None = None,
    left: Mapping[str, int] = NOTHING,
) -> Mapping[str, State]:
    """Write the search of the pages in `site`, which are complete, to `site/search/`.

    `work` is a folder that only this function and `index_ahead` write to; what they keep there saves the next build all
    shards whose pages have not changed. `digests` gives the SHA-256 digests of pages, by address, as far as they are
    known: of those, only new ones are read. Where an `index_ahead` is at work elsewhere, `ahead` waits until it has
    ended, and gives what it returns. `left` are files of an older search in that folder, with their
    inodes: they stay as far as they are of use. Whatever is in `work`, the search comes out the same. Returns size and
    time of change of its files, by path below `site`. Raises `SearchMissingError` when Pagefind cannot be run,
    `PublishError` when it fails, `OSError`.
    """
    memory = work / MEMORY
    links = Links(site / FOLDER, left)
    known = recall(memory, digests)
    read = dict(progress.watch("reading for search", read_pages(site, known)))
    if read != known:
        remember(memory, digests, read)
    found = shards(page for page in read.values() if page)
    listing = cache(partial(list_all, found, work))  # where no page has changed the last build's scripts are there
    meanwhile = listing if read != known else None
    bundles = make_bundles(site, links, work, found, progress, workforce, meanwhile, ahead)
    scripts = make_scripts(bundles, listing, work)
    links.add(scripts)
    links.finish()
    prune(work / SCRIPTS, {scripts.name})
    return {f"{FOLDER}/{path}": state for path, state in links.states.items()}
