"""How dates are written: one pattern for each language, made from its names of months."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module

ENGLISH = "en"
_KEYS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ENGLISH_SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,2}|a"
_NOTHING = "(?!)"
"""Matches nowhere."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """How one language writes dates."""

    dates: re.Pattern[str]
    months: tuple[tuple[str, int], ...]
    english: bool

    def month(self, name: str) -> int | None:
        """The number of the month called `name`, from 1."""
        plain = name.lower().rstrip(".")
        return next((number for word, number in self.months if word == plain), None)


@cache
def patterns(language: str) -> Patterns:
    """The patterns of a language (ISO 639-1); of one that dateparser does not know, dates in numbers alone."""
    months = _months(language)
    names = "|".join(re.escape(name) for name, _ in sorted(months, key=lambda item: (-len(item[0]), item[0])))
    english = language == ENGLISH
    written = _written(names or _NOTHING, english)
    return Patterns(re.compile(written, re.VERBOSE), months, english)


def _months(language: str) -> tuple[tuple[str, int], ...]:
    """The names of the months with their numbers, lower case."""
    if language == ENGLISH:
        full = [(name, number) for number, name in enumerate(_KEYS, 1)]
        short = [(name, number) for number, name in enumerate(_ENGLISH_SHORT, 1) if name != "may"]
        return (*full, *short, ("sept", 9))
    if not re.fullmatch(r"[a-z]{2,3}", language):
        return ()
    try:
        info = import_module(f"dateparser.data.date_translation_data.{language}").info
    except ImportError:
        return ()
    found: dict[str, int] = {}
    for number, key in enumerate(_KEYS, 1):
        for name in info.get(key, ()):
            if len(name) > 2 and any(character.isalpha() for character in name):
                found.setdefault(name.lower().rstrip("."), number)
                if language == "ru":  # "в августе": dateparser has the other cases
                    found.setdefault(re.sub("[ая]$", "е", name.lower()), number)
    return tuple(sorted(found.items()))


def _cased(names: str, english: bool) -> str:
    """The names of months as they are written: with a capital in English ("may" is a verb), either way elsewhere."""
    if not english:
        return f"(?i:{names})"
    return "(?:" + "|".join(name.capitalize() for name in names.split("|")) + ")"


def _written(names: str, english: bool) -> str:
    """The pattern of all the forms in which a date may stand, longest first."""
    month = _cased(names, english) + r"\b\.?"
    weekday = rf"(?:(?:{_WEEKDAYS}),?\s+)?" if english else ""
    day = r"(?:0?[1-9]|[12]\d|3[01])"
    ordinal = r"(?:st|nd|rd|th|\.|er|º|ª)?"
    span = rf"(?:\s?[-–]\s?{day}|\sand\s{day})?{ordinal}"
    of = r"\s+(?:of\s+|de\s+)?"
    year = r"\d{4}(?![\d:])"
    return rf"""
        (?<![\w/.-])(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?![\w-])
      | (?<![\w/.])(?P<slashed>\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})(?![\w/])
      | (?P<characters>\d{{4}}年\d{{1,2}}月(?:\d{{1,2}}日)?)
      | {weekday}(?:the\s+)?(?<![\w.,/:-])(?P<day>{day}){ordinal}{span}{of}(?P<month>{month})
            (?:,?\s+(?:of\s+|de\s+)?(?P<year>{year}))?
      | {weekday}\b(?P<month_first>{month})\s+(?:the\s+)?(?P<day_second>{day}){ordinal}{span}(?![\d:%]|[.,]\d)
            (?:,?\s+(?P<year_second>{year}))?
      | \b(?P<month_only>{month}),?\s+(?:of\s+|de\s+)?(?P<year_only>{year})
      | {_english(month) if english else _NO_ENGLISH}
    """


_GROUPS = ("near", "month_near", "which", "weekday", "offset", "year_alone")
_NO_ENGLISH = "|".join(f"(?P<{name}>{_NOTHING})" for name in _GROUPS)
_MONTH_LEADS = "[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ll]ast|[Nn]ext|[Tt]his|[Ee]arly|[Ll]ate|mid"
_YEAR_LEADS = r"""
    [Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|till|[Dd]uring|[Ff]rom|to|of|[Bb]efore|[Aa]fter|[Ee]arly|[Ll]ate|mid|[Yy]ear|circa|
    through|around|[Tt]he|[Aa]n?|[Bb]etween|and|or|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter
"""


def _english(month: str) -> str:
    """The English forms that hang on other words: "last Tuesday", "in May", "two years ago", "since 1975"."""
    measure = r"\s?[-–]?\s?(?:km|mile|foot|feet|met(?:re|er)|year-old|percent|per\scent)"
    year = rf"(?:1\d|20)\d\d(?![\w:%]|-\d\d-|[.,]\d|['’]s?\d|{measure})"
    part = r"(?:morning|afternoon|evening)"
    return rf"""
        \b(?P<near>{_MONTH_LEADS})[\s-]+(?P<month_near>{month})(?!,?\s+\d)
      | \b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s+)?(?P<weekday>{_WEEKDAYS})\b
      | \b(?P<offset>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Ll]ast\s+night|[Tt]his\s+{part}
          |(?:[Ll]ast|[Nn]ext|[Tt]his)\s+(?:year|month)|(?<![\w-])(?ai:{_NUMBERS})\s+(?:day|month|year)s?\s+ago(?:\s+today)?)\b
      | (?:\b(?:{_YEAR_LEADS})[\s-]+|\(|(?<=\d[–-]))(?P<year_alone>{year})
    """
