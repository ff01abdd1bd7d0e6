"""Each verb of topics.yml, and stopwords.txt, through the whole pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.curation.corpora import build, moved, topics


def test_merge_makes_one_topic_of_two_and_the_old_address_leads_on(tmp_path: Path) -> None:
    built = build(tmp_path, topics="- {topic: topics/harbour-tolls, merge: topics/ferry-terminal}")
    assert set(topics(built)) == {"topics/harbour-tolls"}
    topic = topics(built)["topics/harbour-tolls"]
    assert (topic.label, topic.variants) == ("harbour tolls", ("ferry terminal",))
    assert topic.articles == ("1980/ferry", "1981/tolls", "1982/survey")
    assert {keyword.topic for record in built.records for keyword in record.keywords} == {"", "topics/harbour-tolls"}
    assert moved(built) == {"topics/ferry-terminal": ("topics/harbour-tolls",)}
    assert not built.warnings


def test_rename(tmp_path: Path) -> None:
    built = build(tmp_path, topics="- {topic: topics/harbour-tolls, prefLabel: port dues}")
    assert topics(built)["topics/port-dues"].label == "port dues"
    assert "harbour tolls" in topics(built)["topics/port-dues"].variants
    assert moved(built) == {"topics/harbour-tolls": ("topics/port-dues",)}


def test_ignore(tmp_path: Path) -> None:
    built = build(tmp_path, topics="- {topic: topics/harbour-tolls, ignore: true}")
    assert set(topics(built)) == {"topics/ferry-terminal"}
    assert not built.warnings


def test_pin_makes_a_topic_of_a_keyword_of_one_article(tmp_path: Path) -> None:
    built = build(tmp_path, topics="- {topic: topics/chair, pin: true}")
    assert topics(built)["topics/chair"].articles == ("1980/ferry",)
    assert not built.warnings


def test_broader_by_whatever_id(tmp_path: Path) -> None:
    built = build(
        tmp_path,
        topics="""
- {topic: topics/ferry-terminal, broader: [topics/port-dues]}
- {topic: topics/harbour-tolls, prefLabel: port dues}
""",
    )
    assert topics(built)["topics/ferry-terminal"].broader == ("topics/port-dues",)
    assert not built.warnings


def test_stopwords_are_neither_keywords_nor_topics(tmp_path: Path) -> None:
    built = build(tmp_path, stopwords="# too many\nFerry terminals  # in any number and case\n\npetra holm\n")
    assert set(topics(built)) == {"topics/harbour-tolls"}
    words = {keyword.keyword.text for record in built.records for keyword in record.keywords}
    assert not {"ferry terminal", "Petra Holm"} & words
    assert not built.warnings


@pytest.mark.parametrize(
    ("corrections", "warning"),
    [
        ("- {topic: topics/nothing, pin: true}", "1: no keyword has the id “topics/nothing”"),
        ("- {topic: topics/harbour-tolls, merge: topics/nothing}", "1: no keyword has the id “topics/nothing”"),
        ("- {topic: topics/chair, prefLabel: the chair}", "1: “topics/chair” is in too few articles"),
        ("- {topic: topics/harbour-tolls, broader: topics/nothing}", "1: “topics/nothing” is no topic that"),
        ("- {topic: topics/harbour-tolls, broader: topics/harbour-tolls}", "1: “topics/harbour-tolls” is no topic"),
        (
            "- {topic: topics/harbour-tolls, broader: topics/ferry-terminal}\n"
            "- {topic: topics/ferry-terminal, broader: topics/harbour-tolls}",
            "2: “topics/harbour-tolls” is itself a kind of “topics/ferry-terminal”, which leads in a circle",
        ),
        ("- {topic: topics/harbour-tolls, ignore: true, pin: true}", "1: “topics/harbour-tolls” is to be ignored, but"),
        (
            "- {topic: topics/harbour-tolls, merge: topics/ferry-terminal}\n"
            "- {topic: topics/ferry-terminal, merge: topics/harbour-tolls}",
            "2: “topics/harbour-tolls” and “topics/ferry-terminal” cannot each become the other",
        ),
    ],
)
def test_a_correction_that_matches_nothing_or_contradicts_is_named(
    tmp_path: Path, corrections: str, warning: str
) -> None:
    (said,) = build(tmp_path, topics=corrections).warnings
    assert said.startswith(f"_curation/topics.yml:{warning}")
