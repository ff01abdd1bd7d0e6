"""People's names: the common English first names with their short forms, first and last names of many countries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from generator.word_frequency import ranks

if TYPE_CHECKING:
    from nicknames import NickNamer

_SHORTEST = 2
_COMMON = 1_200
"""Rank up to which a word that is a first name somewhere ("Else", "Can") mostly is none in an English text."""
_LATIN = re.compile(r"[A-ZÀ-Ž][a-zß-ž'’]{2,}(?:-[A-ZÀ-Ž][a-zß-ž]+)?")


@lru_cache(maxsize=1)
def first_names() -> NickNamer:
    """The common English first names with their short forms (package nicknames), read once."""
    from nicknames import NickNamer

    return NickNamer()


def is_first_name(word: str) -> bool:
    """Whether `word` is a common English first name or the short form of one."""
    return bool(first_names().nicknames_of(word) or first_names().canonicals_of(word))


def is_first_name_anywhere(word: str) -> bool:
    """Whether `word` is a first name of three letters or more, in Latin script, in any of some eighty countries."""
    if len(word) <= _SHORTEST or (word not in _of_all_countries("first") and not is_first_name(word)):
        return False
    return is_first_name(word) or ranks().get(word.lower(), _COMMON) >= _COMMON


def is_last_name(word: str) -> bool:
    """Whether `word` is a last name, in Latin script, in any of some eighty countries."""
    return word in _of_all_countries("last")


@lru_cache(maxsize=2)
def _of_all_countries(part: str) -> frozenset[str]:
    """The `part` of names, "first" or "last", that package Faker makes up people from; read once, in about 0.4 s."""
    return frozenset(_fakers(part))


def _fakers(part: str) -> Iterator[str]:
    import faker.providers.person as people

    for country in iter_modules(people.__path__):
        provider = import_module(f"{people.__name__}.{country.name}").Provider
        for attribute, names in vars(provider).items():
            if attribute.startswith((f"{part}_names", f"{part}_romanized")) and isinstance(names, Iterable):
                yield from (name for name in names if _LATIN.fullmatch(name))
