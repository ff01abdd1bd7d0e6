"""Work on what this process holds, done by a fork of it, which leaves its result and the files it wrote."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import IO, Generic, NoReturn, Self, TypeVar

from generator.executors import Workforce
from generator.executors.child import end_with_parent

Result = TypeVar("Result")

CAN_FORK = sys.platform.startswith("linux")
"""Where the system ends a fork with the process that began it, and its libraries bear being forked."""
ROOM = 1 << 20
"""Bytes that a fork can have written before its result is asked for: sixteen times what a pipe holds by itself."""
GIVES_WAY = 10
"""How much nicer than the process that began it a fork may be that nothing waits for as yet: where there are more at
work than cores, that one gets nine tenths of a core."""


class Forked(Generic[Result]):
    """A function at work in a fork of this process, in a thread where there can be none; used in a `with` statement.

    It must use nothing that other threads of this process are at: no progress, no log, no lock of theirs. What it
    changes in memory is lost; files it writes stay. When the fork is killed the function is called here, so it may find
    files that it has written before.
    """

    def __init__(
        self, act: Callable[[], Result], workforce: Workforce, keeps: Iterable[int] = (), niceness: int = 0
    ) -> None:
        """Begin; where `workforce` is this process alone, the function waits until its result is asked for.

        Of the open files of this process a fork has only those that it `keeps`, given as file descriptors; it is nicer
        than this process by so much `niceness`.
        """
        self._act = act
        self._niceness = niceness
        self._keeps = tuple(keeps)
        self._process = 0
        self._answer: IO[bytes] | None = None
        self._thread: Future[Result] | None = None
        if workforce.name != "serial" and not self._fork():
            threads = ThreadPoolExecutor(1)
            self._thread = threads.submit(act)
            threads.shutdown(wait=False)

    def result(self) -> Result:
        """What the function returns, once it has; raises what it raises. To be asked for once."""
        if self._thread:
            return self._thread.result()
        if self._answer is None:
            return self._act()
        with self._answer as answer:
            said = answer.read()
        process, self._process = self._process, 0
        try:
            _, status = os.waitpid(process, 0)
        except ChildProcessError:  # who began this process has it hear nothing of its children's ends
            status = 0 if said else 1
        if status:
            return self._act()
        result, error = pickle.loads(said)
        if error is not None:
            raise error
        found: Result = result
        return found

    def __enter__(self) -> Self:
        """The work itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End the work if its result was not asked for; of a thread wait until it has ended."""
        if self._thread:
            self._thread.exception()
        if self._answer:
            self._answer.close()
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(self._process, 0)
            self._process = 0

    def _fork(self) -> bool:
        """Begin a fork, where there can be one."""
        if not CAN_FORK:
            return False
        import fcntl

        source, target = os.pipe()
        with suppress(OSError):  # the system lets users have less
            fcntl.fcntl(target, fcntl.F_SETPIPE_SZ, ROOM)
        parent = os.getpid()
        try:
            self._process = os.fork()
        except OSError:  # no room for another process
            os.close(source)
            os.close(target)
            return False
        if not self._process:
            _serve(self._act, target, self._keeps, self._niceness, parent)
        os.close(target)
        self._answer = os.fdopen(source, "rb")
        return True


def _serve(act: Callable[[], object], target: int, keeps: Iterable[int], niceness: int, parent: int) -> NoReturn:
    """What the fork does; it never returns, so that nothing which belongs to the other process is ended twice."""
    try:
        gc.freeze()  # looking through what the other process holds would copy all of it
        end_with_parent()
        if os.getppid() != parent:  # it has ended already
            os._exit(1)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that drives the build
        os.nice(niceness)
        closed = 3
        for kept in sorted((target, *keeps)):
            os.closerange(closed, kept)  # locks, sockets and databases are the other's
            closed = kept + 1
        os.closerange(closed, os.sysconf("SC_OPEN_MAX"))
        with os.fdopen(target, "wb") as answer, Path(os.devnull).open("w") as nowhere:
            sys.stdout = sys.stderr = nowhere  # another thread may have held the locks of those
            answer.write(_outcome(act))
        os._exit(0)
    finally:
        os._exit(1)


def _outcome(act: Callable[[], object]) -> bytes:
    """The pickled result of `act` and None, or None and what it raised."""
    result, raised = None, None
    try:
        result = act()
    except Exception as error:
        error.add_note(traceback.format_exc())
        raised = error
    said = pickle.dumps((result, raised))
    pickle.loads(said)  # what cannot be sent is made by a second call, in the other process
    return said
