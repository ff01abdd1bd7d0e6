"""Each verb of entities.yml, through the whole pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.pipeline import collect
from generator.progress import Silent
from generator.settings import Settings
from tests.curation.corpora import build, entities, moved, rules, surfaces


def test_without_corrections_two_mistakes_are_made_that_the_tests_below_mend(tmp_path: Path) -> None:
    found = entities(build(tmp_path))
    assert {"organisations/petra-holm", "people/petra-holm", "people/holm", "organisations/harbour-board"} <= set(found)


def test_merge_brings_everything_together_and_old_addresses_lead_on(tmp_path: Path) -> None:
    built = build(
        tmp_path,
        entities="""
- entity: people/petra-holm
  merge: [organisations/petra-holm, people/holm]
""",
    )
    found = entities(built)
    assert not {"organisations/petra-holm", "people/holm"} & set(found)
    assert (found["people/petra-holm"].articles, found["people/petra-holm"].name) == (2, "Petra Holm")
    assert surfaces(built, "people/petra-holm") == [
        ("1981/tolls", "Petra Holm"),
        ("1981/tolls", "Petra Holm"),
        ("1982/survey", "Petra Holm"),
        ("1982/survey", "Holm"),
    ]
    assert "curation" in rules(built, "people/petra-holm")
    together = {one.entity_b for one in built.cooccurrences if one.entity_a == "people/petra-holm"}
    assert {"places/oslo", "places/stockholm"} <= together
    assert moved(built) == {
        "organisations/petra-holm": ("people/petra-holm",),
        "people/holm": ("people/petra-holm",),
    }
    assert not built.warnings


def test_a_new_name_a_new_type_and_facts(tmp_path: Path) -> None:
    built = build(
        tmp_path,
        entities="""
- entity: organisations/petra-holm
  prefLabel: Petra Maria Holm
  type: person
  country: SE
  wikidata: Q42
  description: leader of the Sailors' Union
""",
    )
    entity = entities(built)["people/petra-maria-holm"]
    assert (entity.type, entity.name, entity.country, entity.wikidata) == ("person", "Petra Maria Holm", "SE", "Q42")
    assert entity.descriptions[0] == "leader of the Sailors' Union"
    assert "Petra Holm" in entity.aliases
    assert moved(built) == {"organisations/petra-holm": ("people/petra-maria-holm",)}
    assert not built.warnings


def test_the_name_of_another_entity_makes_the_two_one(tmp_path: Path) -> None:
    built = build(tmp_path, entities="- {entity: people/holm, prefLabel: Petra Holm}")
    assert len(surfaces(built, "people/petra-holm")) == 3
    assert not built.warnings


def test_a_merge_into_a_wrong_id_may_give_it_the_right_name_that_is_merged(tmp_path: Path) -> None:
    built = build(tmp_path, entities="- {entity: people/holm, prefLabel: Petra Holm, merge: people/petra-holm}")
    assert len(surfaces(built, "people/petra-holm")) == 3
    assert moved(built) == {"people/holm": ("people/petra-holm",)}
    assert not built.warnings


def test_further_names_are_found_in_any_language_and_script(tmp_path: Path) -> None:
    built = build(
        tmp_path,
        entities="""
- entity: people/astrid-lindqvist
  altLabel: [Астрид Линдквист, Линдквист, chair of the Harbour Board]
""",
    )
    found = surfaces(built, "people/astrid-lindqvist")
    assert [words for article, words in found if article == "1983/lettre"] == ["Астрид Линдквист", "Линдквист"]
    assert ("1980/ferry", "chair of the Harbour Board") in found
    assert "curation" in rules(built, "people/astrid-lindqvist")
    entity = entities(built)["people/astrid-lindqvist"]
    assert entity.aliases[:2] == ("Астрид Линдквист", "Линдквист")
    lettre = next(record for record in built.records if record.article.id == "1983/lettre")
    assert any(keyword.entity == "people/astrid-lindqvist" for keyword in lettre.keywords)
    assert not built.warnings


def test_an_entity_that_only_corrections_know_is_found(tmp_path: Path) -> None:
    built = build(
        tmp_path,
        entities="- {entity: organisations/sailors-union, altLabel: [Sailors' Union]}",
    )
    assert surfaces(built, "organisations/sailors-union") == [("1981/tolls", "Sailors' Union")]
    assert entities(built)["organisations/sailors-union"].name == "Sailors' Union"
    assert not built.warnings


def test_what_is_ignored_has_neither_page_nor_mention_and_says_nothing(tmp_path: Path) -> None:
    built = build(tmp_path, entities="- {entity: people/petra-holm, ignore: true}")
    assert "people/petra-holm" not in entities(built)
    tolls = next(record for record in built.records if record.article.id == "1981/tolls")
    assert "people/petra-holm" not in {mention.entity for mention in tolls.mentions}
    assert [statement.speaker for statement in tolls.statements] == [""]
    assert all(keyword.entity != "people/petra-holm" for keyword in tolls.keywords)
    assert not any("people/petra-holm" in (one.entity_a, one.entity_b) for one in built.cooccurrences)
    assert not built.warnings


def test_split_tells_apart_by_article_and_the_old_address_offers_both(tmp_path: Path) -> None:
    built = build(
        tmp_path,
        entities="""
