"""Front matter: a short block of YAML or TOML before the text, read without trusting it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from generator.errors import BrokenFormatError, TooLargeError
from generator.ingest.nesting import check_toml, too_deep
from generator.ingest.yaml_events import with_depth
from generator.settings import Limits

_YAML = re.compile(r"---[ \t]*\n(?P<block>.*?)(?:(?<=\n)|^)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(?P<block>.*?)(?<=\n)\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"""\s*(?:#.*\n\s*)*["']?[\w.:-]+["']?\s*:(?:\s|$)""")
_NULLS = frozenset(("~", "null", "Null", "NULL"))
_REMEDY = "Mend it (a text that holds a colon needs quotes), or take the block between the two lines of dashes out."


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file says about itself, and the text that comes after."""

    values: Mapping[str, object]
    """Texts, or lists and mappings of texts, by key; nothing is turned into numbers or dates."""
    body: str
    warnings: tuple[str, ...] = ()


def split(text: str, limits: Limits) -> FrontMatter:
    """Part the front matter of `text` from its body; a text without any is all body.

    Raises `TooLargeError` when the block is larger or nests deeper than the settings allow, and `BrokenFormatError`
    with the line when it breaks the rules of its language or refers to itself by aliases.
    """
    toml = _TOML.match(text)
    if toml:
        _check_size(toml["block"], limits)
        check_toml(toml["block"], limits)
        return FrontMatter(_read_toml(toml["block"]), text[toml.end() :])
    found = _YAML.match(text)
    if not found:
        unclosed = text.startswith("---\n") and _KEY.match(text[4:])
        return FrontMatter({}, text, ("a block of front matter begins but does not end.",) if unclosed else ())
    block = found["block"]
    if block.strip() and not _KEY.match(block):
        return FrontMatter({}, text)  # a rule, a list or a text between two lines of dashes
    _check_size(block, limits)
    values = _read_yaml(block, limits)
    if values is None:
        return FrontMatter({}, text)
    return FrontMatter(values, text[found.end() :])


def _check_size(block: str, limits: Limits) -> None:
    size = len(block.encode("utf-8", "surrogatepass"))
    if size > limits.front_matter_bytes:
        raise TooLargeError(
            f"has front matter of {size:,} bytes, more than the {limits.front_matter_bytes:,} that are read.",
            remedy="Shorten it, or raise `extra: generator: limits: front_matter_bytes` in mkdocs.yml.",
            line=1,
        )


def _read_yaml(block: str, limits: Limits) -> dict[str, object] | None:
    """The mapping that a block of YAML is; every scalar stays the text it is. None when it is no mapping."""
    try:
        _refuse(block, limits)
        values = yaml.load(block, Loader=yaml.CBaseLoader)  # makes nothing but str, list and dict
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else None
        raise BrokenFormatError(
            f"has front matter that is no YAML ({error.problem}).", remedy=_REMEDY, line=line
        ) from error
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise BrokenFormatError("has front matter that is no YAML.", remedy=_REMEDY, line=1) from error
    if values in (None, ""):
        return {}
    if not isinstance(values, dict):
        return None
    return {str(key): None if _is_null(value) else value for key, value in values.items()}


def _is_null(value: object) -> bool:
    return isinstance(value, str) and value in _NULLS


def _refuse(block: str, limits: Limits) -> None:
    """Look at the events before anything is built: no alias, no deep nest."""
    for event, depth in with_depth(block):
        line = event.start_mark.line + 2 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise BrokenFormatError(
                "has an alias (`*…`) in its front matter.", remedy="Write the value out.", line=line
            )
        if depth > limits.nesting:
            raise too_deep(f"has front matter that nests {depth} deep or more", limits, line)


def _read_toml(block: str) -> dict[str, object]:
    try:
        values = tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) + 1 if found else 1
        raise BrokenFormatError(f"has front matter that is no TOML ({error}).", remedy=_REMEDY, line=line) from error
    return {key: value if isinstance(value, (str, list, dict)) else str(value) for key, value in values.items()}
