"""The rows of all tables, cell by cell, as the program writes them by a faster way where there are many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.model import Collection
from generator.write.catalogue import catalogue
from generator.write.cells import Row, listed
from generator.write.tables import _articles, _entities, _statements, _topics


def _mentions(collection: Collection) -> Iterator[Row]:
    types = {entity.id: entity.type for entity in collection.entities}
    for record in collection.records:
        for one in record.mentions:
            surface = record.article.text[one.start : one.end]
            kind = types[one.entity]
            yield record.article.id, one.start, one.end, surface, one.entity, kind, listed(one.rules)


def _roles(collection: Collection) -> Iterator[Row]:
    for record in collection.records:
        for one in record.roles:
            yield record.article.id, one.start, one.end, record.article.text[one.start : one.end], one.entity


def _keywords(collection: Collection) -> Iterator[Row]:
    for record in collection.records:
        for rank, linked in enumerate(record.keywords, 1):
            one = linked.keyword
            yield record.article.id, rank, one.text, one.score, linked.topic, linked.entity


def _dates(collection: Collection) -> Iterator[Row]:
    for record in collection.records:
        for one in record.analysis.dates:
            spoken = record.article.text[one.start : one.end]
            yield record.article.id, one.start, one.end, spoken, one.date, one.precision


def _related(collection: Collection) -> Iterator[Row]:
    for record in collection.records:
        for rank, one in enumerate(record.related, 1):
            shared = listed(one.shared_entities), listed(one.shared_topics)
            yield record.article.id, rank, one.article, one.score, *shared


def _cooccurrences(collection: Collection) -> Iterator[Row]:
    yield from collection.cooccurrences


ROWS: Mapping[str, Callable[[Collection], Iterable[Row]]] = {
    "articles.csv": lambda collection: _articles(collection.records),
    "entities.csv": lambda collection: _entities(catalogue(collection, "corpus")),
    "mentions.csv": _mentions,
    "statements.csv": lambda collection: (row for record in collection.records for row in _statements(record)),
    "roles.csv": _roles,
    "keywords.csv": _keywords,
    "topics.csv": lambda collection: _topics(catalogue(collection, "corpus")),
    "dates.csv": _dates,
    "related.csv": _related,
    "cooccurrence.csv": _cooccurrences,
}
"""By file, by id, then by position; cells in the order of the columns."""
