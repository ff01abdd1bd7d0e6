"""Words that only the model takes for a name, and that more likely are none."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from generator.analyse import territories
from generator.analyse.entities_lexicon import (
    NO_HEADS,
    ORGANISATION_HEADS,
    PUBLISHERS,
    THINGS,
    TITLES,
    VESSELS,
    WELL_KNOWN,
    WORKS,
)
from generator.analyse.first_names import is_first_name_anywhere, is_last_name
from generator.analyse.towns import is_town
from generator.model import EntityType
from generator.word_frequency import ranks

if TYPE_CHECKING:
    from generator.analyse.entities_spans import Text

_COMMON = 12_000
"""Rank up to which a word with a capital is taken for a common word, unless something tells that it is a name."""
_LONGEST_ACRONYM = 4
"""Letters of a word in capitals that can be an acronym though it is a word too."""
_COMMON_PERSON = 6_000
"""The same for a person: Churchill is in every dictionary."""
_COMMON_LAST_NAME = 3_000
"""Rank from which on a last name is no common word."""
_OFTEN = 3
"""Times from which on a word that an article writes with a capital is a name."""
_DEGREES = frozenset(("Master", "Bachelor", "Doctor", "Doctorate", "Diploma", "Knight", "Order", "Medal"))
_HONOUR = re.compile(r"\b(?:Medal|Prize|Award|Order|Legion|Cross|Star) of\b")
_SHIP = re.compile(r"(?:MV|MS|HMS|USS|RMS|SS|INS|HMAS) [A-Z]")
_LONGEST_NOUN = 16
_POSTS = frozenset(("dean", "rector", "provost", "warden", "warder", "abbot", "duke", "earl", "count", "baron"))
_QUOTES = (('"', '"'), ("“", "”"))
_NUMBERED = re.compile(r"(?:[A-Z]\d+){1,3}|[A-Za-z-]+-\d+")
"""What is numbered and no body: R0, SARS-CoV-2."""
_OFFICE = re.compile(r"(?:the )?([A-Z]\w+(?:-[A-Z]\w+)?) (?:of|for) ")
_BINOMIAL = re.compile(r" ([a-z]{4,}(?:us|a|is|um|ens|ias|i|ae|es|ix|or|er|ops|yx))\b")
_PARTS = re.compile(r"[\s-]+")
_CAPITAL_BEHIND = re.compile(r"[ -]([A-Z]\w+|\d+)")


def is_doubtful(text: Text, start: int, end: int, kind: EntityType) -> bool:
    """Whether the span that the model took for a name of `kind` more likely is none."""
    surface = text.text[start:end]
    if text.text.endswith(("((", "#"), 0, start) or _is_office(surface) or _NUMBERED.fullmatch(surface):
        return True
    if _HONOUR.search(surface) or _SHIP.match(surface) or _noun_before(text.text, start) in VESSELS:
        return True
    if kind == "person" and surface.casefold() in _POSTS and text.text.startswith(" of ", end):
        return True
    if kind != "person" and (_is_work(text.text, start) or _is_quoted(text.text, start, end)):
        return True
    if " " in surface:
        return _are_common(text, start, end) if kind != "place" else False
    if surface.isupper():
        return surface in THINGS or _stands_for_thing(text.text, start, end) or _is_shouted(surface, kind)
    return _is_common(text, surface, kind) or _is_part(text.text, start, end) or _is_taxon(text.text, start, end)


def _is_shouted(word: str, kind: EntityType) -> bool:
    """Whether a word is written in capitals for emphasis."""
    return kind != "place" and len(word) > _LONGEST_ACRONYM and word.lower() in ranks() and not _is_known(word.title())


def _is_office(surface: str) -> bool:
    """Whether an office is named: "Archbishop of Riga"."""
    office = _OFFICE.match(surface)
    return office is not None and (office[1].casefold() in TITLES or office[1] in _DEGREES)


def _is_work(text: str, start: int) -> bool:
    """Whether a film, a song or another work is named: "the sitcom Cheers"."""
    return _noun_before(text, start) in WORKS


def _noun_before(text: str, start: int) -> str:
    """The word before a span, over a comma."""
    before = text[max(0, start - _LONGEST_NOUN) : start]
    return before.rstrip(" ,").rpartition(" ")[2] if before[-1:] == " " else ""


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether quotation marks stand around the words and nothing else, as they do around titles and slogans."""
    return (text[start - 1 : start], text[end : end + 1]) in _QUOTES


def _is_known(word: str) -> bool:
    return (
        word in WELL_KNOWN
        or word in PUBLISHERS
        or is_town(word)
        or word in territories.cities()
        or territories.english().get(word) is not None
    )


def _is_common(text: Text, word: str, kind: EntityType) -> bool:
    """Whether a single word is one of the language, no name that any list has, and not often written as one here."""
    rank = ranks().get(word.lower(), _COMMON)
    limit = _COMMON_PERSON if kind == "person" else _COMMON
    if kind == "place" or rank >= limit or not word[1:].islower() or word in ORGANISATION_HEADS:
        return False
    if _is_known(word) or is_first_name_anywhere(word):
        return False
    if is_last_name(word) and (kind == "person" or rank > _COMMON_LAST_NAME):
        return False
    return text.words.count(word) < _OFTEN


def _are_common(text: Text, start: int, end: int) -> bool:
    """Whether several words are common ones, of which the tagger takes none for a name."""
    first = bisect_right(text.starts, start) - 1
    last = bisect_right(text.starts, end - 1)
    is_body = text.words[last - 1].capitalize() in ORGANISATION_HEADS
    return not is_body and not any(pos == "PROPN" for pos in text.pos[first:last])


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a single word belongs to a longer name of something else: "Super Tuesday", "Boeing 737 Max"."""
    behind = _CAPITAL_BEHIND.match(text, end)
    word = text[start:end]
    if behind and behind[1] in NO_HEADS and not _is_known(word):
        return True
    return word in ("Max", "Pro", "Plus", "Mini")


def _is_taxon(text: str, start: int, end: int) -> bool:
    """Whether a single word is a genus: the name of a species, no English word, follows."""
    species = _BINOMIAL.match(text, end)
    return species is not None and ranks().get(species[1]) is None


def _stands_for_thing(text: str, start: int, end: int) -> bool:
    """Whether letters in brackets stand for the small words before them: "protective equipment (PPE)"."""
    letters = text[start:end].lower()
    if text[start - 1 : start] != "(" or not letters.isalpha():
        return False
    words = [word for word in _PARTS.split(text[max(0, start - 80) : start - 1].strip()) if word]
    initials = words[-len(letters) :]
    return len(initials) == len(letters) and all(
        word[0] == letter for word, letter in zip(initials, letters, strict=True)
    )
