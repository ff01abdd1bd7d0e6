from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.analyse.dates import find_dates
from tests.analyse.golden_cases import Case, cases, parse

WORDS = st.sampled_from(
    "1 31 August 1975 1975, May in since last next Tuesday yesterday years ago two - – ( ) / 2019-02-31 12/31/1999 the "
    "of , . 0 9999 today \n\n 年 1999年13月 1 st".split(" ")
)


@pytest.mark.parametrize("case", list(cases("dates.txt")), ids=lambda case: case.title)
def test_dates_are_found_as_written_down(case: Case) -> None:
    head, text = case.given.split("\n", 1)
    found = find_dates(parse(text), head.removeprefix("published").strip())
    assert tuple(f"{text[d.start : d.end]} = {d.date} ({d.precision})" for d in found) == case.expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Le 14 juillet 1789, en août 2019 et le 1er mai 2020.", ["1789-07-14", "2019-08", "2020-05-01"]),
        ("ru", "12 июня 1990 года и в августе 1991 года", ["1990-06-12", "1991-08"]),
        ("de", "Am 3. Oktober 1990.", ["1990-10-03"]),
        ("zh", "1997年7月1日，2019年5月。", ["1997-07-01", "2019-05"]),
        ("und", "2019-01-01", ["2019-01-01"]),
    ],
)
def test_full_dates_are_read_in_other_languages(language: str, text: str, expected: list[str]) -> None:
    assert [spoken.date for spoken in find_dates(parse(text, language), "")] == expected


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=100)),
    st.one_of(st.dates().map(date.isoformat), st.sampled_from(["", "1975", "never"])),
    st.sampled_from(["en", "fr", "ru", "zh"]),
)
def test_every_date_is_one_of_the_calendar_and_lies_in_the_text(text: str, published: str, language: str) -> None:
    position = 0
    for spoken in find_dates(parse(text, language), published):
        assert position <= spoken.start < spoken.end <= len(text)
        assert len(spoken.date) == {"day": 10, "month": 7, "year": 4}[spoken.precision]
        date.fromisoformat((spoken.date + "-01-01")[:10])
        position = spoken.end


def test_a_weekday_of_the_day_of_publication_is_that_day() -> None:
    for day in ("2020-08-10", "2020-08-11", "2020-08-12"):
        name = date.fromisoformat(day).strftime("%A")
        assert [spoken.date for spoken in find_dates(parse(f"They met on {name}."), day)] == [day]


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_a_day_of_publication_at_the_end_of_the_calendar_stops_nothing(published: str) -> None:
    assert find_dates(parse("They met yesterday and will meet tomorrow."), published) == ()


def test_the_long_s_of_old_prints_is_no_number_word() -> None:
    assert find_dates(parse("It was built ſix years ago."), "1890-05-01") == ()
