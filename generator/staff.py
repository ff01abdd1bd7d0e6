"""Who reads files and analyses articles; some of them begin before it is known what there is to do."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from generator.analyse import analysts
from generator.analyse import work as analysis
from generator.curation import Curation
from generator.executors import Workforce
from generator.ingest import work as reading
from generator.settings import Settings


class Staff:
    """Use it in a `with` statement, at whose end nothing of it is left."""

    def __init__(self, corpus_dir: Path, settings: Settings, workforce: Workforce) -> None:
        """Nobody yet."""
        self._corpus_dir = corpus_dir
        self._settings = settings
        self.readers = reading.readers(workforce)
        self.analysts = analysts(workforce)

    def begin(self, curation: Curation, files: int) -> None:
        """Let processes load what they need now, since so many `files` are likely to be new."""
        self.begin_analysts(curation, files)
        self.readers.begin(reading.task(self._corpus_dir, self._settings.limits), files)

    def begin_analysts(self, curation: Curation, articles: int) -> None:
        """Let processes load the models of the analysis now, since so many `articles` are likely to need it."""
        self.analysts.begin(analysis.task(self._settings, curation.lexicon()), articles)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End all processes."""
        with self.readers, self.analysts:
            pass
