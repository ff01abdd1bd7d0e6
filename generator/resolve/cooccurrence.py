"""Counts which entities appear together: in one article, and in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from generator.cooccurrences import Cooccurrences
from generator.model import LinkedMention

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

MOST_IN_ARTICLE = 50
"""Of an article with more entities than this, only the most mentioned are paired: pairs grow with the square."""
MOST_IN_SENTENCE = 30
"""Of a sentence with more entities than this (a list, a table), only the first are paired."""

LONGEST = 2**32
"""More than there are code points in a text: article number times this plus an offset is a place in the collection."""
ARTICLE_BITS = 32
ARTICLE = 2**ARTICLE_BITS
"""What a shared article counts while it is counted in one number with shared sentences, which count 1."""

_START, _ENTITY = map(attrgetter, ("start", "entity"))

Span = tuple[int, int]
Integers = npt.NDArray[np.int64]
Members = tuple[Integers, Integers]
"""Who is in what: numbers of articles or sentences, rising, and of entities; no pair twice."""


@dataclass(frozen=True, slots=True)
class Appearances:
    """Where entities are mentioned: of each mention, article by article, in order of their start."""

    article: Integers
    """Its number."""
    entity: Integers
    """The place of its id among all."""
    start: Integers


def appearances(entities: Sequence[str], articles: Sequence[Sequence[LinkedMention]]) -> Appearances:
    """Where `entities`, given by id, are mentioned; each of `articles` has its mentions in order of their start."""
    numbers = {entity: number for number, entity in enumerate(entities)}
    sizes = list(map(len, articles))
    ids, starts = map(_ENTITY, chain.from_iterable(articles)), map(_START, chain.from_iterable(articles))
    return Appearances(
        article=np.repeat(np.arange(len(articles)), sizes),
        entity=np.fromiter(map(numbers.__getitem__, ids), dtype=np.int64, count=sum(sizes)),
        start=np.fromiter(starts, dtype=np.int64, count=sum(sizes)),
    )


def count(entities: Sequence[str], mentions: Appearances, articles: Sequence[Sequence[Span]]) -> Cooccurrences:
    """Count in how many articles and sentences two entities appear together.

    Takes the ids of all entities, sorted, their mentions, and for each article its sentences' spans, in order of their
    start; a mention belongs to the sentence in which it starts. An article pairs its most mentioned entities, and those
    that share a sentence.

    The counts are products of two sparse incidence matrices, articles by entities and sentences by entities, with
    themselves. Time and memory grow with the number of pairs met: at most `MOST_IN_ARTICLE`² in an article and
    `MOST_IN_SENTENCE`² in a sentence, whatever the size of the collection.
    """
    article, mentioned = mentions.article, mentions.entity
    sentence = _sentences(article * LONGEST + mentions.start, articles)
    inside = sentence >= 0

    chief = _chief_members(article, mentioned, len(entities))
    neighbours, first = _first_members(sentence[inside], mentioned[inside], len(entities))
    further = _further_pairs(neighbours, article[inside][first], chief, len(entities))
    together = (_products(chief, len(entities)) + further) * ARTICLE + _products(neighbours, len(entities))
    return _columns(tuple(entities), together)


def _sentences(places: Integers, articles: Sequence[Sequence[Span]]) -> Integers:
    """The number of the sentence at each place, counted through the collection; -1 between sentences."""
    counts = list(map(len, articles))
    offset = np.repeat(np.arange(len(articles)), counts) * LONGEST
    bounds = chain.from_iterable(chain.from_iterable(articles))
    spans = np.fromiter(bounds, dtype=np.int64, count=2 * sum(counts)).reshape(-1, 2)
    number = np.searchsorted(spans[:, 0] + offset, places, side="right") - 1
    ends = np.append(spans[:, 1] + offset, -1)
    return np.where(places < ends[number], number, -1)


def _chief_members(article: Integers, entity: Integers, size: int) -> Members:
    """The entities mentioned most in each article, at most `MOST_IN_ARTICLE`; ties by number."""
    codes, counts = np.unique(article * size + entity, return_counts=True)
    order = np.lexsort((codes, -counts, codes // max(1, size)))
    groups, members = np.divmod(codes[order], max(1, size))
    kept = _ranks(groups) < MOST_IN_ARTICLE
    return groups[kept], members[kept]


def _first_members(sentence: Integers, entity: Integers, size: int) -> tuple[Members, Integers]:
    """The entities that each sentence names first, at most `MOST_IN_SENTENCE`, and the place of each in the input."""
    codes, first = np.unique(sentence * size + entity, return_index=True)
    order = np.lexsort((first, codes // max(1, size)))
    groups, members = np.divmod(codes[order], max(1, size))
    kept = _ranks(groups) < MOST_IN_SENTENCE
    return (groups[kept], members[kept]), first[order][kept]


def _ranks(groups: Integers) -> Integers:
    """The place of each within its group, from 0; `groups` is sorted."""
    return np.arange(len(groups)) - np.searchsorted(groups, groups)


def _further_pairs(neighbours: Members, article: Integers, chief: Members, size: int) -> csr_matrix:
    """Pairs that share a sentence of an article, but are not both among its chief entities.

    `article` is that of each of the `neighbours`. Only articles of more than `MOST_IN_ARTICLE` entities have such.
    """
    from scipy.sparse import coo_matrix

    crowded = np.bincount(chief[0], minlength=int(article.max(initial=-1)) + 1) >= MOST_IN_ARTICLE
    here = crowded[article]
    article, sentence, entity = article[here], neighbours[0][here], neighbours[1][here]
    here = crowded[chief[0]]
    outside = ~np.isin(article * size + entity, chief[0][here] * size + chief[1][here])
    touched = np.isin(sentence, sentence[outside])
    article, sentence, entity, outside = article[touched], sentence[touched], entity[touched], outside[touched]
    _, first, beside = np.unique(sentence, return_index=True, return_counts=True)
    companions = np.repeat(beside, beside)  # of each member, itself among them
    one = np.repeat(np.arange(len(sentence)), companions)
    other = np.arange(len(one)) - np.repeat(np.cumsum(companions) - companions, companions)
    other += np.repeat(np.repeat(first, beside), companions)
    wanted = (one != other) & (outside[one] | outside[other])
    one, other = one[wanted], other[wanted]
    codes = np.unique((article[one] * size + entity[one]) * size + entity[other])
    rows, columns = np.divmod(codes % size**2, size)
    return coo_matrix((np.ones(len(codes), dtype=np.int64), (rows, columns)), shape=(size, size)).tocsr()


def _products(members: Members, size: int) -> csr_matrix:
    """How many articles or sentences any two entities share."""
    from scipy.sparse import csr_matrix

    groups, columns = members
    ends = np.searchsorted(groups, np.arange(int(groups[-1]) + 2 if len(groups) else 1))
    incidence = csr_matrix((np.ones(len(groups), dtype=np.int64), columns, ends), shape=(len(ends) - 1, size))
    return incidence.T.tocsr() @ incidence


def _columns(entities: tuple[str, ...], together: csr_matrix) -> Cooccurrences:
    """Part the two counts of each pair, and leave out what an entity shares with itself."""
    ordered = together.tocsc()  # of a symmetric matrix the same as its rows, with their columns in order
    rows = np.repeat(np.arange(len(entities), dtype=np.int32), np.diff(ordered.indptr))
    companion = ordered.indices.astype(np.int32, copy=False)
    others = companion != rows
    themselves = np.bincount(rows[~others], minlength=len(entities))
    counts = ordered.data[others]
    return Cooccurrences(
        entities=entities,
        starts=ordered.indptr - np.concatenate(([0], np.cumsum(themselves))),
        companion=companion[others],
        articles=(counts >> ARTICLE_BITS).astype(np.int32),
        sentences=counts.astype(np.int32),  # the lower half
    )
