"""Who and what is found together most often: the few that pages show of millions of pairs.

Entities and topics go by their numbers, their places in the collection. The counts stay in columns, without an object
for a pair, and all pairs are put in order at once.
"""

from __future__ import annotations

from collections.abc import Collection as Several
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from generator.model import FOLDERS, Collection

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Integers = npt.NDArray[np.int64]


def companions(collection: Collection, most: int) -> Iterator[tuple[int, list[int], list[int]]]:
    """For each entity with a page `most` entities of each type that share articles with it, and how many they share.

    By type; of one type those that share most articles first, then most sentences, then by number. Those that share
    none with any are left out.
    """
    pairs = collection.cooccurrences
    row = _numbered(pairs.starts)
    shown = np.array([entity.has_page for entity in collection.entities], dtype=bool)[row]
    row, other, articles = row[shown], pairs.companion[shown], pairs.articles[shown].astype(np.int64)
    sentences = pairs.sentences[shown].astype(np.int64)
    best = _best(_typed(collection, row, other), articles * (sentences.max(initial=0) + 1) + sentences, most)
    for number, found in _runs(row[best]):
        yield number, other[best[found]].tolist(), articles[best[found]].tolist()


def together(collection: Collection, named: Sequence[Several[str]], about: Sequence[Several[str]]) -> csr_matrix:
    """In how many articles each entity (rows) is found with each topic (columns).

    `named` has the ids of the entities of each article, `about` those of its topics, each once.
    """
    entities = {entity.id: number for number, entity in enumerate(collection.entities)}
    topics = {topic.id: number for number, topic in enumerate(collection.topics)}
    counts = (_incidence(named, entities).T @ _incidence(about, topics)).tocsr()
    counts.sort_indices()
    return counts


def topics_of_entities(collection: Collection, counts: csr_matrix, most: int) -> Iterator[tuple[int, list[int]]]:
    """For each entity with a page the `most` topics that share most articles with it, then by number.

    `counts` is what `together` gives, here and below; what shares no article is left out.
    """
    row = _numbered(counts.indptr)
    shown = np.array([entity.has_page for entity in collection.entities], dtype=bool)[row]
    row, topic = row[shown], counts.indices[shown]
    best = _best(row, counts.data[shown].astype(np.int64), most)
    for number, found in _runs(row[best]):
        yield number, topic[best[found]].tolist()


def entities_of_topics(
    collection: Collection, counts: csr_matrix, most: int
) -> Iterator[tuple[int, list[int], list[int]]]:
    """For each topic `most` entities of each type that share most articles with it, and how many; then by number."""
    columns = counts.tocsc()
    columns.sort_indices()
    topic = _numbered(columns.indptr)
    best = _best(_typed(collection, topic, columns.indices), columns.data.astype(np.int64), most)
    for number, found in _runs(topic[best]):
        yield number, columns.indices[best[found]].tolist(), columns.data[best[found]].tolist()


def _numbered(starts: npt.NDArray[np.int32] | Integers) -> Integers:
    """The row of each entry of a sparse matrix."""
    return np.repeat(np.arange(len(starts) - 1), np.diff(starts))


def _typed(collection: Collection, row: Integers, entity: npt.NDArray[np.int32]) -> Integers:
    """A number for the row of each entry and the type of its entity, rising by both."""
    numbers = {kind: number for number, kind in enumerate(FOLDERS)}
    types = np.array([numbers[one.type] for one in collection.entities], dtype=np.int64)
    return row * len(FOLDERS) + types[entity]


def _best(group: Integers, weight: Integers, most: int) -> Integers:
    """Where the `most` heaviest entries of each group are, group by group; those of one weight in their order."""
    heaviest = weight.max(initial=0)
    order = np.argsort(group * (heaviest + 1) + (heaviest - weight), kind="stable")
    sorted_groups = group[order]
    starts = np.flatnonzero(np.diff(sorted_groups, prepend=-1))
    places = np.arange(len(order)) - np.repeat(starts, np.diff(starts, append=len(order)))
    return order[places < most]


def _runs(rows: Integers) -> Iterator[tuple[int, slice]]:
    """Each row of rising ones, and where its entries are."""
    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    bounds = pairwise([*starts.tolist(), len(rows)])
    return ((row, slice(*ends)) for row, ends in zip(rows[starts].tolist(), bounds, strict=True))


def _incidence(named: Sequence[Several[str]], numbers: Mapping[str, int]) -> csr_matrix:
    """Rows of ones where an article has a number."""
    from scipy.sparse import csr_matrix

    indices = np.fromiter(map(numbers.__getitem__, chain.from_iterable(named)), dtype=np.int32)
    ends = np.cumsum([0, *map(len, named)])
    return csr_matrix((np.ones(len(indices), dtype=np.int32), indices, ends), shape=(len(named), len(numbers)))
