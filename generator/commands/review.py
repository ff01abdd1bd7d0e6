"""Which decisions a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.ingest.curation import read_curation
from generator.pipeline import collect
from generator.progress import Progress
from generator.review import review as review_collection
from generator.settings import Settings


def review(corpus: Path, settings: Settings, workers: int, progress: Progress) -> Iterator[str]:
    """The lines about all doubtful decisions in the articles below `corpus`: YAML with comments.

    Raises `CorpusMissingError` and `ModelMissingError`.
    """
    collection = collect(corpus, settings, workers=workers, progress=progress)
    curation, _ = read_curation(corpus)
    return review_collection(collection, curation)
