"""Dates that a text speaks of: absolute ones, and relative ones where the day of publication is known.

Month names of languages other than English come from dateparser's tables. Decades, weeks and hours are no dates here.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from generator.analyse.dates_patterns import Patterns, patterns
from generator.analyse.dates_relative import nearest_month, nearest_year, offset, weekday
from generator.model import Precision, SpokenDate

if TYPE_CHECKING:
    from spacy.tokens import Doc

_YEARS = range(1000, 2200)
_TELLING = frozenset(("last", "next", "this", "early", "late", "mid"))
"""Words before a month that are part of the date."""
Reading = tuple[str, Precision]
"""An ISO 8601 date and its precision."""


def find_dates(doc: Doc, published: str) -> tuple[SpokenDate, ...]:
    """Find the dates in `doc`; `published` is the article's ISO day, or empty where it is unknown. In order of `start`.

    A date without its year, a weekday and "yesterday" count from `published` and are left out where that is unknown:
    "Tuesday" in an article of a Tuesday is that day, otherwise the one before it, or the next where the sentence speaks
    of what is to come.
    """
    text: str = doc.text
    today = _day(published)
    known = patterns(doc.lang_)
    counted = _counting(doc) if known.english else frozenset()
    found = []
    for match in known.dates.finditer(text):
        reading = _read(match, text, today, known, counted)
        if reading:
            found.append(SpokenDate(*_span(match), *reading))
    return tuple(found)


def _span(match: re.Match[str]) -> tuple[int, int]:
    """Where the date itself stands, without the "in" or "since" that showed it to be one."""
    start = match.start()
    if match["year_alone"]:
        start = match.start("year_alone")
    elif match["near"] and match["near"].lower() not in _TELLING:
        start = match.start("month_near")
    return start, match.start() + len(match.group().rstrip(" ,."))


def _day(published: str) -> date | None:
    try:
        day = date.fromisoformat(published)
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def _counting(doc: Doc) -> frozenset[int]:
    """Where numbers begin that count something ("in 2000 cases")."""
    return frozenset(token.idx for token in doc if len(token) == 4 and token.dep_ == "nummod" and token.text.isdigit())


def _read(
    match: re.Match[str], text: str, today: date | None, known: Patterns, counted: frozenset[int]
) -> Reading | None:
    """What a match says, or None when it is no day of the calendar or hangs on a day that is not known."""
    parts = match.groupdict()
    if parts["iso"]:
        return _checked(*(int(part) for part in parts["iso"].split("-")))
    if parts["characters"]:
        return _checked(*(int(part) for part in re.findall(r"\d+", parts["characters"])))
    if parts["slashed"]:
        return _slashed(parts["slashed"])
    if parts["year_alone"]:
        counts = match.start("year_alone") in counted and not text[: match.start("year_alone")].endswith("the ")
        return None if counts else _year(int(parts["year_alone"]))
    month = known.month(parts["month"] or parts["month_first"] or parts["month_only"] or parts["month_near"] or "")
    day = parts["day"] or parts["day_second"]
    year = parts["year"] or parts["year_second"] or parts["year_only"]
    if month and year:
        return _checked(int(year), month, int(day)) if day else _checked(int(year), month)
    if today is None:
        return None
    if month and day:
        return _checked(nearest_year(month, int(day), today), month, int(day))
    if month:
        return nearest_month(month, (parts["near"] or "").lower(), today)
    if parts["weekday"]:
        return weekday(parts["weekday"].lower(), (parts["which"] or "").lower(), _lead(text, match.start()), today)
    return offset(match.group().lower(), today) if parts["offset"] else None


def _lead(text: str, start: int) -> str:
    """The words of the sentence in front of a date, at most 60 characters."""
    lead = text[max(0, start - 60) : start]
    return lead[max(lead.rfind(mark) for mark in ".!?\n") + 1 :].lower()


def _year(year: int) -> Reading | None:
    return (str(year), "year") if year in _YEARS else None


def _checked(year: int, month: int, day: int | None = None) -> Reading | None:
    """The date when the calendar has it."""
    if year not in _YEARS or not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04}-{month:02}", "month"
    try:
        return date(year, month, day).isoformat(), "day"
    except ValueError:
        return None


def _slashed(text: str) -> Reading | None:
    """A date in numbers, where only one order of day and month makes sense."""
    first, second, year = (int(part) for part in text.replace(".", "/").split("/"))
    if first > 12 or first == second:
        return _checked(year, second, first)
    return _checked(year, first, second) if second > 12 else None
