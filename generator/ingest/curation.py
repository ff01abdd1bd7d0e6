"""Reads the corrections in `corpus/_curation/`: entities.yml, topics.yml, stopwords.txt.

A correction that cannot be understood is left out with a warning that names its file and line; the others count.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import yaml

from generator.contradictions import without_contradictions
from generator.curation import (
    ENTITIES,
    FOLDER,
    STOPWORDS,
    TOPICS,
    TYPES,
    Curation,
    EntityCorrection,
    Override,
    Split,
    SplitPart,
    TopicCorrection,
)
from generator.errors import ArticleError, TooLargeError
from generator.ingest.decoding import decode
from generator.ingest.keeper import keeper_bytes
from generator.ingest.yaml_events import with_depth
from generator.places import visible

LONGEST = 300
"""Most characters of a name, and of anything else that is no description."""

LARGEST = 5_000_000
"""Most bytes of a file of corrections: reading them takes about a second for each million."""
DEEPEST = 8
"""How deep its lists and mappings may nest; four are needed."""
_HIDDEN = re.compile("[\u00ad\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff0-\ufffb\U000e0000-\U000e007f]")
"""What turns the direction of writing or is not there to be seen: two labels could look alike, or a page be turned."""
_CONTROL = frozenset({"Cc", "Cs", "Zl", "Zp"})

_FILES = tuple(place.rpartition("/")[2] for place in (ENTITIES, TOPICS, STOPWORDS, f"{FOLDER}/metadata.csv"))
_YAML = (".yml", ".yaml")

T = TypeVar("T")
Reader = Callable[[yaml.Node], Any]


class _Unfit(Exception):
    """What is wrong with a node, what to do about it, and the node."""

    def __init__(self, problem: str, remedy: str, node: yaml.Node) -> None:
        super().__init__(problem)
        self.said = f"{problem}. {remedy}."
        self.line = node.start_mark.line + 1


@dataclass(frozen=True, slots=True)
class _Shape:
    """What one kind of correction is made of."""

    make: Callable[..., Any]
    keys: Mapping[str, Reader]
    """How the value of each key is read; a key becomes a field by writing its capitals small (`pref_label`)."""
    required: tuple[str, ...]


def read_curation(root: Path) -> tuple[Curation, tuple[str, ...]]:
    """Read the corrections below the corpus folder `root`, and warn of what is not understood; never raises.

    Missing files are empty ones.
    """
    warnings: list[str] = []
    changes = list(_corrections(root, ENTITIES, _entity_shape, warnings))
    topics = list(_corrections(root, TOPICS, lambda _: _TOPIC, warnings))
    curation = Curation(
        entities=_of(EntityCorrection, changes),
        splits=_of(Split, changes),
        overrides=_of(Override, changes),
        topics=_of(TopicCorrection, topics),
        stopwords=_stopwords(root, warnings),
    )
    consistent, contradictions = without_contradictions(curation)
    return consistent, (*_strangers(root), *warnings, *contradictions)


def _of(kind: type[T], corrections: list[object]) -> tuple[T, ...]:
    return tuple(one for one in corrections if isinstance(one, kind))


# ---- values ---------------------------------------------------------------------------------------------------------


def _text(node: yaml.Node, longest: int = LONGEST) -> str:
    """One text, white space folded. What YAML takes for a number or a truth is text here: `NO` is Norway."""
    if not isinstance(node, yaml.ScalarNode):
        raise _Unfit("one text is wanted here", "Write it behind the colon", node)
    text = unicodedata.normalize("NFC", " ".join(str(node.value).split()))
    if not text or any(unicodedata.category(character) in _CONTROL for character in text):
        raise _Unfit("there is nothing here, or something that cannot be printed", "Write a text", node)
    if hidden := _HIDDEN.search(text):
        raise _Unfit(f"a character that cannot be seen stands here (U+{ord(hidden[0]):04X})", "Take it out", node)
    if len(text) > longest:
        raise _Unfit(f"this has {len(text)} characters", f"Shorten it to {longest}", node)
    return text


def _description(node: yaml.Node) -> str:
    return _text(node, 10 * LONGEST)


def _matching(pattern: str, example: str) -> Reader:
    def read(node: yaml.Node) -> str:
        text = _text(node)
        if not re.fullmatch(pattern, text):
            raise _Unfit(f"“{text}” has not the right form", f"Write it like {example}", node)
        return text

    return read


def _type(node: yaml.Node) -> str:
    text = _text(node)
    if text not in TYPES.values():
        raise _Unfit(f"“{text}” is no type", f"Write {', '.join(TYPES.values())}", node)
    return text


def _flag(node: yaml.Node) -> bool:
    text = _text(node)
    if text not in ("true", "false"):
        raise _Unfit(f"“{text}” is neither true nor false", "Write one of them", node)
    return text == "true"


def _list_of(read: Reader) -> Reader:
    """One or several of what `read` reads."""

    def read_all(node: yaml.Node) -> tuple[Any, ...]:
        return tuple(
            dict.fromkeys(read(one) for one in (node.value if isinstance(node, yaml.SequenceNode) else [node]))
        )

    return read_all


def _part(node: yaml.Node) -> object:
    return _made(_PART, node)


_ENTITY_ID = _matching(r"(?:people|organisations|places)/[a-z0-9-]+", "people/ann-smith")
_TOPIC_ID = _matching(r"topics/[a-z0-9-]+", "topics/arms-control")
_PART = _Shape(SplitPart, {"prefLabel": _text, "articles": _list_of(_text)}, ("prefLabel", "articles"))
_ENTITY = _Shape(
    EntityCorrection,
    {
        "entity": _ENTITY_ID,
        "prefLabel": _text,
        "altLabel": _list_of(_text),
        "type": _type,
        "country": _matching("[A-Z]{2,4}", "FI"),
        "wikidata": _matching("Q[1-9][0-9]*", "Q42"),
        "description": _description,
        "merge": _list_of(_ENTITY_ID),
        "ignore": _flag,
    },
    ("entity",),
)
_SPLIT = _Shape(Split, {"split": _ENTITY_ID, "into": _list_of(_part)}, ("split", "into"))
_OVERRIDE = _Shape(
    Override, {"article": _text, "surface": _text, "entity": _ENTITY_ID}, ("article", "surface", "entity")
)
_TOPIC = _Shape(
    TopicCorrection,
    {
        "topic": _TOPIC_ID,
        "prefLabel": _text,
        "merge": _list_of(_TOPIC_ID),
        "broader": _list_of(_TOPIC_ID),
        "pin": _flag,
        "ignore": _flag,
    },
    ("topic",),
)


def _entity_shape(keys: set[str]) -> _Shape:
    if "split" in keys:
        return _SPLIT
    return _OVERRIDE if "article" in keys else _ENTITY


# ---- files ----------------------------------------------------------------------------------------------------------


def _corrections(
    root: Path, place: str, shape_of: Callable[[set[str]], _Shape], warnings: list[str]
) -> Iterator[object]:
    """Give the corrections in the YAML list at `place`, in its order."""
    try:
        text = _read(root, place)
        _refuse(text)
        items = _items(yaml.compose(text, Loader=yaml.CBaseLoader))
    except ArticleError as error:
        warnings.append(f"{place}: {error}")
        return
    except _Unfit as error:
        warnings.append(f"{place}:{error.line}: {error.said}")
        return
    except yaml.YAMLError as error:
        warnings.append(_not_yaml(place, text, error))
        return
    for node in items:
        try:
            keys = {str(key.value) for key, _ in node.value} if isinstance(node, yaml.MappingNode) else set()
            yield _made(shape_of(keys), node, line=node.start_mark.line + 1)
        except _Unfit as error:
            warnings.append(f"{place}:{error.line}: {error.said}")


def _read(root: Path, place: str) -> str:
    """The text of the file at `place`, in any encoding; empty when there is none. Raises `ArticleError`."""
    data = keeper_bytes(root, place)
    if data is not None and len(data) > LARGEST:
        problem = f"has {len(data):,} bytes, more than the {LARGEST:,} that are read."
        raise TooLargeError(problem, remedy="Take out what is not needed.")
    return "" if data is None else decode(data).text


def _items(whole: yaml.Node | None) -> list[yaml.Node]:
    if whole is None or (isinstance(whole, yaml.ScalarNode) and not whole.value):
        return []
    if not isinstance(whole, yaml.SequenceNode):
        raise _Unfit("this is no list", "Begin each correction with “- ”", whole)
    return list(whole.value)


def _not_yaml(place: str, text: str, error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    where = f"{place}:{min(mark.line, text.rstrip().count(chr(10))) + 1}" if mark else place
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be parsed")
    return f"{where}: this is no YAML that is read here: {' '.join(said.split())}. Mend it there."


class _Refused(yaml.YAMLError):
    """YAML that might cost more than it is worth."""

    def __init__(self, problem: str, mark: object) -> None:
        super().__init__(problem)
        self.problem = problem
        self.problem_mark = mark


def _refuse(text: str) -> None:
    """Raise `YAMLError`, before anything is built, where an alias stands (a few can mean gigabytes) or a deep nest."""
    for event, depth in with_depth(text):
        if isinstance(event, yaml.AliasEvent):
            raise _Refused("an alias (*name) stands here", event.start_mark)
        if depth > DEEPEST:
            raise _Refused("it is nested too deeply", event.start_mark)


def _made(shape: _Shape, node: yaml.Node, **more: int) -> object:
    """The value that `node` describes; raises `_Unfit` for what is wrong first."""
    if not isinstance(node, yaml.MappingNode):
        raise _Unfit("a correction is made of keys", f"Write “{next(iter(shape.keys))}: …”", node)
    given: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value)
        if name not in shape.keys:
            near = get_close_matches(name, shape.keys, 1)
            remedy = f"Did you mean {near[0]}?" if near else f"Known are {', '.join(shape.keys)}"
            raise _Unfit(f"“{name[:LONGEST]}” is not known here", remedy.rstrip("?"), key)
        if name in given:
            raise _Unfit(f"“{name}” is here twice", "Remove one", key)
        given[name] = shape.keys[name](value)
    for name in shape.required:
        if not given.get(name):
            raise _Unfit(f"“{name}” is missing", f"Add “{name}: …”", node)
    return shape.make(**{_field(name): value for name, value in given.items()}, **more)


def _field(key: str) -> str:
    return re.sub("[A-Z]", lambda capital: f"_{capital[0].lower()}", key)


def _stopwords(root: Path, warnings: list[str]) -> tuple[str, ...]:
    """Read one word or phrase a line; `#` begins a comment."""
    try:
        lines = _read(root, STOPWORDS).splitlines()
    except ArticleError as error:
        warnings.append(f"{STOPWORDS}: {error}")
        return ()
    found = set()
    for number, line in enumerate(lines, 1):
        word = unicodedata.normalize("NFC", " ".join(line.partition("#")[0].split()))
        if len(word) > LONGEST or not _is_visible(word):
            problem = f"has {len(word):,} characters" if len(word) > LONGEST else "holds characters that cannot be seen"
            warnings.append(f"{STOPWORDS}:{number}: this {problem}. Write one word or phrase a line.")
        elif word:
            found.add(word)
    return tuple(sorted(found))


def _is_visible(text: str) -> bool:
    return not _HIDDEN.search(text) and not any(unicodedata.category(character) in _CONTROL for character in text)


def _strangers(root: Path) -> Iterator[str]:
    """A warning for each file that nothing reads, and whose name or ending says that it was to be read."""
    folder = root / FOLDER
    try:
        names = sorted(entry.name for entry in os.scandir(folder)) if folder.is_dir() else []
    except OSError as error:
        yield f"{FOLDER}: cannot be opened ({error.strerror}). Check that you may read it."
        return
    for name in names:
        near = get_close_matches(name.lower(), _FILES, 1, cutoff=0.8)
        is_meant = name.startswith((".", "_")) or (not near and not name.lower().endswith(_YAML))
        if name not in _FILES and not is_meant:
            remedy = f"Did you mean {near[0]}" if near else f"Known are {', '.join(_FILES)}"
            said = f"nothing reads this file. {remedy}; or put an underscore before its name."
            yield f"{FOLDER}/{visible(name)}: {said}"
