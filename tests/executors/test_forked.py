"""Work in a fork of this process."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest

from generator.errors import LockedError
from generator.executors import SERIAL, Workforce, forked
from generator.executors.forked import GIVES_WAY, Forked

forks = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only on Linux are processes forked")
SEVERAL = Workforce()


def no_room() -> int:
    """What the system says when there can be no further process."""
    raise BlockingIOError("Resource temporarily unavailable")


@forks
def test_the_work_is_done_in_another_process_and_its_result_comes_back(tmp_path: Path) -> None:
    held = [1]

    def act() -> tuple[int, bytes]:
        held.append(2)
        (tmp_path / "left").write_text("behind")
        return os.getpid(), b"\0" * (2 * forked.ROOM)  # more than a pipe holds

    with Forked(act, SEVERAL) as work:
        process, much = work.result()
    assert process != os.getpid()
    assert len(much) == 2 * forked.ROOM
    assert held == [1]
    assert (tmp_path / "left").read_text() == "behind"


@forks
def test_a_fork_ends_before_its_result_is_asked_for() -> None:
    import fcntl

    source, target = os.pipe()
    try:
        fcntl.fcntl(target, fcntl.F_SETPIPE_SZ, forked.ROOM)
    except OSError as error:
        pytest.skip(f"pipes cannot be enlarged here: {error}")
    finally:
        os.close(source)
        os.close(target)
    others = set(psutil.Process().children())
    with Forked(lambda: b"\0" * (forked.ROOM // 2), SEVERAL) as work:
        (process,) = set(psutil.Process().children()) - others
        begun = time.monotonic()
        while process.status() != psutil.STATUS_ZOMBIE:
            assert time.monotonic() - begun < 60
            time.sleep(0.01)
        assert len(work.result()) == forked.ROOM // 2


def test_alone_it_is_done_here_and_once() -> None:
    done: list[int] = []
    with Forked(lambda: done.append(os.getpid()), SERIAL) as work:
        assert not done
        work.result()
    assert done == [os.getpid()]


@pytest.mark.parametrize("name", ["CAN_FORK", "fork"])
def test_where_there_is_no_fork_a_thread_does_it_and_is_waited_for(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if name == "fork":
        monkeypatch.setattr(os, "fork", no_room)
    else:
        monkeypatch.setattr(forked, "CAN_FORK", False)
    with Forked(lambda: (os.getpid(), threading.get_ident()), SEVERAL) as work:
        process, thread = work.result()
    assert process == os.getpid()
    assert thread != threading.get_ident()

    def slow() -> None:
        time.sleep(0.2)
        (tmp_path / "done").touch()

    with pytest.raises(KeyError), Forked(slow, SEVERAL):
        raise KeyError
    assert (tmp_path / "done").exists()


@pytest.mark.parametrize("workforce", [SERIAL, SEVERAL], ids=["alone", "several"])
@pytest.mark.parametrize("can_fork", [False, True])
def test_what_it_raises_is_raised_here(workforce: Workforce, can_fork: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise LockedError("it is locked.", remedy="Wait.", path="/lock")

    monkeypatch.setattr(forked, "CAN_FORK", can_fork and forked.CAN_FORK)
    with Forked(fail, workforce) as work, pytest.raises(LockedError, match=r"/lock.*it is locked\..*Wait\."):
        work.result()


def _unreadable() -> object:
    class Unknown(Exception):
        pass

    raise Unknown("here")


@forks
@pytest.mark.parametrize(
    ("act", "made"),
    [(lambda: lambda: 5, "function"), (_unreadable, "Unknown")],
    ids=["a result that cannot be sent", "an error that cannot be sent"],
)
def test_what_cannot_be_sent_is_made_here(act: Callable[[], object], made: str) -> None:
    with Forked(act, SEVERAL) as work:
        if made == "function":
            assert type(work.result()).__name__ == made
        else:
            with pytest.raises(Exception, match="here") as raised:
                work.result()
            assert type(raised.value).__name__ == made


@forks
def test_a_fork_that_is_killed_costs_a_retry() -> None:
    here = os.getpid()

    def act() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    with Forked(act, SEVERAL) as work:
        assert work.result() == "done"


@forks
@pytest.mark.parametrize("asked", [False, True])
def test_a_fork_ends_when_something_is_raised_here(asked: bool, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    here = os.getpid()

    def act() -> None:
        begun.with_suffix(".new").write_text(str(os.getpid()))
        begun.with_suffix(".new").rename(begun)
        if asked:
            time.sleep(0.3)  # until it is waited for
            os.kill(here, signal.SIGINT)
        time.sleep(600)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it for what runs beside it
    try:
        with pytest.raises(KeyboardInterrupt), Forked(act, SEVERAL) as work:
            if asked:
                work.result()
            while not begun.exists():
                time.sleep(0.01)
            raise KeyboardInterrupt
    finally:
        signal.signal(signal.SIGINT, before)
    assert not psutil.pid_exists(int(begun.read_text()))


@forks
@pytest.mark.parametrize("niceness", [0, GIVES_WAY])
def test_a_fork_gives_way_as_it_is_told_to(niceness: int) -> None:
    with Forked(lambda: os.nice(0), SEVERAL, niceness=niceness) as work:
        assert work.result() == min(19, os.nice(0) + niceness)


@forks
def test_a_fork_has_none_of_the_open_files(tmp_path: Path) -> None:
    def open_files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    with ExitStack() as stack:
        for number in range(20):
            stack.enter_context((tmp_path / str(number)).open("w"))
        with Forked(open_files, SEVERAL) as work:
            assert work.result() < 10 < 20 < open_files()


@forks
def test_a_fork_keeps_the_files_that_it_asks_for() -> None:
    heard, said = os.pipe()
    source, target = os.fdopen(heard, "rb"), os.fdopen(said, "wb")
    with source, target, Forked(source.read, SEVERAL, keeps=(heard,)) as work:
        target.write(b"\0" * 1000)
        target.close()
        assert work.result() == b"\0" * 1000
