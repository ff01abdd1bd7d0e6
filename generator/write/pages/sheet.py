"""Everything that the page of an article is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from msgspec import Struct

from generator.model import Analysis, Article, LinkedStatement, Related, Resemblance, SpokenDate
from generator.write.catalogue import Card, Name, Span, Subject, Volume
from generator.write.drafts import Known

MOST_KEYWORDS = 5
"""Keywords named beside a text; the table has them all."""


class Place(Struct, frozen=True, array_like=True, gc=False):
    """A mention."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What the page shows of a record, in its order; the rest of a record costs as much again to digest."""

    article: Article
    language: str
    sentences: tuple[Span, ...]
    dates: tuple[SpokenDate, ...]
    places: Mapping[str, tuple[Span, ...]]
    """Where it mentions whom and what, by entity id."""
    statements: tuple[LinkedStatement, ...]
    roles: tuple[Span, ...]
    """Places of descriptions."""
    topics: tuple[str, ...]
    """Ids, best first."""
    keywords: tuple[str, ...]
    """The best that are neither a topic nor a name and say enough, best first."""
    related: tuple[Related, ...]
    resembles: tuple[Resemblance, ...]
    duplicate_of: str

    def mentions(self) -> list[Place]:
        """The mentions by start, then entity."""
        found = [Place(start, end, id) for id, spans in self.places.items() for start, end in spans]
        return sorted(found, key=lambda one: (one.start, one.entity))


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


def contents(volume: Volume) -> Contents:
    """What the page of an article shows of it."""
    record = volume.record
    analysis: Analysis = record.analysis
    others = (one.keyword for one in record.keywords if not (one.topic or one.entity))
    return Contents(
        article=record.article,
        language=analysis.language,
        sentences=analysis.sentences,
        dates=analysis.dates,
        places={id: passages.spans for id, passages in volume.names.items()},
        statements=record.statements,
        roles=tuple([(one.start, one.end) for one in record.roles]),
        topics=volume.topics,
        keywords=tuple(islice((one.text for one in others if one.score > 0), MOST_KEYWORDS)),
        related=record.related,
        resembles=record.resembles,
        duplicate_of=record.duplicate_of,
    )
