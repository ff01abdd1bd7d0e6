"""Everything that the page of an article is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from itertools import islice
from operator import attrgetter

from msgspec import Struct

from generator.model import Article, LinkedStatement, Record, Resemblance, SpokenDate
from generator.write.catalogue import Catalogue, Name, Subject
from generator.write.found import Card, Reading, Span
from generator.write.known import Known, Listed, digest_of
from generator.write.pages.kin import Kin

MOST_KEYWORDS = 5
"""Keywords named beside a text; the table has them all."""

_SHORT_FIELDS = attrgetter(*[field.name for field in fields(Article) if field.name not in ("text", "markdown")])


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
    """The same, as it goes into the key of the page: the rest of a record costs as much again to digest."""

    article: Known[Article]
    reading: Known[Reading]
    dates: tuple[SpokenDate, ...]
    mentions: Listed[Name]
    """Each with its start and end, in their order."""
    statements: tuple[LinkedStatement, ...]
    speakers: Listed[Name]
    roles: tuple[Span, ...]
    topics: Listed[Subject]
    """Best first."""
    keywords: tuple[str, ...]
    related: Listed[Card]
    """Best first; each with the number of names and of topics that are the reason."""
    shared_names: Listed[Name]
    """Those of all reasons."""
    shared_subjects: Listed[Subject]
    """The same."""
    resembles: tuple[Resemblance, ...]
    alike: Listed[Card]
    """The articles that it resembles."""
    duplicate_of: str
    links: Mapping[str, str]
    source: str
    corpus: str

    def sheet(self) -> Sheet:
        """What is packed."""
        places: defaultdict[str, list[Span]] = defaultdict(list)
        for name, (start, end) in self.mentions.numbered():
            places[name.id].append((start, end))
        names, subjects = iter(self.shared_names), iter(self.shared_subjects)
        record = Contents(
            article=self.article.value,
            language=self.reading.value.card.language,
            sentences=self.reading.value.sentences,
            dates=self.dates,
            places={id: tuple(spans) for id, spans in places.items()},
            statements=self.statements,
            roles=self.roles,
            topics=tuple(self.topics),
            keywords=self.keywords,
            related=tuple(
                Neighbour(card, tuple(islice(names, by_names)), tuple(islice(subjects, by_subjects)))
                for card, (by_names, by_subjects) in self.related.numbered()
            ),
            resembles=self.resembles,
            duplicate_of=self.duplicate_of,
        )
        return Sheet(
            record=record,
            names={one.id: one for one in (*self.mentions, *self.speakers)},
            alike={one.id: one for one in self.alike},
            links=self.links,
            source=self.source,
            corpus=self.corpus,
        )


def packed(shelf: Catalogue, related: Kin, place: int, links: Mapping[str, str]) -> Packed:
    """What goes into the page of the article at `place`; `links` are as those of a `Sheet`."""
    volume = shelf.volumes[place]
    record = volume.record
    speakers = [linked.speaker for linked in record.statements if linked.speaker]
    return Packed(
        article=Known(record.article, _digest(record.article, volume.reading)),
        reading=volume.reading,
        dates=record.analysis.dates,
        mentions=shelf.mentioned[place],
        statements=record.statements,
        speakers=shelf.named.listed([shelf.numbers[id] for id in speakers]),
        roles=tuple([(one.start, one.end) for one in record.roles]),
        topics=shelf.about[place],
        keywords=_keywords(record),
        related=related.articles[place],
        shared_names=related.names[place],
        shared_subjects=related.subjects[place],
        resembles=record.resembles,
        alike=shelf.cards.listed([shelf.places[one.article] for one in record.resembles]),
        duplicate_of=record.duplicate_of,
        links=links,
        source=shelf.source_pages[record.article.source],
        corpus=shelf.corpus,
    )


def _digest(article: Article, reading: Known[Reading]) -> bytes:
    """Of an article whose text is in the digest of its reading."""
    return digest_of((reading.digest, _SHORT_FIELDS(article)), article.markdown)


def _keywords(record: Record) -> tuple[str, ...]:
    found: list[str] = []
    for linked in record.keywords:
        if not (linked.topic or linked.entity) and linked.keyword.score > 0:
            found.append(linked.keyword.text)
            if len(found) == MOST_KEYWORDS:
                break
    return tuple(found)
