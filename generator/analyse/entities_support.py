"""Names that only the model takes for an organisation's: which of them anything else in the text bears out.

The model calls an organisation what it has no better word for: a program, a licence, a film, a species, letters that
stand for a thing. What acts, speaks, has members, or is called a company is one; of what nothing of the kind is said,
nothing is linked, unless it stands where a place does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.analyse import territories
from generator.analyse.entities_bodies import (
    ACTS,
    AGENT_BEFORE,
    APPOSITION,
    BODY_WORDS,
    HAS,
    HEARD_OF,
    NOUN_BEFORE,
    PRODUCT_BEFORE,
    PRODUCT_BEHIND,
)
from generator.analyse.entities_context import is_plain
from generator.analyse.entities_lexicon import (
    BUILDINGS,
    COMPANY_ENDINGS,
    COMPANY_HEADS,
    LEGAL_FORMS,
    OPEN_HEADS,
    ORGANISATION_HEADS,
    PLACE_HEADS,
    PUBLISHERS,
    SAYING,
    WELL_KNOWN,
)
from generator.analyse.entities_vote import Name
from generator.analyse.first_names import is_first_name, is_first_name_anywhere, is_last_name
from generator.analyse.towns import is_town
from generator.model import EntityType
from generator.word_frequency import ranks

_BY_MODEL = frozenset(("model", "propagation"))
_BY_LETTERS = _BY_MODEL | {"acronym"}
_NEAR = 60
"""Code points looked at before a name; twice as many behind it."""
_SHARE = 12
"""Of so many mentions one at least must show that an organisation is meant."""
_PLACE_BEFORE = re.compile(r"(?<!published )(?<!reported )(?<!appeared )\b(?:[Ii]n|[Nn]ear|at|around|outside) $")
_PLACE_OF = re.compile(r"\b(?:state|area|region|province|village|town|city|district|island|electorate) of $")
_THING_BEFORE = re.compile(r"\b(?:the|The|an?|A|An|its) $")
_OF_PERSON = re.compile(
    r"(?:['’]s?)? (?:administration|government|family|campaign|presidency|era|trial|affair|regime|brothers|sisters"
    r"|couple|case|White)\b"
)
"""Behind a person's name with an article before it: "the Lind administration"."""
_KNOWN_HEADS = ORGANISATION_HEADS | COMPANY_HEADS | OPEN_HEADS | BODY_WORDS
_LISTED = WELL_KNOWN | PUBLISHERS | HEARD_OF
_THE = ("the ", "The ")


def supported(text: str, names: Sequence[Name]) -> list[Name]:
    """Those of `names`, in order, that more than the model speaks for; some as places or people.

    Of a thing's name that begins with its maker's ("BBC Panorama") the maker's is left.
    """
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.type == "organisation" and not name.territory:
            groups[name.surface].append(name)
    kinds: dict[str, EntityType | None] = {}
    for surface, group in groups.items():
        rules = frozenset().union(*(name.rules for name in group))
        if is_headed(surface) or not rules <= _BY_LETTERS:
            kinds[surface] = "organisation"
        elif rules <= _BY_MODEL:
            kinds[surface] = _kind(text, group)
    _let_longer_names_speak(text, groups, kinds)
    people = _single_people(text, names)
    kept = []
    for name in names:
        kind = kinds.get(name.surface) if name.type == "organisation" and not name.territory else name.type
        if name.type == "person" and " " not in name.surface:
            kind = people[name.surface]
        if name.type == "person" and name.surface in HEARD_OF:
            kind = "organisation"
        opener = name.surface.partition(" ")[0]
        if not kind and opener != name.surface and opener in _LISTED:
            kept.append(replace(name, end=name.start + len(opener), surface=opener))
        if kind:
            kept.append(name if kind == name.type else replace(name, type=kind))
    return kept


def _single_people(text: str, names: Sequence[Name]) -> dict[str, EntityType | None]:
    """What the single words are that are taken for people: by the model alone, without being anybody's known name."""
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.type == "person" and " " not in name.surface:
            groups[name.surface].append(name)
    last = {name.surface.rpartition(" ")[2] for name in names if name.type == "person" and " " in name.surface}
    kinds: dict[str, EntityType | None] = {}
    for surface, group in groups.items():
        by_model = all(name.rules <= _BY_MODEL for name in group)
        unlisted = not is_first_name(surface) and not is_last_name(surface) and surface not in last
        kinds[surface] = _single_person(text, group) if by_model and unlisted else "person"
    return kinds


def _single_person(text: str, group: Sequence[Name]) -> EntityType | None:
    """What a single unknown word is that the model takes for a person: a body, a place, a thing, else a person."""
    if group[0].surface in HEARD_OF:
        return "organisation"
    if 2 * sum(bool(_PLACE_BEFORE.search(text, max(0, name.start - 20), name.start)) for name in group) > len(group):
        return "place"
    things = (
        _THING_BEFORE.search(text, max(0, name.start - 8), name.start) and not _OF_PERSON.match(text, name.end)
        for name in group
    )
    return None if all(things) or sum(_sign(text, name) < 0 for name in group) * 2 >= len(group) else "person"


