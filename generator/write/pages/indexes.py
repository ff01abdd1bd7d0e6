"""The indexes of people, organisations, places and topics: the most present, and everything from A to Z."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Generic, TypeVar

from msgspec import Struct

from generator.model import FOLDERS, Entity, EntityType, Topic
from generator.write import addresses, words
from generator.write import map as maps
from generator.write.catalogue import Catalogue
from generator.write.drafts import Draft, finished
from generator.write.filing import filed_label
from generator.write.found import Reading
from generator.write.known import Listed
from generator.write.kwic import address_of
from generator.write.markdown import Value, bullets, div, escape, heading, link, page, span
from generator.write.pages import lines
from generator.write.pages.lines import Head, Links
from generator.write.registers import Letter, register

T = TypeVar("T")

MOST_PRESENT = 30
"""How many an index names first, of those that are in two articles or more."""
WHOLE = 200
"""Up to how many the index itself shows all from A to Z, beside the pages by letter."""
PLACES = 3
"""Places in articles that the line of an entity without a page links to."""

_EMPTY = {
    "people": "No person has been found in the articles yet.",
    "organisations": "No organisation has been found in the articles yet.",
    "places": "No place has been found in the articles yet.",
    "topics": "There are no topics yet: a keyword becomes one when several articles share it.",
}
_NOUNS = {
    "people": ("person", "people"),
    "organisations": ("organisation", "organisations"),
    "places": ("place", "places"),
    "topics": ("topic", "topics"),
}


class Entry(Struct, frozen=True, array_like=True, gc=False):
    """A line of an index."""

    name: str
    address: str
    count: int
    """Articles."""
    type: EntityType | None
    """Of an entity that has a page."""
    anchor: str = ""
    """Name of the line, for an entity without a page, which links lead to."""
    places: Listed[Reading] | None = None
    """Articles in which such an entity is found, each with the place."""


@dataclass(frozen=True, slots=True)
class Entries:
    """A page of an A–Z."""

    head: Head
    entries: tuple[Entry, ...]
    parts: Links
    """The pages that list the entries when there are too many."""


@dataclass(frozen=True, slots=True)
class Register(Generic[T]):
    """Things of one kind, ready to be listed."""

    folder: str
    title: str
    letters: Sequence[Letter[T]]
    line: Callable[[T], Entry]
    """The thing as a line of the index."""
    filed: Callable[[T], Entry]
    """The thing as a line of the page by letter."""
    present: Callable[[T], tuple[int, int]]
    """Articles and mentions, by which the most present are found."""


def pages(shelf: Catalogue) -> Iterator[Draft[str] | Draft[Entries]]:
    """For people, organisations, places and topics: the index, then a page for each letter."""
    for kind in lines.SECTIONS:
        located = _overview(shelf) if kind == "place" else None
        yield from _pages_of(_entities(shelf, kind), located)
    yield from _pages_of(_topics(shelf), None)


def _entities(shelf: Catalogue, kind: EntityType) -> Register[Entity]:
    def line(entity: Entity) -> Entry:
        where = shelf.names[entity.id].address
        return Entry(entity.name, where, entity.articles, entity.type if entity.has_page else None)

    def filed(entity: Entity) -> Entry:
        return line(entity) if entity.has_page else _unpaged(shelf, entity)

    return Register(
        FOLDERS[kind],
        lines.SECTIONS[kind],
        shelf.registers[kind],
        line,
        filed,
        lambda entity: (entity.articles, entity.mentions),
    )


def _unpaged(shelf: Catalogue, entity: Entity) -> Entry:
    """An entity without a page, with its places in the newest articles."""
    places = shelf.mentions.newest(shelf.numbers[entity.id], PLACES)
    anchor = entity.id.partition("/")[2]
    return Entry(entity.name, shelf.names[entity.id].address, entity.articles, None, anchor, places)


def _topics(shelf: Catalogue) -> Register[Topic]:
    def line(topic: Topic) -> Entry:
        return Entry(topic.label, addresses.topic(topic.id), len(topic.articles), None)

    return Register(
        "topics",
        "Topics",
        register("topics", ((filed_label(topic.label), topic.id, topic) for topic in shelf.collection.topics)),
        line,
        line,
        lambda topic: (len(topic.articles), 0),
    )


def _pages_of(given: Register[T], located: Value) -> Iterator[Draft[str] | Draft[Entries]]:
    index = addresses.index(given.folder)
    yield finished(index, _index(given, located))
    for here, head, things, links in lines.register_pages(given.title, index, given.letters, _NOUNS[given.folder]):
        yield Draft(here, _write_letter, Entries(head, tuple(map(given.filed, things)), links))


def _index(given: Register[T], located: Value) -> str:
    here = addresses.index(given.folder)
    things = [thing for letter in given.letters for thing in letter.things]
    if not things:
        return page({**lines.listing(given.title), "facts": ""}, _EMPTY[given.folder])
    meta = {
        **lines.listing(given.title),
        "facts": words.counted(len(things), *_NOUNS[given.folder]),
        "letters": lines.letter_links(here, given.letters),
        **({"map": located} if located else {}),
    }
    shared = [thing for thing in things if given.present(thing)[0] > 1]
    most = nlargest(MOST_PRESENT, shared, key=given.present)
    body = []
    if most:
        body = [heading(2, "Most present", id="most-present"), _list(map(given.line, most), here, "columns")]
    if len(things) <= WHOLE:
        body.append(heading(2, "From A to Z", id="a-to-z"))
        blocks = []
        for letter in given.letters:
            blocks += [heading(3, lines.letter_title(letter.initial)), _list(map(given.line, letter.things), here)]
        body.append(div("register", "\n\n".join(blocks)))
    return page(meta, "\n\n".join(body))


def _write_letter(here: str, given: Entries) -> str:
    body = lines.part_links(here, given.parts) if given.parts else _list(given.entries, here, "columns")
    return page(lines.head(here, given.head), body)


def _list(entries: Iterator[Entry] | Sequence[Entry], here: str, *classes: str) -> str:
    return div("tally", bullets(_line(entry, here) for entry in entries), *classes)


def _line(entry: Entry, here: str) -> str:
    """A thing with its count; an entity without a page stands on its letter's page with its places in articles."""
    if not entry.anchor:
        classes = (entry.type,) if entry.type else ()
        name = link(escape(entry.name), addresses.relative(here, entry.address), *classes)
        return f"{name} {span(f'{entry.count:,}', 'n')}"
    places = span(
        " · ".join(
            link(escape(words.lead(reading.card.title, 60)), addresses.relative(here, address_of(reading, start)))
            for reading, (start,) in (entry.places.numbered() if entry.places else ())
        ),
        "where",
    )
    return f"{span(escape(entry.name), id=entry.anchor)} {places} {span(str(entry.count), 'n')}"


def _overview(shelf: Catalogue) -> Value:
    places = [entity for entity in shelf.collection.entities if entity.type == "place" and entity.has_page]
    found = maps.overview((place, addresses.entity(place.id)) for place in places)
    return maps.front_matter(found, addresses.index("places")) if found else None
