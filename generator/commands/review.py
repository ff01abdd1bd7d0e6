"""Which decisions a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from generator.cache import Cache
from generator.errors import ArticleError
from generator.executors import Workforce
from generator.ingest.curation import read_curation
from generator.ingest.decoding import decode
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
    return review_collection(collection, curation, partial(_line_of, corpus))


def _line_of(corpus: Path, path: str, word: str) -> int | None:
    """The first line of the file at `path` below `corpus` that holds `word`, from 1; None where none does."""
    try:
        lines = decode((corpus / path).read_bytes()).text.splitlines()
    except (OSError, ArticleError):
        return None
    return next((number for number, line in enumerate(lines, 1) if word in line), None)
