"""Counts and compares from outside: what lies in a folder, what a build says became of it, and what else changed."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

from generator.ingest.formats import ENDINGS

READ = tuple(f".{ending}" for ending in ENDINGS)
"""The endings of what has to be published or quarantined."""
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def state(folder: Path, *leave_out: Path) -> dict[str, tuple[object, ...]]:
    """What everything below `folder` is, by path: kind, permissions, time of change, and what it holds or leads to."""
    skip = {os.fsencode(path) for path in leave_out}
    found: dict[str, tuple[object, ...]] = {}
    todo = [os.fsencode(folder)]
    while todo:
        for entry in os.scandir(todo.pop()):
            if entry.path in skip:
                continue
            seen = entry.stat(follow_symlinks=False)
            holds: object = ""
            if stat.S_ISDIR(seen.st_mode):
                todo.append(entry.path)
            elif stat.S_ISLNK(seen.st_mode):
                holds = Path(os.fsdecode(entry.path)).readlink()
            elif stat.S_ISREG(seen.st_mode):
                holds = hashlib.sha256(Path(os.fsdecode(entry.path)).read_bytes()).hexdigest()
            changed = 0 if stat.S_ISDIR(seen.st_mode) else seen.st_mtime_ns  # a build may make folders in the project's
            found[os.fsdecode(entry.path)] = (seen.st_mode, changed, holds)
    return found


def differences(before: dict[str, tuple[object, ...]], after: dict[str, tuple[object, ...]]) -> list[str]:
    """Paths that were made, changed or removed."""
    return sorted(ascii(path) for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def files_in(corpus: Path) -> int:
    """How many files of any kind lie below `corpus`, as `find` counts."""
    found = subprocess.run(["find", corpus, "!", "-type", "d", "-printf", "x"], check=True, capture_output=True)
    return len(found.stdout)


def unaccounted(corpus: Path, site: Path) -> Iterator[str]:
    """What the tables of the built `site` get wrong about the files below `corpus`."""
    told = json.loads((site / "data" / "build.json").read_text(encoding="utf-8"))
    inputs = told["inputs"]
    if inputs["files"] != files_in(corpus):
        yield f"{files_in(corpus)} files lie in the corpus, and build.json says {inputs['files']}"
    if inputs["files"] != inputs["published"] + inputs["quarantined"] + inputs["ignored"]:
        yield f"build.json does not add up: {inputs}"
    published = [row["path"] for row in articles(site)]
    quarantined = [one["path"] for one in told["quarantined"]]
    if (len(published), len(quarantined)) != (inputs["published"], inputs["quarantined"]):
        yield f"{len(published)} articles and {len(quarantined)} in quarantine are named, counted are {inputs}"
    if len({*published, *quarantined}) != len(published) + len(quarantined):
        yield "a file is named twice"
    named = {*published, *quarantined}
    for path in sorted(_wanted(corpus) - named):
        yield f"{path!r} is named nowhere"
    for path in sorted(named - _wanted(corpus)):
        yield f"{path!r} is named, and there is no such file that can be read"
    yield from (f"{row['path']!r} has no page" for row in articles(site) if not (site / row["page"]).is_file())


def articles(site: Path) -> list[dict[str, str]]:
    """The rows of articles.csv, cells as they were before they were made harmless for spreadsheets."""
    with (site / "data" / "articles.csv").open(encoding="utf-8", newline="") as stream:
        return [{key: _as_it_was(cell) for key, cell in row.items()} for row in csv.DictReader(stream)]


def _as_it_was(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def _wanted(corpus: Path) -> set[str]:
    """The paths of the files that have to be published or quarantined."""
    start = len(os.fsencode(corpus)) + 1
    found = set()
    for here, _, names in os.walk(os.fsencode(corpus)):
        links = [entry.name for entry in os.scandir(here) if entry.is_symlink()]
        for name in {*names, *links}:
            path = (here + b"/" + name)[start:].decode("utf-8", "backslashreplace")
            hidden = any(part.startswith((".", "_")) for part in path.split("/"))
            if not hidden and path.lower().endswith(READ):
                found.add(path)
    return found


def holding(folder: Path, secret: str) -> list[str]:
    """Files below `folder` that hold `secret`."""
    run = subprocess.run(["grep", "-rlF", "-e", secret, folder], check=False, capture_output=True, text=True)
    return run.stdout.splitlines()
