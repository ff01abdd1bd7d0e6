"""One further process that works on items, and that is replaced when it ends, hangs or grows."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO

from generator.errors import ExecutorError
from generator.executors import child
from generator.executors.task import Failure, Outcome, Task

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
"""Each process computes in one thread: more would compete for the same cores."""


class Worker:
    """A process that is begun when there is work for it. Not for use by several threads, save for `end`."""

    def __init__(self, task: Task) -> None:
        """Make a worker for `task`."""
        self._task = task
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def begin(self) -> None:
        """Begin the process now; raises what `task.load` raises, and `ExecutorError` when it ends while it loads."""
        if not self._process:
            self._begin()

    def work_on(self, item: bytes) -> Outcome:
        """The outcome of `item`. An item during which the process ends is tried once more, in a new process.

        Raises what `task.load` raises, and `ExecutorError` when the process ends while it loads.
        """
        return self._try(item) or self._try(item) or Failure("process")

    def end(self) -> None:
        """End the process, whatever it is at, and begin no other."""
        self._ended = True
        self._stop()

    def _try(self, item: bytes) -> Outcome | None:
        """The outcome of `item`, or None when the process ended."""
        process = self._process or self._begin()
        hung = threading.Event()
        alarm = threading.Timer(self._task.seconds, _kill, (process, hung))
        alarm.daemon = True
        try:
            if self._task.seconds:
                alarm.start()
            child.write(_pipe(process.stdin), item)
            kind, said = self._answer(process)
        except (EOFError, OSError):
            self._stop()
            return Failure("time") if hung.is_set() else None
        finally:
            alarm.cancel()
        if kind == child.NO_MEMORY:
            return Failure("memory")
        return said if kind == child.RESULT else Failure("error", said.decode())

    def _begin(self) -> subprocess.Popen[bytes]:
        """Begin the process and wait until it has loaded what it needs."""
        if self._ended:
            raise ExecutorError("The work was ended.", remedy="Begin it again.")
        program = f"import sys; sys.path[:] = {sys.path!r}; from {child.__name__} import main; main()"
        process = self._process = subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | dict.fromkeys(ONE_THREAD, "1"),
        )
        if self._ended:
            self._stop()
        try:
            child.write(_pipe(process.stdin), pickle.dumps(self._task))
            kind, said = self._answer(process)
        except (EOFError, OSError) as error:
            self._stop()
            raise ExecutorError(
                "A process of the analysis ended while it loaded its models.",
                remedy="Where memory is short, give fewer `--workers`.",
            ) from error
        if kind == child.NOT_LOADED:
            self._stop()
            raise pickle.loads(said)
        return process

    def _answer(self, process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
        """The kind of the next answer and what it says; ends a process that has grown."""
        stream = _pipe(process.stdout)
        kind, state = child.read_exactly(stream, 1), child.read_exactly(stream, 1)
        said = child.read(stream)
        if state == child.GROWN:
            self._stop()
        return kind, said

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):  # what the process did not read goes with it
                    _pipe(stream).close()


def _kill(process: subprocess.Popen[bytes], hung: threading.Event) -> None:
    hung.set()
    process.kill()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # the process was begun with pipes
    return stream
