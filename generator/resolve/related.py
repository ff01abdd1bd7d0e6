"""Related articles: the neighbours that share names, topics and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from generator.executors import cores
from generator.model import Related

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

TEXT, ENTITIES, TOPICS = 0.6, 0.25, 0.15
"""What the likeness of words, names and topics counts in the score; together 1."""
STEPS = 100
"""Steps between the scores 0 and 1. Few, so that one more article in the collection moves few neighbours."""
LEAST = 0.07
"""Lowest score of a neighbour."""
HEAVIEST = 128
"""Features of an article that it is compared by, the heaviest."""
MOST_COMMON = 500
"""Features in more articles than this don't make neighbours: without it the cost grows with the square of the
collection. With 500 in place of 1,000, 97 of 100 of 1,000 press releases keep their first neighbour."""
BLOCK = 256
"""Articles compared with all others at once; bounds the memory."""
MOST_REASONS = 10
"""Shared names, and shared topics, that are given as the reason."""

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Portrait:
    """What an article's neighbours are found by, beside its words."""

    article: str
    """Its id."""
    entities: frozenset[str]
    """Ids of the entities it mentions."""
    topics: frozenset[str]
    """Ids of its topics."""
    duplicates: frozenset[str] = frozenset()
    """Ids of its near-duplicates, which are no neighbours."""


def weighed_words(terms: csr_matrix) -> csr_matrix:
    """What articles are compared by in their words: the weights of the heaviest, in rows of length 1.

    `terms` has a row for each article: how often each word and each pair of words stands in it, in rising order. TF-IDF
    with sublinear frequency: Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988. Time
    and memory grow with the terms.
    """
    words = terms.copy()
    words.data = 1 + np.log(words.data)
    return _weighed(words)


def find_related(portraits: Sequence[Portrait], words: csr_matrix, limit: int) -> tuple[tuple[Related, ...], ...]:
    """Find at most `limit` neighbours of each article, best first, one tuple for each portrait in the given order.

    `words` has a row for each portrait (see `weighed_words`). The score is the weighted sum of three cosines: of words,
    of names, and of topics. Document frequencies enter as powers of two, scores are rounded before they are compared,
    and ties break by id, so that one more article changes few others.

    The scores are a product of sparse matrices. An article is compared through at most `HEAVIEST` features of each
    kind, each in at most `MOST_COMMON` articles: time grows with the number of articles, not with its square; memory
    is that of the terms and of one block of scores.
    """
    if len(portraits) < 2 or limit < 1:
        return ((),) * len(portraits)
    entities = [portrait.entities for portrait in portraits]
    topics = [portrait.topics for portrait in portraits]
    rank_of_entities, rank_of_topics = _ranks(entities), _ranks(topics)
    found: list[list[Related]] = [[] for _ in portraits]
    rows, others, steps = _neighbours(_features(words, entities, topics), portraits, limit)
    for one, other, step in zip(rows.tolist(), others.tolist(), steps.tolist(), strict=True):
        found[one].append(
            Related(
                article=portraits[other].article,
                score=step / STEPS,
                shared_entities=_rarest(entities[one] & entities[other], rank_of_entities),
                shared_topics=_rarest(topics[one] & topics[other], rank_of_topics),
            )
        )
    return tuple(map(tuple, found))


def _ranks(sets: Sequence[frozenset[str]]) -> dict[str, int]:
    """The place of each id when the rarest come first; as rare are those that are in as many of `sets` to a power of 2.

    Ties by id.
    """
    counts = Counter(name for ids in sets for name in ids)
    steps = {count: round(float(np.log2(count))) for count in set(counts.values())}
    ordered = sorted(counts, key=lambda name: (steps[counts[name]], name))
    return {name: place for place, name in enumerate(ordered)}


def _rarest(shared: frozenset[str], ranks: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted(shared, key=ranks.__getitem__)[:MOST_REASONS])


def _features(words: csr_matrix, entities: Sequence[frozenset[str]], topics: Sequence[frozenset[str]]) -> csr_matrix:
    """One row for each article; the product of two rows is the score of the pair."""
    from scipy.sparse import hstack

    parts = [(TEXT, words), (ENTITIES, _weighed(_incidence(entities))), (TOPICS, _weighed(_incidence(topics)))]
    return hstack([matrix * np.sqrt(share) for share, matrix in parts], format="csr", dtype=np.float32)


