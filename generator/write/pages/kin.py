"""The related articles of all articles, as their pages show them: in columns, for there are many and few are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

import numpy as np

from generator.write.catalogue import Catalogue, Name, Subject
from generator.write.found import Card
from generator.write.known import Integers, Lists

REASONS = 5
"""How many shared names and topics are given as the reason for a related article, names first."""


@dataclass(frozen=True, slots=True)
class Kin:
    """By place of the article that they are related to, best first."""

    articles: Lists[Card]
    """Each with the number of names and of topics that are given as the reason."""
    names: Lists[Name]
    """Those of all reasons, article by article."""
    subjects: Lists[Subject]
    """The same."""


def kin(shelf: Catalogue) -> Kin:
    """The related articles of all, and why they are."""
    of_each = [volume.record.related for volume in shelf.volumes]
    owner = np.repeat(np.arange(len(of_each)), [*map(len, of_each)])
    related = list(chain.from_iterable(of_each))
    articles = np.fromiter(map(shelf.places.__getitem__, map(attrgetter("article"), related)), np.int64, len(related))
    names = [one.shared_entities[:REASONS] for one in related]
    subjects = [one.shared_topics[: REASONS - len(given)] for one, given in zip(related, names, strict=True)]
    counts = [np.fromiter(map(len, lists), np.int64, len(lists)) for lists in (names, subjects)]
    owners = len(of_each)
    return Kin(
        Lists(shelf.cards.table(articles, *counts), owner, owners),
        Lists(shelf.named.table(_numbers(names, shelf.numbers)), np.repeat(owner, counts[0]), owners),
        Lists(shelf.headings.table(_numbers(subjects, shelf.topic_numbers)), np.repeat(owner, counts[1]), owners),
    )


def _numbers(ids: Iterable[Sequence[str]], numbers: Mapping[str, int]) -> Integers:
    return np.fromiter(map(numbers.__getitem__, chain.from_iterable(ids)), np.int64)
