"""Related articles: the neighbours that share names, topics and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
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
"""Articles compared with others at once; bounds the memory."""
BANDS = 8
"""Parts of the collection of which each is compared with itself and those behind it: so nearly half is done once."""
PAIRS = 4096
"""Neighbours whose shared names are looked up at once."""
MOST_REASONS = 10
"""Shared names, and shared topics, that are given as the reason."""

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Pairs = tuple[Integers, Integers, Integers]
"""Two rows and a number."""


def weighed_words(terms: csr_matrix) -> csr_matrix:
    """What articles are compared by in their words: the weights of the heaviest, in rows of length 1.

    `terms` has a row for each article: how often each word and each pair of words stands in it, in rising order. TF-IDF
    with sublinear frequency: Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988. Time
    and memory grow with the terms.
    """
    from scipy.sparse import csr_matrix

    heights = np.log(terms.data)
    heights += 1
    return _weighed(csr_matrix((heights, terms.indices, terms.indptr), shape=terms.shape))


def find_related(
    articles: Sequence[str],
    words: csr_matrix,
    entities: Held,
    topics: Held,
    duplicates: Sequence[Iterable[str]],
    limit: int,
) -> tuple[tuple[Related, ...], ...]:
    """Find at most `limit` neighbours of each article, best first, one tuple for each of `articles`, given by id.

    `words` has a row for each (see `weighed_words`), `entities` and `topics` tell which ids it has, `duplicates` the
    ids of those that are no neighbours of it, because they nearly repeat it. The score is the weighted sum of three
    cosines: of words, of names, and of topics. Document frequencies enter as powers of two, scores are rounded before
    they are compared, and ties break by id, so that one more article changes few others.

    The scores are a product of sparse matrices. An article is compared through at most `HEAVIEST` features of each
    kind, each in at most `MOST_COMMON` articles: time grows with the number of articles, not with its square; memory
    is that of the terms and of one block of scores.
    """
    size = len(articles)
    if size < 2 or limit < 1:
        return ((),) * size
    barred = _barred(articles, duplicates)
    rows, others, steps = _neighbours(_features(words, entities.matrix, topics.matrix), articles, barred, limit)
    pairs, pair_of = np.unique(np.minimum(rows, others) * size + np.maximum(rows, others), return_inverse=True)
    ends = np.divmod(pairs, size)
    about, scores = pair_of.tolist(), (steps / STEPS).tolist()
    named, told = (map(list(held.shared(*ends)).__getitem__, about) for held in (entities, topics))
    found = list(map(Related, map(articles.__getitem__, others.tolist()), scores, named, told))
    borders = np.searchsorted(rows, np.arange(size + 1)).tolist()
    return tuple([tuple(found[start:end]) for start, end in pairwise(borders)])


class Held:
    """Which ids each article has."""

    def __init__(self, names: Sequence[str], articles: int, article: Integers, name: Integers) -> None:
        """Take the ids that there are, sorted, the number of articles, and who has what: both by number."""
        from scipy.sparse import csr_matrix

        self._names = names
        rows, columns = np.divmod(np.unique(article * max(1, len(names)) + name), max(1, len(names)))
        ends = np.searchsorted(rows, np.arange(articles + 1))
        ones = np.ones(len(columns), dtype=np.float32)
        self.matrix = csr_matrix((ones, columns.astype(np.int32), ends), shape=(articles, max(1, len(names))))
        """Rows of ones where an article has an id; columns are the ids."""

    def shared(self, rows: Integers, others: Integers) -> Iterator[tuple[str, ...]]:
        """For each two articles the ids that both have, at most `MOST_REASONS`.

        The rarest come first; as rare are those that as many articles have, to a power of 2. Ties by id.
        """
        steps = np.rint(np.log2(np.maximum(1, np.bincount(self.matrix.indices, minlength=len(self._names)))))
        order = np.argsort(steps, kind="stable")
        names = [self._names[column] for column in order.tolist()]
        by_rarity = self.matrix[:, order].sorted_indices() if names else self.matrix
        for start in range(0, len(rows), PAIRS):
            pairs = slice(start, start + PAIRS)
            both = by_rarity[rows[pairs]].multiply(by_rarity[others[pairs]]).tocsr()
            columns = both.indices.tolist()
            for begin, end in pairwise(both.indptr.tolist()):
                yield tuple([names[column] for column in columns[begin : min(end, begin + MOST_REASONS)]])


def _features(words: csr_matrix, entities: csr_matrix, topics: csr_matrix) -> csr_matrix:
    """One row for each article; the product of two rows is the score of the pair."""
    from scipy.sparse import csr_matrix, hstack

    parts = [(TEXT, words), (ENTITIES, _weighed(entities)), (TOPICS, _weighed(topics))]
    features = hstack([matrix * np.sqrt(share) for share, matrix in parts], format="csr", dtype=np.float32)
    used = np.bincount(features.indices, minlength=features.shape[1]) > 0
    columns = (np.cumsum(used) - 1)[features.indices]
    return csr_matrix((features.data, columns, features.indptr), shape=(len(words.indptr) - 1, int(used.sum())))


def _weighed(frequencies: csr_matrix) -> csr_matrix:
    """Rows weighed by inverse document frequency and brought to length 1, cut to their heaviest features."""
    from scipy.sparse import csr_matrix

    articles, features = frequencies.shape
    if not articles:
        return frequencies
    holders = np.bincount(frequencies.indices, minlength=features)
    rarity = _rarity(articles)[holders]
    shared = (holders > 1) & (holders <= MOST_COMMON)
    blocks = [
        _heaviest(frequencies[start : start + BLOCK], rarity, shared)  # what is at work stays near the processor
        for start in range(0, articles, BLOCK)
    ]
    weights, columns, sizes = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    ends = np.concatenate(([0], np.cumsum(sizes)))
    return csr_matrix((weights, columns, ends), shape=frequencies.shape)


def _heaviest(
    frequencies: csr_matrix, rarity: Floats, shared: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int32], Integers]:
    """The weights of the heaviest of the `shared` features of each row, their columns, and how many a row has."""
    articles = frequencies.shape[0]
    rows = np.repeat(np.arange(articles), np.diff(frequencies.indptr))
    weights = frequencies.data * rarity[frequencies.indices]
    lengths = np.sqrt(np.bincount(rows, weights**2, minlength=articles))
    (held,) = np.nonzero(shared[frequencies.indices])
    rows, columns = rows[held], frequencies.indices[held]
    scaled = (weights[held] / lengths[rows]).astype(np.float32)
    ends = np.searchsorted(rows, np.arange(articles + 1))
    kept = np.ones(len(rows), dtype=np.bool_)
    for start, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True):
        if end - start > HEAVIEST:
            kept[start + np.argsort(-scaled[start:end], kind="stable")[HEAVIEST:]] = False
    return scaled[kept], columns[kept], np.bincount(rows[kept], minlength=articles)


def _rarity(articles: int) -> Floats:
    """The inverse document frequency of a feature by the number of articles, of all `articles`, that have it."""
    steps = np.exp2(np.round(np.log2(np.arange(1, articles + 1))))
    return np.concatenate(([0.0], np.log1p(steps[-1] / steps)))


def _neighbours(features: csr_matrix, articles: Sequence[str], barred: Integers, limit: int) -> Pairs:
    """The best neighbours of all rows: row, neighbour's row, score in steps; by row, then best first, then by id."""
    size = len(articles)
    place = np.empty(size, dtype=np.int64)
    place[sorted(range(size), key=articles.__getitem__)] = np.arange(size)
    rows, others, steps = (np.zeros(0, dtype=np.int64) for _ in range(3))
    band = max(BLOCK, -(-size // BANDS))
    for first in range(0, size, band):
        earlier, later, score = _alike(features, first, min(size, first + band))
        rows, others = np.concatenate((rows, earlier, later)), np.concatenate((others, later, earlier))
        steps = np.concatenate((steps, score, score))
        order = np.argsort((rows * (STEPS + 1) - steps) * size + place[others])
        order = order[~np.isin(rows[order] * size + others[order], barred, assume_unique=True)]
        firsts = np.searchsorted(rows[order], np.arange(size))
        order = order[np.arange(len(order)) - firsts[rows[order]] < limit]
        rows, others, steps = rows[order], others[order], steps[order]
    return rows, others, steps


def _alike(features: csr_matrix, first: int, last: int) -> Pairs:
    """The pairs of a row from `first` to before `last` and a later one that score enough: both rows, score in steps."""
    columns = features[first:].T.tocsr()

    def of_block(start: int) -> Pairs:
        scores = features[start : min(last, start + BLOCK)] @ columns
        (likely,) = np.nonzero(scores.data > LEAST - 1 / STEPS)
        rows = np.searchsorted(scores.indptr, likely, side="right") - 1 + start
        others = scores.indices[likely].astype(np.int64) + first
        steps = np.minimum(np.rint(scores.data[likely] * STEPS).astype(np.int64), STEPS)
        fitting = (steps >= round(LEAST * STEPS)) & (rows < others)
        return rows[fitting], others[fitting], steps[fitting]

    with ThreadPoolExecutor(cores()) as threads:  # the library lets them run at once
        blocks = list(threads.map(of_block, range(first, last, BLOCK)))
    rows, others, steps = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    return rows, others, steps


def _barred(articles: Sequence[str], duplicates: Sequence[Iterable[str]]) -> Integers:
    """Row times number of rows plus row of each pair of near-duplicates."""
    rows = {article: row for row, article in enumerate(articles)}
    pairs = [
        row * len(articles) + rows[other] for row, others in enumerate(duplicates) for other in others if other in rows
    ]
    return np.array(pairs, dtype=np.int64)
