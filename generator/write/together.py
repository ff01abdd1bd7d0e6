"""Who and what is found together most often: the few that pages show of millions of pairs.

Entities and topics go by their numbers, their places in the collection. The counts stay in columns, without an object
for a pair, and all pairs are put in order at once.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from generator.model import FOLDERS, Collection
from generator.write.known import Integers

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


class Best(NamedTuple):
    """The few that each owner shows of those it is found with, in columns; by owner, then as they are shown."""

    owner: Integers
    other: Integers
    articles: Integers
    """How many articles the two share."""


def companions(collection: Collection, most: int) -> Best:
    """For each entity with a page `most` entities of each type that share articles with it.

    By type; of one type those that share most articles first, then most sentences, then by number.
    """
    pairs = collection.cooccurrences
    row = _numbered(pairs.starts)
    shown = _with_page(collection)[row]
    row, other, articles = row[shown], pairs.companion[shown], pairs.articles[shown].astype(np.int64)
    sentences = pairs.sentences[shown].astype(np.int64)
    best = _best(_typed(collection, row, other), articles * (sentences.max(initial=0) + 1) + sentences, most)
    return Best(row[best], other[best], articles[best])


def incidence(row: Integers, column: Integers, rows: int, columns: int) -> csr_matrix:
    """A matrix with ones in these places, of which each comes once."""
    from scipy.sparse import csr_matrix

    return csr_matrix((np.ones(len(row), dtype=np.int32), (row, column)), shape=(rows, columns))


def topics_of_entities(collection: Collection, counts: csr_matrix, most: int) -> Best:
    """For each entity with a page the `most` topics that share most articles with it, then by number.

    `counts` says in how many articles each entity (rows) is found with each topic (columns); what shares no article is
    left out.
    """
    counts.sort_indices()
    row = _numbered(counts.indptr)
    shown = _with_page(collection)[row]
    row, topic, articles = row[shown], counts.indices[shown], counts.data[shown].astype(np.int64)
    best = _best(row, articles, most)
    return Best(row[best], topic[best], articles[best])


def entities_of(collection: Collection, counts: csr_matrix, most: int) -> Best:
    """For each column of `counts`, a topic or a source, `most` entities of each type that share most articles with it.

    By type; of one type those with most articles first, then by number.
    """
    columns = counts.tocsc()
    columns.sort_indices()
    owner = _numbered(columns.indptr)
    best = _best(_typed(collection, owner, columns.indices), columns.data.astype(np.int64), most)
    return Best(owner[best], columns.indices[best], columns.data[best])


def _with_page(collection: Collection) -> npt.NDArray[np.bool_]:
    return np.fromiter(map(attrgetter("has_page"), collection.entities), bool, len(collection.entities))


def _numbered(starts: Integers) -> Integers:
    """The row of each entry of a sparse matrix."""
    return np.repeat(np.arange(len(starts) - 1), np.diff(starts))


def _typed(collection: Collection, row: Integers, entity: Integers) -> Integers:
    """A number for the row of each entry and the type of its entity, rising by both."""
    numbers = {kind: number for number, kind in enumerate(FOLDERS)}
    kinds = map(attrgetter("type"), collection.entities)
    types = np.fromiter(map(numbers.__getitem__, kinds), np.int64, len(collection.entities))
    return row * len(FOLDERS) + types[entity]


def _best(group: Integers, weight: Integers, most: int) -> Integers:
    """Where the `most` heaviest entries of each group are, group by group; those of one weight in their order."""
    heaviest = weight.max(initial=0)
    order = np.argsort(group * (heaviest + 1) + (heaviest - weight), kind="stable")
    sorted_groups = group[order]
    starts = np.flatnonzero(np.diff(sorted_groups, prepend=-1))
    places = np.arange(len(order)) - np.repeat(starts, np.diff(starts, append=len(order)))
    return order[places < most]
