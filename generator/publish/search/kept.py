"""Folders of working state under the digest of all they were made from, of which the site gets second names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from pathlib import Path


def link(source: Path, target: Path) -> None:
    """Give the files below `source` a second name below `target`, or copy them where that cannot be."""
    for folder, _, names in os.walk(source):
        there = target / Path(folder).relative_to(source)
        there.mkdir(parents=True, exist_ok=True)
        for name in names:
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
            shutil.rmtree(kept)
