"""The country of an organisation: a town in its name alone tells nothing of it."""

from __future__ import annotations

import pytest

from generator.analyse.entities_owners import find_owners
from generator.analyse.entities_vote import Name
from generator.analyse.territories import english


def owner(text: str, form: str) -> str:
    """The owner of the organisation `form` in a text of one sentence, in which countries are names too."""
    countries = [
        Name(found.start, found.end, "place", frozenset(), text[found.start : found.end], found.territory)
        for found in english().find(text)
        if found.territory.sovereign
    ]
    start = text.index(form)
    names = [*countries, Name(start, start + len(form), "organisation", frozenset(), form)]
    names.sort(key=lambda name: name.start)
    forms = [(name, text[name.start : name.end]) for name in names]
    (found,) = [one for one in find_owners(forms, text, [(0, len(text))]) if one.name.type == "organisation"]
    return found.owner


@pytest.mark.parametrize(
    ("text", "form", "country"),
    [
        ("Six states met in the Shanghai Cooperation Organisation.", "Shanghai Cooperation Organisation", ""),
        ("Uzbekistan and China joined the Shanghai Five.", "Shanghai Five", ""),
        ("Dancers of China's Shanghai Ballet Company came.", "Shanghai Ballet Company", "CN"),
        ("The Shanghai Ballet Company of China came.", "Shanghai Ballet Company", "CN"),
        ("They opened an account with the Bank of China.", "Bank of China", "CN"),
        ("The California Highway Patrol closed the bridge.", "California Highway Patrol", "US"),
        ("The Hong Kong Jockey Club opened.", "Hong Kong Jockey Club", "HK"),
    ],
)
def test_a_town_in_the_name_needs_its_country_beside_it(text: str, form: str, country: str) -> None:
    assert owner(text, form) == country
