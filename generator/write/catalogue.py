"""The collection, indexed once for page writing: what is known of each person, place, topic, year and source.

Building it takes a few passes over the records, in columns, and products of sparse matrices; every page then finds what
it shows by looking it up, so that writing all pages stays linear in the size of the collection. What many pages show
is `Known`: its digest is taken once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import TypeVar

import numpy as np
from msgspec import Struct

from generator.garbage import spared
from generator.model import Collection, Entity, EntityType, LinkedMention, LinkedRole, Record, Statement
from generator.write import addresses, registers
from generator.write.digests import digest_of_record, digest_of_text
from generator.write.filing import filed_title
from generator.write.found import Card, Findings, Reading
from generator.write.known import Directory, Integers, Known, Lists
from generator.write.registers import Letter
from generator.write.together import Best, companions, entities_of, incidence, topics_of_entities

Thing = TypeVar("Thing")

COMPANIONS = 8
"""People, organisations and places that an entity appears with, each, which its page shows."""
TOPICS = 12
"""Topics that the page of an entity shows."""
NAMES = 16
"""People, organisations and places of a topic, each, which its page shows."""
NAMES_OF_A_SOURCE = 10
"""People, organisations and places that a source names most, each, beside its articles."""


@dataclass(frozen=True, slots=True)
class Volume:
    """An article, and what others know of it."""

    record: Record
    digest: bytes
    """Of all that pages show of the record."""
    reading: Known[Reading]


class Name(Struct, frozen=True, array_like=True, gc=False):
    """An entity, as pages name it."""

    id: str
    name: str
    type: EntityType
    address: str
    """Of its page, or of its line in the A–Z when it has none."""
    has_page: bool


class Subject(Struct, frozen=True, array_like=True, gc=False):
    """A topic, as pages name it."""

    id: str
    label: str


class Quote(Struct, frozen=True, array_like=True, gc=False):
    """A statement in its article."""

    reading: Known[Reading]
    statement: Statement


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A collection and its indexes. Lists of articles and of what is in them begin with the newest article.

    Of one day they stand in order of their ids; the undated come last, as they are filed in the A–Z. A "place" is the
    index of an article among `volumes`; entities, topics and sources go by their numbers too: the index of an entity
    or a topic in the collection, of a source among `sources`.
    """

    collection: Collection
    corpus: str
    """The corpus folder, as people know it."""
    volumes: tuple[Volume, ...]
    places: Mapping[str, int]
    """By article id."""
    by_path: Mapping[str, str]
    """Id of each article, by its path below the corpus folder."""
    cards: Directory[Card]
    """By place."""
    readings: Directory[Reading]
    """By place."""
    dates: Sequence[str]
    """ISO 8601 date of each article or the empty string, by place."""
    filed: Sequence[str]
    """What each article is filed under, by place."""
    numbers: Mapping[str, int]
    """By entity id."""
    names: Mapping[str, Name]
    """By entity id."""
    named: Directory[Name]
    """By number of the entity."""
    registers: Mapping[EntityType, tuple[Letter[Entity], ...]]
    subjects: Mapping[str, Subject]
    """By topic id."""
    headings: Directory[Subject]
    """By number of the topic."""
    topic_numbers: Mapping[str, int]
    """By topic id."""
    mentions: Findings
    """Of entities, by number."""
    roles: Findings
    """Descriptions of entities, by number."""
    about: Lists[Subject]
    """The topics of each article, by place, best first."""
    mentioned: Lists[Name]
    """Whom and what each article mentions, by place: each mention in its order."""
    statements: Mapping[str, tuple[Quote, ...]]
    """By speaker's entity id; those of unknown speakers under the empty id."""
    companions: Lists[Name]
    """The first `COMPANIONS` of each type, of each entity with a page, by its number, with the number of articles that
    they share: most articles first, then most sentences, then by id."""
    topics_of: Lists[Subject]
    """The first `TOPICS` of the articles that an entity with a page is in, by its number; most articles first, then by
    id."""
    entities_in: Lists[Name]
    """The first `NAMES` of each type in the articles of a topic, by its number, with the number of those articles: most
    articles first, then by id."""
    names_of: Lists[Name]
    """The first `NAMES_OF_A_SOURCE` of each type in the articles of a source, by its number, in the same way."""
    sources: Mapping[str, tuple[int, ...]]
    """Places by name of the source, sorted by name; of articles without one under the empty name."""
    source_pages: Mapping[str, str]
    """Address of the page of each source, by its name."""
    years: Mapping[str, tuple[int, ...]]
    """Places by four-digit year of publication, earliest first; undated ones under the empty year, last."""


