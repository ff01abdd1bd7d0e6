"""Processes that begin before it is known what there is to do."""

from __future__ import annotations

import time
from pathlib import Path

import psutil
import pytest

from generator.executors import SERIAL, Workforce
from generator.executors.processes import Processes
from generator.executors.standby import Standby
from tests.executors.tasks import task

HERE = Workforce("processes")


def test_who_has_begun_does_what_was_expected(tmp_path: Path) -> None:
    known = task(tmp_path)
    with Standby(HERE, worth=1) as standby:
        standby.begin(lambda: known, 2)
        begun = standby.executor(known, 2)
        standby.begin(lambda: known, 2)
        assert standby.executor(known, 1) is begun
        with begun:
            assert list(begun.outcomes(known, [b"ab", b"cd"])) == [b"ba", b"dc"]
    assert len((tmp_path / "loaded").read_text().splitlines()) <= 2


def test_other_work_than_was_expected_and_more_gets_processes_of_its_own(tmp_path: Path) -> None:
    known = task(tmp_path)
    with Standby(HERE, worth=1) as standby:
        standby.begin(lambda: known, 1)
        begun = standby.executor(known, 1)
        assert standby.executor(known, 2) is not begun
    with Standby(HERE, worth=1) as standby:
        standby.begin(lambda: known, 1)
        begun = standby.executor(known, 1)
        assert standby.executor(task(tmp_path, seconds=3), 1) is not begun


def test_nobody_is_left_of_those_who_had_nothing_to_do(tmp_path: Path) -> None:
    others = set(psutil.Process().children())
    with Standby(HERE, worth=1) as standby:
        standby.begin(lambda: task(tmp_path), 1)
        begun = time.monotonic()
        while not (tmp_path / "loaded").exists():
            assert time.monotonic() - begun < 60
            time.sleep(0.01)
        assert set(psutil.Process().children()) - others
    assert not set(psutil.Process().children()) - others


def test_alone_nobody_begins_and_no_task_is_asked_for(tmp_path: Path) -> None:
    with Standby(SERIAL, worth=1) as standby:
        standby.begin(lambda: pytest.fail("asked for"), 1)
        assert not isinstance(standby.executor(task(tmp_path), 1), Processes)
    assert not (tmp_path / "loaded").exists()
