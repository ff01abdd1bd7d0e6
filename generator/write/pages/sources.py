"""The sources: what outlets the articles are from, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from generator.model import EntityType
from generator.write import addresses, charts, words
from generator.write.catalogue import Catalogue, Name
from generator.write.drafts import Draft, finished
from generator.write.found import Card
from generator.write.known import Listed
from generator.write.markdown import Value, escape, heading, link, page, table
from generator.write.pages import lines
from generator.write.pages.lines import Articles, Head, Links
from generator.write.registers import register

FOLDER = "sources"
INDEX = "sources/index.html"
UNKNOWN = "Source not known"
SOURCES_ON_A_PAGE = 200
"""Sources that the index lists, most articles first, before all stand on pages by letter."""


class Row(Struct, frozen=True, array_like=True, gc=False):
    """A source in a table."""

    title: str
    address: str
    articles: int
    years: str


class Rows(Struct, frozen=True, array_like=True, gc=False):
    """A page of the A–Z of sources."""

    head: Head
    rows: tuple[Row, ...]
    parts: Links
    """The pages that list them when there are too many."""


class Outlet(Struct, frozen=True, array_like=True, gc=False):
    """A source, and what its page shows of the collection."""

    head: Head
    cards: Listed[Card]
    """Its articles; empty when they are on the pages of `parts`."""
    parts: Links
    dates: tuple[str, ...]
    """Of its articles."""
    names: Listed[Name]
    """Whom and what they name most, with the number of articles."""


Pages = Draft[str] | Draft[Rows] | Draft[Outlet] | Draft[Articles]


def pages(shelf: Catalogue) -> Iterator[Pages]:
    """The index, then each source by name, the articles without one first."""
    yield from _index(shelf)
    for number, name in enumerate(shelf.sources):
        yield from _pages_of(shelf, number, name)


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
    dates = lines.dates(shelf, shelf.sources[name])
    return Row(name or UNKNOWN, shelf.source_pages[name], len(dates), lines.years(dates))


def _write_rows(here: str, given: Rows) -> str:
    body = lines.part_links(here, given.parts) if given.parts else _table(given.rows, here)
    return page(lines.head(here, given.head), body)


def _table(rows: Sequence[Row], here: str) -> str:
    cells = [
        (link(escape(row.title), addresses.relative(here, row.address)), f"{row.articles:,}", row.years) for row in rows
    ]
    return table(("Source", "Articles", "Years"), cells, numeric=(1,))


def _pages_of(shelf: Catalogue, number: int, name: str) -> Iterator[Draft[Outlet] | Draft[Articles]]:
    here, title = shelf.source_pages[name], name or UNKNOWN
    places = shelf.sources[name]
    found = lines.in_parts(shelf, places)
    dates = tuple(lines.dates(shelf, places))
    facts = (words.counted(len(places), "article"), lines.years(dates))
    head = Head(title, (("Sources", INDEX), (title, "")), ", ".join(fact for fact in facts if fact))
    cards = shelf.cards.listed(() if found else places)
    yield Draft(here, _write, Outlet(head, cards, lines.links_to(here, found), dates, shelf.names_of[number]))
    yield from lines.article_pages(shelf, here, title, [("Sources", INDEX), (title, here)], found)


def _write(here: str, given: Outlet) -> str:
    meta = lines.head(here, given.head) | {
        "chart": charts.through_time(given.dates, ("article", "articles")),
        "beside": [
            _group(here, kind, list(found)) for kind, found in groupby(given.names.numbered(), lambda row: row[0].type)
        ],
    }
    return page(meta, lines.part_links(here, given.parts) if given.parts else lines.articles(given.cards, here))


def _group(here: str, kind: EntityType, names: Sequence[tuple[Name, Sequence[int]]]) -> Value:
    items: list[Value] = [
        {
            "title": one.name,
            "url": addresses.relative(here, one.address),
            "count": articles,
            "kind": kind,
        }
        for one, (articles,) in names
    ]
    return {"title": lines.SECTIONS[kind], "items": items}
