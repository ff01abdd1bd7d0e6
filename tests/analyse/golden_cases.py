"""Golden files: cases of a heading ("= …"), an input, a line with a dot, and the expected rows.

Names in an input are marked by hand, so that no other analyser takes part: `[Anna Berg|person]`, or
`[Berg|person|Anna Berg]` where the full name is another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from generator.analyse.pipelines import Pipelines
from generator.model import Mention
from generator.settings import Settings

FOLDER = Path(__file__).parent / "golden"
_NAME = re.compile(r"\[([^|\]]+)\|(person|organisation|place)(?:\|([^\]]+))?\]")


@dataclass(frozen=True, slots=True)
class Case:
    title: str
    given: str
    expected: tuple[str, ...]


def cases(name: str) -> Iterator[Case]:
    for block in (FOLDER / name).read_text(encoding="utf-8").split("\n= "):
        title, rest = block.removeprefix("= ").split("\n", 1)
        given, expected = f"{rest}\n".split("\n.\n", 1)
        yield Case(title, given, tuple(line for line in expected.splitlines() if line))


def named(given: str) -> tuple[str, tuple[Mention, ...]]:
    """The text of an input, and its names."""
    text, mentions, position = "", [], 0
    for match in _NAME.finditer(given):
        text += given[position : match.start()]
        name = match[3] or match[1]
        mentions.append(Mention(len(text), len(text) + len(match[1]), match[2], ("model",), name))
        text += match[1]
        position = match.end()
    return text + given[position:], tuple(mentions)


@cache
def _pipelines() -> Pipelines:
    return Pipelines(Settings().ner_model)


def parse(text: str, language: str = "en") -> Doc:
    return next(_pipelines().parse([(text, (None, language))]))[0]
