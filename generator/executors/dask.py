"""Spreads items over the workers of a Dask scheduler, on this machine or on others.

Each thread of a Dask worker has one of our processes, so that what an item does to it, and how long it may take, is the
same as without Dask. A Dask worker that is lost costs what it had under way, which goes to another.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit
from uuid import uuid4

from generator.errors import ExecutorError, GeneratorError
from generator.executors.task import Outcome, Task
from generator.executors.worker import Worker

if TYPE_CHECKING:
    from distributed import Client, Future

    Promise = Future[list[Outcome]]

BATCH = 8
"""Items that go to a Dask worker at once: enough that the way there costs nothing, few enough to lose with it."""
WINDOW = 8
"""Batches under way or waiting to be taken, for each thread of a worker."""
PATIENCE = 30
"""Seconds to wait for the scheduler, and for a worker when there is none."""
ATTEMPTS = 3
"""How often a batch is given away whose workers are lost each time; Dask itself tries it four times at each."""
IDLE = 300.0
"""Seconds after which a process ends that a build has begun on a Dask worker and gives nothing to do any more."""
HOME = ("127.0.0.1", "localhost", "::1")

Batch = tuple[bytes, ...]


class Dask:
    """A scheduler with its workers."""

    def __init__(self, address: str, workers: int) -> None:
        """Use the scheduler at `address`; when that is empty, begin one on this machine with so many `workers`.

        Raises `ExecutorError` when Dask is not installed, the scheduler cannot be reached, or is on another machine and
        not asked by TLS.
        """
        try:
            import distributed
        except ImportError as error:
            raise ExecutorError("Dask is not installed.", remedy="pip install 'readingroom[dask]'") from error
        _check(address)
        with ExitStack() as opened:
            try:
                cluster = address or opened.enter_context(
                    distributed.LocalCluster(
                        n_workers=workers, threads_per_worker=1, host=HOME[0], dashboard_address=None
                    )
                )
                self._client: Client = opened.enter_context(
                    distributed.Client(cluster, timeout=PATIENCE, set_as_default=False)
                )
                self._client.wait_for_workers(1, timeout=PATIENCE)
            except (OSError, RuntimeError, TypeError, ValueError) as error:  # what Dask raises, with or without TLS
                raise ExecutorError(
                    f"The Dask scheduler {address} and a worker of it cannot be reached ({error}).",
                    remedy="See that both run, and that Dask's configuration names the certificates.",
                ) from error
            self._opened = opened.pop_all()

    def outcomes(self, task: Task, items: Iterable[bytes]) -> Iterator[Outcome]:
        """As `Executor.outcomes`."""
        here = task.needs.fingerprint()
        run = f"readingroom-{uuid4().hex}"
        threads = sum(self._client.nthreads().values())
        under_way: deque[tuple[Batch, Promise]] = deque()
        submit = partial(self._submit, run, task, here)
        try:
            for batch in _batches(items):
                under_way.append((batch, submit(batch)))
                if len(under_way) >= threads * WINDOW:
                    yield from self._result(submit, *under_way.popleft())
            while under_way:
                yield from self._result(submit, *under_way.popleft())
        finally:
            with suppress(Exception):  # what is lost has nothing to release, and must not hide why the work ended
                for _, future in under_way:
                    future.cancel()
                self._client.run(release, run)

    def __enter__(self) -> Self:
        """The executor itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Leave the scheduler, or end it where it was begun for this."""
        self._opened.close()

    def _submit(self, run: str, task: Task, here: bytes, batch: Batch) -> Promise:
        try:
            return self._client.submit(work_on, run, task, here, batch, key=f"{run}-{uuid4().hex}", pure=False)
        except Exception as error:  # Dask's client closes when its scheduler stays away
            raise ExecutorError(
                f"The Dask scheduler is lost ({error}).", remedy="See its log, and build again."
            ) from error

    def _result(self, submit: Callable[[Batch], Promise], batch: Batch, future: Promise) -> list[Outcome]:
        """The outcomes of a batch, which is given away again when its worker was lost."""
        from distributed import CancelledError, KilledWorker

        for _ in range(ATTEMPTS):
            try:
                return self._wait(future)
            except (KilledWorker, CancelledError):
                future = submit(batch)
            except (GeneratorError, KeyboardInterrupt):
                raise
            except Exception as error:  # of Dask's, or of a worker that lacks what we have
                raise ExecutorError(
                    f"Dask failed ({type(error).__name__}: {error}).",
                    remedy="See the scheduler's and the workers' logs; each needs the same Reading Room installed.",
                ) from error
        raise ExecutorError("Dask's workers are lost one after the other.", remedy="See their logs.")

    def _wait(self, future: Promise) -> list[Outcome]:
        while True:
            try:
                found: list[Outcome] = future.result(timeout=PATIENCE)
                return found
            except TimeoutError:
                if not self._client.nthreads():
                    raise ExecutorError("Dask has no worker left.", remedy="Begin one, and build again.") from None


def work_on(run: str, task: Task, there: bytes, batch: Batch) -> list[Outcome]:
    """Work on a batch in a Dask worker, for the build that `run` names.

    `there` is the fingerprint of the machine that drives the build.

    Raises what `task.load` raises, and `ExecutorError` when this machine would find other things.
    """
    if task.needs.fingerprint() != there:
        raise ExecutorError(
            "A Dask worker has another version of Reading Room, of Python, or of a library that finds names and words.",
            remedy="Install the same on all machines, from requirements.lock.",
        )
    with _own(run, task) as worker:
        return [worker.work_on(item) for item in batch]


_workers: dict[tuple[str, int], Worker] = {}
"""The processes of a Dask worker: of each thread one for each build that it has worked for."""
_idle: dict[tuple[str, int], threading.Timer] = {}
"""When those of them will end that are at nothing now."""
_one_at_a_time = threading.Lock()


@contextmanager
def _own(run: str, task: Task) -> Iterator[Worker]:
    """The process of this thread for a build."""
    own = (run, threading.get_ident())
    with _one_at_a_time:
        if timer := _idle.pop(own, None):
            timer.cancel()
        worker = _workers.setdefault(own, Worker(task))
    try:
        yield worker
    finally:
        with _one_at_a_time:
            if own in _workers:
                timer = _idle[own] = threading.Timer(IDLE, _expire, own)
                timer.daemon = True
                timer.start()


def _expire(run: str, thread: int) -> None:
    """End a process whose build has given it nothing for long: it may have been killed."""
    with _one_at_a_time:
        worker = _workers.pop((run, thread)) if _idle.pop((run, thread), None) else None
    if worker:
        worker.end()


def release(run: str) -> None:
    """End the processes that a Dask worker has for a build."""
    with _one_at_a_time:
        ended = [_workers.pop(own) for own in [*_workers] if own[0] == run]
        for own in [own for own in _idle if own[0] == run]:
            _idle.pop(own).cancel()
    for worker in ended:
        worker.end()


def _check(address: str) -> None:
    """Whatever is sent to another machine is code to it, and articles to whoever listens: only by TLS."""
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if address and parts.scheme != "tls" and parts.hostname not in HOME:
        raise ExecutorError(
            f"The Dask scheduler {address} is on another machine and would be asked without encryption.",
            remedy="Set up TLS as the guide shows, and give its address as tls://….",
        )


def _batches(items: Iterable[bytes]) -> Iterator[Batch]:
    waiting = iter(items)
    while batch := tuple(islice(waiting, BATCH)):
        yield batch
