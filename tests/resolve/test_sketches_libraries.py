"""A sketch is what scikit-learn and datasketch, whose import takes longer than the work, would make of an article."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.resolve.sketches import FEATURES, MOST_OFTEN, PERMUTATIONS, SEED, load, shingles

WORDS = (
    "the",
    "ferry",
    "of",
    "a",
    "I",
    "No_one",
    "x1",
    "don't",
    "ÉTÉ",
    "İstanbul",
    "ß",
    "彗星",
    "strike",
    "\0",
    "_",
    "éa",
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join), st.text(st.characters(exclude_categories=["Cs"]))
)


def by_libraries(title: str, text: str) -> bytes:
    """The sketch as the libraries make it."""
    from datasketch import MinHash
    from sklearn.feature_extraction.text import HashingVectorizer

    vectorizer = HashingVectorizer(
        ngram_range=(1, 2),
        n_features=FEATURES,
        alternate_sign=False,
        norm=None,
        stop_words="english",
        token_pattern=r"[^\W_]{2,}",
        dtype=np.float32,
    )
    terms = vectorizer.transform((f"{title}\n\n{text}",))
    terms.sort_indices()
    signature = MinHash(num_perm=PERMUTATIONS, seed=SEED, hashfunc=int)
    signature.update_batch((shingles(text) & np.uint64(0xFFFFFFFF)).tolist())
    counts = np.minimum(terms.data, MOST_OFTEN).astype("u1")
    return bytes(
        signature.hashvalues.astype("<u4").tobytes() + terms.indices.astype("<u4").tobytes() + counts.tobytes()
    )


@given(TEXTS, TEXTS)
def test_a_sketch_is_that_of_the_libraries(title: str, text: str) -> None:
    assert load()(msgspec.msgpack.encode((title, text))) == by_libraries(title, text)


@pytest.mark.parametrize("text", ["", "ferry " * 600, "the of and", " ".join(f"w{number}" for number in range(5000))])
def test_the_sketch_of_no_words_and_of_many_is_that_of_the_libraries(text: str) -> None:
    assert load()(msgspec.msgpack.encode(("", text))) == by_libraries("", text)


def test_a_hash_that_has_no_opposite_falls_into_the_first_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    from murmurhash import mrmr

    monkeypatch.setattr(mrmr, "hash_unicode", lambda term: -(2**31))
    packed = load()(msgspec.msgpack.encode(("", "ferry")))
    assert packed[4 * PERMUTATIONS :] == bytes(4) + b"\x01"
