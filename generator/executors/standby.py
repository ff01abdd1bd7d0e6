"""A process that loads the models of the analysis before it is known what is to be analysed."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Self

from generator.analyse import work
from generator.curation import Curation
from generator.executors import Executor, Task, Workforce
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
        self._begun: tuple[Processes, Task, int] | None = None
        self._stack = ExitStack()

    @property
    def are_processes(self) -> bool:
        """Whether they are processes of this machine."""
        return self._workforce.name == "processes"

    def begin(self, curation: Curation, articles: int) -> None:
        """Let processes load their models now, since so many `articles` are likely to need it; once is enough.

        Only those of this machine do; what goes wrong shows when they are put to work.
        """
        if self._begun or not self.are_processes:
            return
        executor = self._workforce.at_work(articles, worth=WORTH)
        assert isinstance(executor, Processes)
        task = work.task(self._settings, curation.lexicon())
        self._stack.enter_context(executor)
        executor.begin(task, articles)
        self._begun = executor, task, articles

    def executor(self, task: Task, articles: int) -> Executor:
        """Who does `task` for so many `articles`: those who have begun with it, or others, who are worth more."""
        if self._begun:
            executor, known, enough_for = self._begun
            if known == task and articles <= enough_for:
                return executor
            self._stack.close()
            self._begun = None
        return self._workforce.at_work(articles, worth=WORTH)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End all processes."""
        self._stack.close()
