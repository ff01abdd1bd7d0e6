"""What is used of rigour's list of territories: it comes from the package's core, which may change."""

from __future__ import annotations

import pytest

from generator.analyse.territories import cities, country_name, english, find_foreign


@pytest.mark.parametrize(
    ("words", "name", "country", "wikidata", "demonym"),
    [
        ("Russia", "Russia", "RU", "Q159", False),
        ("Russian", "Russia", "RU", "Q159", True),
        ("People's Republic of China", "China", "CN", "Q148", False),
        ("PRC", "China", "CN", "Q148", False),
        ("DPRK", "North Korea", "KP", "Q423", False),
        ("North Koreans", "North Korea", "KP", "Q423", True),
        ("U.S.", "United States", "US", "Q30", False),
        ("Britain", "United Kingdom", "GB", "Q145", False),
        ("Scottish", "Scotland", "GB", "Q22", True),
        ("Soviet", "Soviet Union", "SU", "Q15180", True),
        ("USSR", "Soviet Union", "SU", "Q15180", False),
        ("Texas", "Texas", "US", "Q1439", False),
        ("Iraqis", "Iraq", "IQ", "Q796", True),
        ("United Nations", "United Nations", "", "Q1065", False),
        ("EU", "European Union", "", "Q458", False),
        ("Middle East", "Middle East", "", "", False),
        ("European", "Europe", "", "", True),
        ("Côte d’Ivoire", "Côte d'Ivoire", "CI", "Q1008", False),
    ],
)
def test_a_name_stands_for_its_territory(words: str, name: str, country: str, wikidata: str, demonym: bool) -> None:
    (found,) = english().find(f"in {words} today")
    assert (found.start, found.end) == (3, 3 + len(words))
    territory = found.territory
    assert (territory.name, territory.country, territory.wikidata, found.demonym) == (name, country, wikidata, demonym)


@pytest.mark.parametrize(
    "words",
    [
        "And so on",
        "the Sun rose",
        "SU 27",
        "us and them",
        "Paris and Vienna",
        "an Iron law",
        "New York",
        "Island",
        "Russias",
    ],
)
def test_what_is_no_country_is_none(words: str) -> None:
    assert list(english().find(words)) == []


def test_unions_are_organisations() -> None:
    assert {found.territory.type for found in english().find("The EU and the United Nations.")} == {"organisation"}


def test_countries_have_short_names() -> None:
    assert [country_name(code) for code in ("RU", "US", "TR", "HK", "XX")] == [
        "Russia",
        "United States",
        "Turkey",
        "Hong Kong",
        "XX",
    ]


def test_capitals_are_known_as_cities() -> None:
    assert {"Oslo", "Tokyo", "Moscow", "Nairobi"} <= cities()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("La Chine et la Russie discutent.", ["China", "Russia"]),
        ("Президент США прибыл в Китай из Германии.", ["United States", "China", "Germany"]),
        ("日本和中国", ["Japan", "China"]),
        ("Россия (俄罗斯) и 中国", ["Russia", "Russia", "China"]),
        ("la chine", []),
    ],
)
def test_countries_are_found_in_other_languages(text: str, names: list[str]) -> None:
    found = list(find_foreign(text))
    assert [one.territory.name for one in found] == names
    assert all(one.start < one.end <= len(text) for one in found)
