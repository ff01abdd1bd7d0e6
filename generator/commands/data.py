"""The tables alone, without pages."""

from __future__ import annotations

import tempfile
from pathlib import Path

from generator.cache import Cache
from generator.executors import Workforce
from generator.model import Collection
from generator.pipeline import collect
from generator.progress import Progress
from generator.settings import Settings
from generator.write import write_tables


def write_data(
    corpus: Path, out: Path, settings: Settings, workforce: Workforce, cache: Cache, progress: Progress
) -> Collection:
    """Write the tables of the articles below `corpus` to the folder `out`; each file is replaced whole.

    Raises `CorpusMissingError`, `ModelMissingError` and `ExecutorError`; nothing is written then.
    """
    collection = collect(corpus, settings, progress=progress, workforce=workforce, cache=cache)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".tables-", dir=out) as staged:
        write_tables(collection, Path(staged))
        for file in sorted(Path(staged).iterdir()):
            file.replace(out / file.name)
    return collection
