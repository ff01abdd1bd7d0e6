"""Whatever people write that can be read: it is applied or warned of, and the collection stays whole."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.curation import Curation, EntityCorrection, Override, Split, SplitPart, TopicCorrection
from generator.resolve.entities import link_entities
from generator.resolve.topic_evidence import gather
from generator.resolve.topics import find_topics
from generator.settings import Settings
from tests.resolve.test_entities import analysed
from tests.resolve.test_topics import articles

FOUND = analysed(
    "[Anna Berg|person] and [Tomas Berg|person] met [Lund|person] in [Lund|place] and [Oslo|place].",
    "[Anna Berg|person] leads the [Harbour Board|organisation] of [Oslo|place].",
    "[Lund|person] left the [Harbour Board|organisation].",
)
NAMES = st.sampled_from(["Anna Berg", "Tomas Berg", "Lund", "Oslo", "Harbour Board", "Nobody", "Ann"])
IDS = st.sampled_from(
    """people/anna-berg people/tomas-berg people/lund places/lund places/oslo places/nowhere people/ann people/nobody
    organisations/harbour-board people/harbour-board""".split()
)
ARTICLES = st.sampled_from(["a0", "a1", "a2", "a9"])
LINES = st.integers(1, 9)


def several(of: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(of, max_size=2, unique=True).map(tuple)


ENTITIES = st.builds(
    EntityCorrection,
    IDS,
    LINES,
    pref_label=st.one_of(st.just(""), NAMES),
    alt_label=several(NAMES),
    type=st.sampled_from([None, "person", "organisation", "place"]),
    country=st.sampled_from(["", "SE"]),
    merge=several(IDS),
    ignore=st.booleans(),
)
PARTS = st.lists(st.builds(SplitPart, NAMES, several(ARTICLES)), min_size=1, max_size=2).map(tuple)
CURATIONS = st.builds(
    Curation,
    entities=st.lists(ENTITIES, max_size=4).map(tuple),
    splits=st.lists(st.builds(Split, IDS, LINES, PARTS), max_size=2).map(tuple),
    overrides=st.lists(st.builds(Override, ARTICLES, LINES, NAMES, IDS), max_size=2).map(tuple),
)


@settings(deadline=None)
@given(CURATIONS)
def test_every_mention_has_its_entity_and_every_old_address_leads_to_a_page(curation: Curation) -> None:
    corpus = replace(FOUND.corpus, curation=curation)
    linked = link_entities(replace(FOUND, corpus=corpus), Settings(entity_page_min_articles=9))
    entities = {entity.id: entity for entity in linked.entities}
    assert [*entities] == sorted({mention.entity for one in linked.articles for mention in one.mentions})
    assert all(entity.name and entity.mentions and entity.articles for entity in linked.entities)
    for moved in linked.moved:
        assert moved.old not in entities
        assert moved.new
        assert all(entities[new].has_page for new in moved.new)
    for one in linked.articles:
        assert {statement.speaker for statement in one.statements} <= {"", *entities}
        assert {role.entity for role in one.roles} <= set(entities)


TOPICS = st.sampled_from(["topics/trade-talks", "topics/ferry", "topics/herring", "topics/nothing", "topics/fish"])
TOPIC_CORRECTIONS = st.lists(
    st.builds(
        TopicCorrection,
        TOPICS,
        LINES,
        pref_label=st.sampled_from(["", "herring", "fish", "Trade talks"]),
        merge=several(TOPICS),
        broader=several(TOPICS),
        pin=st.booleans(),
        ignore=st.booleans(),
    ),
    max_size=4,
)
TALKS = articles(("trade talks", "ferry"), ("trade talks", "herring"), ("herring", "quota"))


@settings(deadline=None)
@given(TOPIC_CORRECTIONS)
def test_every_topic_is_whole_and_every_old_address_leads_to_one(corrections: list[TopicCorrection]) -> None:
    found = find_topics(gather(TALKS, 2, corrections), (), corrections)
    topics = {topic.id: topic for topic in found.topics}
    assert [*topics] == sorted(topics)
    assert set(found.of_key.values()) == set(topics)
    assert all(topic.label and topic.articles and topic.label not in topic.variants for topic in found.topics)
    assert all({*topic.broader, *topic.neighbours} <= set(topics) - {topic.id} for topic in found.topics)
    assert all(moved.old not in topics and set(moved.new) <= set(topics) for moved in found.moved)


def test_without_corrections_nothing_moves() -> None:
    assert link_entities(FOUND, Settings()).moved == ()
    assert find_topics(gather(TALKS, 2), ()).moved == ()
