"""A comparison is the same wherever it is made, and what it learns is kept."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from generator.cache import NO_CACHE
from generator.cache_aside import SharedCacheFile
from generator.executors import SERIAL, Workforce
from generator.executors.forked import CAN_FORK
from generator.model import Article
from generator.resolve import comparison, sketches
from generator.resolve.comparison import Comparing, Comparison, compare

SEVERAL = Workforce()


def article(id: str, text: str) -> Article:
    return Article(
        id=id, path=f"{id}.txt", title=f"Of {id}", title_source="made", date="", date_source="none", language="en",
        source="", authors=(), url="", rights="", encoding="utf-8", sha256="", markdown=text, text=text,
    )  # fmt: skip


STRIKE = " ".join(f"The ferry strike in harbour {number} went on for {number * 7} days." for number in range(12))
ARTICLES = tuple(
    article(id, text)
    for id, text in (("a", STRIKE), ("b", f"{STRIKE} It is over."), ("c", "The moon rose late."), ("empty", ""))
)


def equal(one: Comparison, other: Comparison) -> bool:
    return one.twins == other.twins and one.words.shape == other.words.shape and (one.words != other.words).nnz == 0


@pytest.mark.parametrize("workforce", [SERIAL, SEVERAL])
@pytest.mark.parametrize("forks", [CAN_FORK, False])
@pytest.mark.parametrize("few", [sketches.FEW, 1])
def test_a_comparison_beside_the_build_is_the_same_and_leaves_the_next_one_nothing_to_sketch(
    workforce: Workforce, forks: bool, few: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.executors.forked.CAN_FORK", forks)
    monkeypatch.setattr(sketches, "FEW", few)
    whole = compare(ARTICLES, NO_CACHE)
    assert whole.twins[1].duplicate_of == "a"
    with SharedCacheFile(tmp_path) as cache, Comparing(ARTICLES, cache, workforce) as comparing:
        assert equal(comparing.of(ARTICLES), whole)
        cache.finish()
        cache.prune()
        assert cache.warnings == ()
    monkeypatch.setattr(sketches, "_made", None)
    with SharedCacheFile(tmp_path) as cache, Comparing(ARTICLES, cache, workforce) as comparing:
        assert equal(comparing.of(ARTICLES), whole)


def test_articles_without_an_analysis_are_left_out(tmp_path: Path) -> None:
    with SharedCacheFile(tmp_path) as cache, Comparing(ARTICLES, cache, SEVERAL) as comparing:
        assert equal(comparing.of(ARTICLES[1:]), compare(ARTICLES[1:], NO_CACHE))


@pytest.mark.skipif(not CAN_FORK, reason="only on Linux are processes forked")
def test_a_comparison_that_is_killed_is_made_by_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()

    def kill(*_: object) -> Comparison:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return compare(ARTICLES, NO_CACHE)

    monkeypatch.setattr(comparison, "compare", kill)
    with SharedCacheFile(tmp_path) as cache, Comparing(ARTICLES, cache, SEVERAL) as comparing:
        assert equal(comparing.of(ARTICLES), compare(ARTICLES, NO_CACHE))
        assert cache.warnings == ()
