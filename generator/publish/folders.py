"""Goes through the files of a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path


def files_in(folder: Path, wanted: Callable[[str], bool] = lambda path: True) -> Iterator[tuple[str, os.stat_result]]:
    """The path below `folder` of each file there that is `wanted`, with what the system tells of it, in any order.

    Links are files themselves. None when there is no such folder. What goes meanwhile, or lies in a folder that may not
    be looked into, is left out.
    """
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(folder / below) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{below}{entry.name}/")
                    elif wanted(path := below + entry.name):
                        try:
                            found = entry.stat(follow_symlinks=False)
                        except FileNotFoundError:
                            continue
                        yield path, found
        except OSError:
            continue
