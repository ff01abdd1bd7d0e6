"""Analyse: what is known of an article by looking at it alone. Pure: reads and writes no file."""

from __future__ import annotations

from generator.analyse.analyser import Analyser
from generator.model import Analysed, Corpus
from generator.progress import Progress
from generator.settings import Settings

__all__ = ["Analyser", "analyse"]


def analyse(corpus: Corpus, settings: Settings, workers: int, progress: Progress) -> Analysed:
    """Analyse every article of `corpus`; raises `ModelMissingError`."""
    analyser = Analyser(settings)
    watched = progress.watch("analysing", analyser.analyse(corpus.articles), len(corpus.articles))
    return Analysed(corpus=corpus, analyses=tuple(watched))
