"""The day an article is of, where something says it in full: never guessed, never from a weekday."""

from __future__ import annotations

import datetime
import importlib
import re
from dataclasses import dataclass
from functools import cache

_LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk")
_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_ISO = re.compile(r"(?<![\w-])(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?![\d-])")
_DOTTED = re.compile(r"(?<![\w.])(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>\d{4})(?!\d)")
_SLASHED = re.compile(r"(?<![\w/])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4})(?![\d/])")
_EASTERN = re.compile(r"(?P<y>\d{4})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日")
_IN_PATH = re.compile(
    r"(?<![0-9A-Za-z])(?P<y>(?:1[5-9]|20)\d\d)(?P<s>[-_./]?)(?P<m>\d\d?)(?P=s)(?P<d>\d\d?)(?![0-9A-Za-z])"
)
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|(?-i:\b(?:[A-Z]{1,3}T|UTC)\b)",
    re.IGNORECASE,
)
_STAMP_WORDS = frozenset(
    "published posted updated last modified created date dated on at by for immediate release publié le mis à jour"
    " veröffentlicht aktualisiert am um опубликовано обновлено дата года год г publicado el de la".split()
)
_YEAR = r"(?:\s+(?:года|г|р)\b\.?)?"
"""The word for "year" that Russian and Ukrainian put behind its number."""
_REPORT_BEGINS = re.compile(_YEAR + r"\.?\s*(?:\([^()]{2,40}\)|/[^/]{2,40}/)?\s*[.:]?\s*[-–—]{1,2}\s")
"""What stands between a report's date and its text: the agency, and a dash."""
_HOUR = re.compile(_YEAR + r",?\s+\d{1,2}:\d{2}(?!\d)")
_LONGEST_DATELINE = 100
_STAMP_ZONE = 600
"""How far into a text, in code points, a date with a time of day behind it is still the stamp of publication."""


@dataclass(frozen=True, slots=True)
class Found:
    """A full date in a text."""

    start: int
    end: int
    day: str
    """ISO 8601."""


def find(text: str) -> Found | None:
    """The first full date (day, month, year) of `text`, in figures or in the words of ten languages."""
    if not any(c.isdigit() for c in text):
        return None
    found = [
        one for pattern in (_ISO, _DOTTED, _SLASHED, _EASTERN, _in_words()) for one in [_first(pattern, text)] if one
    ]
    return min(found, key=lambda one: (one.start, -one.end), default=None)


def day(value: str) -> str:
    """The day that a field such as `date:` names, ISO 8601; empty when it names none in full."""
    value = value.strip()
    if re.fullmatch(r"\d{8}", value):
        return _iso(value[:4], value[4:6], value[6:])
    timestamp = re.match(r"(\d{4}-\d\d?-\d\d?)[Tt ]", value)
    found = find(timestamp[1] if timestamp else value)
    return found.day if found else ""


def in_path(path: str) -> str:
    """The day that the name of a file or its folders holds in full (`2019/03/02/a.txt`, `20190302.txt`), or empty."""
    stem = path.rpartition(".")[0] or path
    for match in reversed(list(_IN_PATH.finditer(stem))):
        if match["s"] or len(match["m"]) == len(match["d"]) == 2:
            iso = _iso(match["y"], match["m"], match["d"])
            if iso:
                return iso
    return ""


def dateline(line: str) -> str:
    """The day of a line that is nothing but date, place and stamp ("Moscow, Friday, 5 May 2017, 10:15"), or empty."""
    found = find(line) if len(line) <= _LONGEST_DATELINE else None
    if found is None:
        return ""
    rest = _words(line[: found.start] + " " + line[found.end :])
    return found.day if len(rest) <= 4 and all(not word[0].islower() for word in rest) else ""


def opening(paragraph: str) -> str:
    """The day that a paragraph opens with ("GENEVA, 3 March 2021 (IPS) – …", "3 mars 2021. - …"), or empty."""
    head = paragraph[:160]
    found = find(head)
    if found is None:
        return ""
    before, after = head[: found.start], head[found.end :]
    last = before.split()[-1:]
    place = all(not word[0].islower() for word in _words(before)) and not re.search(r"[.!?:;]\s", before)
    place = place and not (last and last[0].lower() in _STAMP_WORDS)  # "On 3 March 2021 – a Wednesday – …"
    return found.day if place and _REPORT_BEGINS.match(after) else ""


def stamp(text: str) -> str:
    """The day of a date with a time of day right behind it near the start of a text, or empty."""
    head = text[:_STAMP_ZONE]
    found = find(head)
    if found and _HOUR.match(head[found.end :]):
        return found.day
    return ""


def _words(text: str) -> list[str]:
    text = _TIME.sub(" ", text)
    words = [w for w in re.split(r"[\s,.:;|()/–—-]+", text) if w]
    return [w for w in words if w.lower() not in _STAMP_WORDS and w.lower() not in _weekdays()]


def _first(pattern: re.Pattern[str], text: str) -> Found | None:
    for match in pattern.finditer(text):
        part = match.groupdict()
        if "a" in part:
            iso = _slashed(match)
        else:
            year, month, date = (part.get(k) or part.get(k + "2") or "" for k in "ymd")
            iso = _iso(year, str(_months().get(month.lower().rstrip("."), month)), date)
        if iso:
            return Found(match.start(), match.end(), iso)
    return None


def _slashed(match: re.Match[str]) -> str:
    """3/4/2020 may be in March or April: only what can be one day alone is taken."""
    a, b = int(match["a"]), int(match["b"])
    if a == b or b > 12:
        return _iso(match["y"], match["a"], match["b"])
    return _iso(match["y"], match["b"], match["a"]) if a > 12 else ""


def _iso(year: str, month: str, date: str) -> str:
    try:
        return datetime.date(int(year), int(month), int(date)).isoformat()
    except ValueError:
        return ""


@cache
def _names() -> tuple[dict[str, int], frozenset[str]]:
    months: dict[str, int] = {}
    weekdays: set[str] = set()
    for language in _LANGUAGES:
        info = importlib.import_module(f"dateparser.data.date_translation_data.{language}").info
        for number, month in enumerate(_MONTHS, start=1):
            for name in info[month]:
                if name.isalpha() or name.rstrip(".").isalpha():
                    months.setdefault(name.lower().rstrip("."), number)
        for weekday in _DAYS:
            weekdays.update(name.lower().rstrip(".") for name in info[weekday])
    return months, frozenset(weekdays)


def _months() -> dict[str, int]:
    return _names()[0]


def _weekdays() -> frozenset[str]:
    return _names()[1]


@cache
def _in_words() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, _months()), key=lambda name: (-len(name), name)))
    return re.compile(
        rf"(?<!\w)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?[\s-]+(?:(?:de|of|day of)\s+)?"
        rf"(?P<m>{month})\.?,?[\s-]+(?:del?\s+)?(?P<y>\d{{4}})(?!\d)"
        rf"|(?<!\w)(?P<m2>{month})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})(?!\d)",
        re.IGNORECASE,
    )
