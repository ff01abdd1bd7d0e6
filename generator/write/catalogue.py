"""The collection, indexed once for page writing: what is known of each person, place, topic, year and source.

Building it takes one pass over the records and one over the co-occurrences; every page then finds what it shows by
looking it up, so that writing all pages stays linear in the size of the collection.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from generator.model import Collection, Entity, LinkedMention, LinkedRole, LinkedStatement, Record, Topic
from generator.write import addresses

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page."""

    address: str
    """Below the site's root, ends in `.html`."""
    markdown: str
    """Front matter and body."""


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity that appears together with another one."""

    entity: Entity
    articles: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The id of an entity or a topic, and in how many articles it is found together with something."""

    id: str
    articles: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A collection and its indexes. Records stand in order of date (undated last), then of id."""

    collection: Collection
    records: tuple[Record, ...]
    by_id: Mapping[str, Record]
    entities: Mapping[str, Entity]
    topics: Mapping[str, Topic]
    mentions: Mapping[str, tuple[tuple[Record, LinkedMention], ...]]
    """By entity id, in order of the records, then of the text."""
    roles: Mapping[str, tuple[tuple[Record, LinkedRole], ...]]
    """By entity id, in that order."""
    statements: Mapping[str, tuple[tuple[Record, LinkedStatement], ...]]
    """By speaker's entity id, in that order; those of unknown speakers under the empty id."""
    companions: Mapping[str, tuple[Companion, ...]]
    """By entity id, most articles first, then most sentences, then by id."""
    topics_of: Mapping[str, tuple[Counted, ...]]
    """Topics of the articles that an entity is in, by entity id; most articles first, then by id."""
    entities_in: Mapping[str, tuple[Counted, ...]]
    """Entities of the articles of a topic, by topic id; most articles first, then by id."""
    sources: Mapping[str, tuple[Record, ...]]
    """By name of the source, sorted by name; articles without one under the empty name."""
    source_pages: Mapping[str, str]
    """Address of the page of each source, by its name."""
    years: Mapping[str, tuple[Record, ...]]
    """By four-digit year of publication, earliest first; undated ones under the empty year, last."""


def date_order(record: Record) -> tuple[str, str]:
    """Sort key: by date, undated last, then by id."""
    return (record.article.date or "9999-99-99", record.article.id)


def catalogue(collection: Collection) -> Catalogue:
    """Index a collection."""
    records = tuple(sorted(collection.records, key=date_order))
    entities = {entity.id: entity for entity in collection.entities}
    mentions: defaultdict[str, list[tuple[Record, LinkedMention]]] = defaultdict(list)
    roles: defaultdict[str, list[tuple[Record, LinkedRole]]] = defaultdict(list)
    statements: defaultdict[str, list[tuple[Record, LinkedStatement]]] = defaultdict(list)
    sources: defaultdict[str, list[Record]] = defaultdict(list)
    years: defaultdict[str, list[Record]] = defaultdict(list)
    together: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for record in records:
        for mention in record.mentions:
            mentions[mention.entity].append((record, mention))
        for role in record.roles:
            roles[role.entity].append((record, role))
        for statement in record.statements:
            statements[statement.speaker].append((record, statement))
        sources[record.article.source].append(record)
        years[record.article.date[:4]].append(record)
        _count_together(together, record)
    topics = {topic.id: topic for topic in collection.topics}
    return Catalogue(
        collection=collection,
        records=records,
        by_id={record.article.id: record for record in records},
        entities=entities,
        topics=topics,
        mentions=_tuples(mentions),
        roles=_tuples(roles),
        statements=_tuples(statements),
        companions=_companions(collection, entities),
        topics_of={id: _ranked(counts) for id, counts in together.items() if id in entities},
        entities_in={id: _ranked(counts) for id, counts in together.items() if id in topics},
        sources={name: tuple(sources[name]) for name in sorted(sources)},
        source_pages=addresses.sources(sorted(sources)),
        years={year: tuple(years[year]) for year in sorted(years, key=lambda year: year or "9999")},
    )


def _count_together(together: defaultdict[str, Counter[str]], record: Record) -> None:
    """Count each topic of the article with each of its entities, both ways."""
    names = sorted({mention.entity for mention in record.mentions})
    subjects = sorted({keyword.topic for keyword in record.keywords if keyword.topic})
    for name in names:
        together[name].update(subjects)
    for subject in subjects:
        together[subject].update(names)


def _companions(collection: Collection, entities: Mapping[str, Entity]) -> dict[str, tuple[Companion, ...]]:
    found: defaultdict[str, list[Companion]] = defaultdict(list)
    for pair in collection.cooccurrences:
        found[pair.entity_a].append(Companion(entities[pair.entity_b], pair.articles, pair.sentences))
        found[pair.entity_b].append(Companion(entities[pair.entity_a], pair.articles, pair.sentences))
    return {
        id: tuple(sorted(ones, key=lambda one: (-one.articles, -one.sentences, one.entity.id)))
        for id, ones in found.items()
    }


def _ranked(counts: Counter[str]) -> tuple[Counted, ...]:
    return tuple(Counted(id, count) for id, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _tuples(found: Mapping[str, Iterable[T]]) -> dict[str, tuple[T, ...]]:
    return {key: tuple(values) for key, values in found.items()}
