"""What a name's own words and the words beside it hint at: a person, an organisation or a place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.analyse import territories
from generator.analyse.entities_lexicon import (
    ACTING,
    BODIES,
    BODIES_DO,
    BUILDINGS,
    DIRECTIONS,
    OCCUPATIONS,
    ORGANISATION_HEADS,
    PLACE_HEADS,
    PLACE_OPENERS,
    SAYING,
    SETTLEMENTS,
)
from generator.analyse.entities_spans import Candidate
from generator.model import EntityType

CAPITALISED = re.compile(r"(?<![\w])[^\W\d_a-z][\w.&]*")
"""A word that begins with a capital."""
_GROUP_BEHIND = re.compile(r"[.,;:)]|['’]s |\.$| (?:and|or|in|on|to|of|from|by|have|has|had|are|were|will|who)\b")
_PLACE_OF = re.compile(
    r"\b(?:[Mm]ayor|[Cc]ity|[Cc]ities|[Tt]owns?|[Vv]illages?|[Dd]istricts?|[Pp]rovinces?|[Pp]ort|[Ss]uburbs?|[Oo]utskirts|[Dd]iocese|[Bb]ishop|[Rr]esidents|[Ss]treets"
    r"|[Ii]slands?|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est) of $"
    r"|\bcapital,? $"
)
_PLACE_NOUN = re.compile(
    r" (?:province|district|area|county|village|neighbou?rhood|peninsula|suburb|township|river|street|avenue|road"
    r"|square|cathedral|airport|prefecture|governorate|(?:oil|gas) ?field|refinery|constellation|highway|harbou?r"
    r"|volcano|station|island|mountains?|coast|shore)\b"
)
_AT_THE = re.compile(r"\b(?:in|on|across|along|from|into|near|of|between|over) the $")
_IN_BUILDING = 1.2
_BY_NOUN = 2.0
_MEMBER_OF = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+ of $")
_POST_BEFORE = re.compile(
    r"\b(?:[Pp]resident|[Mm]inister|[Gg]overnor|[Mm]ayor|[Ss]ecretary|[Cc]hairman|[Dd]irector|[Ss]pokes(?:wo)?man|[Ll]eader"
    r"|[Oo]fficers?|[Pp]rofessor|[Jj]udge|[Ss]enator|[Aa]mbassador|[Cc]hief)(?: of [\w ]{2,40},)? $"
)
_PLACE_BEFORE = frozenset(("in", "near", "at", "from", "outside", "across"))


def hints(text: str, candidate: Candidate) -> Iterator[tuple[EntityType, float]]:
    """What the words before and behind a candidate hint at."""
    before = text[max(0, candidate.start - 60) : candidate.start]
    words = before[-12:].split()
    if words and words[-1] in _PLACE_BEFORE:
        is_building = text[candidate.start : candidate.end].split()[-1] in BUILDINGS
        yield "place", _IN_BUILDING if is_building else 0.5
    if _PLACE_OF.search(before) or _PLACE_NOUN.match(text, candidate.end):
        yield "place", 1.5
    if text[candidate.start : candidate.end].startswith("Greater "):
        yield "place", 2.0
    if candidate.type == "person" and candidate.rule == "model" and words[-1:] == ["in"]:
        yield "place", 0.7
    if _POST_BEFORE.search(before):
        yield "person", 1.2
    if candidate.rule == "model":
        yield from _by_nouns(text, candidate, words)
    verb = word_behind(text, candidate)
    if verb in SAYING:
        yield "person", 0.5
    if verb in SAYING or verb in ACTING:
        if candidate.type == "place" and is_plain(text[candidate.start : candidate.end]):
            yield "person", 1.2
    elif candidate.type == "person" and candidate.rule == "model" and _is_group(text, candidate):
        is_water = _AT_THE.search(before) and not text[candidate.start : candidate.end].endswith("s")
        yield "place" if is_water else "organisation", 1.2
    behind = text[candidate.end : candidate.end + 2]
    if behind.startswith(", ") and _is_country_at(text, candidate.end + 2):
        yield "place", 1.2


def _by_nouns(text: str, candidate: Candidate, before: list[str]) -> Iterator[tuple[EntityType, float]]:
    """What nouns that nothing parts from a name tell: "the drummer Anna Berg", "the retailer", "… shares"."""
    surface = text[candidate.start : candidate.end]
    nouns = before[:-1] if before[-1:] in (["The"], ["the"]) else before
    noun = nouns[-1] if nouns and text[candidate.start - 1 : candidate.start] == " " else ""
    if noun in OCCUPATIONS and " " in surface and is_plain(surface):
        yield "person", _BY_NOUN
    if noun in BODIES or word_behind(text, candidate).rstrip(".,;") in BODIES_DO:
        yield "organisation", _BY_NOUN
    if noun in SETTLEMENTS:
        yield "place", _BY_NOUN
    if candidate.type == "person" and _MEMBER_OF.search(text, max(0, candidate.start - 40), candidate.start):
        yield "organisation", _BY_NOUN


def _is_group(text: str, candidate: Candidate) -> bool:
    """Whether an article stands before a single word that no other word follows closely: "the Houthis have"."""
    word = text[candidate.start : candidate.end]
    return (
        " " not in word
        and text.endswith((" the ", "\nThe ", ". The "), 0, candidate.start)
        and _GROUP_BEHIND.match(text, candidate.end) is not None
    )


def _is_country_at(text: str, start: int) -> bool:
    """Whether a country's name, and no list of countries, begins at `start`."""
    match = CAPITALISED.match(text, start)
    entry = territories.english().get(match[0].rstrip(".")) if match else None
    return bool(entry and not entry.demonym and entry.territory.country)


def word_behind(text: str, candidate: Candidate) -> str:
    """The word right behind a candidate, or nothing."""
    behind = text[candidate.end : candidate.end + 14]
    return behind.split()[0] if behind[:1] == " " and behind.split() else ""


def is_plain(surface: str) -> bool:
    """Whether a name of several words has the shape of a person's: no head of anything else, no known place."""
    words = surface.split()
    return (
        1 < len(words) < 5
        and all(word[0].isupper() and word.isalpha() and not word.isupper() for word in words)
        and not any(word in ORGANISATION_HEADS or word in BUILDINGS or word in PLACE_HEADS for word in words)
        and words[0] not in PLACE_OPENERS | DIRECTIONS | {"New", "Saint", "San", "Santa", "Los", "Las", "El", "The"}
        and not any(territories.english().get(word) for word in (surface, *words))
        and surface not in territories.cities()
    )
