"""What the search page needs to count, filter and sort: kind, date and facets of each page, shard by shard.

Pagefind's own filters and sorts are not used: it writes filters in an order that differs from run to run, merges the
results of several shards by score whatever they were sorted by, and names all filters in what each query loads first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.publish.search.bundles import Bundle
from generator.publish.search.pages import Kind, Label, Page
from generator.publish.search.scripts import Scripts
from generator.publish.search.shards import Shard
from generator.publish.search.twins import call

FACETS = {
    "source": "Source",
    "year": "Year",
    "language": "Language",
    "people": "People",
    "organisations": "Organisations",
    "places": "Places",
    "topics": "Topics",
}
"""The facets in the order they are shown, with their headings."""
KINDS: Mapping[Kind, str] = {
    "article": "Articles",
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "topic": "Topics",
    "page": "Pages",
}
"""The kinds of pages in the order they are shown."""


def facets_of(shard: Shard) -> str:
    """The script of the facets of a shard of articles; it is known before Pagefind has indexed them. Else empty."""
    if shard.family != "articles":
        return ""
    return call("keep", f"facets/{shard.path}", {name: _column(name, shard.pages) for name in FACETS})


def write_tables(bundle: Bundle, facets: str, scripts: Scripts) -> None:
    """Write the tables of one shard: `tables/…` with a row for each page, and `facets/…` where there are `facets`."""
    pages = bundle.shard.pages
    kinds = list(KINDS)
    table = {
        "ids": [bundle.ids.get(page.address, "") for page in pages],
        "kinds": [kinds.index(page.record.kind) for page in pages],
        "dates": [page.record.date for page in pages],
        "addresses": [page.address for page in pages],
    }
    name = f"tables/{bundle.shard.path}"
    scripts.write(f"{name}.js", call("keep", name, table))
    if facets:
        scripts.write(f"facets/{bundle.shard.path}.js", facets)


def _column(facet: str, pages: Sequence[Page]) -> dict[str, object]:
    """The values of a facet with their labels, by value, and for each page the numbers of those it has."""
    pairs = [[_pair(label) for label in page.record.facets.get(facet, ())] for page in pages]
    values = sorted({pair for found in pairs for pair in found})
    numbers = {pair: number for number, pair in enumerate(values)}
    return {
        "values": [value if value == label else [value, label] for value, label in values],
        "rows": [[numbers[pair] for pair in found] for found in pairs],
    }


def _pair(label: Label) -> tuple[str, str]:
    return (label, label) if isinstance(label, str) else label
