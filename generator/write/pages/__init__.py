"""The pages of the site, as Markdown: an ordered list of builders, each of which knows one kind of page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from generator.cache import NO_CACHE, Cache
from generator.model import Collection
from generator.progress import Progress
from generator.settings import Settings
from generator.write import addresses
from generator.write.catalogue import Catalogue, Page, catalogue
from generator.write.pages import (
    article,
    articles,
    collection,
    data,
    entities,
    home,
    indexes,
    moved,
    search,
    sources,
    statements,
    timeline,
    topics,
)

Builder = Callable[[Catalogue, Settings], Iterator[Page]]

BUILDERS: tuple[Builder, ...] = (
    home.pages,
    article.pages,
    articles.pages,
    entities.pages,
    topics.pages,
    indexes.pages,
    timeline.pages,
    statements.pages,
    sources.pages,
    collection.pages,
    data.pages,
    search.pages,
    moved.pages,
)


NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Written:
    """The pages of a collection; every page is in one of the two. Paths are below docs/, digests are SHA-256 in hex."""

    staged: Mapping[str, str]
    """Digests of the files that were made, by path; they lie in the folder that was written to."""
    kept: Mapping[str, str]
    """Digests of the files that are there already, by path, and stay as they are; they were not made."""


def write_pages(
    whole: Collection,
    settings: Settings,
    staged: Path,
    progress: Progress,
    *,
    cache: Cache = NO_CACHE,
    present: Mapping[str, str] = NOTHING,
) -> Written:
    """Write the pages of the collection below `staged`, save those that are as they should be already.

    `present` gives the digests of the files that docs/ holds now, by path: a page that `cache` knows to come out with
    the very digest that its file has is not made. Folders are made where they are missing, files of the same name
    replaced, others left alone. Raises `OSError`.
    """
    indexed = catalogue(whole)
    made: dict[str, str] = {}
    pages = (page for build in BUILDERS for page in build(indexed, settings))
    for page in progress.watch("writing pages", pages):
        path = addresses.source_file(page.address)
        content = page.markdown.encode("utf-8")
        target = staged / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        made[path] = hashlib.sha256(content).hexdigest()
    return Written(staged=made, kept={})
