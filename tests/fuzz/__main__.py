"""`python -m tests.fuzz`: feed both targets for a given time, and keep what they find as files.

Rounds of Hypothesis (structured inputs) take turns with rounds of atheris (guided by the code that an input reaches),
which goes on from the inputs that Hypothesis has made. Where atheris is not installed Hypothesis has all the time.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from importlib.util import find_spec

from tests.fuzz.findings import FOLDER, keep
from tests.shared import ROOT

TARGETS = ("ingest", "page")
WORK = ROOT / "build" / "fuzz"
"""What a run leaves for the next one to go on from."""
ROUND = 240
"""Seconds of one engine, in turn."""
GRACE = 240
"""Seconds by which a round may be late before it counts as hanging."""


def main() -> int:
    """Fuzz; 1 when something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=3600, help="how long each target is fed (both at once)")
    parser.add_argument("--target", choices=TARGETS, action="append", help="only this one")
    given = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    before = set(FOLDER.iterdir()) if FOLDER.is_dir() else set()
    engines = ("hypothesis", "atheris") if find_spec("atheris") else ("hypothesis",)
    end = time.monotonic() + given.seconds
    turn = 0
    while (left := int(end - time.monotonic())) > 0:
        seconds = min(left, ROUND)
        engine = engines[turn % len(engines)]
        _round([_start(target, engine, seconds) for target in given.target or TARGETS], seconds)
        turn += 1
    found = sorted(set(FOLDER.iterdir()) - before)
    for path in found:
        print(f"found: {path.relative_to(ROOT)}")
    for target in given.target or TARGETS:
        print(f"{target}: {_count(target):,} inputs in all runs so far")
    return 1 if found else 0


def _start(target: str, engine: str, seconds: int) -> tuple[str, subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.fuzz.engines", engine, target, str(seconds)]
    with (WORK / f"{target}.log").open("ab") as log:
        return target, subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)


def _round(running: list[tuple[str, subprocess.Popen[bytes]]], seconds: int) -> None:
    """Wait for processes; one that dies or hangs was killed by the input that it was at."""
    end = time.monotonic() + seconds + GRACE
    for target, process in running:
        try:
            code = process.wait(max(1.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        current = WORK / f"{target}.current"
        if code != 0 and current.exists():
            keep(target, f"ended-with-{abs(code)}", current.read_bytes())


def _count(target: str) -> int:
    counts = WORK / f"{target}.count"
    return sum(int(line.split()[1]) for line in counts.read_text().splitlines()) if counts.exists() else 0


if __name__ == "__main__":
    sys.exit(main())