- split: people/astrid-lindqvist
  into:
    - {prefLabel: Astrid Lindqvist (chair), articles: [1980/ferry]}
    - {prefLabel: Astrid Lindquist (member), articles: [1981/tolls]}
""",
    )
    assert len(surfaces(built, "people/astrid-lindqvist-chair")) == 2
    assert len(surfaces(built, "people/astrid-lindquist-member")) == 1
    assert entities(built)["people/astrid-lindqvist-chair"].name == "Astrid Lindqvist (chair)"
    assert moved(built) == {
        "people/astrid-lindqvist": ("people/astrid-lindquist-member", "people/astrid-lindqvist-chair")
    }
    assert not built.warnings


def test_what_a_split_does_not_name_stays(tmp_path: Path) -> None:
    built = build(
        tmp_path,
        entities="""
- split: people/astrid-lindqvist
  into: [{prefLabel: Astrid Lindquist, articles: 1981/tolls}]
""",
    )
    assert len(surfaces(built, "people/astrid-lindqvist")) == 2
    assert not moved(built)


def test_one_name_in_one_article_can_be_another_entity(tmp_path: Path) -> None:
    built = build(
        tmp_path,
        entities="- {article: 1981/tolls, surface: harbour board, entity: organisations/harbour-board-of-oslo}",
    )
    assert ("1981/tolls", "Harbour Board") in surfaces(built, "organisations/harbour-board-of-oslo")
    assert ("1980/ferry", "Harbour Board") in surfaces(built, "organisations/harbour-board")
    assert not built.warnings


def test_a_corrected_entity_has_a_page_however_rare(tmp_path: Path) -> None:
    settings = Settings(entity_page_min_articles=2)
    found = entities(build(tmp_path, settings, entities="- {entity: places/oslo, wikidata: Q585}"))
    assert found["places/oslo"].has_page
    assert not found["places/stockholm"].has_page


def test_corrections_may_name_ids_that_other_corrections_give_in_any_order(tmp_path: Path) -> None:
    built = build(
        tmp_path,
        entities="""
