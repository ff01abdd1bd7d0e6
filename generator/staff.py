"""Who reads files and analyses articles; some of them begin before it is known what there is to do."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from generator.analyse import analysts
from generator.analyse import work as analysis
from generator.curation import FOLDER, Curation
from generator.executors import Workforce
from generator.ingest import work as reading
from generator.ingest.readers import readers
from generator.settings import Settings


class Staff:
    """Readers and analysts; use it in a `with` statement, at whose end no process of theirs is left."""

    def __init__(self, corpus_dir: Path, settings: Settings, workforce: Workforce) -> None:
        """Nobody has begun yet."""
        self._corpus_dir = corpus_dir
        self._settings = settings
        self._stack = ExitStack()
        self.readers = self._stack.enter_context(readers(workforce))
        self.analysts = self._stack.enter_context(analysts(workforce))

    def begin(self, curation: Curation, touched: Collection[str]) -> None:
        """Let processes load what they need now, since the files at the paths that were `touched` are likely to be new.

        People's corrections are read here, but may change what analysis finds.
        """
        self.begin_analysts(curation, len(touched))
        if files := sum(not path.startswith(f"{FOLDER}/") for path in touched):
            self.readers.begin(lambda: reading.task(self._corpus_dir, self._settings.limits), files)

    def begin_analysts(self, curation: Curation, articles: int) -> None:
        """Let processes load the models of the analysis now, since so many `articles` are likely to need it."""
        self.analysts.begin(lambda: analysis.task(self._settings, curation.lexicon()), articles)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End all processes."""
        self._stack.close()
