"""Articles that are nearly the same text: reprints, agency copy, two versions of one file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from generator.model import Article, Resemblance
from generator.scripts import UNSPACED

SHINGLE = 4
"""Words in a shingle."""
NEARLY_SAME = 0.6
"""Jaccard similarity of the shingles from which on two texts are near-duplicates. Below it lie mostly different
documents that follow one form, as 4,000 press releases showed."""
MOST_NAMED = 20
"""How many near-duplicates one article names at most. An article that finds so many before it is not indexed itself,
so that ten thousand copies of one form letter don't cost ten thousand comparisons each."""
MOST_COMPARED = 3 * MOST_NAMED
PERMUTATIONS = 128
BANDS = (32, 4)
"""Bands and rows of the index: of two texts with similarity 0.6, 0.7, 0.8 it finds 98.8, 99.98, 100 %."""
SEED = 1

_WORD = re.compile(r"[^\W_]+")
_LOW_BITS = np.uint64(0xFFFFFFFF)
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

Shingles = npt.NDArray[np.uint64]
Signatures = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Duplication:
    """What is known of one article's near-duplicates."""

    resembles: tuple[Resemblance, ...] = ()
    """Most similar first, then by id; at most `MOST_NAMED`."""
    duplicate_of: str = ""
    """Id of the earliest of them, if it is earlier than this article; otherwise empty."""


def find_duplicates(articles: Sequence[Article]) -> tuple[Duplication, ...]:
    """Find near-duplicates, one result for each article in the given order.

    Candidates come from MinHash signatures in a locality-sensitive index (Broder 1997; Leskovec, Rajaraman, Ullman,
    "Mining of Massive Datasets", 2014, chapter 3), the similarity is the exact Jaccard coefficient of the word
    shingles. Earlier means by date, the undated last, then by id. Time and memory grow with the number of words; no
    article's text is compared with more than `MOST_COMPARED` others.
    """
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=PERMUTATIONS, params=BANDS)
    blank = MinHash(num_perm=PERMUTATIONS, seed=SEED, hashfunc=int)
    signatures = np.zeros((len(articles), PERMUTATIONS), dtype=np.uint32)
    shingles = [_shingles(article.text) for article in articles]
    found: list[list[Resemblance]] = [[] for _ in articles]
    original = [""] * len(articles)
    for number in sorted(range(len(articles)), key=lambda n: _earliness(articles[n])):
        signature = blank.copy()
        signature.update_batch((shingles[number] & _LOW_BITS).tolist())
        signatures[number] = signature.hashvalues
        earlier = _alike(number, index.query(signature), signatures, shingles)
        for other, similarity in earlier:
            found[number].append(Resemblance(articles[other].id, similarity))
            found[other].append(Resemblance(articles[number].id, similarity))
        if earlier:
            original[number] = min((articles[other] for other, _ in earlier), key=_earliness).id
        if len(shingles[number]) and len(earlier) < MOST_NAMED:
            index.insert(number, signature)
    return tuple(Duplication(_nearest(alike), first) for alike, first in zip(found, original, strict=True))


def _earliness(article: Article) -> tuple[bool, str, str]:
    """Sorts articles by date, the undated last, then by id."""
    return (not article.date, article.date, article.id)


def _nearest(resemblances: list[Resemblance]) -> tuple[Resemblance, ...]:
    return tuple(sorted(resemblances, key=lambda r: (-r.similarity, r.article))[:MOST_NAMED])


def _shingles(text: str) -> Shingles:
    """Hashes of the runs of `SHINGLE` words, without order and repetition; a shorter text is one shingle."""
    spaced = UNSPACED.sub(r" \g<0> ", text.casefold())
    words = np.array([crc32(word.encode()) for word in _WORD.findall(spaced)], dtype=np.uint64)
    if not len(words):
        return words
    length = min(SHINGLE, len(words))
    hashes = np.zeros(len(words) - length + 1, dtype=np.uint64)
    for offset in range(length):
        hashes = hashes * _MULTIPLIER + words[offset : offset + len(hashes)]
    return np.unique(hashes)


def _alike(
    number: int, candidates: Sequence[int], signatures: Signatures, shingles: Sequence[Shingles]
) -> list[tuple[int, float]]:
    """Those of `candidates` that are near-duplicates of article `number`, with their similarity."""
    others = np.array(sorted(candidates), dtype=np.int64)
    estimates = (signatures[others] == signatures[number]).mean(axis=1) if len(others) else np.zeros(0)
    likeliest = np.argsort(-estimates, kind="stable")[:MOST_COMPARED]
    compared = ((int(others[place]), _jaccard(shingles[number], shingles[others[place]])) for place in likeliest)
    return [(other, round(similarity, 2)) for other, similarity in compared if similarity >= NEARLY_SAME]


def _jaccard(one: Shingles, other: Shingles) -> float:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / (len(one) + len(other) - shared)
