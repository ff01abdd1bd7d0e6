"""The sources: what outlets the articles are from, and a page for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain, groupby

from generator.model import EntityType
from generator.write import addresses, charts, words
from generator.write.borders import parts
from generator.write.catalogue import Card, Catalogue, Counted, Volume
from generator.write.drafts import Draft, Known, finished
from generator.write.markdown import Value, escape, heading, link, page, table
from generator.write.pages import lines
from generator.write.pages.lines import Articles, Head, Links
from generator.write.registers import register

FOLDER = "sources"
INDEX = "sources/index.html"
UNKNOWN = "Source not known"
SOURCES_ON_A_PAGE = 200
"""Sources that the index lists, most articles first, before all stand on pages by letter."""
NAMES = 10
"""People, organisations and places that a source names most, each, beside its articles."""


@dataclass(frozen=True, slots=True)
class Row:
    """A source in a table."""

    title: str
    address: str
    articles: int
    years: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of the A–Z of sources."""

    head: Head
    rows: tuple[Row, ...]
    parts: Links
    """The pages that list them when there are too many."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A source, and what its page shows of the collection."""

    head: Head
    cards: tuple[Known[Card], ...]
    """Its articles; empty when they are on the pages of `parts`."""
    parts: Links
    dates: tuple[str, ...]
    """Of its articles."""
    names: tuple[Counted, ...]


Pages = Draft[str] | Draft[Rows] | Draft[Outlet] | Draft[Articles]


def pages(shelf: Catalogue) -> Iterator[Pages]:
    """The index, then each source by name, the articles without one first."""
    yield from _index(shelf)
    for name, volumes in shelf.sources.items():
        yield from _pages_of(shelf, name, volumes)


def _index(shelf: Catalogue) -> Iterator[Draft[str] | Draft[Rows]]:
    meta = lines.listing("Sources")
    if not shelf.volumes:
        yield finished(INDEX, page(meta, "There are no articles yet, and so no sources."))
        return
    names = sorted(shelf.sources, key=lambda name: (-len(shelf.sources[name]), name == "", name))
    many = names if len(names) > SOURCES_ON_A_PAGE else []
    letters = register(FOLDER, ((addresses.in_ascii(name or UNKNOWN), name, _row(shelf, name)) for name in many))
    meta["facts"] = words.counted(sum(name != "" for name in names), "source")
    if letters:
        meta["letters"] = lines.letter_links(INDEX, letters)
    body = [
        *([heading(2, "Most articles", id="most-articles")] if letters else []),
        _table([_row(shelf, name) for name in names[:SOURCES_ON_A_PAGE]], INDEX),
    ]
    yield finished(INDEX, page(meta, "\n\n".join(body)))
    for here, head, rows, links in lines.register_pages("Sources", INDEX, letters, ("source", "sources")):
        yield Draft(here, _write_rows, Rows(head, rows, links))


def _row(shelf: Catalogue, name: str) -> Row:
    volumes = shelf.sources[name]
    return Row(name or UNKNOWN, shelf.source_pages[name], len(volumes), lines.years(lines.dates(volumes)))


def _write_rows(here: str, given: Rows) -> str:
    body = lines.part_links(here, given.parts) if given.parts else _table(given.rows, here)
    return page(lines.head(here, given.head), body)


def _table(rows: Sequence[Row], here: str) -> str:
    cells = [
        (link(escape(row.title), addresses.relative(here, row.address)), f"{row.articles:,}", row.years) for row in rows
    ]
    return table(("Source", "Articles", "Years"), cells, numeric=(1,))


def _pages_of(shelf: Catalogue, name: str, volumes: Sequence[Volume]) -> Iterator[Draft[Outlet] | Draft[Articles]]:
    here, title = shelf.source_pages[name], name or UNKNOWN
    found = parts(volumes, lines.ARTICLES_ON_A_PAGE, lines.date, lines.filed_under)
    dates = tuple(lines.dates(volumes))
    facts = (words.counted(len(volumes), "article"), lines.years(dates))
    head = Head(title, (("Sources", INDEX), (title, "")), ", ".join(fact for fact in facts if fact))
    cards = () if found else lines.cards(volumes)
    yield Draft(here, _write, Outlet(head, cards, lines.links_to(here, found), dates, _names(shelf, volumes)))
    yield from lines.article_pages(here, title, [("Sources", INDEX), (title, here)], found)


def _names(shelf: Catalogue, volumes: Sequence[Volume]) -> tuple[Counted, ...]:
    """Whom and what the articles of a source name most, by type; of those as often named, by id."""
    counts = Counter(chain.from_iterable(volume.names for volume in volumes))
    groups: dict[EntityType, list[str]] = {kind: [] for kind in lines.SECTIONS}
    for id in counts:
        groups[shelf.names[id].type].append(id)
    return tuple(
        Counted(shelf.names[id], counts[id])
        for ids in groups.values()
        for id in nsmallest(NAMES, ids, key=lambda id: (-counts[id], id))
    )


def _write(here: str, given: Outlet) -> str:
    meta = lines.head(here, given.head) | {
        "chart": charts.through_time(given.dates, ("article", "articles")),
        "beside": [_group(here, kind, list(found)) for kind, found in groupby(given.names, lambda one: one.name.type)],
    }
    return page(meta, lines.part_links(here, given.parts) if given.parts else lines.articles(given.cards, here))


def _group(here: str, kind: EntityType, names: Sequence[Counted]) -> Value:
    items: list[Value] = [
        {
            "title": one.name.name,
            "url": addresses.relative(here, one.name.address),
            "count": one.articles,
            "kind": kind,
        }
        for one in names
    ]
    return {"title": lines.SECTIONS[kind], "items": items}
