"""Everything that the page of an article is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from msgspec import Struct

from generator.model import Article, LinkedStatement, Record, Resemblance, SpokenDate
from generator.write.catalogue import Catalogue, Name, Subject
from generator.write.found import Card, Span
from generator.write.known import Known, Listed, Lists

MOST_KEYWORDS = 5
"""Keywords named beside a text; the table has them all."""
REASONS = 5
"""How many shared names and topics are given as the reason for a related article, names first."""


class Place(Struct, frozen=True, array_like=True, gc=False):
    """A mention."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A related article, and what is the reason."""

    card: Card
    names: tuple[Name, ...]
    subjects: tuple[Subject, ...]


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
    topics: tuple[Subject, ...]
    """Best first."""
    keywords: tuple[str, ...]
    """The best that are neither a topic nor a name and say enough, best first."""
    related: tuple[Neighbour, ...]
    """Best first."""
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
    """The entities that it mentions or quotes, by id."""
    alike: Mapping[str, Card]
    """The articles that it resembles, by id."""
    links: Mapping[str, str]
    """Ids of the articles that its relative links lead to, by address."""
    source: str
    """Address of the page of its source."""
    corpus: str
    """The corpus folder."""


class Packed(Struct, frozen=True, array_like=True):
    """The same, as it goes into the key of the page: the record by one digest, and what it only points to."""

    record: Known[Record]
    mentioned: Listed[Name]
    """Mention by mention."""
    speakers: Listed[Name]
    topics: Listed[Subject]
    """Best first."""
    related: Listed[Card]
    """In the order of the record."""
    alike: Listed[Card]
    """The articles that it resembles."""
    links: Mapping[str, str]
    source: str
    corpus: str

    def sheet(self) -> Sheet:
        """What is packed."""
        whole = self.record.value
        names = {one.id: one for one in (*self.mentioned, *self.speakers)}
        record = Contents(
            article=whole.article,
            language=whole.analysis.language,
            sentences=whole.analysis.sentences,
            dates=whole.analysis.dates,
            places=_places(whole),
            statements=whole.statements,
            roles=tuple([(one.start, one.end) for one in whole.roles]),
            topics=tuple(self.topics),
            keywords=_keywords(whole),
            related=_neighbours(whole, self.related, names, {one.id: one for one in self.topics}),
            resembles=whole.resembles,
            duplicate_of=whole.duplicate_of,
        )
        return Sheet(
            record=record,
            names=names,
            alike={one.id: one for one in self.alike},
            links=self.links,
            source=self.source,
            corpus=self.corpus,
        )


def packed(shelf: Catalogue, related: Lists[Card], place: int, links: Mapping[str, str]) -> Packed:
    """What goes into the page of the article at `place`.

    `related` are the related articles of each, by place; `links` are as those of a `Sheet`.
    """
    volume = shelf.volumes[place]
    record = volume.record
    speakers = [linked.speaker for linked in record.statements if linked.speaker]
    return Packed(
        record=Known(record, volume.digest),
        mentioned=shelf.mentioned[place],
        speakers=shelf.named.listed([shelf.numbers[id] for id in speakers]),
        topics=shelf.about[place],
        related=related[place],
        alike=shelf.cards.listed([shelf.places[one.article] for one in record.resembles]),
        links=links,
        source=shelf.source_pages[record.article.source],
        corpus=shelf.corpus,
    )


def _places(record: Record) -> dict[str, tuple[Span, ...]]:
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for one in record.mentions:
        found[one.entity].append((one.start, one.end))
    return {id: tuple(spans) for id, spans in found.items()}


def _neighbours(
    record: Record, cards: Iterable[Card], names: Mapping[str, Name], subjects: Mapping[str, Subject]
) -> tuple[Neighbour, ...]:
    """The related articles with the reasons, all of which are in the article too."""
    found = []
    for one, card in zip(record.related, cards, strict=True):
        shared = one.shared_entities[:REASONS]
        topics = one.shared_topics[: REASONS - len(shared)]
        found.append(Neighbour(card, tuple([names[id] for id in shared]), tuple([subjects[id] for id in topics])))
    return tuple(found)


def _keywords(record: Record) -> tuple[str, ...]:
    found = [
        linked.keyword.text
        for linked in record.keywords
        if not (linked.topic or linked.entity) and linked.keyword.score > 0
    ]
    return tuple(found[:MOST_KEYWORDS])
