"""The search: what a browser needs to find the pages of the site, on a host and from a folder on disk."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from generator.executors import SERIAL, Workforce
from generator.fingerprint import Needs
from generator.progress import Progress
from generator.publish.search.bundles import Bundle, make_bundles
from generator.publish.search.kept import Links, is_sealed, prune, seal
from generator.publish.search.memory import MEMORY, recall, remember
from generator.publish.search.names import Names, gather_names, write_names
from generator.publish.search.pages import read_pages
from generator.publish.search.scripts import Scripts, keep
from generator.publish.search.shards import Shard, shards
from generator.publish.search.tables import FACETS, KINDS, facets_of, write_tables

FOLDER = "search"
"""Where it lies below the site."""
UNKNOWN: Mapping[str, bytes] = MappingProxyType({})
NOTHING: Mapping[str, int] = MappingProxyType({})
_CODE = Needs(("generator.publish.search.names", "generator.publish.search.tables", "generator.publish.search"), ())


@dataclass(frozen=True, slots=True)
class _Listed:
    """What the scripts list of all shards, whatever Pagefind calls their pages."""

    names: Names
    facets: tuple[bytes, ...]
    """Scripts, shard by shard."""


def build_search(
    site: Path,
    work: Path,
    progress: Progress,
    *,
    digests: Mapping[str, bytes] = UNKNOWN,
    workforce: Workforce = SERIAL,
    ahead: Callable[[], object] | None = None,
    left: Mapping[str, int] = NOTHING,
) -> None:
    """Write the search of the pages in `site`, which are complete, to `site/search/`.

    `work` is a folder that only this function and `index_ahead` write to; what they keep there saves the next build all
    shards whose pages have not changed. `digests` gives the SHA-256 digests of pages, by address, as far as they are
    known: of those, only new ones are read. Where an `index_ahead` is at work elsewhere, `ahead` waits until it has
    ended; all that needs no index is done before. `left` are files of an older search in that folder, with their
    inodes: they stay as far as they are of use. Whatever is in `work`, the search comes out the same. Raises
    `SearchMissingError` when Pagefind cannot be run, `PublishError` when it fails, `OSError`.
    """
    memory = work / MEMORY
    links = Links(site / FOLDER, left)
    known = recall(memory, digests)
    read = dict(progress.watch("reading for search", read_pages(site, known)))
    if read != known:
        remember(memory, digests, read)
    found = shards(page for page in read.values() if page)
    listing = cache(partial(_list, found, work))  # where no page has changed the last build's scripts are there
    meanwhile = listing if read != known else None
    bundles = make_bundles(site, links, work, found, progress, workforce, meanwhile, ahead)
    scripts = _make_scripts(bundles, listing, work / "scripts")
    links.add(scripts)
    links.finish()
    prune(work / "scripts", {scripts.name})


def _list(found: Sequence[Shard], work: Path) -> _Listed:
    return _Listed(gather_names(found), facets_of(found, work / "facets"))


def _make_scripts(bundles: Sequence[Bundle], listing: Callable[[], _Listed], work: Path) -> Path:
    """Write all scripts but the bundles' into a folder of `work`, which is there only when they are complete.

    `listing` gives what they list of the shards.
    """
    kept = work / _key(bundles)
    if is_sealed(kept):
        return kept
    new = work / f".{kept.name}.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    last = next((folder for folder in sorted(work.iterdir()) if folder != new), None)
    scripts = Scripts(new, last)
    listed = listing()
    for bundle, facets in zip(bundles, listed.facets, strict=True):
        write_tables(bundle, facets, scripts)
    prefixes = write_names(listed.names, [bundle.ids for bundle in bundles], scripts)
    counts = dict.fromkeys(KINDS, 0)
    for bundle in bundles:
        for page in bundle.shard.pages:
            counts[page.record.kind] += 1
    collection = {
        "version": scripts.digest(),
        "kinds": [{"value": kind, "label": label, "pages": counts[kind]} for kind, label in KINDS.items()],
        "facets": [{"key": key, "label": label} for key, label in FACETS.items()],
        "shards": [
            {"path": bundle.shard.path, "language": bundle.shard.language, "version": bundle.key[:16]}
            for bundle in bundles
        ],
        "names": prefixes,
        "common": _common(bundles),
    }
    scripts.write("collection.js", keep("collection", collection))
    seal(new)
    shutil.rmtree(kept, ignore_errors=True)
    new.rename(kept)
    return kept


def _common(bundles: Sequence[Bundle]) -> dict[str, str]:
    """By family and language, the words that many pages of each of their shards have, where there are several."""
    groups: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for bundle in bundles:
        groups[bundle.shard.index].append(bundle.common)
    return {
        index: " ".join(sorted(frozenset.intersection(*found))) for index, found in groups.items() if len(found) > 1
    }


def _key(bundles: Sequence[Bundle]) -> str:
    """Digest of all that the scripts are made from."""
    lines = [_CODE.fingerprint().hex()]
    for bundle in bundles:
        lines.append(f"{bundle.shard.path} {bundle.key}")
        lines += (page.shown for page in bundle.shard.pages)
    return sha256("\n".join(lines).encode("utf-8")).hexdigest()
