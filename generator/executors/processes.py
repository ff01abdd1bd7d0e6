"""Spreads items over several processes of this machine."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

from generator.executors.task import Outcome, Task
from generator.executors.worker import Worker

WINDOW = 64
"""Items under way or waiting to be taken, for each process: enough that none waits behind a long one, and a bound for
what is held in memory."""


class Processes:
    """A thread for each process, which gives it item after item."""

    def __init__(self, workers: int) -> None:
        """Work in `workers` processes, which are begun when there are items for them."""
        self._workers = workers
        self._at_work: list[Worker] = []

    def outcomes(self, task: Task, items: Iterable[bytes]) -> Iterator[Outcome]:
        """As `Executor.outcomes`."""
        own = threading.local()

        def work_on(item: bytes) -> Outcome:
            if not hasattr(own, "worker"):
                own.worker = Worker(task)
                self._at_work.append(own.worker)
            worker: Worker = own.worker
            return worker.work_on(item)

        threads = ThreadPoolExecutor(self._workers)
        under_way: deque[Future[Outcome]] = deque()
        try:
            for item in items:
                under_way.append(threads.submit(work_on, item))
                if len(under_way) >= self._workers * WINDOW:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            self._end()
            threads.shutdown()
            self._end()  # those that were begun meanwhile

    def __enter__(self) -> Self:
        """The executor itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End all processes."""
        self._end()

    def _end(self) -> None:
        while self._at_work:
            self._at_work.pop().end()
