"""Sketches are the same whether they were kept or are taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import CancelledError

import numpy as np
import pytest

from generator.cache import NO_CACHE, Cache
from generator.executors import Workforce
from generator.model import Article
from generator.resolve.sketches import FEATURES, MOST_OFTEN, PERMUTATIONS, Sketches, shingles, shingles_of, sketch


class Kept:
    """A cache in memory that counts what it is given."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, bytes], bytes] = {}
        self.stored = 0

    def fetch(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        return {key: self.entries[kind, key] for key in keys if (kind, key) in self.entries}

    def store(self, kind: str, entries: Iterable[tuple[bytes, bytes]]) -> None:
        for key, value in entries:
            self.entries[kind, key] = value
            self.stored += 1


def article(id: str, title: str, text: str) -> Article:
    return Article(
        id=id, path=f"{id}.txt", title=title, title_source="made", date="", date_source="none", language="en",
        source="", authors=(), url="", rights="", encoding="utf-8", sha256="", markdown=text, text=text,
    )  # fmt: skip


FERRY = article("ferry", "Ferries stop", "The ferry strike stopped all traffic in the harbour for two days.")
COMET = article("comet", "A comet", "Astronomers photographed a comet; 彗星 is what they call it in Peking.")
EMPTY = article("empty", "", "")


def equal(one: Sketches, other: Sketches) -> bool:
    return np.array_equal(one.signatures, other.signatures) and (one.terms != other.terms).nnz == 0


@pytest.mark.parametrize("articles", [[], [EMPTY], [FERRY, EMPTY, COMET], [COMET, COMET]])
def test_what_was_kept_is_what_is_taken(articles: list[Article]) -> None:
    cache = Kept()
    fresh = sketch(articles, NO_CACHE)
    assert equal(sketch(articles, cache), fresh)
    assert cache.stored == len({(one.title, one.text) for one in articles})
    assert equal(sketch(articles, cache), fresh)
    assert cache.stored == len(cache.entries)
    assert fresh.signatures.shape == (len(articles), PERMUTATIONS)
    assert fresh.terms.shape == (len(articles), FEATURES)


def test_one_article_more_costs_one_sketch() -> None:
    cache = Kept()
    sketch([FERRY], cache)
    both = sketch([COMET, FERRY], cache)
    assert cache.stored == 2
    assert equal(both, sketch([COMET, FERRY], NO_CACHE))


def test_sketches_are_kept_as_they_are_taken_until_it_is_over() -> None:
    articles = [article(str(number), COMET.title, f"{COMET.text} {number}") for number in range(5)]
    whole = sketch(articles, NO_CACHE)
    assert equal(sketch(articles, NO_CACHE, workforce=Workforce("processes", 1)), whole)
    cache = Kept()
    answers = iter((False, False, False, False, True))
    with pytest.raises(CancelledError):
        sketch(articles, cache, lambda: next(answers))
    assert cache.stored == 4
    assert equal(sketch(articles, cache), whole)
    assert cache.stored == 5


def test_a_change_of_title_or_text_takes_a_new_sketch_and_a_change_of_date_none() -> None:
    cache: Cache = Kept()
    sketch([FERRY], cache)
    for changed in (
        article("ferry", "Ferries go", FERRY.text),
        article("ferry", FERRY.title, FERRY.text + " At last."),
    ):
        assert equal(sketch([changed], cache), sketch([changed], NO_CACHE))
        assert not equal(sketch([changed], cache), sketch([FERRY], cache))
    before = len(cache.entries)  # type: ignore[attr-defined]
    sketch([article("ferries", FERRY.title, FERRY.text)], cache)
    assert len(cache.entries) == before  # type: ignore[attr-defined]


def test_what_stands_very_often_counts_as_less() -> None:
    terms = sketch([article("a", "", "ferry " * 1000)], NO_CACHE).terms
    assert terms.data.max() == MOST_OFTEN


def test_text_with_half_a_character_has_shingles() -> None:
    assert len(shingles("one two \ud83d three four")) > 0


def test_shingles_are_the_same_whether_they_were_kept_or_are_taken() -> None:
    cache = Kept()
    texts = [FERRY.text, "", COMET.text, FERRY.text]
    fresh, kept = shingles_of(texts, cache), shingles_of(texts, cache)
    assert cache.stored == 3
    for text, one, other in zip(texts, fresh, kept, strict=True):
        assert one.tolist() == other.tolist() == shingles(text).tolist()
