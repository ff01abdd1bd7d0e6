"""Pages keep their shard: an added one moves none, and a doubling moves each to the one place it may go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.publish.search.pages import Kind, Page, Record
from generator.publish.search.shards import MOST, OTHER, STEMMED, count_for, place, shards

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


def test_ten_thousand_articles_are_spread_evenly() -> None:
    found = shards(page(f"articles/{number}.html") for number in range(10_000))
    assert len(found) == 16
    assert max(len(shard.pages) for shard in found) < MOST["articles"]


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


def test_the_order_in_which_pages_come_does_not_matter() -> None:
    pages = [page(f"articles/{number}.html", digest=str(number)) for number in range(50)]
    assert shards(pages) == shards(reversed(pages))
