"""Work beside this process, on what it holds: done by a copy of it, which leaves its result and the files it wrote."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, Self, TypeVar

from generator.executors.child import end_with_parent

Result = TypeVar("Result")

CAN_COPY = sys.platform.startswith("linux")
"""Elsewhere a copy may find locks held and libraries half begun, or cannot be made at all."""


class Beside(Generic[Result]):
    """A function at work in a copy of this process; in a thread of it where there can be no copy.

    Begin it where no other thread is at work. What it changes in memory is lost; files it writes stay. When the copy is
    killed the function is called here, so for some of its files it may be the second time.
    """

    def __init__(self, act: Callable[[], Result], *, alone: bool = False) -> None:
        """Begin; with `alone` the function waits until its result is asked for."""
        self._act = act
        self._process = 0
        self._thread: Future[Result] | None = None
        if not alone:
            self._begin()

    def result(self) -> Result:
        """What the function returns, once it has; raises what it raises. To be asked for once."""
        if self._thread:
            return self._thread.result()
        if not self._process:
            return self._act()
        with os.fdopen(self._source, "rb") as source:
            said = source.read()
        process, self._process = self._process, 0
        _, status = os.waitpid(process, 0)
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
        """End the work, if its result was not asked for; a thread ends by itself."""
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            os.close(self._source)
            os.waitpid(self._process, 0)
            self._process = 0

    def _begin(self) -> None:
        if CAN_COPY:
            self._source, answer = os.pipe()
            parent = os.getpid()
            try:
                self._process = os.fork()
            except OSError:  # no room for another process
                os.close(self._source)
            else:
                if not self._process:
                    _serve(self._act, answer, parent)
            os.close(answer)
        if not self._process:
            threads = ThreadPoolExecutor(1)
            self._thread = threads.submit(self._act)
            threads.shutdown(wait=False)


def _serve(act: Callable[[], object], answer: int, parent: int) -> None:
    """What the copy does; it never returns, so that nothing that belongs to this process is ended twice."""
    try:
        end_with_parent()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that drives the build
        if os.getppid() == parent:  # otherwise it has ended before the system was told
            try:
                said = pickle.dumps((act(), None))
            except Exception as error:
                said = pickle.dumps((None, error))
            with os.fdopen(answer, "wb") as target:
                target.write(said)
            os._exit(0)
    finally:
        os._exit(1)
