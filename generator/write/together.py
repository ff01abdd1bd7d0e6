"""Who and what is found together most often: the few that pages show of millions of pairs.

Entities and topics go by their numbers, their places in the collection. The counts stay in columns, without an object
for a pair.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from generator.model import FOLDERS, Collection

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Integers = npt.NDArray[np.int64]


def companions(collection: Collection, most: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """For each entity with a page `most` entities of each type that share articles with it, and how many they share.

    By type; of one type those that share most articles first, then most sentences, then by number.
    """
    pairs, types = collection.cooccurrences, _types(collection)
    for number, entity in enumerate(collection.entities):
        if entity.has_page:
            row = slice(int(pairs.starts[number]), int(pairs.starts[number + 1]))
            order = np.lexsort((-pairs.sentences[row], -pairs.articles[row]))
            yield number, _first(pairs.companion[row][order], pairs.articles[row][order], types, most)


def together(collection: Collection) -> csr_matrix:
    """In how many articles each entity (rows) is found with each topic (columns)."""
    entities = {entity.id: number for number, entity in enumerate(collection.entities)}
    topics = {topic.id: number for number, topic in enumerate(collection.topics)}
    named = [{entities[mention.entity] for mention in record.mentions} for record in collection.records]
    about = [{topics[one.topic] for one in record.keywords if one.topic} for record in collection.records]
    counts = (_incidence(named, len(entities)).T @ _incidence(about, len(topics))).tocsr()
    counts.sort_indices()
    return counts


def topics_of_entities(collection: Collection, counts: csr_matrix, most: int) -> Iterator[tuple[int, list[int]]]:
    """For each entity with a page the `most` topics that share most articles with it, then by number.

    `counts` is what `together` gives, here and below.
    """
    for number, entity in enumerate(collection.entities):
        if entity.has_page:
            row = slice(counts.indptr[number], counts.indptr[number + 1])
            order = np.argsort(-counts.data[row], kind="stable")[:most]
            yield number, counts.indices[row][order].tolist()


def entities_of_topics(
    collection: Collection, counts: csr_matrix, most: int
) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """For each topic `most` entities of each type that share most articles with it, and how many; then by number."""
    columns, types = counts.tocsc(), _types(collection)
    columns.sort_indices()
    for number in range(len(collection.topics)):
        column = slice(columns.indptr[number], columns.indptr[number + 1])
        order = np.argsort(-columns.data[column], kind="stable")
        yield number, _first(columns.indices[column][order], columns.data[column][order], types, most)


def _first(
    entities: npt.NDArray[np.int32], counts: npt.NDArray[np.int32], types: Integers, most: int
) -> list[tuple[int, int]]:
    """The first `most` entities of each type with their counts, by type."""
    of = types[entities]
    found: list[tuple[int, int]] = []
    for kind in range(len(FOLDERS)):
        at = np.flatnonzero(of == kind)[:most]
        found += zip(entities[at].tolist(), counts[at].tolist(), strict=True)
    return found


def _types(collection: Collection) -> Integers:
    """The type of each entity, as its place in `FOLDERS`."""
    numbers = {kind: number for number, kind in enumerate(FOLDERS)}
    return np.array([numbers[entity.type] for entity in collection.entities], dtype=np.int64)


def _incidence(sets: list[set[int]], columns: int) -> csr_matrix:
    """Rows of ones where an article has a number."""
    from scipy.sparse import csr_matrix

    indices = [number for numbers in sets for number in sorted(numbers)]
    ends = np.cumsum([0, *map(len, sets)])
    return csr_matrix((np.ones(len(indices), dtype=np.int32), indices, ends), shape=(len(sets), columns))
