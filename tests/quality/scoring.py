"""Builds the tables of an annotated set and runs the score program on them, as anybody would from a shell."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from generator.pipeline import collect
from generator.progress import Silent
from generator.settings import Settings
from generator.write import write_tables

FLOORS = Path(__file__).parent / "floors.toml"


@dataclass(frozen=True, slots=True)
class AnnotatedSet:
    """Articles, and what people found in them."""

    command: str
    """Of the score program."""
    articles: str
    """Folder, below the shared one."""
    gold: str = ""
    """File, below the shared one; empty where the program knows it by itself."""


SETS = {
    "seeds": AnnotatedSet("seeds", "corpora/seeds"),
    "linking": AnnotatedSet("linking", "eval/linking/articles", "eval/linking/gold.jsonl"),
    "mentions": AnnotatedSet("mentions", "eval/mentions/articles", "eval/mentions/gold.jsonl"),
}


def floors() -> dict[str, dict[str, float]]:
    """The floors, by set and name of the score."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


def scores(one: AnnotatedSet, shared: Path, folder: Path) -> dict[str, float]:
    """The scores of one set as numbers from 0 to 1; its tables are written into `folder`."""
    collection = collect(shared / one.articles, Settings(), workers=1, progress=Silent())
    write_tables(collection, folder)
    gold = [str(shared / one.gold)] if one.gold else []
    program = shared / "eval" / "score.py"
    run = subprocess.run(
        [sys.executable, str(program), one.command, str(folder), *gold], capture_output=True, text=True, check=True
    )
    return {name: number for name, value in json.loads(run.stdout).items() if (number := _number(value)) is not None}


def _number(value: object) -> float | None:
    """A score as a number: "3/4", {"p": …, "r": …, "f1": …} or a number."""
    if isinstance(value, str) and value.count("/") == 1:
        right, of = value.split("/")
        return int(right) / int(of)
    if isinstance(value, dict):
        return _number(value.get("f1"))
    return float(value) if isinstance(value, int | float) else None
