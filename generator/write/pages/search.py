"""The search page: an empty one, which the theme's script fills, and the indexes that lead on without it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.settings import Settings
from generator.write.catalogue import Catalogue, Page
from generator.write.markdown import Value, page
from generator.write.pages import home

ADDRESS = "search.html"


def pages(shelf: Catalogue, settings: Settings) -> Iterator[Page]:
    """The search page; it links to the index of each kind of page."""
    meta: dict[str, Value] = {"title": "Search", "template": "search.html", "indexes": home.stats(shelf)}
    yield Page(ADDRESS, page(meta, ""))
