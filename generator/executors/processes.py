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
        self._begun: ThreadPoolExecutor | None = None
        self._own = threading.local()

    def begin(self, task: Task, items: int) -> None:
        """Let processes load what `task` needs, before the `items` are there that it is for.

        What goes wrong shows with the first item. The next `outcomes` must be of the same task.
        """
        threads = ThreadPoolExecutor(min(self._workers, items))
        for _ in range(min(self._workers, items)):
            threads.submit(lambda: self._worker(task).begin())
        self._begun = threads

    def outcomes(self, task: Task, items: Iterable[bytes]) -> Iterator[Outcome]:
        """As `Executor.outcomes`."""
        threads, self._begun = self._begun or ThreadPoolExecutor(self._workers), None
        under_way: deque[Future[Outcome]] = deque()
        try:
            for item in items:
                under_way.append(threads.submit(lambda item: self._worker(task).work_on(item), item))
                if len(under_way) >= self._workers * WINDOW:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            self._end(threads)

    def _worker(self, task: Task) -> Worker:
        """The process of this thread, which the system ends with it."""
        if not hasattr(self._own, "worker"):
            self._own.worker = Worker(task)
            self._at_work.append(self._own.worker)
        worker: Worker = self._own.worker
        return worker

    def __enter__(self) -> Self:
        """The executor itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End all processes."""
        if self._begun:
            self._end(self._begun)

    def _end(self, threads: ThreadPoolExecutor) -> None:
        """End all processes, and the threads that drive them."""
        threads.shutdown(wait=False, cancel_futures=True)
        self._end_processes()
        threads.shutdown()
        self._end_processes()  # those that were begun meanwhile

    def _end_processes(self) -> None:
        while self._at_work:
            self._at_work.pop().end()
