"""The stages, in order: each takes what the one before it returned. Texts are compared while they are analysed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from generator.analyse import analyse
from generator.cache import NO_CACHE, Cache
from generator.executors import SERIAL, Workforce
from generator.ingest.corpus import UNKNOWN, read_corpus
from generator.model import Analysed, Collection
from generator.progress import Progress
from generator.resolve import Comparing, resolve
from generator.settings import Settings
from generator.staff import Staff


def collect(
    corpus_dir: Path,
    settings: Settings,
    *,
    progress: Progress,
    workforce: Workforce = SERIAL,
    cache: Cache = NO_CACHE,
    digests: Mapping[str, bytes] = UNKNOWN,
    begun: Staff | None = None,
    meanwhile: Callable[[], object] = lambda: None,
    known: Callable[[Analysed], None] = lambda analysed: None,
) -> Collection:
    """Read, analyse and resolve the articles below `corpus_dir`; the same whatever `workforce` and `cache`.

    `digests` are those of the files' bytes, by path, as far as they are known; `begun` may be loading what reading and
    analysis need, and is ended; `meanwhile` is called before its analysts are waited for; `known` is told of the
    articles as soon as they are analysed. Raises `CorpusMissingError`, `ModelMissingError` and `ExecutorError`; what is
    wrong with one file is in `Collection.quarantined`.
    """
    with begun or Staff(corpus_dir, settings, workforce) as staff:
        with staff.readers:
            corpus = read_corpus(
                corpus_dir,
                settings,
                progress,
                cache=cache,
                digests=digests,
                begun=staff.readers,
                reading=staff.begin_analysts,
            )
        with Comparing(corpus.articles, cache, workforce) as comparing:
            analysed = analyse(corpus, settings, progress, cache=cache, begun=staff.analysts, meanwhile=meanwhile)
            known(analysed)
            return resolve(analysed, settings, progress, cache, comparing)
