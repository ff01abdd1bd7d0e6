"""Work in a copy of this process."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from generator.errors import LockedError
from generator.executors import beside
from generator.executors.beside import Beside

copies = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux copies processes safely")


@copies
def test_the_work_is_done_in_another_process_and_its_result_comes_back(tmp_path: Path) -> None:
    held = [1]

    def act() -> tuple[int, bytes]:
        held.append(2)
        (tmp_path / "left").write_text("behind")
        return os.getpid(), b"\0" * 1_000_000  # more than a pipe holds

    with Beside(act) as work:
        process, much = work.result()
    assert process != os.getpid()
    assert len(much) == 1_000_000
    assert held == [1]
    assert (tmp_path / "left").read_text() == "behind"


def test_alone_it_is_done_here_and_once() -> None:
    done: list[int] = []
    with Beside(lambda: done.append(os.getpid()), alone=True) as work:
        assert not done
        work.result()
    assert done == [os.getpid()]


def test_where_there_is_no_copy_a_thread_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "CAN_COPY", False)
    with Beside(lambda: (os.getpid(), threading.get_ident())) as work:
        process, thread = work.result()
    assert process == os.getpid()
    assert thread != threading.get_ident()


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("can_copy", [False, True])
def test_what_it_raises_is_raised_here(alone: bool, can_copy: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise LockedError("it is locked.", remedy="Wait.", path="/lock")

    monkeypatch.setattr(beside, "CAN_COPY", can_copy and beside.CAN_COPY)
    with Beside(fail, alone=alone) as work, pytest.raises(LockedError, match=r"/lock.*it is locked\..*Wait\."):
        work.result()


@copies
def test_a_copy_that_is_killed_costs_a_retry() -> None:
    here = os.getpid()

    def act() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    with Beside(act) as work:
        assert work.result() == "done"


@copies
def test_a_copy_whose_result_nobody_asks_for_is_ended(tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    def act() -> None:
        begun.with_suffix(".new").write_text(str(os.getpid()))
        begun.with_suffix(".new").rename(begun)
        time.sleep(600)

    with pytest.raises(KeyError), Beside(act):
        while not begun.exists():
            time.sleep(0.01)
        raise KeyError
    assert not psutil.pid_exists(int(begun.read_text()))
