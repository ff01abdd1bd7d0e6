"""Where in the articles things are found, in columns: hundreds of thousands of places, of which few pages show any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

import numpy as np
from msgspec import Struct

from generator.write.known import Directory, Integers, Listed, Table

Span = tuple[int, int]


class Card(Struct, frozen=True, array_like=True, gc=False):
    """What a list says of an article."""

    id: str
    title: str
    date: str
    source: str
    language: str
    filed: str
    """What it is filed under in an A–Z of titles, in ASCII."""


class Reading(Struct, frozen=True, array_like=True, gc=False):
    """What a list of passages knows of an article."""

    card: Card
    text: str
    sentences: tuple[Span, ...]


class Passages(Struct, frozen=True):
    """Places in one article, in their order."""

    reading: Reading
    spans: tuple[Span, ...]


class Found(Struct, frozen=True, gc=False):
    """Where one thing is found; articles go by their places among the volumes of a catalogue, newest first."""

    articles: Sequence[int]
    """Each once."""
    bounds: Sequence[int]
    """Where the rows of each article begin in the table, and where those of the last end."""
    table: Table[Reading]

    def __len__(self) -> int:
        """How many passages there are."""
        return self.bounds[-1] - self.bounds[0]

    def counts(self) -> list[int]:
        """How many passages there are in each article."""
        return [end - start for start, end in pairwise(self.bounds)]

    def all(self) -> Listed[Reading]:
        """All passages: each with its start and end."""
        return self.table.part(self.bounds[0], self.bounds[-1])

    def within(self, which: Sequence[int]) -> Listed[Reading]:
        """Those in some of `articles`, by their indexes there."""
        return self.table.parts([(self.bounds[index], self.bounds[index + 1]) for index in which])


class Findings:
    """Where many things are found, each by its number."""

    def __init__(self, readings: Directory[Reading], things: int, found: tuple[Integers, ...]) -> None:
        """Take the columns of all passages: numbers of article and thing, start and end; by article, then in order.

        There are `things` things.
        """
        order = np.argsort(found[1], kind="stable")
        article, thing, start, end = (column[order] for column in found)
        changes = np.diff(thing, prepend=-1).astype(bool) | np.diff(article, prepend=-1).astype(bool)
        firsts = np.flatnonzero(changes)
        self.article = article[firsts]
        """Of each thing in an article, by thing, then article."""
        self.thing = thing[firsts]
        """The same of the thing."""
        self._table = readings.table(article, start, end)
        self._firsts = readings.table(self.article, start[firsts])
        self._articles: list[int] = self.article.tolist()
        self._bounds: list[int] = [*firsts.tolist(), len(thing)]
        self._things: list[int] = np.searchsorted(self.thing, np.arange(things + 1)).tolist()

    def of(self, thing: int) -> Found:
        """Where one of them is found."""
        first, last = self._things[thing], self._things[thing + 1]
        return Found(self._articles[first:last], self._bounds[first : last + 1], self._table)

    def counts(self) -> Integers:
        """In how many articles each thing is found, by its number."""
        return np.diff(self._things)

    def newest(self, things: Iterable[int], most: int) -> Listed[Reading]:
        """The newest articles in which each of some things is found, thing by thing: no more than `most` for each.

        With where it first is in the article, in code points.
        """
        bounds = self._things
        return self._firsts.joined([(bounds[one], min(bounds[one + 1], bounds[one] + most)) for one in things])


def passages(found: Listed[Reading]) -> list[Passages]:
    """The passages of a list, article by article."""
    return [Passages(rows[0][0], tuple([(start, end) for _, (start, end) in rows])) for rows in _by_article(found)]


def _by_article(found: Listed[Reading]) -> Iterable[list[tuple[Reading, Sequence[int]]]]:
    for _, rows in groupby(found.numbered(), key=lambda row: row[0].card.id):
        yield list(rows)
