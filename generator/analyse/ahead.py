"""A process that loads the models of the analysis before it is known what is to be analysed."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Self

from generator.analyse import work
from generator.curation import Curation
from generator.executors import Executor, Workforce
from generator.executors.processes import Processes
from generator.settings import Settings

WORTH = 40
"""A further process pays for the seconds it needs to load its models from about this many articles on."""


class Analysts:
    """Who analyses articles; use it in a `with` statement, at whose end nothing of it is left."""

    def __init__(self, settings: Settings, workforce: Workforce) -> None:
        """Nobody yet."""
        self._settings = settings
        self._workforce = workforce
        self._begun: Processes | None = None
        self._enough_for = 0
        self._stack = ExitStack()

    def begin(self, curation: Curation, articles: int) -> None:
        """Let a process load its models now, since so many `articles` are likely to need it.

        Only processes of this machine do; what goes wrong shows when they are put to work.
        """
        executor = self._workforce.at_work(articles, worth=WORTH)
        if isinstance(executor, Processes):
            self._begun, self._enough_for = self._stack.enter_context(executor), articles
            self._begun.begin(work.task(self._settings, curation.lexicon()), articles)

    @property
    def are_processes(self) -> bool:
        """Whether they are processes of this machine."""
        return self._workforce.name == "processes"

    def executor(self, articles: int) -> Executor:
        """Those who analyse so many `articles`: the process that has begun, unless more are worth it."""
        if self._begun and articles <= self._enough_for:
            return self._begun
        return self._workforce.at_work(articles, worth=WORTH)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End all processes."""
        self._stack.close()
