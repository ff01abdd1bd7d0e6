"""Pages keep their shard: an added one moves none, and a doubling moves each to the one place it may go."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish.search.pages import Kind, Page, Record
from generator.publish.search.shards import OTHER, STEMMED, count_for, place, shards

addresses = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)


def page(address: str, kind: Kind = "article", language: str = "en", digest: str = "") -> Page:
    return Page(address, Record(kind, address), language, digest)


@given(addresses, st.integers(0, 8))
def test_when_the_shards_double_a_page_stays_or_moves_by_their_number(address: str, power: int) -> None:
    before = place(address, 2**power)
    assert 0 <= before < 2**power
    assert place(address, 2 ** (power + 1)) in (before, before + 2**power)


@given(st.integers(1, 10**6), st.integers(1, 5000))
def test_the_number_of_shards_is_the_least_power_of_two_that_holds_them(pages: int, most: int) -> None:
    count = count_for(pages, most)
    assert count & (count - 1) == 0
    assert pages <= count * most
    assert count == 1 or pages > (count // 2) * most


@given(st.sets(addresses, max_size=60), addresses)
def test_an_added_article_changes_one_shard_at_most(some: set[str], added: str) -> None:
    before = {shard.path: shard.digest for shard in shards(page(address) for address in sorted(some))}
    after = {shard.path: shard.digest for shard in shards(page(address) for address in sorted(some | {added}))}
    assert len(after.items() - before.items()) == (0 if added in some else 1)


@pytest.mark.parametrize(("articles", "count"), [(1_000, 1), (10_000, 16), (30_000, 16), (40_000, 32)])
def test_articles_are_spread_evenly_and_more_to_a_shard_where_there_are_very_many(articles: int, count: int) -> None:
    found = shards(page(f"articles/{number}.html") for number in range(articles))
    assert len(found) == count
    assert max(len(shard.pages) for shard in found) < 1.1 * articles / count


def test_families_and_languages_lie_apart_and_languages_without_stems_together() -> None:
    found = shards(
        [
            page("articles/a.html"),
            page("articles/b.html", language="ru"),
            page("articles/c.html", language="zh"),
            page("articles/d.html", language="und"),
            page("people/a.html", "person"),
            page("topics/a.html", "topic"),
        ]
    )
    assert [(shard.path, len(shard.pages)) for shard in found] == [
        ("articles/en-0", 1),
        ("articles/ru-0", 1),
        (f"articles/{OTHER}-0", 2),
        ("names/en-0", 2),
    ]
    assert OTHER not in STEMMED


@pytest.mark.parametrize(
    ("pages", "indexes"),
    [
        ({"en": 20, "es": 5, "zh": 1}, {"en": 20, "es": 5, OTHER: 1}),
        ({"en": 990, "es": 10}, {"en": 990, "es": 10}),
        ({"en": 991, "es": 9, "zh": 3, "und": 2}, {"en": 1005}),
        ({"en": 991, "es": 9, "zh": 8, "und": 3}, {"en": 1000, OTHER: 11}),
        ({"en": 5, "zh": 1_500}, {OTHER: 1_505}),
        ({"en": 4_000, "ru": 4_000, "es": 20, "fr": 19}, {"en": 4_019, "ru": 4_000, "es": 20}),
    ],
)
def test_languages_of_few_articles_among_many_share_the_index_of_most(
    pages: dict[str, int], indexes: dict[str, int]
) -> None:
    found: Counter[str] = Counter()
    languages = [(language, number) for language, count in pages.items() for number in range(count)]
    for shard in shards(
        page(f"articles/{language}{number}.html", "article", language) for language, number in languages
    ):
        found[shard.language] += len(shard.pages)
    assert found == indexes


def test_languages_of_names_are_counted_by_themselves() -> None:
    articles = [page(f"articles/{number}.html") for number in range(500)]
    names = [page("people/a.html", "person"), page("people/b.html", "person", "ru")]
    assert [shard.index for shard in shards([*articles, *names])] == ["articles/en", "names/en", "names/ru"]


def test_the_order_in_which_pages_come_does_not_matter() -> None:
    pages = [page(f"articles/{number}.html", digest=str(number)) for number in range(50)]
    assert shards(pages) == shards(reversed(pages))
