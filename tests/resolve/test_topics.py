from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analyse.keyword_folding import fold
from generator.analyse.keyword_generality import GENERAL_PHRASES, GENERAL_WORDS, PEOPLE, SUBJECT_WORDS
from generator.model import Keyword, Topic
from generator.resolve.topic_evidence import CHIEF, Articles, gather
from generator.resolve.topics import SMALL, find_topics


def keyword(text: str, key: str = "", mention: int | None = None) -> Keyword:
    return Keyword(text, key or fold(text), 0.5, mention)


def articles(*texts: tuple[str, ...]) -> Articles:
    return [(f"a{number}", tuple(keyword(text) for text in group)) for number, group in enumerate(texts)]


def topics(found: Articles, *names: str, least: int = 2) -> dict[str, Topic]:
    return {topic.label: topic for topic in find_topics(gather(found, least), names).topics}


def test_a_keyword_of_two_articles_is_a_topic_of_one_it_is_none() -> None:
    found = topics(articles(("trade talks", "ferry"), ("trade talks",)))
    assert set(found) == {"trade talks"}
    assert found["trade talks"].articles == ("a0", "a1")


def test_the_label_is_the_most_frequent_form_the_others_are_variants() -> None:
    found = topics(articles(("Arms-control treaties",), ("arms control treaty",), ("arms control treaty",)))
    assert found["arms control treaty"].variants == ("Arms-control treaties",)


def test_names_are_no_topics() -> None:
    with_mention = [("a0", (keyword("Rhine", mention=0),)), ("a1", (keyword("Rhine", mention=3),))]
    assert not topics(with_mention)
    assert not topics(articles(("Rhine",), ("Rhine",)), "RHINE")


def test_what_is_too_general_is_no_topic_but_its_kinds_are() -> None:
    assert set(topics(articles(("council", "city council"), ("council", "city council")))) == {"city council"}


def test_what_most_articles_share_says_nothing_in_a_large_collection() -> None:
    everywhere = [("trade", "ferry") if number < 3 else ("trade",) for number in range(SMALL + 1)]
    assert set(topics(articles(*everywhere))) == {"ferry"}


@pytest.mark.parametrize("word", ["host", "limits", "class", "faith", "attackers"])
def test_a_bare_general_noun_is_no_topic(word: str) -> None:
    assert not topics(articles((word,), (word,), (word,)))


def test_a_common_word_that_names_a_subject_is_a_topic() -> None:
    assert set(topics(articles(("health",), ("health",)))) == {"health"}


def test_a_word_is_no_topic_where_it_is_far_down_in_every_article() -> None:
    before = tuple(f"harbour plan {number}" for number in range(CHIEF))
    assert "ferry" not in topics(articles((*before, "ferry"), (*before, "ferry")))


def test_near_duplicates_count_once() -> None:
    found = articles(("trade talks",), ("trade talks",), ("ferry strike",), ("ferry strike",))
    result = find_topics(gather(found, 2), (), copies={"a1": "a0"})
    assert [topic.label for topic in result.topics] == ["ferry strike"]
    again = find_topics(gather([*found, ("a9", (keyword("trade talks"),))], 2), (), copies={"a1": "a0"})
    assert {topic.label: topic.articles for topic in again.topics}["trade talks"] == ("a0", "a1", "a9")


def test_a_phrase_gives_way_to_the_longer_one_that_covers_its_articles() -> None:
    whole = ("missile treaty", "anti-ballistic missile treaty")
    assert set(topics(articles(whole, whole))) == {"anti-ballistic missile treaty"}
    assert "missile treaty" in topics(articles(whole, whole, ("missile treaty",)))


def test_the_head_of_a_phrase_is_its_broader_topic() -> None:
    both = ("presidential election", "election")
    found = topics(articles(both, both, ("election",)))
    assert found["presidential election"].broader == ("topics/election",)
    assert found["election"].broader == ()


def test_neighbours_are_what_is_found_together_nearest_first() -> None:
    found = topics(
        articles(("ferry", "harbour", "strike"), ("ferry", "harbour"), ("strike", "wage"), ("wage", "strike"))
    )
    assert found["ferry"].neighbours == ("topics/harbour", "topics/strike")
    assert "topics/wage" not in found["ferry"].neighbours


def test_an_acronym_that_one_article_spells_out_joins_its_long_form_elsewhere() -> None:
    spelt_out = ("a0", (keyword("CPI", key="consumer price index"),))
    given_articles = [spelt_out, ("a1", (keyword("CPI"),)), ("a2", (keyword("consumer price index"),))]
    result = find_topics(gather(given_articles, 2), ())
    assert [topic.articles for topic in result.topics] == [("a0", "a1", "a2")]
    assert result.of_key["cpi"] == result.of_key["consumer price index"]


def test_an_acronym_with_two_readings_stays_alone() -> None:
    readings = [
        ("a0", (keyword("CPI", key="consumer price index"),)),
        ("a1", (keyword("CPI", key="corruption perception index"),)),
        ("a2", (keyword("CPI"),)),
    ]
    assert not find_topics(gather(readings, 2), ()).topics


def test_topics_of_one_slug_get_ids_of_their_own() -> None:
    found = find_topics(gather(articles(("c", "c++"), ("C", "c++")), 2), ())
    assert len({topic.id for topic in found.topics}) == len(found.topics)


_words = st.sampled_from(["ferry", "Ferries", "harbour", "wage strike", "strike", "strikes", "trade", "CPI"])


@given(st.lists(st.lists(_words, max_size=6).map(tuple), max_size=8), st.randoms(use_true_random=False))
def test_topics_do_not_depend_on_the_order_of_articles_and_keep_to_their_rules(groups, random) -> None:  # type: ignore[no-untyped-def]
    given_articles = list(articles(*groups))
    result = find_topics(gather(given_articles, 2), ())
    random.shuffle(given_articles)
    assert find_topics(gather(given_articles, 2), ()) == result
    ids = [topic.id for topic in result.topics]
    assert ids == sorted(set(ids))
    for topic in result.topics:
        assert len(topic.articles) >= 2
        assert topic.label not in topic.variants
        assert topic.id not in (*topic.neighbours, *topic.broader)
        assert set(topic.neighbours) | set(topic.broader) <= set(ids)


@pytest.mark.parametrize("words", [SUBJECT_WORDS, GENERAL_WORDS, PEOPLE, GENERAL_PHRASES])
def test_the_lists_that_folded_keywords_are_looked_up_in_are_folded(words: frozenset[str]) -> None:
    assert {word: fold(word) for word in words if fold(word) != word} == {}
