"""The lines of the tables with most rows, put together from the pieces that their rows share.

That takes half the time of writing them cell by cell: what stands in many rows is written once. Those of an article
depend on its record alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from generator.curation import TYPES
from generator.model import Collection, LinkedMention, LinkedRole, Record, SpokenDate
from generator.write.cells import BATCH, column_of_texts, listed, written

T = TypeVar("T")


class _Pieces(dict[T, str]):
    """The cells of values that come again and again, each written when it comes first."""

    def __init__(self, write: Callable[[T], str]) -> None:
        self.write = write

    def __missing__(self, value: T) -> str:
        self[value] = piece = self.write(value)
        return piece


def _surfaces(
    record: Record, found: Sequence[LinkedMention] | Sequence[LinkedRole] | Sequence[SpokenDate]
) -> Sequence[str]:
    """The cells of the words at each of the places that are found in an article."""
    text = record.article.text
    return column_of_texts([text[one.start : one.end] for one in found])


def mentions(records: Iterable[Record]) -> Iterator[str]:
    """The lines of each article in `mentions.csv`."""
    entities: _Pieces[str] = _Pieces(lambda id: f"{written(id)},{TYPES[id.partition('/')[0]]}")
    rules: _Pieces[tuple[str, ...]] = _Pieces(lambda given: written(listed(given)))
    for record in records:
        id, surfaces = written(record.article.id), _surfaces(record, record.mentions)
        yield "".join(
            [
                f"{id},{one.start},{one.end},{surface},{entities[one.entity]},{rules[one.rules]}\n"
                for one, surface in zip(record.mentions, surfaces, strict=True)
            ]
        )


def roles(records: Iterable[Record]) -> Iterator[str]:
    """The lines of each article in `roles.csv`."""
    ids: _Pieces[str] = _Pieces(written)
    for record in records:
        id, spoken = written(record.article.id), _surfaces(record, record.roles)
        yield "".join(
            [
                f"{id},{one.start},{one.end},{words},{ids[one.entity]}\n"
                for one, words in zip(record.roles, spoken, strict=True)
            ]
        )


def dates(records: Iterable[Record]) -> Iterator[str]:
    """The lines of each article in `dates.csv`."""
    days: _Pieces[str] = _Pieces(written)
    for record in records:
        id, found = written(record.article.id), record.analysis.dates
        spoken = _surfaces(record, found)
        yield "".join(
            [
                f"{id},{one.start},{one.end},{words},{days[one.date]},{one.precision}\n"
                for one, words in zip(found, spoken, strict=True)
            ]
        )


def keywords(records: Iterable[Record]) -> Iterator[str]:
    """The lines of each article in `keywords.csv`."""
    ids: _Pieces[str] = _Pieces(written)
    for record in records:
        id = written(record.article.id)
        texts = column_of_texts([linked.keyword.text for linked in record.keywords])
        yield "".join(
            [
                f"{id},{rank},{text},{one.keyword.score},{ids[one.topic]},{ids[one.entity]}\n"
                for rank, (one, text) in enumerate(zip(record.keywords, texts, strict=True), 1)
            ]
        )


def related(records: Iterable[Record]) -> Iterator[str]:
    """The lines of each article in `related.csv`."""
    ids: _Pieces[str] = _Pieces(written)
    for record in records:
        id, found = written(record.article.id), record.related
        entities = column_of_texts([listed(one.shared_entities) for one in found])
        topics = column_of_texts([listed(one.shared_topics) for one in found])
        yield "".join(
            [
                f"{id},{rank},{ids[one.article]},{one.score},{by_entities},{by_topics}\n"
                for rank, (one, by_entities, by_topics) in enumerate(zip(found, entities, topics, strict=True), 1)
            ]
        )


def cooccurrences(collection: Collection) -> Iterator[str]:
    """The lines of `cooccurrence.csv`, some at a time: there are millions."""
    import numpy as np

    together = collection.cooccurrences
    first = np.array([f"{written(id)}," for id in together.entities], dtype=object)
    second = np.array([written(id) for id in together.entities], dtype=object)
    ones, others, articles, sentences = together.pairs()
    third = np.array([f",{number}," for number in range(int(articles.max(initial=0)) + 1)], dtype=object)
    last = np.array([f"{number}\n" for number in range(int(sentences.max(initial=0)) + 1)], dtype=object)
    for start in range(0, len(ones), BATCH):
        part = slice(start, start + BATCH)
        columns = first[ones[part]], second[others[part]], third[articles[part]], last[sentences[part]]
        pieces = np.stack(columns, axis=1)
        yield "".join(pieces.ravel().tolist())
