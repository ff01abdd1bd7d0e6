"""Analyse: what is known of an article by looking at it alone. Pure: reads and writes no file."""

from __future__ import annotations

import dataclasses

from generator.analyse.analyser import Analyser
from generator.analyse.executors import analyse_articles
from generator.model import Analysed, Corpus, Quarantined
from generator.progress import Progress
from generator.settings import Settings

__all__ = ["Analyser", "analyse"]


def analyse(corpus: Corpus, settings: Settings, workers: int, progress: Progress) -> Analysed:
    """Analyse every article of `corpus` in `workers` processes, 0 for a fitting number.

    An article whose analysis fails moves to the quarantine. Raises `ModelMissingError`.
    """
    outcomes = analyse_articles(corpus.articles, settings, workers, lexicon=corpus.curation.lexicon())
    articles, analyses, failed = [], [], []
    for article, outcome in zip(
        corpus.articles, progress.watch("analysing", outcomes, len(corpus.articles)), strict=True
    ):
        if isinstance(outcome, Quarantined):
            failed.append(outcome)
        else:
            articles.append(article)
            analyses.append(outcome)
    quarantined = tuple(sorted((*corpus.quarantined, *failed), key=lambda one: one.path))
    return Analysed(
        corpus=dataclasses.replace(corpus, articles=tuple(articles), quarantined=quarantined),
        analyses=tuple(analyses),
    )
