"""The indexes of people, organisations, places and topics: the most present, and everything from A to Z."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.model import FOLDERS, Entity, EntityType, Topic
from generator.settings import Settings
from generator.write import addresses, words
from generator.write import map as maps
from generator.write.catalogue import Catalogue, Page
from generator.write.kwic import address_of
from generator.write.markdown import Value, bullets, div, escape, heading, link, page, span
from generator.write.pages import lines, topics

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


@dataclass(frozen=True, slots=True)
class Register(Generic[T]):
    """Things of one kind, ready to be listed."""

    folder: str
    title: str
    nouns: tuple[str, str]
    things: Sequence[T]
    """In the order of the A–Z."""
    filed: Callable[[T], str]
    """ASCII, lower case."""
    line: Callable[[T, str], str]
    """The thing as an item of a list on the page at an address."""
    present: Callable[[T], tuple[int, int]]
    """Articles and mentions, by which the most present are found."""


def pages(shelf: Catalogue, settings: Settings) -> Iterator[Page]:
    """For people, organisations, places and topics: the index, then a page for each letter."""
    for kind in lines.SECTIONS:
        register = _entities(shelf, kind)
        located = _overview(shelf) if kind == "place" else None
        yield from _pages_of(register, {"map": located} if located else {})
    yield from _pages_of(_topics(shelf), {})


def _entities(shelf: Catalogue, kind: EntityType) -> Register[Entity]:
    found = [entity for entity in shelf.collection.entities if entity.type == kind]

    def line(entity: Entity, here: str) -> str:
        return _entity_line(shelf, entity, here)

    return Register(
        FOLDERS[kind],
        lines.SECTIONS[kind],
        {"person": ("person", "people"), "organisation": ("organisation", ""), "place": ("place", "")}[kind],
        sorted(found, key=lambda entity: (addresses.sort_key(entity), entity.id)),
        addresses.sort_key,
        line,
        lambda entity: (entity.articles, entity.mentions),
    )


def _topics(shelf: Catalogue) -> Register[Topic]:
    return Register(
        "topics",
        "Topics",
        ("topic", ""),
        sorted(shelf.collection.topics, key=lambda topic: (topics.filed_under(topic), topic.id)),
        topics.filed_under,
        lambda topic, here: _counted_link(
            topic.label, addresses.relative(here, addresses.topic(topic.id)), len(topic.articles)
        ),
        lambda topic: (len(topic.articles), 0),
    )


def _pages_of(register: Register[T], more: Mapping[str, Value]) -> Iterator[Page]:
    by_letter: defaultdict[str, list[T]] = defaultdict(list)
    for thing in register.things:
        by_letter[addresses.letter(register.filed(thing))].append(thing)
    yield _index(register, by_letter, more)
    for initial, things in by_letter.items():
        yield _letter(register, initial, things, by_letter)


def _index(register: Register[T], by_letter: Mapping[str, Sequence[T]], more: Mapping[str, Value]) -> Page:
    here = addresses.index(register.folder)
    if not register.things:
        return Page(here, page({**lines.listing(register.title), "facts": ""}, _EMPTY[register.folder]))
    meta = {
        **lines.listing(register.title),
        "facts": words.counted(len(register.things), *register.nouns),
        "letters": lines.letters(here, register.folder, by_letter),
        **more,
    }
    shared = [thing for thing in register.things if register.present(thing)[0] > 1]
    most = sorted(shared, key=register.present, reverse=True)[:MOST_PRESENT]
    body = [heading(2, "Most present", id="most-present"), _list(register, most, here, "columns")] if most else []
    if len(register.things) <= WHOLE:
        body.append(heading(2, "From A to Z", id="a-to-z"))
        blocks = []
        for initial in sorted(by_letter):
            blocks += [heading(3, lines.letter_title(initial)), _list(register, by_letter[initial], here)]
        body.append(div("register", "\n\n".join(blocks)))
    return Page(here, page(meta, "\n\n".join(body)))


def _letter(register: Register[T], initial: str, things: Sequence[T], by_letter: Mapping[str, Sequence[T]]) -> Page:
    here = addresses.a_to_z(register.folder, initial)
    title = f"{register.title}: {lines.letter_title(initial)}"
    meta = {
        **lines.listing(title),
        "crumbs": lines.crumbs(
            here, (register.title, addresses.index(register.folder)), (lines.letter_title(initial), "")
        ),
        "facts": words.counted(len(things), *register.nouns),
        "letters": lines.letters(here, register.folder, by_letter),
    }
    return Page(here, page(meta, _list(register, things, here, "columns")))


def _list(register: Register[T], things: Sequence[T], here: str, *classes: str) -> str:
    return div("tally", bullets(register.line(thing, here) for thing in things), *classes)


def _entity_line(shelf: Catalogue, entity: Entity, here: str) -> str:
    """An entity with its count; one without a page stands on its letter's page with links to its places in articles."""
    if entity.has_page:
        return _counted_link(
            entity.name, addresses.relative(here, addresses.entity(entity)), entity.articles, entity.type
        )
    if "/a-z/" not in here:
        return _counted_link(entity.name, addresses.relative(here, addresses.entity(entity)), entity.articles)
    first: dict[str, str] = {}
    for record, mention in shelf.mentions.get(entity.id, ()):
        if record.article.id not in first and len(first) < PLACES:
            there = addresses.relative(here, address_of(record, mention.start))
            first[record.article.id] = link(escape(words.lead(record.article.title, 60)), there)
    places = span(" · ".join(first.values()), "where")
    return f"{span(escape(entity.name), id=entity.id.partition('/')[2])} {places} {span(str(entity.articles), 'n')}"


def _counted_link(name: str, url: str, count: int, *classes: str) -> str:
    return f"{link(escape(name), url, *classes)} {span(f'{count:,}', 'n')}"


def _overview(shelf: Catalogue) -> Value:
    places = [entity for entity in shelf.collection.entities if entity.type == "place" and entity.has_page]
    found = maps.overview((place, addresses.entity(place)) for place in places)
    return maps.front_matter(found, addresses.index("places")) if found else None
