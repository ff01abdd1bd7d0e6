"""Articles that are nearly the same text: reprints, agency copy, two versions of one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.cache import NO_CACHE, Cache
from generator.model import Article, Resemblance
from generator.resolve.sketches import Signatures, shingles_of

NEARLY_SAME = 0.6
"""Jaccard similarity of the shingles from which on two texts are near-duplicates. Below it lie mostly different
documents that follow one form, as 4,000 press releases showed."""
PERHAPS = 0.45
"""Similarity, as two signatures estimate it, from which on texts are compared. The estimate's standard error is 0.043
at 0.6, so that of 4,000 pairs as alike as that one is missed."""
BANDS, ROWS = 32, 4
"""Bands and rows of the index: of two texts with similarity 0.6, 0.7, 0.8 it finds 98.8, 99.98, 100 %."""
MOST_NAMED = 20
"""How many near-duplicates one article names at most, and how many earlier ones of each bucket of the index it is held
against, so that ten thousand copies of one form letter don't cost ten thousand comparisons each."""
MOST_COMPARED = 3 * MOST_NAMED
"""How many earlier articles one article's text is compared with at most: those that the signatures find most alike."""

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_BATCH = 65_536
_COMPARED_AT_ONCE = 4096

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Duplication:
    """What is known of one article's near-duplicates."""

    resembles: tuple[Resemblance, ...] = ()
    """Most similar first, then by id; at most `MOST_NAMED`."""
    duplicate_of: str = ""
    """Id of the earliest of them, if it is earlier than this article; otherwise empty."""


def find_duplicates(
    articles: Sequence[Article], signatures: Signatures, cache: Cache = NO_CACHE
) -> tuple[Duplication, ...]:
    """Find near-duplicates, one result for each article in the given order; `signatures` has a row for each.

    Candidates come from the MinHash signatures by locality-sensitive hashing (Leskovec, Rajaraman, Ullman, "Mining of
    Massive Datasets", 2014, chapter 3), the similarity is the exact Jaccard coefficient of the word shingles. Earlier
    means by date, the undated last, then by id. Time and memory: n log n in the number of articles, with at most
    `BANDS` × `MOST_NAMED` candidates and `MOST_COMPARED` comparisons of text for each. The cache keeps the shingles of
    the articles that are compared.
    """
    order = sorted(range(len(articles)), key=lambda number: _earliness(articles[number]))
    ordered = [articles[number] for number in order]
    found: list[list[Resemblance]] = [[] for _ in ordered]
    original = [""] * len(ordered)
    pairs = _likely_pairs(signatures[order])
    similarities = _similarities(ordered, *pairs, cache)
    alike = similarities >= NEARLY_SAME
    for earlier, later, similarity in zip(*(column[alike].tolist() for column in (*pairs, similarities)), strict=True):
        found[later].append(Resemblance(ordered[earlier].id, round(similarity, 2)))
        found[earlier].append(Resemblance(ordered[later].id, round(similarity, 2)))
        original[later] = original[later] or ordered[earlier].id
    results = [Duplication()] * len(ordered)
    for place, resembling, first in zip(order, found, original, strict=True):
        results[place] = Duplication(_nearest(resembling), first)
    return tuple(results)


def _earliness(article: Article) -> tuple[bool, str, str]:
    """Sorts articles by date, the undated last, then by id."""
    return (not article.date, article.date, article.id)


def _nearest(resemblances: list[Resemblance]) -> tuple[Resemblance, ...]:
    return tuple(sorted(resemblances, key=lambda r: (-r.similarity, r.article))[:MOST_NAMED])


def _likely_pairs(signatures: Signatures) -> tuple[Integers, Integers]:
    """Earlier and later row of each pair that may be near-duplicates: by the later row, then by the earlier one."""
    later, earlier = _candidates(signatures)
    estimates = np.zeros(len(later))
    for start in range(0, len(later), _BATCH):
        part = slice(start, start + _BATCH)
        estimates[part] = (signatures[later[part]] == signatures[earlier[part]]).mean(axis=1)
    likely = estimates >= PERHAPS
    later, earlier, estimates = later[likely], earlier[likely], estimates[likely]
    best = np.lexsort((earlier, -estimates, later))
    later, earlier = later[best], earlier[best]
    kept = np.arange(len(later)) - np.searchsorted(later, later) < MOST_COMPARED
    later, earlier = later[kept], earlier[kept]
    order = np.lexsort((earlier, later))
    return earlier[order], later[order]


def _candidates(signatures: Signatures) -> tuple[Integers, Integers]:
    """Later and earlier row of each pair that shares a bucket of the index and may be compared, no pair twice."""
    (rows,) = np.nonzero(signatures.min(axis=1) < np.iinfo(np.uint32).max) if len(signatures) else (np.zeros(0, int),)
    pairs = [np.zeros(0, dtype=np.int64)]
    for band in np.split(signatures[rows, : BANDS * ROWS].astype(np.uint64), BANDS, axis=1):
        bucket = np.zeros(len(rows), dtype=np.uint64)
        for column in band.T:
            bucket = bucket * _MULTIPLIER + column
        order = np.argsort(bucket, kind="stable")
        first = np.searchsorted(bucket[order], bucket[order])
        rank = np.arange(len(rows)) - first
        for member in range(min(MOST_NAMED, int(rank.max(initial=0)))):
            others = rank > member
            pairs.append(rows[order[others]] * len(signatures) + rows[order[first[others] + member]])
    later, earlier = np.divmod(np.unique(np.concatenate(pairs)), max(1, len(signatures)))
    return later, earlier


def _similarities(
    articles: Sequence[Article], earlier: Integers, later: Integers, cache: Cache
) -> npt.NDArray[np.float64]:
    """The Jaccard coefficient of each pair of articles."""
    from scipy.sparse import csr_matrix

    if not len(earlier):
        return np.zeros(0)
    compared, places = np.unique(np.concatenate((earlier, later)), return_inverse=True)
    shingles = shingles_of([articles[number].text for number in compared.tolist()], cache)
    sizes = np.array([len(one) for one in shingles], dtype=np.int64)
    kinds, columns = np.unique(np.concatenate(shingles), return_inverse=True)
    shape = (len(compared), len(kinds))
    held = csr_matrix((np.ones(len(columns), dtype=np.int32), columns, np.cumsum([0, *sizes])), shape=shape)
    shared = np.zeros(len(earlier), dtype=np.int64)
    ones, others = places[: len(earlier)], places[len(earlier) :]
    for start in range(0, len(earlier), _COMPARED_AT_ONCE):
        part = slice(start, start + _COMPARED_AT_ONCE)
        shared[part] = np.asarray(held[ones[part]].multiply(held[others[part]]).sum(axis=1)).ravel()
    similarities: npt.NDArray[np.float64] = shared / (sizes[ones] + sizes[others] - shared)
    return similarities
