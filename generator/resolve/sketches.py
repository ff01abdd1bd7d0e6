"""What an article is compared with others by. It depends on its own words alone, so it is computed once and kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec
import numpy as np
import numpy.typing as npt

from generator.cache import Cache, digest
from generator.executors import SERIAL, Failure, Task, Workforce
from generator.fingerprint import Needs
from generator.memo import memoised
from generator.model import Article
from generator.scripts import UNSPACED

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

SHINGLE = 4
"""Words in a shingle."""
PERMUTATIONS = 128
"""Numbers in a signature."""
SEED = 1
FEATURES = 2**20
"""Buckets that words and pairs of words are hashed into."""
MOST_OFTEN = 255
"""Highest count of a term; what is more often counts as this."""
FEW = 500
"""Fewer articles are sketched here than would pay for the start of a process."""
WORTH = 10_000
"""A further process is worth its start from so many articles on; they are compared while others are analysed."""
NEEDS = Needs((__name__,), ("murmurhash", "numpy", "scipy"))

_WORD = re.compile(r"[^\W_]+")
_TERM = re.compile(r"[^\W_]{2,}")
_STOPWORDS = Path(__file__).with_name("stopwords.txt")
"""English words that are no terms: the list of the Glasgow Information Retrieval Group."""
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


def sketch(
    articles: Sequence[Article],
    cache: Cache,
    is_over: Callable[[], bool] = lambda: False,
    workforce: Workforce = SERIAL,
) -> Sketches:
    """The sketches of `articles`, in the given order, out of the cache as far as it has them.

    The others are made by a process of their own, save where they are few or `workforce` is this one alone. Time and
    memory grow with the words of the articles; about 3 kB are kept of an article of 500 words. `is_over` is asked now
    and then; raises `CancelledError` once it says so, and `ExecutorError`.
    """
    keys = [digest(article.title, article.text) for article in articles]
    different = dict(zip(keys, articles, strict=True))
    ordered = list(different)

    def compute(missing: Sequence[int]) -> Iterator[tuple[bytes, bytes]]:
        if missing:
            some = [ordered[index] for index in missing]
            for key, made in zip(some, _made([different[key] for key in some], workforce), strict=True):
                if is_over():
                    raise CancelledError
                yield key, made

    found = memoised(cache, f"sketch/{NEEDS.fingerprint().hex()}", ordered, bytes, compute)
    packed = {key: one for key, one in zip(ordered, found, strict=True) if isinstance(one, bytes)}
    return _unpacked([packed[key] for key in keys])


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


def load() -> Callable[[bytes], bytes]:
    """What makes the sketch of one article, of which it is given title and text, packed.

    A sketch is packed: the signature, then the buckets of its terms, in rising order, then their counts.
    """
    from murmurhash import mrmr

    hash_of = mrmr.hash_unicode
    stopwords = frozenset(_STOPWORDS.read_text(encoding="utf-8").split())
    permutations = _permutations()

    def sketch(item: bytes) -> bytes:
        title, text = msgspec.msgpack.decode(item, type=tuple[str, str])
        words = [word for word in _TERM.findall(f"{title}\n\n{text}".lower()) if word not in stopwords]
        terms = Counter([abs(hash_of(term)) % FEATURES for term in chain(words, map(" ".join, pairwise(words)))])
        buckets = sorted(terms)
        counts = bytes([min(terms[bucket], MOST_OFTEN) for bucket in buckets])
        return _signature(shingles(text), *permutations).tobytes() + np.array(buckets, dtype="<u4").tobytes() + counts

    return sketch


def _permutations() -> tuple[Signatures, Signatures]:
    """Odd factors and summands, which permute the numbers of 32 bits."""
    chance = np.random.RandomState(SEED)
    factors = chance.randint(0, 2**31, PERMUTATIONS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, chance.randint(0, 2**32, PERMUTATIONS, dtype=np.uint32)


def _signature(hashes: Shingles, factors: Signatures, summands: Signatures) -> Signatures:
    """The lowest hash under each permutation; the highest number where there is none.

    MinHash: Broder, "On the resemblance and containment of documents", 1997; as package datasketch, which takes longer
    to import than a thousand articles to sketch, does it. The hashes are mixed first (MurmurHash3's last step).
    """
    mixed = hashes.astype(np.uint32)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        mixed = (mixed ^ (mixed >> np.uint32(shift))) * np.uint32(factor)
    mixed ^= mixed >> np.uint32(16)
    signature: Signatures = (mixed[:, np.newaxis] * factors + summands).min(axis=0, initial=np.iinfo(np.uint32).max)
    return signature.astype("<u4")


def _made(articles: Sequence[Article], workforce: Workforce) -> Iterator[bytes]:
    """The sketches of articles, in their order."""
    words = (msgspec.msgpack.encode((article.title, article.text)) for article in articles)
    if workforce.name == "serial" or len(articles) < FEW:
        yield from map(load(), words)
        return
    task = Task(load, (), NEEDS, seconds=0)
    with workforce.here().at_work(len(articles), worth=WORTH) as executor:
        for article, outcome in zip(articles, executor.outcomes(task, words), strict=True):
            if isinstance(outcome, Failure):  # once more here, where what is wrong can be raised
                yield from _made((article,), SERIAL)
            else:
                yield outcome


def _unpacked(packed: Sequence[bytes]) -> Sketches:
    """Undo what `load` has packed, for all articles at once."""
    from scipy.sparse import csr_matrix

    signature = 4 * PERMUTATIONS
    sizes = [(len(one) - signature) // 5 for one in packed]
    signatures = np.frombuffer(b"".join(one[:signature] for one in packed), dtype="<u4")
    borders = [signature + 4 * size for size in sizes]
    buckets = b"".join(one[signature:border] for one, border in zip(packed, borders, strict=True))
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
