"""Everything that the page of an article is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from msgspec import Struct

from generator.model import Analysis, Article, LinkedStatement, Record, Related, Resemblance, SpokenDate
from generator.write.catalogue import Card, Name, Span, Subject
from generator.write.drafts import Known


class Place(Struct, frozen=True, array_like=True, gc=False):
    """A mention."""

    start: int
    end: int
    entity: str


class Term(Struct, frozen=True, array_like=True, gc=False):
    """A keyword, with the topic it belongs to or the entity whose name it is."""

    text: str
    score: float
    topic: str
    entity: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What the page shows of a record, in its order; the rest of a record costs as much again to digest."""

    article: Article
    language: str
    sentences: tuple[Span, ...]
    dates: tuple[SpokenDate, ...]
    mentions: tuple[Place, ...]
    statements: tuple[LinkedStatement, ...]
    roles: tuple[Span, ...]
    """Places of descriptions."""
    keywords: tuple[Term, ...]
    related: tuple[Related, ...]
    resembles: tuple[Resemblance, ...]
    duplicate_of: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article, and what its page shows of the rest of the collection."""

    record: Contents
    names: Mapping[str, Name]
    """The entities that it mentions or shares with others, by id."""
    subjects: Mapping[str, Subject]
    """The topics of the same kind, by id."""
    others: Mapping[str, Known[Card]]
    """The articles that it resembles or is related to, by id."""
    links: Mapping[str, str]
    """Ids of the articles that its relative links lead to, by address."""
    source: str
    """Address of the page of its source."""
    corpus: str
    """The corpus folder."""


def contents(record: Record) -> Contents:
    """What the page shows of `record`."""
    analysis: Analysis = record.analysis
    return Contents(
        article=record.article,
        language=analysis.language,
        sentences=analysis.sentences,
        dates=analysis.dates,
        mentions=tuple([Place(one.start, one.end, one.entity) for one in record.mentions]),
        statements=record.statements,
        roles=tuple([(one.start, one.end) for one in record.roles]),
        keywords=tuple([Term(one.keyword.text, one.keyword.score, one.topic, one.entity) for one in record.keywords]),
        related=record.related,
        resembles=record.resembles,
        duplicate_of=record.duplicate_of,
    )