- {entity: people/petra-maria-holm, wikidata: Q42}
- {article: 1982/survey, surface: Holm, entity: people/petra-maria-holm}
- {entity: people/petra-holm, prefLabel: Petra Maria Holm}
- {entity: people/petra-maria-holm, merge: organisations/petra-holm}
""",
    )
    assert len(surfaces(built, "people/petra-maria-holm")) == 4
    assert entities(built)["people/petra-maria-holm"].wikidata == "Q42"
    assert not built.warnings


def test_a_second_build_gives_the_same(tmp_path: Path) -> None:
    corrections = "- {entity: people/petra-holm, merge: [organisations/petra-holm, people/holm], altLabel: [Линдквист]}"
    assert build(tmp_path, entities=corrections) == build(tmp_path, entities=corrections)


@pytest.mark.parametrize(
    ("entities", "warning"),
    [
        ("- {entity: people/nobody, wikidata: Q42}", "1: nothing has the id “people/nobody”"),
        ("- {entity: places/oslo, merge: places/nowhere}", "1: nothing has the id “places/nowhere”"),
        ("- {article: 1999/x, surface: Holm, entity: people/holm}", "1: no article has the id “1999/x”"),
        ("- {article: 1980/ferry, surface: Oslo, entity: places/oslo}", "1: “Oslo” stands nowhere in 1980/ferry"),
        ("- {article: 1982/survey, surface: Oslo, entity: places/os}", "1: nothing has the id “places/os”"),
        (
            "- {split: places/oslo, into: [{prefLabel: Oslo (Minnesota), articles: 1980/ferry}]}",
            "1: “places/oslo” is in none of the articles of “Oslo (Minnesota)”",
        ),
        (
            "- {split: places/oslo, into: [{prefLabel: Oslo (Minnesota), articles: [1982/survey, 1999/x]}]}",
            "1: no article has the id “1999/x”",
        ),
        (
            "- {entity: places/oslo, merge: places/turku}\n- {entity: places/turku, merge: places/oslo}",
            "2: “places/oslo” and “places/turku” cannot each become the other",
        ),
        (
            "- {entity: places/oslo, merge: places/turku}\n"
            "- {entity: places/turku, merge: places/helsinki}\n"
            "- {entity: places/helsinki, merge: places/oslo}",
            "3: “places/oslo” and “places/helsinki” cannot each become the other",
        ),
        ("- {entity: places/oslo, merge: places/oslo}", "1: “places/oslo” and “places/oslo” cannot each become"),
        (
            "- {entity: places/oslo, merge: places/turku}\n- {entity: places/stockholm, merge: places/turku}",
            "2: “places/turku” already becomes “places/oslo”",
        ),
        (
            "- {entity: places/oslo, wikidata: Q585}\n\n- {entity: places/oslo, wikidata: Q42}",
            "3: line 1 says otherwise of “places/oslo”",
        ),
        ("- {entity: places/oslo, ignore: true, merge: places/turku}", "1: “places/oslo” is to be ignored, but also"),
        (
            "- {entity: places/oslo, altLabel: Kristiania}\n- {entity: places/turku, altLabel: Kristiania}",
            "2: “Kristiania” is a name of another entity too",
        ),
        (
            "- {article: 1982/survey, surface: Oslo, entity: places/turku}\n"
            "- {article: 1982/survey, surface: Oslo, entity: places/helsinki}",
            "2: another correction says otherwise of “Oslo” in 1982/survey",
        ),
    ],
)
def test_a_correction_that_matches_nothing_or_contradicts_is_named(tmp_path: Path, entities: str, warning: str) -> None:
    (said,) = build(tmp_path, entities=entities).warnings
    assert said.startswith(f"_curation/entities.yml:{warning}")
    assert said.endswith("Change or remove this correction.")


def test_a_name_of_two_bodies_that_are_made_one_is_one_mention(tmp_path: Path) -> None:
    text = "Talks\n\nNorway was represented by the Ministries of Internal and Foreign Affairs.\n"
    (tmp_path / "corpus" / "_curation").mkdir(parents=True)
    (tmp_path / "corpus" / "talks.txt").write_text(text, encoding="utf-8")
    before = collect(tmp_path / "corpus", Settings(), progress=Silent())
    spans = [(one.start, one.end) for one in before.records[0].mentions]
    twins = [one.entity for one in before.records[0].mentions if spans.count((one.start, one.end)) == 2]
    assert len(set(twins)) == 2
    correction = f"- entity: {twins[0]}\n  merge: [{twins[1]}]\n"
    (tmp_path / "corpus" / "_curation" / "entities.yml").write_text(correction, encoding="utf-8")
    after = collect(tmp_path / "corpus", Settings(), progress=Silent())
    spans = [(one.start, one.end) for one in after.records[0].mentions]
    assert len(spans) == len(set(spans))
    counted = sum(one.entity == twins[0] for one in after.records[0].mentions)
    assert entities(after)[twins[0]].mentions == counted > 0


def test_an_override_finds_a_name_that_the_analysis_did_not(tmp_path: Path) -> None:
    built = build(
        tmp_path,
        entities="- {article: 1980/ferry, surface: ferry terminal, entity: places/turku}",
    )
    found = [one for one in surfaces(built, "places/turku") if one[1] == "ferry terminal"]
    assert found == [("1980/ferry", "ferry terminal")] * 2
    (ferry,) = (record for record in built.records if record.article.id == "1980/ferry")
    assert {one.rules for one in ferry.mentions if one.end - one.start == len("ferry terminal")} >= {("curation",)}
    assert "ferry terminal" in entities(built)["places/turku"].aliases
    assert not built.warnings
