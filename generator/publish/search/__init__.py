"""The search: what a browser needs to find the pages of the site, on a host and from a folder on disk."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from generator.progress import Progress
from generator.publish.search.bundles import make_bundles
from generator.publish.search.names import write_names
from generator.publish.search.pages import read_pages
from generator.publish.search.shards import shards
from generator.publish.search.tables import FACETS, KINDS, write_tables
from generator.publish.search.twins import call

FOLDER = "search"
"""Where it lies below the site."""


def build_search(site: Path, work: Path, progress: Progress) -> None:
    """Write the search of the pages in `site`, which are complete, to `site/search/`.

    `work` is a folder that this function alone writes to; what it keeps there saves the next build all shards whose
    pages have not changed. Whatever is in it, the search comes out the same. Raises `SearchMissingError` when Pagefind
    cannot be run, `PublishError` when it fails, `OSError`.
    """
    search = site / FOLDER
    search.mkdir(parents=True, exist_ok=True)
    found = shards(progress.watch("reading for search", read_pages(site)))
    bundles = make_bundles(site, search, work, found, progress)
    for bundle in bundles:
        write_tables(bundle, search)
    prefixes = write_names(bundles, search)
    counts = dict.fromkeys(KINDS, 0)
    for shard in found:
        for page in shard.pages:
            counts[page.record.kind] += 1
    collection = {
        "version": _digest(search),
        "kinds": [{"value": kind, "label": label, "pages": counts[kind]} for kind, label in KINDS.items()],
        "facets": [{"key": key, "label": label} for key, label in FACETS.items()],
        "shards": [
            {"path": bundle.shard.path, "language": bundle.shard.language, "version": bundle.key[:16]}
            for bundle in bundles
        ],
        "names": prefixes,
    }
    (search / "collection.js").write_text(call("keep", "collection", collection), encoding="utf-8")


def _digest(search: Path) -> str:
    """Digest of the scripts below `search` whose names stay when what they hold changes."""
    digest = sha256()
    for folder in ("facets", "names", "tables"):
        for file in sorted((search / folder).rglob("*.js")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
