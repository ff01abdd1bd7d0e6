"""Begins a new collection: a folder that builds at once."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from generator.errors import FolderInUseError
from generator.places import shown

FILES = {
    "mkdocs.yml": "mkdocs.yml",
    "gitignore": ".gitignore",
    "corpus.md": "corpus/how-to-fill-this-collection.md",
    "github.yml": ".github/workflows/site.yml",
    "gitlab.yml": ".gitlab-ci.yml",
}
"""The files of `generator/scaffold/`, each with its place in a new collection."""


def begin_collection(folder: Path) -> tuple[Path, ...]:
    """Write the files of a new collection to `folder`, which may hold other files already; returns their paths.

    Raises `FolderInUseError` when one of the files is there; nothing is written then.
    """
    scaffold = files("generator") / "scaffold"
    places = {name: folder / place for name, place in FILES.items()}
    for place in places.values():
        if place.exists():
            raise FolderInUseError(
                "is there already.", remedy="Give an empty folder, or move that file away.", path=shown(place)
            )
    for name, place in places.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes((scaffold / name).read_bytes())
    return tuple(places.values())
