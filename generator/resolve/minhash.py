"""Signatures of sets: the more of their numbers agree, the more two sets have in common."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

PERMUTATIONS = 128
"""Numbers in a signature."""
SEED = 1
_AT_ONCE = 4096
"""Members that are permuted at once: a table of 2 MB."""

Hashes = npt.NDArray[np.uint32]


def signature(members: Hashes) -> Hashes:
    """The MinHash signature of a set of 32-bit hashes; of the empty set the highest number throughout.

    Broder, "On the resemblance and containment of documents", 1997. The permutations, and so the signatures, are those
    of the library datasketch 2 (scheme "affine32"), whose import takes longer than a thousand signatures.
    """
    factors, offsets = _permutations()
    lowest = np.full(PERMUTATIONS, np.iinfo(np.uint32).max, dtype=np.uint32)
    mixed = _mixed(members.astype(np.uint32))
    for start in range(0, len(mixed), _AT_ONCE):
        permuted = factors * mixed[start : start + _AT_ONCE, np.newaxis] + offsets
        lowest = np.minimum(lowest, permuted.min(axis=0))
    return lowest


@cache
def _permutations() -> tuple[Hashes, Hashes]:
    """Odd factors and offsets: multiplied and added modulo 2³², each pair of them is a permutation."""
    numbers = np.random.RandomState(SEED)
    factors = numbers.randint(0, 2**31, PERMUTATIONS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, numbers.randint(0, 2**32, PERMUTATIONS, dtype=np.uint32)


def _mixed(hashes: Hashes) -> Hashes:
    """The finalizer of MurmurHash3 (Appleby, 2011): hashes that are near one another are so no longer."""
    hashes = (hashes ^ (hashes >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    hashes = (hashes ^ (hashes >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return hashes ^ (hashes >> np.uint32(16))