def _incidence(sets: Sequence[frozenset[str]]) -> csr_matrix:
    """Rows of ones where an article has an id; columns are the ids, sorted."""
    from scipy.sparse import csr_matrix

    columns = {name: column for column, name in enumerate(sorted(set().union(*sets)))}
    indices = [column for ids in sets for column in sorted(columns[name] for name in ids)]
    ends = np.cumsum([0, *map(len, sets)])
    shape = (len(sets), max(1, len(columns)))
    return csr_matrix((np.ones(len(indices), dtype=np.float32), indices, ends), shape=shape)


def _weighed(frequencies: csr_matrix) -> csr_matrix:
    """Rows weighed by inverse document frequency and brought to length 1, cut to their heaviest features."""
    from scipy.sparse import csr_matrix

    articles, features = frequencies.shape
    if not articles:
        return frequencies
    rows = np.repeat(np.arange(articles), np.diff(frequencies.indptr))
    counts = np.bincount(frequencies.indices, minlength=features)
    holders = counts[frequencies.indices]
    weights = frequencies.data * _rarity(articles)[holders]
    weights /= np.sqrt(np.bincount(rows, weights**2, minlength=articles))[rows]
    shared = (holders > 1) & (holders <= MOST_COMMON)
    rows, columns, weights = rows[shared], frequencies.indices[shared], weights[shared].astype(np.float32)
    ends = np.searchsorted(rows, np.arange(articles + 1))
    kept = np.ones(len(rows), dtype=np.bool_)
    for start, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True):
        if end - start > HEAVIEST:
            kept[start + np.argsort(-weights[start:end], kind="stable")[HEAVIEST:]] = False
    ends = np.searchsorted(rows[kept], np.arange(articles + 1))
    return csr_matrix((weights[kept], columns[kept], ends), shape=frequencies.shape)


def _rarity(articles: int) -> Floats:
    """The inverse document frequency of a feature by the number of articles, of all `articles`, that have it."""
    steps = np.exp2(np.round(np.log2(np.arange(1, articles + 1))))
    return np.concatenate(([0.0], np.log1p(steps[-1] / steps)))


def _neighbours(features: csr_matrix, portraits: Sequence[Portrait], limit: int) -> tuple[Integers, Integers, Integers]:
    """The best neighbours of all rows: row, neighbour's row, score in steps; by row, then best first, then by id."""
    columns = features.T.tocsr()
    size = len(portraits)
    place = np.empty(size, dtype=np.int64)
    place[sorted(range(size), key=lambda number: portraits[number].article)] = np.arange(size)
    barred = _duplicates(portraits)

    def best_of(start: int) -> tuple[Integers, Integers, Integers]:
        scores = (features[start : start + BLOCK] @ columns).tocoo()
        steps = np.rint(scores.data * STEPS).astype(np.int64)
        rows, others = scores.row.astype(np.int64) + start, scores.col.astype(np.int64)
        fitting = (steps >= round(LEAST * STEPS)) & (rows != others)
        fitting[fitting] = ~np.isin(rows[fitting] * size + others[fitting], barred)
        rows, others, steps = rows[fitting], others[fitting], np.minimum(steps[fitting], STEPS)
        order = np.lexsort((place[others], -steps, rows))
        order = order[np.arange(len(rows)) - np.searchsorted(rows, rows) < limit]
        return rows[order], others[order], steps[order]

    with ThreadPoolExecutor(cores()) as threads:  # the library lets them run at once
        blocks = list(threads.map(best_of, range(0, size, BLOCK)))
    rows, others, steps = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    return rows, others, steps


def _duplicates(portraits: Sequence[Portrait]) -> Integers:
    """Row times number of rows plus row of each pair of near-duplicates."""
    rows = {portrait.article: row for row, portrait in enumerate(portraits)}
    pairs = [
        row * len(portraits) + rows[other]
        for row, portrait in enumerate(portraits)
        for other in portrait.duplicates
        if other in rows
    ]
    return np.array(pairs, dtype=np.int64)
