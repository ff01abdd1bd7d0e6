"""The pages of the site, as Markdown: an ordered list of builders, each of which knows one kind of page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

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
    moved.pages,
)


def write_pages(whole: Collection, settings: Settings, docs_dir: Path, progress: Progress) -> int:
    """Write every page of the collection below `docs_dir`; returns how many.

    Folders are made where they are missing, files of the same name replaced, others left alone. Raises `OSError`.
    """
    indexed = catalogue(whole)
    written = 0
    pages = (page for build in BUILDERS for page in build(indexed, settings))
    for page in progress.watch("writing pages", pages):
        target = docs_dir / addresses.source_file(page.address)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(page.markdown.encode("utf-8"))
        written += 1
    return written
