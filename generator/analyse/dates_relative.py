"""Dates that count from the day of publication: weekdays, "yesterday", "last month", days without their year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from generator.model import Precision

Reading = tuple[str, Precision]
"""An ISO 8601 date and its precision."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_TO_COME = re.compile(r"\b(?:will|shall|scheduled|due|set to|expected|upcoming|plans? to|going to|is to|are to)\b")


def weekday(name: str, which: str, lead: str, today: date) -> Reading:
    """The day that a weekday means: today when it is one, else the last one, or the next where `lead` looks ahead.

    `name` and `which` ("last", "next", "this" or nothing) are lower case; `lead` is what the sentence says before.
    """
    back = (today.weekday() - _WEEKDAYS.index(name)) % 7
    if which == "next":
        day = today + timedelta(days=7 - back)
    elif which == "last":
        day = today - timedelta(days=back or 7)
    elif back and _TO_COME.search(lead):
        day = today + timedelta(days=7 - back)
    else:
        day = today - timedelta(days=back)
    return day.isoformat(), "day"


def nearest_year(month: int, day: int, today: date) -> int:
    """The year in which that day is nearest to `today`."""
    position = month * 31 + day
    here = today.month * 31 + today.day
    return today.year + (position < here - 186) - (position > here + 186)


def nearest_month(month: int, which: str, today: date) -> Reading:
    """The month of that number nearest to `today`; the one before or after it for "last" and "next"."""
    year = today.year
    if which == "last":
        year -= month >= today.month
    elif which == "next":
        year += month <= today.month
    elif which != "this":
        year = nearest_year(month, 15, today)
    return f"{year:04}-{month:02}", "month"


def offset(phrase: str, today: date) -> Reading | None:
    """What "yesterday", "last night", "this year" or "two years ago" means; `phrase` is lower case."""
    words = phrase.split()
    if words[-2:] == ["ago", "today"]:
        return _to_the_day(words[0], words[1].rstrip("s"), today)
    if words[-1] == "ago":
        return _ago(words[0], words[1].rstrip("s"), today)
    if words[0] in _DAYS:
        return (today + timedelta(days=_DAYS[words[0]])).isoformat(), "day"
    step = {"last": -1, "this": 0, "next": 1}[words[0]]
    if words[1] == "year":
        return f"{today.year + step:04}", "year"
    if words[1] == "month":
        return _month(today, step)
    return (today + timedelta(days=step)).isoformat(), "day"


def _ago(number: str, unit: str, today: date) -> Reading | None:
    """So many days, months or years before; "a" is one."""
    count = _count(number)
    if unit == "day":
        return (today - timedelta(days=count)).isoformat(), "day"
    if unit == "month":
        return _month(today, -count)
    return (f"{today.year - count:04}", "year") if today.year - count >= 1000 else None


def _to_the_day(number: str, unit: str, today: date) -> Reading | None:
    """The same day of the month so many years before; other units are read without the "today"."""
    if unit != "year":
        return _ago(number, unit, today)
    year = today.year - _count(number)
    leap_day = today.month == 2 and today.day == 29
    return None if leap_day or year < 1000 else (today.replace(year=year).isoformat(), "day")


def _count(number: str) -> int:
    return int(number) if number.isdigit() else max(1, _NUMBERS.index(number))


def _month(today: date, step: int) -> Reading:
    months = today.year * 12 + today.month - 1 + step
    return f"{months // 12:04}-{months % 12 + 1:02}", "month"
