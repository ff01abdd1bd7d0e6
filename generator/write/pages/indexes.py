"""The indexes of people, organisations, places and topics: the most present, and everything from A to Z."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice
from operator import attrgetter
from typing import Generic, TypeVar

import numpy as np
from msgspec import Struct

from generator.model import FOLDERS, Entity, EntityType, Topic
from generator.write import addresses, words
from generator.write import map as maps
from generator.write.catalogue import Catalogue, Name, Subject
from generator.write.drafts import Draft, finished
from generator.write.filing import filed_label
from generator.write.found import Reading
from generator.write.known import Listed, Table
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


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an index."""

    name: str
    address: str
    count: int
    """Articles."""
    type: EntityType | None = None
    """Of an entity that has a page."""
    anchor: str = ""
    """Name of the line, for an entity without a page, which links lead to."""
    places: Sequence[tuple[Reading, Sequence[int]]] = ()
    """Articles in which such an entity is found, each with the place."""


class Names(Struct, frozen=True, array_like=True, gc=False):
    """A page of an A–Z of entities."""

    head: Head
    names: Listed[Name]
    """Each with the number of its articles, and of those that its line links to."""
    places: Listed[Reading]
    """What the lines link to, line by line, each with the place."""
    parts: Links
    """The pages that list the names when there are too many."""


class Subjects(Struct, frozen=True, array_like=True, gc=False):
    """A page of the A–Z of topics."""

    head: Head
    subjects: Listed[Subject]
    """Each with the number of its articles."""
    parts: Links
    """The same."""


Pages = Draft[str] | Draft[Names] | Draft[Subjects]


@dataclass(frozen=True, slots=True)
class Register(Generic[T]):
    """Things of one kind, ready to be listed."""

    folder: str
    title: str
    letters: Sequence[Letter[T]]
    line: Callable[[T], Entry]
    """The thing as a line of the index."""
    page: Callable[[str, Head, Sequence[T], Links], Pages]
    """The page by letter at an address that lists some things, or links to the pages that do."""
    present: Callable[[T], tuple[int, int]]
    """Articles and mentions, by which the most present are found."""


def pages(shelf: Catalogue) -> Iterator[Pages]:
    """For people, organisations, places and topics: the index, then a page for each letter."""
    names = _names(shelf)
    for kind in lines.SECTIONS:
        located = _overview(shelf) if kind == "place" else None
        yield from _pages_of(_entities(shelf, kind, names), located)
    yield from _pages_of(_topics(shelf), None)


def _names(shelf: Catalogue) -> Table[Name]:
    """All entities by number, as `Names` lists them."""
    entities = shelf.collection.entities
    articles = np.fromiter(map(attrgetter("articles"), entities), np.int64, len(entities))
    has_page = np.fromiter(map(attrgetter("has_page"), entities), bool, len(entities))
    linked = np.where(has_page, 0, np.minimum(shelf.mentions.counts(), PLACES))
    return shelf.named.table(np.arange(len(entities)), articles, linked)


def _entities(shelf: Catalogue, kind: EntityType, names: Table[Name]) -> Register[Entity]:
    def line(entity: Entity) -> Entry:
        where = shelf.names[entity.id].address
        return Entry(entity.name, where, entity.articles, entity.type if entity.has_page else None)

    def letter(here: str, head: Head, things: Sequence[Entity], parts: Links) -> Pages:
        listed = names.picked([shelf.numbers[one.id] for one in things])
        unpaged = [shelf.numbers[one.id] for one in things if not one.has_page]
        return Draft(here, _write_names, Names(head, listed, shelf.mentions.newest(unpaged, PLACES), parts))

    return Register(
        FOLDERS[kind],
        lines.SECTIONS[kind],
        shelf.registers[kind],
        line,
        letter,
        lambda entity: (entity.articles, entity.mentions),
    )


def _topics(shelf: Catalogue) -> Register[Topic]:
    topics = shelf.collection.topics
    articles = np.array([len(topic.articles) for topic in topics], dtype=np.int64)
    subjects = shelf.headings.table(np.arange(len(topics)), articles)

    def line(topic: Topic) -> Entry:
        return Entry(topic.label, addresses.topic(topic.id), len(topic.articles))

    def letter(here: str, head: Head, things: Sequence[Topic], parts: Links) -> Pages:
        listed = subjects.picked([shelf.topic_numbers[one.id] for one in things])
        return Draft(here, _write_subjects, Subjects(head, listed, parts))

    return Register(
        "topics",
        "Topics",
        register("topics", ((filed_label(topic.label), topic.id, topic) for topic in topics)),
        line,
        letter,
        lambda topic: (len(topic.articles), 0),
    )


def _pages_of(given: Register[T], located: Value) -> Iterator[Pages]:
    index = addresses.index(given.folder)
    yield finished(index, _index(given, located))
    for here, head, things, links in lines.register_pages(given.title, index, given.letters, _NOUNS[given.folder]):
        yield given.page(here, head, things, links)


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


def _write_names(here: str, given: Names) -> str:
    places = given.places.numbered()
    entries = [_entry(name, articles, islice(places, linked)) for name, (articles, linked) in given.names.numbered()]
    return _written(here, given.head, entries, given.parts)


def _entry(name: Name, articles: int, places: Iterator[tuple[Reading, Sequence[int]]]) -> Entry:
    """The line of an entity; of one without a page, with its places."""
    if name.has_page:
        return Entry(name.name, name.address, articles, name.type)
    anchor = name.id.partition("/")[2]
    return Entry(name.name, name.address, articles, anchor=anchor, places=[*places])


def _write_subjects(here: str, given: Subjects) -> str:
    found = given.subjects.numbered()
    entries = [Entry(one.label, addresses.topic(one.id), articles) for one, (articles,) in found]
    return _written(here, given.head, entries, given.parts)


def _written(here: str, head: Head, entries: Sequence[Entry], parts: Links) -> str:
    body = lines.part_links(here, parts) if parts else _list(entries, here, "columns")
    return page(lines.head(here, head), body)


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
            for reading, (start,) in entry.places
        ),
        "where",
    )
    return f"{span(escape(entry.name), id=entry.anchor)} {places} {span(str(entry.count), 'n')}"


def _overview(shelf: Catalogue) -> Value:
    places = [entity for entity in shelf.collection.entities if entity.type == "place" and entity.has_page]
    found = maps.overview((place, addresses.entity(place.id)) for place in places)
    return maps.front_matter(found, addresses.index("places")) if found else None
