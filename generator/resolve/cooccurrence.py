"""Which entities appear together: in one article, and in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from generator.model import Cooccurrence, LinkedMention

MOST_IN_ARTICLE = 50
"""Of an article with more entities than this, only the most mentioned are paired: pairs grow with the square."""
MOST_IN_SENTENCE = 30
"""Of a sentence with more entities than this (a list, a table), only the first are paired."""

WIDTH = 2**31
"""More than there are entities: a pair of numbers below it is one number below 2**62."""
BATCH = 1_000_000
"""Pairs that are gathered before they are counted; bounds the memory beside that of the result."""

Span = tuple[int, int]
Codes = npt.NDArray[np.int64]
Tally = tuple[Codes, Codes]
"""Codes in rising order, and how often each was met."""


def count(articles: Iterable[tuple[Sequence[Span], Sequence[LinkedMention]]]) -> tuple[Cooccurrence, ...]:
    """Count in how many articles and sentences two entities appear together.

    Takes, for each article, its sentences' spans and its mentions, both in order of their start; a mention belongs to
    the sentence in which it starts. Gives the pairs that share an article, by `entity_a`, then `entity_b`. Costs at
    most `MOST_IN_ARTICLE`² / 2 steps an article, and `MOST_IN_SENTENCE`² / 2 a sentence. While it counts, a pair is
    one number.
    """
    numbers: dict[str, int] = {}
    in_articles, in_sentences = _Counter(), _Counter()
    for sentences, mentions in articles:
        together = _codes([numbers.setdefault(entity, len(numbers)) for entity in _chief_entities(mentions)])
        for entities in _entities_by_sentence(sentences, mentions):
            codes = _codes([numbers.setdefault(entity, len(numbers)) for entity in entities])
            in_sentences.add(codes)
            together += codes
        in_articles.add(sorted(set(together)))
    return _table(list(numbers), in_articles.tally(), in_sentences.tally())


def _codes(numbers: list[int]) -> list[int]:
    """All pairs of `numbers`, the smaller first, each as one number."""
    return [one * WIDTH + other for one, other in combinations(sorted(numbers), 2)]


def _table(entities: Sequence[str], in_articles: Tally, in_sentences: Tally) -> tuple[Cooccurrence, ...]:
    codes, articles = in_articles
    where = np.searchsorted(in_sentences[0], codes)
    sentences = np.zeros(len(codes), dtype=np.int64)
    known = np.isin(codes, in_sentences[0], assume_unique=True)
    sentences[known] = in_sentences[1][where[known]]
    place = np.empty(len(entities), dtype=np.int64)
    by_name = sorted(range(len(entities)), key=entities.__getitem__)
    place[by_name] = np.arange(len(entities))
    ends = np.sort(place[np.stack(np.divmod(codes, WIDTH))], axis=0)
    order = np.lexsort((ends[1], ends[0]))
    names = [entities[number] for number in by_name]
    rows = zip(*(column[order].tolist() for column in (ends[0], ends[1], articles, sentences)), strict=True)
    return tuple(Cooccurrence(names[a], names[b], n, m) for a, b, n, m in rows)


class _Counter:
    """Counts codes, a batch at a time."""

    def __init__(self) -> None:
        none = np.zeros(0, dtype=np.int64)
        self._tally: Tally = (none, none)
        self._waiting: list[int] = []

    def add(self, codes: Iterable[int]) -> None:
        self._waiting.extend(codes)
        if len(self._waiting) >= BATCH:
            self._count()

    def tally(self) -> Tally:
        self._count()
        return self._tally

    def _count(self) -> None:
        new, counts = np.unique(np.array(self._waiting, dtype=np.int64), return_counts=True)
        codes, back = np.unique(np.concatenate((self._tally[0], new)), return_inverse=True)
        summed = np.zeros(len(codes), dtype=np.int64)
        np.add.at(summed, back, np.concatenate((self._tally[1], counts)))
        self._tally = (codes, summed)
        self._waiting = []


def _chief_entities(mentions: Sequence[LinkedMention]) -> list[str]:
    """The entities mentioned most, at most `MOST_IN_ARTICLE`, by id."""
    counts = Counter(mention.entity for mention in mentions)
    chief = sorted(counts, key=lambda entity: (-counts[entity], entity))[:MOST_IN_ARTICLE]
    return sorted(chief)


def _entities_by_sentence(sentences: Sequence[Span], mentions: Sequence[LinkedMention]) -> Iterator[list[str]]:
    """The first `MOST_IN_SENTENCE` entities of each sentence that has two or more."""
    position = 0
    for start, end in sentences:
        found: dict[str, None] = {}
        while position < len(mentions) and mentions[position].start < end:
            if mentions[position].start >= start and len(found) < MOST_IN_SENTENCE:
                found[mentions[position].entity] = None
            position += 1
        if len(found) > 1:
            yield list(found)
