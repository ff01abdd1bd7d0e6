"""The sources: what outlets the articles are from, and a page for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.model import Record
from generator.settings import Settings
from generator.write import addresses, charts, words
from generator.write.borders import parts
from generator.write.catalogue import Catalogue, Page
from generator.write.markdown import Value, escape, link, page, table
from generator.write.pages import lines

INDEX = "sources/index.html"
UNKNOWN = "Source not known"
NAMES = 10
"""People, organisations and places that a source names most, each, beside its articles."""


def pages(shelf: Catalogue, settings: Settings) -> Iterator[Page]:
    """The index, then each source by name, the articles without one first."""
    yield _index(shelf)
    for name, records in shelf.sources.items():
        yield from _pages_of(shelf, name, lines.newest_first(records))


def _index(shelf: Catalogue) -> Page:
    meta = lines.listing("Sources")
    if not shelf.records:
        return Page(INDEX, page(meta, "There are no articles yet, and so no sources."))
    known = [name for name in shelf.sources if name]
    meta["facts"] = words.counted(len(known), "source")
    names = sorted(shelf.sources, key=lambda name: (-len(shelf.sources[name]), name == "", name))
    rows = [
        (
            link(escape(name or UNKNOWN), addresses.relative(INDEX, shelf.source_pages[name])),
            f"{len(shelf.sources[name]):,}",
            lines.years(shelf.sources[name]),
        )
        for name in names
    ]
    return Page(INDEX, page(meta, table(("Source", "Articles", "Years"), rows, numeric=(1,))))


def _pages_of(shelf: Catalogue, name: str, records: Sequence[Record]) -> Iterator[Page]:
    here, title = shelf.source_pages[name], name or UNKNOWN
    found = parts(records, lines.ARTICLES_ON_A_PAGE, lines.date, lines.filed_under)
    facts = (words.counted(len(records), "article"), lines.years(records))
    meta: dict[str, Value] = {
        **lines.listing(title),
        "crumbs": lines.crumbs(here, ("Sources", INDEX), (title, "")),
        "facts": ", ".join(fact for fact in facts if fact),
        "chart": charts.through_time((record.article.date for record in records), ("article", "articles")),
        "beside": _names(shelf, records, here),
    }
    body = lines.part_links(here, found) if found else lines.articles(records, here)
    yield Page(here, page(meta, body))
    yield from lines.article_pages(here, title, [("Sources", INDEX), (title, here)], found)


def _names(shelf: Catalogue, records: Sequence[Record], here: str) -> list[Value]:
    """Whom and what the articles of a source name most, by type."""
    counts = Counter(id for record in records for id in {mention.entity for mention in record.mentions})
    ranked = sorted(counts, key=lambda id: (-counts[id], id))
    groups: list[Value] = []
    for kind, title in lines.SECTIONS.items():
        entities = [shelf.entities[id] for id in ranked if shelf.entities[id].type == kind][:NAMES]
        items: list[Value] = [
            {
                "title": entity.name,
                "url": addresses.relative(here, addresses.entity(entity)),
                "count": counts[entity.id],
                "kind": kind,
            }
            for entity in entities
        ]
        if items:
            groups.append({"title": title, "items": items})
    return groups
