"""The pages of the site, as Markdown: an ordered list of builders, each of which knows one kind of page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from generator.write.catalogue import Catalogue
from generator.write.drafts import Draft
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

Builder = Callable[[Catalogue], Iterator[Draft[Any]]]

NAMES: tuple[Builder, ...] = (entities.pages, topics.pages, indexes.pages)
LISTS: tuple[Builder, ...] = (
    home.pages,
    articles.pages,
    timeline.pages,
    statements.pages,
    sources.pages,
    collection.pages,
    data.pages,
    search.pages,
    moved.pages,
)


def of_articles(shelf: Catalogue) -> Iterator[Draft[Any]]:
    """The page of each article, not yet made."""
    return article.pages(shelf)


def of_names(shelf: Catalogue) -> Iterator[Draft[Any]]:
    """The pages of people, organisations, places and topics, and their indexes, not yet made."""
    for build in NAMES:
        yield from build(shelf)


def of_the_rest(shelf: Catalogue) -> Iterator[Draft[Any]]:
    """Every other page of the site, not yet made."""
    for build in LISTS:
        yield from build(shelf)
