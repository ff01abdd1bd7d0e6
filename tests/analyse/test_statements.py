from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.analyse.statements import find_statements
from generator.analyse.statements_quotes import find_quotes
from generator.model import Mention
from tests.analyse.golden_cases import Case, cases, named, parse

WORDS = st.sampled_from(
    "Anna Berg said that the road is closed “ ” \" ' ’ ‘ '' « » , . : ; ? ! \n\n according to he it they told Berg's "
    "said: adding which who ( ) — 2000 I spokesman of the ministry not [ ] … 中国 \xa0 İ".split(" ")
)
PROSE = st.lists(WORDS, max_size=60).map(" ".join)


def rows(text_with_names: str) -> tuple[str, ...]:
    text, mentions = named(text_with_names)
    out = []
    for statement in find_statements(parse(text), mentions):
        words = ""
        if statement.speaker_start is not None:
            words = text[statement.speaker_start : statement.speaker_end]
        speaker = "unknown" if statement.speaker is None else mentions[statement.speaker].name
        said = text[statement.start : statement.end].replace("\n", "¶")
        out.append(f"{statement.kind} | {statement.cue} | {words} = {speaker} | {said}")
    return tuple(out)


@pytest.mark.parametrize("case", list(cases("statements.txt")), ids=lambda case: case.title)
def test_statements_are_found_as_written_down(case: Case) -> None:
    assert rows(case.given) == case.expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(PROSE, st.text(max_size=200)))
def test_spans_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    mentions = tuple(
        Mention(match.start(), match.end(), "person", ("model",), "Anna Berg") for match in re.finditer("Berg", text)
    )
    position = 0
    for statement in find_statements(parse(text), mentions):
        assert position <= statement.start < statement.end <= len(text)
        assert statement.speaker is None or 0 <= statement.speaker < len(mentions)
        assert (statement.speaker_start is None) == (statement.speaker_end is None)
        if statement.speaker_start is not None and statement.speaker_end is not None:
            assert 0 <= statement.speaker_start < statement.speaker_end <= len(text)
        position = statement.end


@settings(max_examples=300, deadline=None)
@given(st.one_of(PROSE, st.text(alphabet="ab “”\"'’‘«»„`.,\n", max_size=80)))
def test_quotations_hold_words_and_never_cross_a_paragraph(text: str) -> None:
    position = 0
    for quote in find_quotes(text):
        assert position <= quote.start < quote.inner_start < quote.inner_end <= quote.end <= len(text)
        assert any(character.isalnum() for character in text[quote.inner_start : quote.inner_end])
        assert "\n\n" not in text[quote.start : quote.end]
        position = quote.end


def test_nothing_is_found_in_a_language_that_is_not_parsed() -> None:
    assert find_statements(parse("« Le pont sera fermé », a dit Anna Berg.", "fr"), ()) == ()


def test_an_empty_text_says_nothing() -> None:
    assert find_statements(parse(""), ()) == ()
