"""Works on one item after the other in this process."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import FrameType
from typing import Self

from generator.executors.task import Failure, Outcome, Task, Work, failure_of

AGAIN = 1.0
"""Seconds after which an item that has caught the end of its time is told again."""


class Serial:
    """This process.

    Its time limit is an alarm, which needs a system that has them and the main thread; elsewhere there is no limit.
    """

    def outcomes(self, task: Task, items: Iterable[bytes]) -> Iterator[Outcome]:
        """As `Executor.outcomes`."""
        for item in items:
            work = loaded(task)
            try:
                yield _in_time(work, item, task.seconds)
            except Exception as error:  # whatever one article does to a library must not stop the others
                yield failure_of(error)

    def __enter__(self) -> Self:
        """The executor itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """There is nothing to end: what is loaded stays for the next build of this process."""


@lru_cache(maxsize=2)
def loaded(task: Task) -> Work:
    """The function of a task, loaded once."""
    return task.load(*task.arguments)


class _TimeIsUp(BaseException):
    """Raised wherever an item stands when its time is over; no library takes it for an error of its own."""


def _in_time(work: Work, item: bytes, seconds: int) -> Outcome:
    if not seconds or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return work(item)
    before = signal.signal(signal.SIGALRM, _ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
        try:
            return work(item)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except _TimeIsUp:
        signal.setitimer(signal.ITIMER_REAL, 0)
        return Failure("time")
    finally:
        signal.signal(signal.SIGALRM, before)


def _ring(number: int, frame: FrameType | None) -> None:
    raise _TimeIsUp
