"""What brings the names of several articles together, and that the rule which did is recorded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from generator.model import Entity
from generator.resolve import entities_groups, entities_people
from generator.resolve.entities import Linked, link_entities
from generator.settings import Settings
from tests.resolve.test_entities import analysed, link, names, only


def rules(linked: Linked, article: int) -> set[str]:
    return {rule for mention in linked.articles[article].mentions for rule in mention.rules}


def owned(*owners: str, name: str = "Foreign Ministry") -> Linked:
    """One article for each of `owners`, which names an agency of that country; of none where it is empty."""
    given = analysed(*[f"The [{name}|organisation] spoke."] * len(owners))
    analyses = tuple(
        structs.replace(
            analysis, mentions=tuple(structs.replace(mention, owner=owner) for mention in analysis.mentions)
        )
        for analysis, owner in zip(given.analyses, owners, strict=True)
    )
    return link_entities(replace(given, analyses=analyses), Settings())


def test_a_nickname_makes_no_other_person_in_the_same_company() -> None:
    company = "of the [Harbour Board|organisation]"
    linked = link(f"[Joe Bergman|person] {company}", f"[Joseph R. Bergman Jr.|person] {company}")
    assert len([one for one in linked.entities if one.type == "person"]) == 1
    assert "nickname" in rules(linked, 0) | rules(linked, 1)


def test_a_nickname_alone_brings_nobody_together() -> None:
    assert len(link("[Bill Bergman|person]", "[William Bergman|person]").entities) == 2
    company = "of the [Harbour Board|organisation]"
    linked = link(f"[Bill K. Bergman|person] {company}", f"[William M. Bergman|person] {company}")
    assert len([one for one in linked.entities if one.type == "person"]) == 2


def test_a_family_name_joins_the_person_of_the_nickname() -> None:
    company = "of the [Harbour Board|organisation]"
    forms = ("Joe Bergman", "Joseph R. Bergman Jr.", "Bergman", "Joe Bergman")
    linked = link(*(f"[{form}|person] {company}" for form in forms))
    person: Entity = next(one for one in linked.entities if one.type == "person")
    assert (person.id, person.articles) == ("people/joe-bergman", 4)
    assert rules(linked, 2) == {"model", "surname"}


def test_a_town_that_only_one_article_knows_from_the_gazetteer_is_one_place() -> None:
    given = analysed("[Geneva|place] slept.", "[Geneva|place] woke.")
    known = structs.replace(given.analyses[1], mentions=(structs.replace(given.analyses[1].mentions[0], owner="CH"),))
    linked = link_entities(replace(given, analyses=(given.analyses[0], known)), Settings())
    assert (only(linked).id, only(linked).country) == ("places/geneva", "CH")
    assert "same-place" in rules(linked, 0)


def test_an_agency_without_a_country_is_that_of_nearly_all_others() -> None:
    linked = owned("NO", "NO", "NO", "")
    assert names(linked) == {"organisations/foreign-ministry-norway": "Foreign Ministry (Norway)"}
    assert rules(linked, 3) == {"model", "owner-vote"}


def test_an_agency_without_a_country_stays_alone_among_several_or_few() -> None:
    assert len(owned("NO", "NO", "SE", "").entities) == 3
    assert len(owned("NO", "").entities) == 2


def test_a_name_has_one_type_where_its_company_agrees() -> None:
    company = "beside the [Harbour Board|organisation]"
    linked = link(f"[Lund Five|place] {company}", f"[Lund Five|organisation] {company}, [Lund Five|organisation]")
    assert names(linked)["organisations/lund-five"] == "Lund Five"
    assert "places/lund-five" not in names(linked)
    assert "type-vote" in rules(linked, 0)


def test_types_stay_apart_where_contexts_differ() -> None:
    assert len(link("[Sandov|place] slept.", "[Sandov|person] of the [Harbour Board|organisation]").entities) == 3


def test_an_acronym_is_the_one_long_name_of_its_initials() -> None:
    linked = link("[Office for Sea and Co-operation in Europe|organisation]", "[OSCE|organisation]")
    assert len(linked.entities) == 1
    assert rules(linked, 0) | rules(linked, 1) == {"acronym", "model"}
    two = ("[Office for Sea and Co-operation in Europe|organisation]", "[Office of Sea Cargo Estimates|organisation]")
    assert len(link(*two, "[OSCE|organisation]").entities) == 3


def test_no_room_to_keep_neighbours_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    company = "of the [Harbour Board|organisation]"
    forms = ("Joe Bergman", "Joseph R. Bergman Jr.", "Bergman", "Joe Bergman", "Sergei Shoiguin", "Sergey Shoyguin")
    articles = [f"[{form}|person] {company}" for form in forms]
    kept = link(*articles)
    monkeypatch.setattr(entities_groups, "_MOST_KEPT", 0)
    assert link(*articles) == kept


def test_of_countless_people_those_in_the_most_articles_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    company = "of the [Harbour Board|organisation]"
    forms = ("Sergei Shoiguin", "Sergey Shoyguin", "Sergei Shoiguin", "Sergey Shoyguin", "Sally Smithson")
    articles = [f"[{form}|person] {company}" for form in forms]
    monkeypatch.setattr(entities_people, "_MOST_COMPARED", 2)
    assert len([one for one in link(*articles).entities if one.type == "person"]) == 2
    monkeypatch.setattr(entities_people, "_MOST_COMPARED", 1)
    assert len([one for one in link(*articles).entities if one.type == "person"]) == 3
