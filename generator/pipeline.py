"""The stages, in order. No logic of its own: each stage takes what the one before it returned."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator.analyse import analyse
from generator.cache import NO_CACHE, Cache
from generator.executors import SERIAL, Workforce
from generator.ingest import read_corpus
from generator.model import Collection
from generator.progress import Progress
from generator.resolve import compare, resolve
from generator.settings import Settings


def collect(
    corpus_dir: Path,
    settings: Settings,
    *,
    progress: Progress,
    workforce: Workforce = SERIAL,
    cache: Cache = NO_CACHE,
) -> Collection:
    """Read, analyse and resolve the articles below `corpus_dir`; the same whatever `workforce` and `cache`.

    Raises `CorpusMissingError`, `ModelMissingError` and `ExecutorError`; what is wrong with one file is in
    `Collection.quarantined`.
    """
    corpus = read_corpus(corpus_dir, settings, progress, workforce=workforce, cache=cache)
    ended = threading.Event()
    with ThreadPoolExecutor(1) as threads:
        comparing = None
        if workforce.name != "serial":  # the analysis waits for its models then, and for its processes
            comparing = threads.submit(compare, corpus.articles, cache, ended.is_set)
        try:
            analysed = analyse(corpus, settings, progress, workforce=workforce, cache=cache)
            return resolve(analysed, settings, progress, cache, comparing)
        finally:
            ended.set()
