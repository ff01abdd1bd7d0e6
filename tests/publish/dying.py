"""A build that ends itself as by `kill -9`: `python -m tests.publish.dying FILE STAGE N …`, at step N of a stage.

The rest of the arguments are those of `readingroom`. A step is whatever changes something on disk or begins a process,
as Python's audit hooks tell of it, and each statement that the cache is given; so the moments lie where a kill could
do harm, and not where most of the time goes. Without a stage (`-`) nothing ends, and the steps are counted. `FILE` gets
one line for each stage: its name and number of steps.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from multiprocessing.sharedctypes import RawArray
from pathlib import Path
from typing import Any

STAGES = ("cache", "writing", "docs", "rendering", "search", "swap", "records")
"""What a build does that a kill could spoil, in its order; the cache is written to all along."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_NAMES = {"os.rename": 2, "os.link": 2, "os.remove": 1, "os.mkdir": 1, "os.rmdir": 1, "os.truncate": 1}
"""Events that change something, and how many paths they name."""
_RECORDS = ("manifest", "last", "timings.json")


def stage_of(path: Path) -> str:
    """The stage that changes the file or folder at `path`, or empty where it is nothing of the collection."""
    parts = path.parts
    if path.name.removesuffix(".new") in _RECORDS:
        return "records"
    if ".readingroom" in parts:
        return "writing" if "staged" in parts else "search" if "search" in parts else ""
    if any(part.startswith(".site.") for part in parts):
        return "rendering"
    if "docs" in parts:
        return "docs"
    return "swap" if path.name == "site" else ""


class Steps:
    """Counts the steps of a build, and ends it at one of them."""

    def __init__(self, file: Path, stage: str, last: int) -> None:
        self._file = file
        self._stage = stage
        self._last = last
        self._build = os.getpid()
        self._found = RawArray("L", len(STAGES))  # forks of the build count on
        self._removing = ""

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take notice of an audit event, before what it tells of is done."""
        if event == "subprocess.Popen" and "pagefind" in str(arguments[0]):
            self.step("search")
        elif event == "ctypes.dlsym" and arguments[1] == "renameat2":
            self.step("swap")
        elif event == "shutil.rmtree":  # what stands where the new site was is, after the swap, the old one
            self._removing = stage_of(Path(arguments[0])).replace("rendering", "swap")
        elif event in _NAMES or (event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING):
            stages = (self._stage_of(path) for path in arguments[: _NAMES.get(event, 1)])
            if stage := next(filter(None, stages), ""):
                self.step(stage)

    def _stage_of(self, path: object) -> str:
        if not isinstance(path, str | Path):
            return ""
        return stage_of(Path(path)) if Path(path).is_absolute() else self._removing  # by the name in its folder

    def step(self, stage: str) -> None:
        """Count a step; end here when it is the last."""
        place = STAGES.index(stage)
        self._found[place] += 1
        if stage == self._stage and self._found[place] == self._last:
            os.kill(self._build, signal.SIGKILL)

    def note(self) -> None:
        """Write what was counted."""
        lines = (f"{stage} {steps}\n" for stage, steps in zip(STAGES, self._found, strict=True) if steps)
        self._file.write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Run the build."""
    file, stage, last, *arguments = sys.argv[1:]
    steps = Steps(Path(file), stage, int(last))
    sys.addaudithook(steps.hear)
    connect = sqlite3.connect

    def connect_and_tell(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **named)
        connection.set_trace_callback(lambda statement: steps.step("cache"))
        return connection

    sqlite3.connect = connect_and_tell  # type: ignore[assignment]  # it is called in one way only
    from generator.cli import main as readingroom
    from generator.publish import delta

    delta.MOST = 0  # so that each site begins with the one before the last
    try:
        readingroom(arguments)
    finally:
        steps.note()


if __name__ == "__main__":
    main()
