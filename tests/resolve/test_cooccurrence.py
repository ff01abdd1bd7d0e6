from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from generator.cooccurrences import Cooccurrence, Cooccurrences
from generator.model import LinkedMention
from generator.resolve.cooccurrence import MOST_IN_ARTICLE, MOST_IN_SENTENCE, appearances, count

Found = tuple[tuple[tuple[int, int], ...], tuple[LinkedMention, ...]]


def mentions(*entities: tuple[int, str]) -> tuple[LinkedMention, ...]:
    return tuple(LinkedMention(start, start + 1, entity, ("model",)) for start, entity in entities)


def counted(*articles: Found) -> Cooccurrences:
    ids = sorted({one.entity for _, found in articles for one in found})
    return count(ids, appearances(ids, [found for _, found in articles]), [spans for spans, _ in articles])


def test_articles_and_sentences_are_counted_once_each() -> None:
    first = (((0, 10), (11, 20)), mentions((0, "b"), (3, "a"), (5, "b"), (12, "a"), (15, "c")))
    second = (((0, 10), (11, 20)), mentions((0, "a"), (12, "b")))
    assert list(counted(first, second)) == [
        Cooccurrence("a", "b", articles=2, sentences=1),
        Cooccurrence("a", "c", articles=1, sentences=1),
        Cooccurrence("b", "c", articles=1, sentences=0),
    ]


def test_an_entity_does_not_appear_together_with_itself() -> None:
    assert len(counted((((0, 9),), mentions((0, "a"), (4, "a"))))) == 0


def test_an_empty_collection_has_no_pairs() -> None:
    assert list(counted()) == []
    assert list(count(["a", "b"], appearances(["a", "b"], [()]), [()])) == []


def test_a_mention_between_sentences_counts_for_the_article_alone() -> None:
    assert list(counted((((0, 5), (9, 15)), mentions((0, "a"), (6, "b"), (10, "c"))))) == [
        Cooccurrence("a", "b", 1, 0),
        Cooccurrence("a", "c", 1, 0),
        Cooccurrence("b", "c", 1, 0),
    ]


def test_a_list_of_a_thousand_names_stays_small() -> None:
    names = mentions(*((place, f"p{place:04}") for place in range(1000)))
    pairs = counted((((0, 1000),), names))
    assert len(pairs) <= MOST_IN_ARTICLE * (MOST_IN_ARTICLE - 1) // 2 + MOST_IN_SENTENCE * (MOST_IN_SENTENCE - 1) // 2


def one_by_one(articles: tuple[Found, ...]) -> list[Cooccurrence]:
    """The same by plain counting."""
    in_articles: Counter[tuple[str, str]] = Counter()
    in_sentences: Counter[tuple[str, str]] = Counter()
    for spans, found in articles:
        often = Counter(one.entity for one in found)
        pairs = set(combinations(sorted(sorted(often, key=lambda id: (-often[id], id))[:MOST_IN_ARTICLE]), 2))
        for start, end in spans:
            named = list(dict.fromkeys(one.entity for one in found if start <= one.start < end))
            near = set(combinations(sorted(named[:MOST_IN_SENTENCE]), 2))
            in_sentences.update(near)
            pairs |= near
        in_articles.update(pairs)
    return [Cooccurrence(*pair, in_articles[pair], in_sentences[pair]) for pair in sorted(in_articles)]


_article = st.lists(st.tuples(st.integers(0, 39), st.sampled_from("abcde")), max_size=12).map(
    lambda found: (((0, 10), (10, 20), (25, 40)), mentions(*sorted(found)))
)
_crowd = st.lists(st.tuples(st.integers(0, 999), st.integers(0, 79).map("p{:02}".format)), max_size=160).map(
    lambda found: (((0, 100), (100, 400), (450, 1000)), mentions(*sorted(found)))
)


@given(st.lists(_article, max_size=5) | st.lists(_crowd, max_size=2))
def test_the_counts_are_those_of_plain_counting_in_any_order_of_articles(articles: list[Found]) -> None:
    pairs = counted(*articles)
    assert list(pairs) == one_by_one(tuple(articles))
    assert list(counted(*reversed(articles))) == list(pairs)
    for number, name in enumerate(pairs.entities):
        row = slice(pairs.starts[number], pairs.starts[number + 1])
        columns = (column[row].tolist() for column in (pairs.companion, pairs.articles, pairs.sentences))
        mine = sorted(
            (pair.entity_b if pair.entity_a == name else pair.entity_a, *pair[2:]) for pair in pairs if name in pair[:2]
        )
        assert [(pairs.entities[other], *counts) for other, *counts in zip(*columns, strict=True)] == mine
