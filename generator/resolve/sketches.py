"""What an article is compared with others by. It depends on its own words alone, so it is computed once and kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
import numpy.typing as npt

from generator.cache import Cache, digest
from generator.fingerprint import Needs
from generator.model import Article
from generator.resolve.minhash import PERMUTATIONS, signature
from generator.resolve.stop_words import STOP_WORDS
from generator.scripts import UNSPACED

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

SHINGLE = 4
"""Words in a shingle."""
FEATURES = 2**20
"""Buckets that words and pairs of words are hashed into."""
MOST_OFTEN = 255
"""Highest count of a term; what is more often counts as this."""
PORTION = 50
"""Articles that are sketched and kept at once."""
NEEDS = Needs((__name__,), ("murmurhash", "numpy"))

_WORD = re.compile(r"[^\W_]+")
_TERM = re.compile(r"[^\W_]{2,}")
_LOW_BITS = np.uint64(0xFFFFFFFF)
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_WORDS_REMEMBERED = 2**17

Shingles = npt.NDArray[np.uint64]
Signatures = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Sketches:
    """One row for each article."""

    signatures: Signatures
    """MinHash signatures of the shingles of the text; the highest number throughout where there is no word."""
    terms: csr_matrix
    """How often each word and each pair of words stands in title and text, by bucket."""


def sketch(articles: Sequence[Article], cache: Cache, is_over: Callable[[], bool] = lambda: False) -> Sketches:
    """The sketches of `articles`, in the given order, out of the cache as far as it has them.

    Time and memory grow with the words of the articles; about 3 kB are kept of an article of 500 words. `is_over` is
    asked now and then; raises `CancelledError` once it says so.
    """
    kind = f"sketch/{NEEDS.fingerprint().hex()}"
    keys = [digest(article.title, article.text) for article in articles]
    known = cache.fetch(kind, keys)
    new = [*{key: article for key, article in zip(keys, articles, strict=True) if key not in known}.items()]
    for start in range(0, len(new), PORTION):
        if is_over():
            raise CancelledError
        some, of_some = zip(*new[start : start + PORTION], strict=True)
        taken = list(zip(some, map(_compute, of_some), strict=True))
        cache.store(kind, taken)
        known.update(taken)
    return _unpacked([known[key] for key in keys])


def shingles(text: str) -> Shingles:
    """Hashes of the runs of `SHINGLE` words, without order and repetition; a shorter text is one shingle."""
    folded = text.casefold()
    spaced = folded if folded.isascii() else UNSPACED.sub(r" \g<0> ", folded)
    words = np.array([_hash(word) for word in _WORD.findall(spaced)], dtype=np.uint64)
    if not len(words):
        return words
    length = min(SHINGLE, len(words))
    hashes = np.zeros(len(words) - length + 1, dtype=np.uint64)
    for offset in range(length):
        hashes = hashes * _MULTIPLIER + words[offset : offset + len(hashes)]
    return np.unique(hashes)


def shingles_of(texts: Sequence[str], cache: Cache) -> list[Shingles]:
    """The shingles of each text, out of the cache as far as it has them; some 3 kB are kept of 500 words."""
    kind = f"shingles/{NEEDS.fingerprint().hex()}"
    keys = [digest(text) for text in texts]
    known = cache.fetch(kind, keys)
    new = {
        key: shingles(text).astype("<u8").tobytes() for key, text in zip(keys, texts, strict=True) if key not in known
    }
    cache.store(kind, new.items())
    return [np.frombuffer(known[key] if key in known else new[key], dtype="<u8") for key in keys]


@lru_cache(maxsize=_WORDS_REMEMBERED)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _compute(article: Article) -> bytes:
    """The sketch of an article, packed: the signature, then the buckets of its terms, then their counts."""
    buckets, counts = _terms(f"{article.title}\n\n{article.text}")
    hashes = (shingles(article.text) & _LOW_BITS).astype(np.uint32)
    return signature(hashes).astype("<u4").tobytes() + buckets.tobytes() + counts.tobytes()


def _terms(text: str) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8]]:
    """The buckets of the words of `text` and of its pairs of words, in rising order, and how often each is met.

    Hashing trick: Weinberger et al., "Feature hashing for large scale multitask learning", 2009. Words and buckets are
    those of scikit-learn's `HashingVectorizer`, whose import takes longer than a thousand texts.
    """
    from murmurhash import hash_unicode

    words = [word for word in _TERM.findall(text.lower()) if word not in STOP_WORDS]
    met = [abs(hash_unicode(term)) % FEATURES for term in chain(words, map(" ".join, pairwise(words)))]
    buckets, counts = np.unique(np.array(met, dtype="<u4"), return_counts=True)
    return buckets, np.minimum(counts, MOST_OFTEN).astype("u1")


def _unpacked(packed: Sequence[bytes]) -> Sketches:
    """Undo `_compute`, for all articles at once."""
    from scipy.sparse import csr_matrix

    begin = 4 * PERMUTATIONS
    sizes = [(len(one) - begin) // 5 for one in packed]
    signatures = np.frombuffer(b"".join(one[:begin] for one in packed), dtype="<u4")
    borders = [begin + 4 * size for size in sizes]
    buckets = b"".join(one[begin:border] for one, border in zip(packed, borders, strict=True))
    counts = b"".join(one[border:] for one, border in zip(packed, borders, strict=True))
    terms = csr_matrix(
        (
            np.frombuffer(counts, dtype="u1").astype(np.float32),
            np.frombuffer(buckets, dtype="<u4").astype(np.int32),
            np.cumsum([0, *sizes], dtype=np.int32),
        ),
        shape=(len(packed), FEATURES),
    )
    return Sketches(signatures.reshape(-1, PERMUTATIONS).astype(np.uint32), terms)
