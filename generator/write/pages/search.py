"""The search page: an empty one, which the theme's script fills, and the indexes that lead on without it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.write.catalogue import Catalogue
from generator.write.drafts import Draft, finished
from generator.write.markdown import Value, page
from generator.write.pages import home

ADDRESS = "search.html"


def pages(shelf: Catalogue) -> Iterator[Draft[str]]:
    """The search page; it links to the index of each kind of page."""
    meta: dict[str, Value] = {"title": "Search", "template": "search.html", "indexes": home.stats(shelf)}
    yield finished(ADDRESS, page(meta, ""))
