from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import LockedError
from generator.publish.lock import only_build

HOLD = """
import sys, time
from pathlib import Path
from generator.publish.lock import only_build
with only_build(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_build_is_refused_and_told_who_holds_the_lock(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(LockedError, match=f"process {other.pid} "), only_build(tmp_path):
            pytest.fail("both hold the lock")
        other.kill()
    with only_build(tmp_path):  # a killed holder leaves nothing behind
        assert (tmp_path / "holder").read_text(encoding="utf-8").startswith(f"process {os.getpid()} ")


def test_the_lock_is_given_back(tmp_path: Path) -> None:
    for _ in range(2):
        with only_build(tmp_path):
            pass
