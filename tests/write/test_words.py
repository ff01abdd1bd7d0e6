from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.write import words


@pytest.mark.parametrize(
    ("iso", "said", "short"),
    [
        ("1975-08-01", "1 August 1975", "1 Aug 1975"),
        ("1975-08", "August 1975", "Aug 1975"),
        ("1975", "1975", "1975"),
        ("", "", ""),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(iso: str, said: str, short: str) -> None:
    assert (words.day(iso), words.short_day(iso)) == (said, short)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_keeps_its_number_and_year(day: date) -> None:
    assert words.day(day.isoformat()).split()[::2] == [str(day.day), str(day.year)]


def test_numbers_agree_with_their_nouns() -> None:
    assert words.counted(1, "article") == "1 article"
    assert words.counted(1204, "article") == "1,204 articles"
    assert words.counted(0, "person", "people") == "0 people"


def test_reading_takes_a_minute_at_least_and_counts_scripts_without_spaces() -> None:
    assert words.minutes("short") == 1
    assert words.minutes("word " * 690) == 3
    assert words.minutes("安" * 1500) == 3


@given(st.text(), st.integers(min_value=20, max_value=200))
def test_a_lead_is_one_line_within_its_length(text: str, length: int) -> None:
    lead = words.lead(text, length)
    assert len(lead) <= length
    assert "\n" not in lead


def test_a_lead_is_cut_between_words() -> None:
    assert words.lead("The ferry left at noon, and nobody waved.", 24) == "The ferry left at noon…"
    assert words.lead("Short.", 24) == "Short."


def test_languages_have_names_and_directions() -> None:
    assert (words.language("ru"), words.language("und"), words.language("xx")) == ("Russian", "", "xx")
    assert (words.direction("fa"), words.direction("fr")) == ("rtl", "ltr")
