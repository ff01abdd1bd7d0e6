from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.analyse.roles import find_roles
from generator.model import Mention
from tests.analyse.golden_cases import Case, cases, named, parse

WORDS = st.sampled_from(
    "Anna Berg , the a president of Lund and director is also who ( ) — . former Mr. secretary general \n\n his".split(
        " "
    )
)


@pytest.mark.parametrize("case", list(cases("roles.txt")), ids=lambda case: case.title)
def test_descriptions_are_found_as_written_down(case: Case) -> None:
    text, mentions = named(case.given)
    found = find_roles(parse(text), mentions)
    assert tuple(f"{mentions[role.mention].name} | {text[role.start : role.end]}" for role in found) == case.expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=40).map(" ".join), st.data())
def test_descriptions_lie_in_the_text_beside_the_name(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start + 1, len(text) + 1))
    mentions = (Mention(start, min(end, len(text)), "person", ("model",), "Anna Berg"),) if start < len(text) else ()
    for role in find_roles(parse(text), mentions):
        mention = mentions[role.mention]
        assert 0 <= role.start < role.end <= len(text)
        assert role.end <= mention.start or mention.end <= role.start


def test_nothing_is_found_in_a_language_that_is_not_parsed() -> None:
    text, mentions = named("Le président [Anna Berg|person] est venu.")
    assert find_roles(parse(text, "fr"), mentions) == ()
