"""Everything that the page of an article is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from msgspec import Struct

from generator.model import Article, LinkedStatement, Record, Related, Resemblance, SpokenDate
from generator.write.catalogue import Catalogue, Name, Subject
from generator.write.found import Card, Span
from generator.write.known import Listed

MOST_KEYWORDS = 5
"""Keywords named beside a text; the table has them all."""


class Place(Struct, frozen=True, array_like=True, gc=False):
    """A mention."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What the page shows of a record, in its order."""

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
    others: Mapping[str, Card]
    """The articles that it resembles or is related to, by id."""
    links: Mapping[str, str]
    """Ids of the articles that its relative links lead to, by address."""
    source: str
    """Address of the page of its source."""
    corpus: str
    """The corpus folder."""


class Packed(Struct, frozen=True, array_like=True):
    """The same, as it goes into the key of the page: the rest of a record costs as much again to digest."""

    article: Article
    language: str
    sentences: tuple[Span, ...]
    dates: tuple[SpokenDate, ...]
    mentions: Listed[Name]
    """Each with its start and end, in their order."""
    statements: tuple[LinkedStatement, ...]
    roles: tuple[Span, ...]
    topics: Listed[Subject]
    """Best first."""
    keywords: tuple[str, ...]
    related: tuple[Related, ...]
    resembles: tuple[Resemblance, ...]
    duplicate_of: str
    names: Listed[Name]
    """The speakers, and the entities that it shares with others."""
    subjects: Listed[Subject]
    """The topics that it shares with others."""
    others: Listed[Card]
    """The articles that it resembles or is related to."""
    links: Mapping[str, str]
    source: str
    corpus: str

    def sheet(self) -> Sheet:
        """What is packed."""
        places: defaultdict[str, list[Span]] = defaultdict(list)
        for name, (start, end) in self.mentions.numbered():
            places[name.id].append((start, end))
        record = Contents(
            article=self.article,
            language=self.language,
            sentences=self.sentences,
            dates=self.dates,
            places={id: tuple(spans) for id, spans in places.items()},
            statements=self.statements,
            roles=self.roles,
            topics=tuple(one.id for one in self.topics),
            keywords=self.keywords,
            related=self.related,
            resembles=self.resembles,
            duplicate_of=self.duplicate_of,
        )
        return Sheet(
            record=record,
            names={one.id: one for one in (*self.mentions, *self.names)},
            subjects={one.id: one for one in (*self.topics, *self.subjects)},
            others={one.id: one for one in self.others},
            links=self.links,
            source=self.source,
            corpus=self.corpus,
        )


def packed(shelf: Catalogue, place: int, links: Mapping[str, str]) -> Packed:
    """What goes into the page of the article at `place`; `links` are as those of a `Sheet`."""
    volume = shelf.volumes[place]
    record = volume.record
    names = [linked.speaker for linked in record.statements if linked.speaker]
    subjects: list[str] = []
    others = [resemblance.article for resemblance in record.resembles]
    for neighbour in record.related:
        others.append(neighbour.article)
        names += neighbour.shared_entities
        subjects += neighbour.shared_topics
    return Packed(
        article=record.article,
        language=record.analysis.language,
        sentences=record.analysis.sentences,
        dates=record.analysis.dates,
        mentions=shelf.mentioned[place],
        statements=record.statements,
        roles=tuple([(one.start, one.end) for one in record.roles]),
        topics=shelf.headings.listed(map(shelf.topic_numbers.__getitem__, volume.topics)),
        keywords=_keywords(record),
        related=record.related,
        resembles=record.resembles,
        duplicate_of=record.duplicate_of,
        names=shelf.named.listed(map(shelf.numbers.__getitem__, dict.fromkeys(names))),
        subjects=shelf.headings.listed(map(shelf.topic_numbers.__getitem__, dict.fromkeys(subjects))),
        others=shelf.cards.listed(map(shelf.places.__getitem__, others)),
        links=links,
        source=shelf.source_pages[record.article.source],
        corpus=shelf.corpus,
    )


def _keywords(record: Record) -> tuple[str, ...]:
    others = (one.keyword for one in record.keywords if not (one.topic or one.entity))
    return tuple(islice((one.text for one in others if one.score > 0), MOST_KEYWORDS))