def is_headed(surface: str) -> bool:
    """Whether a word of an organisation's name tells that it is one, or lists have the name."""
    words = surface.replace("-", " ").split()
    if surface in _LISTED or "House of " in surface:
        return True
    if len(words) == 1:
        return surface in ORGANISATION_HEADS or (len(surface) > 6 and surface.endswith(COMPANY_ENDINGS))
    country = territories.english().get(words[-1])
    if country and country.territory.sovereign and not country.demonym and not is_town(words[0]):
        return True
    return any(
        word.strip(".,").capitalize() in _KNOWN_HEADS
        or word.strip(".,") in _KNOWN_HEADS
        or word.casefold().strip(".,") in LEGAL_FORMS
        for word in words
    )


def _let_longer_names_speak(
    text: str, groups: Mapping[str, Sequence[Name]], kinds: dict[str, EntityType | None]
) -> None:
    """Keep what opens an organisation's name, and letters that stand for one."""
    full = [surface for surface, kind in kinds.items() if kind == "organisation" and " " in surface]
    openings = {surface[:place] for surface in full for place, c in enumerate(surface) if c == " "}
    places = [surface for surface, kind in kinds.items() if kind == "place" and " " in surface]
    initials = {"".join(c for c in surface if c.isupper()): kinds[surface] for surface in (*places, *full)}
    for surface, group in groups.items():
        if kinds.get(surface) is None and (
            surface in openings
            or (len(surface) > 2 and surface.replace(".", "") in initials)
            or any(_explains(text, name, full) for name in group)
        ):
            kinds[surface] = initials.get(surface.replace(".", ""), "organisation")


def _explains(text: str, name: Name, full: Sequence[str]) -> bool:
    """Whether letters in brackets stand right behind a longer organisation's name."""
    return text.endswith(" (", 0, name.start) and text.endswith(tuple(full), 0, name.start - 2)


def _kind(text: str, group: Sequence[Name]) -> EntityType | None:
    """What the words around the mentions of one name say it is; None where they say nothing."""
    signs = sum(_sign(text, name) for name in group)
    surface = group[0].surface
    words = surface.split()
    if len(words) > 1 and (words[-1] in BUILDINGS or words[-1] in PLACE_HEADS):
        return "place"
    if _is_persons(surface):
        return "person"
    if any(
        _PLACE_OF.search(text, max(0, name.start - 20), name.start) or text.startswith(" telescope", name.end)
        for name in group
    ):
        return "place"
    signs += sum(bool(_is_called(text, name)) for name in group)
    if signs > 0 and signs * _SHARE >= len(group):
        if len(words) == 1 and _only_says(text, group):
            return "person" if is_last_name(surface) else None
        return "organisation"
    if signs == 0 and len(words) > 1 and len(group) > 1 and not any(word.isupper() for word in words):
        return "organisation"
    if signs < 0 or surface.isupper() or not surface.isalpha():
        return None
    places = sum(bool(_PLACE_BEFORE.search(text, max(0, name.start - 20), name.start)) for name in group)
    return "place" if 2 * places >= len(group) and (is_town(surface) or not surface.endswith("s")) else None


def _is_persons(surface: str) -> bool:
    """Whether a name of several words is a person's by the lists of first and last names."""
    words = surface.split()
    if not is_plain(surface) or any(word.lower() in ranks() for word in words[1:]):
        return False
    return is_first_name_anywhere(words[0]) or (is_last_name(words[-1]) and words[0].lower() not in ranks())


def _is_called(text: str, name: Name) -> bool:
    """Whether a mention is introduced: "the band …", "…, a company in Riga"."""
    return bool(APPOSITION.match(text, name.end) or NOUN_BEFORE.search(text, max(0, name.start - _NEAR), name.start))


def _sign(text: str, name: Name) -> int:
    """1 where the words beside a mention tell an organisation, -1 where they tell a thing, 0 where neither."""
    before = text[max(0, name.start - _NEAR) : name.start]
    behind = text[name.end : name.end + 2 * _NEAR]
    group = name.surface.endswith("s") and not name.surface.isupper() and before.endswith(_THE)
    for pattern in (APPOSITION, ACTS, HAS):
        if pattern.match(behind):
            return 1
    if PRODUCT_BEHIND.match(behind) or PRODUCT_BEFORE.search(before):
        return -1
    return 1 if group or NOUN_BEFORE.search(before) or AGENT_BEFORE.search(before) else 0


def _only_says(text: str, group: Sequence[Name]) -> bool:
    """Whether every mention is followed by a verb of saying, without an article before it."""
    return all(
        text[name.end : name.end + 14].split()[:1]
        and text[name.end : name.end + 14].split()[0].strip(",.") in SAYING
        and not text.endswith(_THE, 0, name.start)
        for name in group
    )
