"""Folders of working state under the digest of all they were made from, of which the site gets second names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from pathlib import Path

import msgspec

from generator.publish.manifest import State, sha256, states_below

SEAL = "seal"
"""File in a folder that tells size, time of change and SHA-256 digest of all others."""


def seal(folder: Path) -> None:
    """Note what is in `folder`, which is complete."""
    noted = {path: (state, sha256(folder / path)) for path, state in states_below(folder).items()}
    (folder / SEAL).write_bytes(msgspec.msgpack.encode(noted))


def is_sealed(folder: Path) -> bool:
    """Whether `folder` holds what it held when it was sealed: a file may have been changed under its other name."""
    try:
        noted = msgspec.msgpack.decode((folder / SEAL).read_bytes(), type=dict[str, tuple[State, bytes]])
    except (OSError, ValueError):
        return False
    states = states_below(folder)
    states.pop(SEAL, None)
    return states.keys() == noted.keys() and all(
        states[path] == state or sha256(folder / path) == digest for path, (state, digest) in noted.items()
    )


def link(source: Path, target: Path) -> None:
    """Give the files below `source` a second name below `target`, or copy them where that cannot be."""
    for folder, _, names in os.walk(source):
        there = target / Path(folder).relative_to(source)
        there.mkdir(parents=True, exist_ok=True)
        for name in names:
            if name == SEAL:
                continue
            try:
                os.link(f"{folder}/{name}", f"{there}/{name}")
            except FileExistsError:
                continue
            except OSError:
                shutil.copyfile(f"{folder}/{name}", f"{there}/{name}")


def prune(folder: Path, keys: Collection[str]) -> None:
    """Remove what lies in `folder` under other names than `keys`: this build had no use for it."""
    for kept in folder.iterdir():
        if kept.name not in keys:
            shutil.rmtree(kept, ignore_errors=True)  # a program of a killed build may still be writing there
