"""Where the analysis runs: in this process, or spread over several. The results are the same."""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from typing import TYPE_CHECKING, Protocol

from generator.curation import NO_LEXICON, Lexicon
from generator.errors import AnalysisError
from generator.model import Analysis, Article, Quarantined

if TYPE_CHECKING:
    from generator.settings import Settings

Outcome = Analysis | Quarantined
Batch = tuple[Article, ...]

ARTICLES_PER_WORKER = 40
"""A further process pays for the seconds it needs to load its models from about this many articles on."""
LARGEST_BATCH = 100
"""Articles that go to a process at once: enough that the way there costs nothing, few enough to end together."""
WINDOW = 2
"""Batches under way or waiting for each process; it bounds what is held in memory."""
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
"""Each process computes in one thread: more would compete for the same cores."""


class AnyAnalyser(Protocol):
    """What analyses articles."""

    def analyse(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """Analyse `articles` in their order, one analysis each."""
        ...


Load = Callable[["Settings", Lexicon], AnyAnalyser]
"""Makes an analyser; named at the top of a module, so that it can be sent to a process."""


def load_analyser(settings: Settings, lexicon: Lexicon) -> AnyAnalyser:
    """The analyser with its models, which take seconds to load; raises `ModelMissingError`."""
    from generator.analyse.analyser import Analyser

    return Analyser(settings, lexicon)


def analyse_articles(
    articles: Sequence[Article],
    settings: Settings,
    workers: int,
    load: Load = load_analyser,
    lexicon: Lexicon = NO_LEXICON,
) -> Iterator[Outcome]:
    """Analyse `articles` in `workers` processes (0: a fitting number); gives the outcomes in the order of `articles`.

    `load` makes the analyser of each process, once. An article that fails, or that ends the process it is analysed in,
    becomes a `Quarantined`. Raises `ModelMissingError`.
    """
    workers = workers or fitting_workers(len(articles))
    task = Task(load, settings, lexicon)
    if workers == 1:
        return (task.on_article(article) for article in articles)
    return _Spread(task, workers).outcomes(articles)


def fitting_workers(articles: int) -> int:
    """The number of processes that analyses `articles` fastest on this machine, at least 1."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, articles // ARTICLES_PER_WORKER))


@dataclass(frozen=True, slots=True)
class Task:
    """What a process is told: which analyser to load, unless it has it, and with what settings and corrections."""

    load: Load
    settings: Settings
    lexicon: Lexicon

    def on_batch(self, batch: Batch) -> list[Outcome]:
        """Analyse each article of a batch."""
        return [self.on_article(article) for article in batch]

    def on_article(self, article: Article) -> Outcome:
        """Analyse one article with the analyser of this process."""
        analyser = _loaded(self.load, self.settings, self.lexicon)
        try:
            return next(analyser.analyse((article,)))
        except Exception as error:  # whatever one article does to a library must not stop the others
            return _failed(article, f"{type(error).__name__}: {error}")


@lru_cache(maxsize=1)
def _loaded(load: Load, settings: Settings, lexicon: Lexicon) -> AnyAnalyser:
    """The analyser of this process."""
    return load(settings, lexicon)


class _Spread:
    """Batches of articles on a pool of processes, which is replaced when one of them dies."""

    def __init__(self, task: Task, workers: int) -> None:
        self._task = task
        self._workers = workers
        self._pool = _pool(workers)

    def outcomes(self, articles: Sequence[Article]) -> Iterator[Outcome]:
        """The outcomes in the order of `articles`."""
        size = min(LARGEST_BATCH, math.ceil(len(articles) / (self._workers * 2 * WINDOW)) or 1)
        waiting = deque(tuple(articles[start : start + size]) for start in range(0, len(articles), size))
        under_way: deque[tuple[Batch, Future[list[Outcome]]]] = deque()
        try:
            while waiting or under_way:
                while waiting and len(under_way) < self._workers * WINDOW:
                    batch = waiting.popleft()
                    under_way.append((batch, self._submit(batch)))
                batch, future = under_way.popleft()
                try:
                    outcomes = future.result()
                except BrokenProcessPool:
                    outcomes = self._one_by_one(batch)
                    waiting.extendleft(reversed([later for later, _ in under_way]))
                    under_way.clear()
                yield from outcomes
        finally:
            self._pool.shutdown(cancel_futures=True)

    def _submit(self, batch: Batch) -> Future[list[Outcome]]:
        """Send a batch to the pool; the future of a pool that is broken says so when it is asked."""
        try:
            return self._pool.submit(self._task.on_batch, batch)
        except BrokenProcessPool as error:
            future: Future[list[Outcome]] = Future()
            future.set_exception(error)
            return future

    def _one_by_one(self, batch: Batch) -> list[Outcome]:
        """Analyse a batch that was under way when a process died, so that only the article at fault is left out."""
        outcomes: list[Outcome] = []
        pool = _pool(1)
        for article in batch:
            try:
                outcomes.append(pool.submit(self._task.on_article, article).result())
            except BrokenProcessPool:
                outcomes.append(_failed(article, "the process ended"))
                pool = _pool(1)
        pool.shutdown()
        self._pool.shutdown()
        self._pool = _pool(self._workers)
        return outcomes


def _pool(workers: int) -> ProcessPoolExecutor:
    """Processes that share nothing with this one, begun when there is work for them."""
    for variable in ONE_THREAD:
        os.environ.setdefault(variable, "1")
    return ProcessPoolExecutor(workers, mp_context=_context(), initializer=_follow_parent)


def _context() -> BaseContext:
    """Processes that begin from one which has imported the libraries, where the system can fork."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["spacy", "generator.analyse.analyser"])
    return context


def _follow_parent() -> None:
    """Let a worker leave the keyboard to its parent, and end with it, even when the parent is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _failed(article: Article, reason: str) -> Quarantined:
    """The article in quarantine."""
    error = AnalysisError(
        f"The analysis failed ({reason}).",
        remedy="Look for what is unusual in its text, and report it with the file if it is not.",
        path=article.path,
    )
    return Quarantined(
        path=article.path, error=type(error).__name__, message=f"{error.problem} {error.remedy}", line=None
    )
