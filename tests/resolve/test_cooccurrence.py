from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.model import Cooccurrence, LinkedMention
from generator.resolve.cooccurrence import MOST_IN_ARTICLE, MOST_IN_SENTENCE, count


def mentions(*entities: tuple[int, str]) -> tuple[LinkedMention, ...]:
    return tuple(LinkedMention(start, start + 1, entity, ("model",)) for start, entity in entities)


def test_articles_and_sentences_are_counted_once_each() -> None:
    first = (((0, 10), (11, 20)), mentions((0, "b"), (3, "a"), (5, "b"), (12, "a"), (15, "c")))
    second = (((0, 10), (11, 20)), mentions((0, "a"), (12, "b")))
    assert count([first, second]) == (
        Cooccurrence("a", "b", articles=2, sentences=1),
        Cooccurrence("a", "c", articles=1, sentences=1),
        Cooccurrence("b", "c", articles=1, sentences=0),
    )


def test_an_entity_does_not_appear_together_with_itself() -> None:
    assert count([(((0, 9),), mentions((0, "a"), (4, "a")))]) == ()


def test_a_mention_between_sentences_counts_for_the_article_alone() -> None:
    assert count([(((0, 5), (9, 15)), mentions((0, "a"), (6, "b"), (10, "c")))]) == (
        Cooccurrence("a", "b", 1, 0),
        Cooccurrence("a", "c", 1, 0),
        Cooccurrence("b", "c", 1, 0),
    )


def test_a_list_of_a_thousand_names_stays_small() -> None:
    names = mentions(*((place, f"p{place:04}") for place in range(1000)))
    pairs = count([(((0, 1000),), names)])
    assert len(pairs) <= MOST_IN_ARTICLE * (MOST_IN_ARTICLE - 1) // 2 + MOST_IN_SENTENCE * (MOST_IN_SENTENCE - 1) // 2


_article = st.lists(st.tuples(st.integers(0, 39), st.sampled_from("abcde")), max_size=12).map(
    lambda found: (((0, 10), (10, 20), (25, 40)), mentions(*sorted(found)))
)


@given(st.lists(_article, max_size=5))
def test_pairs_are_ordered_and_no_pair_is_in_more_articles_than_there_are(articles) -> None:  # type: ignore[no-untyped-def]
    pairs = count(articles)
    assert [(p.entity_a, p.entity_b) for p in pairs] == sorted({(p.entity_a, p.entity_b) for p in pairs})
    for pair in pairs:
        assert pair.entity_a < pair.entity_b
        assert pair.articles == sum(
            {pair.entity_a, pair.entity_b} <= {m.entity for m in found} for _, found in articles
        )
        assert 0 <= pair.sentences <= 3 * pair.articles
    assert count(reversed(articles)) == pairs
