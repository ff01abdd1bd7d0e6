"""Related articles: the neighbours that share names, topics and words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from generator.model import Related

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

TEXT, ENTITIES, TOPICS = 0.6, 0.25, 0.15
"""What the likeness of words, names and topics counts in the score; together 1."""
LEAST = 0.07
"""Lowest score of a neighbour."""
DIGITS = 2
"""Decimals of a score. Few, so that one more article in the collection moves few neighbours."""
FEATURES = 2**20
"""Buckets that words and pairs of words are hashed into."""
HEAVIEST = 128
"""Features of an article that it is compared by, the heaviest."""
MOST_COMMON = 1000
"""Features in more articles than this don't make neighbours: without it the cost grows with the square of the
collection."""
BLOCK = 256
"""Articles compared with all others at once; bounds the memory."""
MOST_REASONS = 10
"""Shared names, and shared topics, that are given as the reason."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Portrait:
    """What an article's neighbours are found by."""

    article: str
    """Its id."""
    text: str
    """Title and plain text."""
    entities: frozenset[str]
    """Ids of the entities it mentions."""
    topics: frozenset[str]
    """Ids of its topics."""
    duplicates: frozenset[str] = frozenset()
    """Ids of its near-duplicates, which are no neighbours."""


def find_related(portraits: Sequence[Portrait], limit: int) -> tuple[tuple[Related, ...], ...]:
    """Find at most `limit` neighbours of each article, best first, one tuple for each portrait in the given order.

    The score is the weighted sum of three cosines: of words and pairs of words (TF-IDF with sublinear frequency:
    Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988), of names, and of topics.
    Document frequencies enter as powers of two and ties break by id, so that one more article changes few others.
    An article is compared through at most `HEAVIEST` features of each kind, each in at most `MOST_COMMON` articles:
    time and memory grow with the number of articles, not with its square.
    """
    if len(portraits) < 2 or limit < 1:
        return ((),) * len(portraits)
    entities = [portrait.entities for portrait in portraits]
    topics = [portrait.topics for portrait in portraits]
    rarity_of_entities, rarity_of_topics = _steps(entities), _steps(topics)
    found = []
    for number, (neighbours, scores) in enumerate(_neighbours(_features(portraits, entities, topics), limit)):
        portrait = portraits[number]
        fitting = [
            (-round(float(score), DIGITS), portraits[other].article, int(other))
            for other, score in zip(neighbours, scores, strict=True)
            if other != number and portraits[other].article not in portrait.duplicates
        ]
        found.append(
            tuple(
                Related(
                    article=article,
                    score=-negative,
                    shared_entities=_rarest(entities[number] & entities[other], rarity_of_entities),
                    shared_topics=_rarest(topics[number] & topics[other], rarity_of_topics),
                )
                for negative, article, other in sorted(fitting)[:limit]
                if -negative >= LEAST
            )
        )
    return tuple(found)


def _steps(sets: Sequence[frozenset[str]]) -> dict[str, int]:
    """In how many of `sets` each id is, as the exponent of the nearest power of two."""
    counts: dict[str, int] = {}
    for ids in sets:
        for name in ids:
            counts[name] = counts.get(name, 0) + 1
    return {name: round(float(np.log2(count))) for name, count in counts.items()}


def _rarest(shared: frozenset[str], rarity: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted(shared, key=lambda name: (rarity[name], name))[:MOST_REASONS])


def _features(
    portraits: Sequence[Portrait], entities: Sequence[frozenset[str]], topics: Sequence[frozenset[str]]
) -> csr_matrix:
    """One row for each article; the product of two rows is the score of the pair."""
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import HashingVectorizer

    words = HashingVectorizer(
        ngram_range=(1, 2),
        n_features=FEATURES,
        alternate_sign=False,
        norm=None,
        stop_words="english",
        token_pattern=r"[^\W_]{2,}",
        dtype=np.float32,
    ).transform(portrait.text for portrait in portraits)
    words.data = 1 + np.log(words.data)
    parts = [(TEXT, words), (ENTITIES, _incidence(entities)), (TOPICS, _incidence(topics))]
    return hstack([_weighed(matrix) * np.sqrt(share) for share, matrix in parts], format="csr", dtype=np.float32)


def _incidence(sets: Sequence[frozenset[str]]) -> csr_matrix:
    """Rows of ones where an article has an id; columns are the ids, sorted."""
    from scipy.sparse import csr_matrix

    columns = {name: column for column, name in enumerate(sorted(set().union(*sets)))}
    indices = [columns[name] for ids in sets for name in sorted(ids)]
    ends = np.cumsum([0, *map(len, sets)])
    shape = (len(sets), max(1, len(columns)))
    return csr_matrix((np.ones(len(indices), dtype=np.float32), indices, ends), shape=shape)


def _weighed(frequencies: csr_matrix) -> csr_matrix:
    """Rows weighed by inverse document frequency and brought to length 1, cut to their heaviest features."""
    from sklearn.preprocessing import normalize

    articles = frequencies.shape[0]
    counts = np.bincount(frequencies.indices, minlength=frequencies.shape[1])
    rarity = np.log1p(_power_of_two(np.array([articles])) / _power_of_two(np.maximum(counts, 1)))
    weighed = frequencies.copy()
    weighed.data = (weighed.data * rarity[weighed.indices]).astype(np.float32)
    weighed = normalize(weighed, copy=False)
    shared = (counts > 1) & (counts <= MOST_COMMON)
    weighed.data[~shared[weighed.indices]] = 0
    for start, end in zip(weighed.indptr[:-1], weighed.indptr[1:], strict=True):
        if end - start > HEAVIEST:
            row = weighed.data[start:end]
            row[np.argsort(-row, kind="stable")[HEAVIEST:]] = 0
    weighed.eliminate_zeros()
    return weighed


def _power_of_two(counts: npt.NDArray[np.int64]) -> Floats:
    return np.exp2(np.round(np.log2(counts)))


def _neighbours(features: csr_matrix, limit: int) -> Iterator[tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]]:
    """For each row the rows whose product with it is highest, and these products; more than `limit`, unordered.

    All that share the score of the last one wanted are among them, as far as the rounding goes.
    """
    columns = features.T.tocsr()
    for start in range(0, features.shape[0], BLOCK):
        block = (features[start : start + BLOCK] @ columns).tocsr()
        for first, last in zip(block.indptr[:-1], block.indptr[1:], strict=True):
            others, scores = block.indices[first:last], block.data[first:last]
            wanted = limit + 1 + BLOCK // 2
            if len(scores) > wanted:
                least = np.partition(scores, len(scores) - wanted)[len(scores) - wanted]
                kept = scores >= least
                others, scores = others[kept], scores[kept]
            yield others, scores
