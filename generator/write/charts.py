"""Charts: how often something happens through time, as numbers that a template draws as SVG.

Geometry is computed here, since hundreds of charts are drawn per build and each stands in its page's front matter:
0.2 ms and 0.8 KB a chart of twelve years, where pygal 3.1 took 9.3 ms and 20 KB for the same one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from generator.write.markdown import Value
from generator.write.words import MONTHS

WIDTH, HEIGHT = 640, 110
"""Size of a chart in its own units; a pixel each where the page is wide enough."""
TOP, AXIS = 16, 90
"""Where the highest bar and the axis stand, counted from above."""
WIDEST_BAR = 46
TICK = 40
"""Least room for a year below the axis; twice that on a narrow screen, where the chart is shown at half its size."""
EDGE = 16
"""How near to an end of the axis the middle of a year may stand, so that it is not cut off."""
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
"""Years may be written below every bar, every second …"""

Chart = Mapping[str, Value]
"""Front matter of the macro `bars` in the theme's `charts.html`: `label`, `unit`, `noun`, `width`, `height`, `axis`;
`bars` of `[label, count, x, y, width, height]`; `ticks` of `[x, text, "" | "minor"]`; `most`, `[x, y, count]`."""


def through_time(dates: Iterable[str], nouns: tuple[str, str]) -> Chart | None:
    """A bar for each year of the dates (ISO 8601, empty ones are left out), or for each month when all are of one year.

    `nouns` name what is counted, one and many: ("mention", "mentions"). None when nothing is dated, and when all is of
    one month: a single bar shows nothing.
    """
    days = [date for date in dates if date]
    years = {int(year): count for year, count in Counter([date[:4] for date in days]).items()}
    if not years:
        return None
    if len(years) == 1:
        months = Counter(int(date[5:7]) for date in days if len(date) > 4)
        return _of_months(months, min(years), nouns) if len(months) > 1 else None
    return _of_years(years, nouns)


def _of_years(counts: Mapping[int, int], nouns: tuple[str, str]) -> Chart:
    first, last = min(counts), max(counts)
    slots = {year - first: (str(year), count) for year, count in counts.items()}
    room = WIDTH / (last - first + 1)
    step, coarse = _step(room, TICK), _step(room, 2 * TICK)
    ticks = [
        (year - first, str(year), "" if year % coarse == 0 else "minor")
        for year in range(first, last + 1)
        if year % step == 0
    ]
    most = max(sorted(counts), key=lambda year: counts[year])
    label = f"{nouns[1].capitalize()} by year, {first} to {last}; most in {most}"
    return _chart(label, "Year", nouns[1], slots, last - first + 1, ticks)


def _of_months(counts: Mapping[int, int], year: int, nouns: tuple[str, str]) -> Chart:
    slots = {month - 1: (f"{MONTHS[month - 1]} {year}", count) for month, count in counts.items()}
    ticks = [(index, name[:3], "" if index % 2 == 0 else "minor") for index, name in enumerate(MONTHS)]
    most = max(sorted(counts), key=lambda month: counts[month])
    label = f"{nouns[1].capitalize()} by month in {year}; most in {MONTHS[most - 1]}"
    return _chart(label, "Month", nouns[1], slots, len(MONTHS), ticks)


def _step(room: float, least: int) -> int:
    return next((step for step in STEPS if step * room >= least), STEPS[-1])


def _chart(
    label: str,
    unit: str,
    noun: str,
    slots: Mapping[int, tuple[str, int]],
    number: int,
    ticks: list[tuple[int, str, str]],
) -> Chart:
    """The geometry of a chart with that number of slots, of which `slots` gives the ones that hold something."""
    room = WIDTH / number
    width = max(1, round(min(WIDEST_BAR, 0.72 * room)))
    highest = max(count for _, count in slots.values())
    bars: list[Value] = []
    for slot, (name, count) in sorted(slots.items()):
        height = max(2, round((AXIS - TOP) * count / highest))
        bars.append([name, count, round((slot + 0.5) * room - width / 2), AXIS - height, width, height])
    at = next(slot for slot, (_, count) in sorted(slots.items()) if count == highest)
    return {
        "label": label,
        "unit": unit,
        "noun": noun,
        "width": WIDTH,
        "height": HEIGHT,
        "axis": AXIS,
        "bars": bars,
        "ticks": [
            [middle, text, kind]
            for slot, text, kind in ticks
            if EDGE <= (middle := round((slot + 0.5) * room)) <= WIDTH - EDGE
        ],
        "most": [round((at + 0.5) * room), TOP - 5, f"{highest:,}"],
    }
