"""Analyse: what is known of an article by looking at it alone. Pure: reads and writes no file."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence

from generator.analyse import work
from generator.cache import NO_CACHE, Cache, digest
from generator.executors import SERIAL, Failure, Outcome, Workforce
from generator.executors.standby import Standby
from generator.ingest.quarantine import error_of, quarantined
from generator.memo import memoised
from generator.model import Analysed, Corpus
from generator.progress import Progress
from generator.settings import Settings

__all__ = ["analyse", "analysts"]

WORTH = 40
"""A further process pays for the seconds it needs to load its models from about this many articles on."""


def analysts(workforce: Workforce) -> Standby:
    """Who analyses articles."""
    return Standby(workforce, WORTH)


def analyse(
    corpus: Corpus,
    settings: Settings,
    progress: Progress,
    *,
    workforce: Workforce = SERIAL,
    cache: Cache = NO_CACHE,
    begun: Standby | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Analysed:
    """Analyse every article of `corpus` that `cache` does not know, by those who have `begun`, or by `workforce`.

    Where processes are waited for, `meanwhile` is called first. An article whose analysis fails, takes longer or more
    memory than the settings allow, or ends the process it is done in (twice) moves to the quarantine. Raises
    `ModelMissingError` and `ExecutorError`.
    """
    task = work.task(settings, corpus.curation.lexicon())
    keys = [digest(work.content(article)) for article in corpus.articles]

    def compute(missing: Sequence[int]) -> Iterator[tuple[bytes, Outcome]]:
        if missing:
            with standby.executor(task, len(missing)) as executor:
                contents = (work.content(corpus.articles[index]) for index in missing)
                yield from zip((keys[index] for index in missing), executor.outcomes(task, contents), strict=True)

    articles, analyses, failed = [], [], []
    with begun or analysts(workforce) as standby:
        # models are loaded while what is known is decoded
        ahead = standby.are_processes
        found = memoised(cache, work.kind(task), keys, work.decode, compute, ahead=ahead, meanwhile=meanwhile)
        for article, outcome in zip(corpus.articles, progress.watch("analysing", found, len(keys)), strict=True):
            if isinstance(outcome, Failure):
                failed.append(quarantined(article.path, error_of(outcome, "analysis", settings.limits)))
            else:
                articles.append(article)
                analyses.append(outcome)
    lost = tuple(sorted((*corpus.quarantined, *failed), key=lambda one: one.path))
    return Analysed(
        corpus=dataclasses.replace(corpus, articles=tuple(articles), quarantined=lost),
        analyses=tuple(analyses),
    )
