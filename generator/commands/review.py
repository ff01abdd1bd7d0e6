"""Which decisions a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.cache import Cache
from generator.executors import Workforce
from generator.ingest.curation import read_curation
from generator.pipeline import collect
from generator.progress import Progress
from generator.review import review as review_collection
from generator.settings import Settings


def review(corpus: Path, settings: Settings, workforce: Workforce, cache: Cache, progress: Progress) -> Iterator[str]:
    """The lines about all doubtful decisions in the articles below `corpus`: YAML with comments.

    Raises `CorpusMissingError`, `ModelMissingError` and `ExecutorError`.
    """
    collection = collect(corpus, settings, progress=progress, workforce=workforce, cache=cache)
    curation, _ = read_curation(corpus)
    return review_collection(collection, curation)
