"""What the search page needs to count, filter and sort: kind, date and facets of each page, shard by shard.

Pagefind's own filters and sorts are not used: it writes filters in an order that differs from run to run, merges the
results of several shards by score whatever they were sorted by, and names all filters in what each query loads first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from generator.publish.search.bundles import Bundle
from generator.publish.search.pages import Kind, Label
from generator.publish.search.scripts import Scripts, keep
from generator.publish.search.shards import Shard

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


def facets_of(shard: Shard) -> bytes:
    """The script of the facets of a shard of articles; it is known before Pagefind has indexed them. Else empty."""
    if shard.family != "articles":
        return b""
    facets = [page.facets for page in shard.pages]
    columns = {name: _column([found.get(name, ()) for found in facets]) for name in FACETS}
    return keep(f"facets/{shard.path}", columns)


def write_tables(bundle: Bundle, facets: bytes, scripts: Scripts) -> None:
    """Write the tables of one shard: `tables/…` with a row for each page, and `facets/…` where there are `facets`."""
    pages = bundle.shard.pages
    kinds = {kind: number for number, kind in enumerate(KINDS)}
    table = {
        "ids": [bundle.ids.get(page.address, "") for page in pages],
        "kinds": [kinds[page.record.kind] for page in pages],
        "dates": [page.record.date for page in pages],
        "addresses": [page.address for page in pages],
    }
    name = f"tables/{bundle.shard.path}"
    scripts.write(f"{name}.js", keep(name, table))
    if facets:
        scripts.write(f"facets/{bundle.shard.path}.js", facets)


def _column(rows: Sequence[Sequence[Label]]) -> dict[str, object]:
    """The values of a facet with their labels, by value, and for each page the numbers of those it has.

    `rows` has the labels that each page has.
    """
    labels = set(chain.from_iterable(rows))
    values = sorted(set(map(_pair, labels)))
    numbers = {pair: number for number, pair in enumerate(values)}
    number_of = {label: numbers[_pair(label)] for label in labels}.__getitem__
    return {
        "values": [value if value == label else [value, label] for value, label in values],
        "rows": [list(map(number_of, found)) for found in rows],
    }


def _pair(label: Label) -> tuple[str, str]:
    return (label, label) if isinstance(label, str) else label