@spared()  # it would look through all of the collection, which takes a third of the time
def catalogue(collection: Collection, corpus: str) -> Catalogue:
    """Index a collection; `corpus` is the corpus folder, as people know it."""
    shelved = _newest_first([(_card(record), record) for record in collection.records])
    cards = Directory([card for card, _ in shelved])
    texts = [digest_of_text(record) for _, record in shelved]
    digests = [digest_of_record(record, text) for (_, record), text in zip(shelved, texts, strict=True)]
    readings = Directory([Reading(card, one.article.text, one.analysis.sentences) for card, one in shelved], texts)
    volumes = tuple(
        Volume(record, digest, reading)
        for (_, record), digest, reading in zip(shelved, digests, readings.known(), strict=True)
    )
    statements: defaultdict[str, list[Quote]] = defaultdict(list)
    sources: defaultdict[str, list[int]] = defaultdict(list)
    years: defaultdict[str, list[int]] = defaultdict(list)
    for place, volume in enumerate(volumes):
        for linked in volume.record.statements:
            statements[linked.speaker].append(Quote(volume.reading, linked.statement))
        sources[volume.record.article.source].append(place)
        years[volume.record.article.date[:4]].append(place)
    filed = registers.entity_registers(collection.entities)
    where = registers.addresses_in(filed.values())
    names = [Name(one.id, one.name, one.type, where[one.id], one.has_page) for one in collection.entities]
    subjects = [Subject(topic.id, topic.label) for topic in collection.topics]
    named, headings = Directory(names), Directory(subjects)
    numbers = {name.id: number for number, name in enumerate(names)}
    topic_numbers = {subject.id: number for number, subject in enumerate(subjects)}
    mentions = _columns([volume.record.mentions for volume in volumes], numbers)
    roles = _columns([volume.record.roles for volume in volumes], numbers)
    found = Findings(readings, len(names), mentions)
    entities = incidence(found.thing, found.article, len(names), len(volumes))
    about = numbered([[topic_numbers[id] for id in _topics(record)] for _, record in shelved])
    from_sources = numbered([sources[name] for name in sorted(sources)])
    with_topics = (entities @ incidence(*about, len(volumes), len(subjects))).tocsr()
    with_sources = (entities @ incidence(*from_sources[::-1], len(volumes), len(sources))).tocsr()
    near = topics_of_entities(collection, with_topics, TOPICS)
    return Catalogue(
        collection=collection,
        corpus=corpus,
        volumes=volumes,
        places={card.id: place for place, (card, _) in enumerate(shelved)},
        by_path={record.article.path: record.article.id for _, record in shelved},
        cards=cards,
        readings=readings,
        dates=[card.date for card, _ in shelved],
        filed=[card.filed for card, _ in shelved],
        numbers=numbers,
        names={name.id: name for name in names},
        named=named,
        registers=filed,
        subjects={subject.id: subject for subject in subjects},
        headings=headings,
        topic_numbers=topic_numbers,
        mentions=found,
        roles=Findings(readings, len(names), roles),
        about=Lists(headings.table(about[1]), about[0], len(volumes)),
        mentioned=Lists(named.table(mentions[1]), mentions[0], len(volumes)),
        statements={id: tuple(quotes) for id, quotes in statements.items()},
        companions=_best(named, companions(collection, COMPANIONS), len(names)),
        topics_of=Lists(headings.table(near.other), near.owner, len(names)),
        entities_in=_best(named, entities_of(collection, with_topics, NAMES), len(subjects)),
        names_of=_best(named, entities_of(collection, with_sources, NAMES_OF_A_SOURCE), len(sources)),
        sources={name: tuple(sources[name]) for name in sorted(sources)},
        source_pages=addresses.sources(sorted(sources)),
        years={year: tuple(years[year]) for year in sorted(years, key=lambda year: year or "9999")},
    )


def _best(things: Directory[Thing], best: Best, owners: int) -> Lists[Thing]:
    return Lists(things.table(best.other, best.articles), best.owner, owners)


def _card(record: Record) -> Card:
    one = record.article
    return Card(one.id, one.title, one.date, one.source, record.analysis.language, filed_title(one.title, one.id))


def _topics(record: Record) -> tuple[str, ...]:
    """Ids of the article's topics, best first."""
    return tuple(dict.fromkeys([keyword.topic for keyword in record.keywords if keyword.topic]))


def _newest_first(shelved: Sequence[tuple[Card, Record]]) -> list[tuple[Card, Record]]:
    dated = sorted((one for one in shelved if one[0].date), key=lambda one: one[0].id)
    dated.sort(key=lambda one: one[0].date, reverse=True)
    undated = sorted((one for one in shelved if not one[0].date), key=lambda one: one[0].filed.lower())
    return [*dated, *undated]


def _columns(
    found: Sequence[Sequence[LinkedMention] | Sequence[LinkedRole]], numbers: Mapping[str, int]
) -> tuple[Integers, ...]:
    """Place, number of the entity, start and end of all that is found, article by article."""
    every: list[LinkedMention | LinkedRole] = list(chain.from_iterable(found))
    return (
        np.repeat(np.arange(len(found)), [*map(len, found)]),
        np.fromiter(map(numbers.__getitem__, map(attrgetter("entity"), every)), np.int64, len(every)),
        np.fromiter(map(attrgetter("start"), every), np.int64, len(every)),
        np.fromiter(map(attrgetter("end"), every), np.int64, len(every)),
    )


def numbered(lists: Sequence[Sequence[int]]) -> tuple[Integers, Integers]:
    """What several lists hold, in two columns: the number of the list, and what stands in it."""
    lengths = np.array([*map(len, lists)], dtype=np.int64)
    held = np.fromiter(chain.from_iterable(lists), np.int64, int(lengths.sum()))
    return np.repeat(np.arange(len(lists)), lengths), held
