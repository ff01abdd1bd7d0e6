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

OTHERS: tuple[Builder, ...] = (
    home.pages,
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


def of_articles(shelf: Catalogue) -> Iterator[Draft[Any]]:
    """The page of each article, not yet made."""
    return article.pages(shelf)


def of_the_rest(shelf: Catalogue) -> Iterator[Draft[Any]]:
    """Every other page of the site, not yet made."""
    for build in OTHERS:
        yield from build(shelf)
