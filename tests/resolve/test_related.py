from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cache import NO_CACHE
from generator.model import Article, Related
from generator.resolve import related
from generator.resolve.related import LEAST, Held
from generator.resolve.sketches import sketch

FERRY = "The ferry strike stopped all traffic in the harbour and the islands waited for mail."
FERRY_AGAIN = "A second ferry strike left the harbour empty; the islands ran short of mail and milk."
COMET = "Astronomers photographed a comet whose tail was longer than any seen through that telescope."
COMET_AGAIN = "The comet returned, and the telescope showed astronomers a tail of dust."
BREAD = "Bakers raised prices as flour became scarce after a dry summer."


@dataclass(frozen=True)
class Portrait:
    """What an article's neighbours are found by, beside its words: ids."""

    article: str
    entities: frozenset[str]
    topics: frozenset[str]
    duplicates: frozenset[str] = frozenset()


Told = tuple[Portrait, str]


def portrait(id: str, text: str, entities: str = "", topics: str = "", duplicates: str = "") -> Told:
    """An article's portrait, and its text."""
    sets = (frozenset(ids.split()) for ids in (entities, topics, duplicates))
    return Portrait(id, *sets), text


def article(id: str, text: str) -> Article:
    return Article(
        id=id, path=f"{id}.txt", title="", title_source="made", date="", date_source="none", language="en", source="",
        authors=(), url="", rights="", encoding="utf-8", sha256="", markdown=text, text=text,
    )  # fmt: skip


def held(sets: Sequence[frozenset[str]]) -> Held:
    """Which ids each article has."""
    names = sorted(set().union(*sets))
    pairs = [(number, names.index(name)) for number, ids in enumerate(sets) for name in ids]
    article, name = np.array(pairs, np.int64).reshape(-1, 2).T
    return Held(names, len(sets), article, name)


def find_related(told: Sequence[Told], limit: int) -> tuple[tuple[Related, ...], ...]:
    terms = sketch([article(one.article, text) for one, text in told], NO_CACHE).terms
    return related.find_related(
        [one.article for one, _ in told],
        related.weighed_words(terms),
        held([one.entities for one, _ in told]),
        held([one.topics for one, _ in told]),
        [one.duplicates for one, _ in told],
        limit,
    )


def neighbours(*told: Told, limit: int = 3) -> dict[str, list[str]]:
    found = find_related(told, limit)
    return {one.article: [r.article for r in nearest] for (one, _), nearest in zip(told, found, strict=True)}


def test_articles_on_one_matter_find_each_other() -> None:
    found = neighbours(
        portrait("ferry", FERRY), portrait("ferry-2", FERRY_AGAIN), portrait("comet", COMET),
        portrait("comet-2", COMET_AGAIN), portrait("bread", BREAD),
    )  # fmt: skip
    assert found == {
        "ferry": ["ferry-2"],
        "ferry-2": ["ferry"],
        "comet": ["comet-2"],
        "comet-2": ["comet"],
        "bread": [],
    }


def test_shared_names_relate_texts_without_a_shared_word() -> None:
    assert neighbours(portrait("a", BREAD, "people/eve"), portrait("b", COMET, "people/eve"))["a"] == ["b"]


def test_a_near_duplicate_is_no_neighbour() -> None:
    found = neighbours(
        portrait("a", FERRY, duplicates="b"), portrait("b", FERRY, duplicates="a"), portrait("c", FERRY_AGAIN)
    )
    assert found["a"] == ["c"]
    assert found["b"] == ["c"]


def test_the_reason_names_the_rarest_first() -> None:
    collection = [
        portrait("a", FERRY, "places/common places/rare", "topics/x"),
        portrait("b", FERRY_AGAIN, "places/common places/rare", "topics/x"),
        *(portrait(f"c{n}", COMET, "places/common") for n in range(6)),
    ]
    [first, *_] = find_related(collection, 1)[0]
    assert first.shared_entities == ("places/rare", "places/common")
    assert first.shared_topics == ("topics/x",)


def test_alone_or_with_nothing_to_say_there_are_no_neighbours() -> None:
    assert find_related([], 5) == ()
    assert find_related([portrait("a", FERRY)], 5) == ((),)
    assert find_related([portrait("a", ""), portrait("b", "")], 5) == ((), ())
    assert find_related([portrait("a", FERRY), portrait("b", FERRY_AGAIN)], 0) == ((), ())


def test_many_equal_neighbours_are_cut_by_id() -> None:
    collection = [portrait(f"n{n:03}", FERRY) for n in range(300)]
    random.Random(1).shuffle(collection)
    found = neighbours(*collection, limit=2)
    assert found["n200"] == ["n000", "n001"]
    assert found["n000"] == ["n001", "n002"]


def test_more_neighbours_than_usual_can_be_asked_for() -> None:
    found = neighbours(*(portrait(f"n{n:03}", FERRY) for n in range(320)), limit=200)
    assert {len(others) for others in found.values()} == {200}


_texts = st.sampled_from([FERRY, FERRY_AGAIN, COMET, COMET_AGAIN, BREAD, ""])
_ids = st.frozensets(st.sampled_from(["people/eve", "places/rome", "organisations/un"]))


@given(st.lists(st.tuples(_texts, _ids), max_size=7), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_scores_are_ordered_bounded_and_free_of_the_order_of_articles(pairs, random) -> None:  # type: ignore[no-untyped-def]
    collection = [(Portrait(f"a{n}", names, frozenset()), text) for n, (text, names) in enumerate(pairs)]
    found = dict(zip((p.article for p, _ in collection), find_related(collection, 3), strict=True))
    for id, nearest in found.items():
        assert len(nearest) <= 3
        assert id not in [r.article for r in nearest]
        assert [(-r.score, r.article) for r in nearest] == sorted((-r.score, r.article) for r in nearest)
        assert all(LEAST <= r.score <= 1 for r in nearest)
    random.shuffle(collection)
    assert dict(zip((p.article for p, _ in collection), find_related(collection, 3), strict=True)) == found


def test_bands_and_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = (FERRY, FERRY_AGAIN, COMET, COMET_AGAIN, BREAD)
    collection = [
        portrait(f"n{n:02}", f"{texts[n % 5]} {texts[n % 7 % 5]}", f"people/{n % 4}", f"topics/{n % 3}", f"n{n % 6:02}")
        for n in range(23)
    ]
    random.Random(2).shuffle(collection)
    whole = find_related(collection, 4)
    assert all(len(nearest) == 4 for nearest in whole)
    monkeypatch.setattr(related, "BLOCK", 2)
    monkeypatch.setattr(related, "PAIRS", 3)
    assert find_related(collection, 4) == whole
