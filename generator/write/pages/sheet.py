"""Everything that the page of an article is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from msgspec import Struct

from generator.model import Record
from generator.write.catalogue import Catalogue, Name, Subject
from generator.write.found import Card
from generator.write.known import Known, Listed, Lists

REASONS = 5
"""How many shared names and topics are given as the reason for a related article, names first."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A related article, and what is the reason."""

    card: Card
    names: tuple[Name, ...]
    subjects: tuple[Subject, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article, and what its page shows of the rest of the collection."""

    record: Record
    """Of its analysis a page may show no more than goes into its digest: language, sentences and dates."""
    names: Mapping[str, Name]
    """The entities that it mentions or quotes, by id."""
    topics: tuple[Subject, ...]
    """Best first."""
    related: tuple[Neighbour, ...]
    """Best first."""
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
        record = self.record.value
        names = {one.id: one for one in (*self.mentioned, *self.speakers)}
        topics = tuple(self.topics)
        return Sheet(
            record=record,
            names=names,
            topics=topics,
            related=_neighbours(record, self.related, names, {one.id: one for one in topics}),
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
