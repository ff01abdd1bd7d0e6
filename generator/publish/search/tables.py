"""What the search page needs to count, filter and sort: kind, date and facets of each page, shard by shard.

Pagefind's own filters and sorts are not used: it writes filters in an order that differs from run to run, merges the
results of several shards by score whatever they were sorted by, and names all filters in what each query loads first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

import msgspec

from generator.cache import digest
from generator.fingerprint import Needs
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
_CODE = Needs(("generator.publish.search.tables",), ())
KINDS: Mapping[Kind, str] = {
    "article": "Articles",
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "topic": "Topics",
    "page": "Pages",
}
"""The kinds of pages in the order they are shown."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """The script of a shard's facets."""

    key: bytes
    """Digest of all it was made from."""
    script: bytes


_decode = msgspec.msgpack.Decoder(dict[str, _Kept]).decode


def facets_of(found: Sequence[Shard], file: Path) -> tuple[bytes, ...]:
    """The scripts of the facets of all shards, known before Pagefind has indexed any; empty where it holds no articles.

    `file` keeps them: that of a shard is made again only when something else is told of its pages.
    """
    try:
        known = _decode(file.read_bytes())
    except (OSError, ValueError):
        known = {}
    kept = {shard.path: _facets(shard, known.get(shard.path)) for shard in found if shard.family == "articles"}
    if kept != known:
        new = file.with_name(f"{file.name}.new")
        new.write_bytes(msgspec.msgpack.encode(kept))
        new.replace(file)
    return tuple(kept[shard.path].script if shard.path in kept else b"" for shard in found)


def _facets(shard: Shard, known: _Kept | None) -> _Kept:
    """The facets of a shard; what is `known` of it if that was made from the same."""
    lines = (shard.path, *(page.shown for page in shard.pages))
    key = digest(_CODE.fingerprint(), *lines)
    if known and known.key == key:
        return known
    facets = [page.facets for page in shard.pages]
    columns = {name: _column([found.get(name, ()) for found in facets]) for name in FACETS}
    return _Kept(key, keep(f"facets/{shard.path}", columns))


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
