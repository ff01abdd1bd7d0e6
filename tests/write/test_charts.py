from __future__ import annotations

from itertools import pairwise
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.write.charts import AXIS, HEIGHT, TOP, WIDTH, through_time

MENTIONS = ("mention", "mentions")
dates = st.one_of(st.just(""), st.dates().map(str), st.integers(1000, 2200).map(str))


def chart_of(days: list[str]) -> dict[str, Any]:
    chart = through_time(days, MENTIONS)
    assert chart is not None
    return cast("dict[str, Any]", chart)


def test_nothing_dated_gives_no_chart() -> None:
    assert through_time(["", ""], MENTIONS) is None


def test_years_are_bars_and_the_label_says_what_is_seen() -> None:
    chart = chart_of(["1972-05-26", "1975-08-01", "1975-08-02", "", "1979"])
    assert chart["label"] == "Mentions by year, 1972 to 1979; most in 1975"
    assert [bar[:2] for bar in chart["bars"]] == [["1972", 1], ["1975", 2], ["1979", 1]]
    assert [tick[1] for tick in chart["ticks"]] == [str(year) for year in range(1972, 1980)]


def test_one_year_is_shown_by_month() -> None:
    chart = chart_of(["1975-08-01", "1975-01-02", "1975-08-30"])
    assert chart["label"] == "Mentions by month in 1975; most in August"
    assert [bar[:2] for bar in chart["bars"]] == [["January 1975", 1], ["August 1975", 2]]


def test_what_is_all_of_one_month_gives_no_chart() -> None:
    assert through_time(["1975", "1975"], MENTIONS) is None
    assert through_time(["1975-08-01", "1975-08-02"], MENTIONS) is None


@settings(deadline=None)
@given(st.lists(dates, min_size=1, max_size=60))
def test_every_bar_lies_in_the_drawing_and_all_dates_are_counted(days: list[str]) -> None:
    chart = through_time(days, MENTIONS)
    if chart is None:
        return
    bars = cast("list[list[Any]]", chart["bars"])
    for _, _, x, y, width, height in bars:
        assert x >= 0
        assert x + width <= WIDTH + 1
        assert TOP <= y < AXIS
        assert y + height == AXIS
    assert HEIGHT > AXIS
    counted = sum(bar[1] for bar in bars)
    assert counted == len([day for day in days if day]) or str(chart["unit"]) == "Month"


@settings(deadline=None)
@given(st.lists(dates, min_size=2, max_size=30))
def test_years_below_the_axis_do_not_run_into_each_other(days: list[str]) -> None:
    # A year is 28 units wide; on a narrow screen, where only every second or so is shown, 51.
    chart = through_time(days, MENTIONS)
    if chart is None:
        return
    ticks = cast("list[list[Any]]", chart["ticks"])
    wide = [tick[0] for tick in ticks]
    narrow = [tick[0] for tick in ticks if not tick[2]]
    assert all(later - earlier >= 30 for earlier, later in pairwise(wide))
    assert all(later - earlier >= 54 for earlier, later in pairwise(narrow))
