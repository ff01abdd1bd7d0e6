"""Builds the tables of an annotated set and runs the score program on them, as anybody would from a shell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from generator.pipeline import collect
from generator.progress import Silent
from generator.settings import Settings
from generator.write import write_tables
from tests.shared import SHARED

FLOORS = Path(__file__).parent / "floors.toml"


SHARED_SETS = "SHARED"
GOLD_SETS = "GOLDSETS"


@dataclass(frozen=True, slots=True)
class AnnotatedSet:
    """Articles, and what people found in them."""

    command: str
    """Of the score program."""
    articles: str
    """Folder, below that of the set's home."""
    gold: str = ""
    """File or folder, below that of the set's home; empty where the program knows it by itself."""
    home: str = SHARED_SETS
    """The variable in the environment that names the folder which holds it."""


SETS = {
    "seeds": AnnotatedSet("seeds", "corpora/seeds"),
    "linking": AnnotatedSet("linking", "eval/linking/articles", "eval/linking/gold.jsonl"),
    "mentions": AnnotatedSet("mentions", "eval/mentions/articles", "eval/mentions/gold.jsonl"),
    "agency-wire": AnnotatedSet("mentions", "mentions/articles", "mentions/gold.jsonl", GOLD_SETS),
    "statements": AnnotatedSet("statements", "statements/articles", "statements/gold.jsonl", GOLD_SETS),
    "keywords": AnnotatedSet("keywords", "keywords/articles", "keywords/keys", GOLD_SETS),
    "keywords-duc": AnnotatedSet("keywords", "keywords-duc/articles", "keywords-duc/keys", GOLD_SETS),
}


def home(one: AnnotatedSet) -> Path | None:
    """The folder that holds the set on this machine; None when it is missing."""
    folder = os.environ.get(GOLD_SETS, "") if one.home == GOLD_SETS else str(SHARED)
    return Path(folder) if folder and (Path(folder) / one.articles).is_dir() else None


def missing(name: str) -> str:
    """What to do when a set is not on this machine."""
    one = SETS[name]
    if one.home == SHARED_SETS:
        return f"{one.articles} is not below {SHARED} ({SHARED_SETS} in the environment names another place)"
    return (
        f"{name} is not below the folder that {GOLD_SETS} in the environment names. Its texts may be measured with "
        f"but not passed on: fetch the public repositories that goldsets.py, beside the score program, names; run it "
        f"with the folder to write as its argument, and set {GOLD_SETS} to that folder"
    )


def floors() -> dict[str, dict[str, float]]:
    """The floors, by set and name of the score."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


def write_set(one: AnnotatedSet, at: Path, folder: Path) -> None:
    """Write the tables of the set below `at` into `folder`."""
    write_tables(collect(at / one.articles, Settings(), progress=Silent()), folder)


def score(one: AnnotatedSet, at: Path, folder: Path) -> dict[str, float]:
    """The scores of the tables in `folder`, as the score program gives them, as numbers from 0 to 1."""
    gold = [str(at / one.gold)] if one.gold else []
    program = SHARED / "eval" / "score.py"
    run = subprocess.run(
        [sys.executable, str(program), one.command, str(folder), *gold], capture_output=True, text=True, check=True
    )
    return {name: number for name, value in json.loads(run.stdout).items() if (number := _number(value)) is not None}


def fallen(name: str, reached: dict[str, float]) -> dict[str, str]:
    """The scores of a set that lie below their floor, each with what it is and should be."""
    return {one: f"{reached[one]:.4f}, floor {floor}" for one, floor in floors()[name].items() if reached[one] < floor}


def _number(value: object) -> float | None:
    """A score as a number: "3/4", {"p": …, "r": …, "f1": …} or a number."""
    if isinstance(value, str) and value.count("/") == 1:
        right, of = value.split("/")
        return int(right) / int(of)
    if isinstance(value, dict):
        return _number(value.get("f1"))
    return float(value) if isinstance(value, int | float) else None
