"""The stages, in order: each takes what the one before it returned. Texts are compared while they are analysed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from generator.analyse import Analysts, analyse
from generator.cache import NO_CACHE, Cache
from generator.executors import SERIAL, Workforce
from generator.ingest.corpus import UNKNOWN, read_corpus
from generator.model import Analysed, Collection
from generator.progress import Progress
from generator.resolve import Comparing, resolve
from generator.settings import Settings


def collect(
    corpus_dir: Path,
    settings: Settings,
    *,
    progress: Progress,
    workforce: Workforce = SERIAL,
    cache: Cache = NO_CACHE,
    digests: Mapping[str, bytes] = UNKNOWN,
    begun: Analysts | None = None,
    meanwhile: Callable[[], object] = lambda: None,
    known: Callable[[Analysed], None] = lambda analysed: None,
) -> Collection:
    """Read, analyse and resolve the articles below `corpus_dir`; the same whatever `workforce` and `cache`.

    `digests` are those of the files' bytes, by path, as far as they are known; `begun` may load the models of the
    analysis already; `meanwhile` is called before they are waited for; `known` is told of the articles as soon as they
    are analysed. Raises `CorpusMissingError`, `ModelMissingError` and `ExecutorError`; what is wrong with one file is
    in `Collection.quarantined`.
    """
    with begun or Analysts(settings, workforce) as analysts:
        corpus = read_corpus(
            corpus_dir, settings, progress, workforce=workforce, cache=cache, digests=digests, reading=analysts.begin
        )
        with Comparing(corpus.articles, cache, workforce) as comparing:
            analysed = analyse(
                corpus, settings, progress, workforce=workforce, cache=cache, begun=analysts, meanwhile=meanwhile
            )
            known(analysed)
            return resolve(analysed, settings, progress, cache, comparing)
