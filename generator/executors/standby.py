"""Processes that load what their work needs before it is known what they are to work on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Self

from generator.executors import Executor, Task, Workforce
from generator.executors.processes import Processes


class Standby:
    """Who does tasks of one kind; use it in a `with` statement, at whose end nothing of it is left."""

    def __init__(self, workforce: Workforce, worth: int) -> None:
        """Nobody yet; a further process pays for the time in which it starts from `worth` items on."""
        self._workforce = workforce
        self._worth = worth
        self._begun: tuple[Processes, Task, int] | None = None
        self._stack = ExitStack()

    @property
    def are_processes(self) -> bool:
        """Whether they are processes of this machine."""
        return self._workforce.name == "processes"

    def begin(self, wanted: Callable[[], Task], items: int) -> None:
        """Let processes load what the task that is `wanted` needs now, since so many `items` are likely to come; once.

        Only those of this machine do; what goes wrong shows when they are put to work.
        """
        if self._begun or not self.are_processes:
            return
        task, executor = wanted(), self._workforce.at_work(items, worth=self._worth)
        assert isinstance(executor, Processes)
        self._stack.enter_context(executor)
        executor.begin(task, items)
        self._begun = executor, task, items

    def executor(self, task: Task, items: int) -> Executor:
        """Who does `task` for so many `items`: those who have begun, or others, if it is another task or more items."""
        if self._begun:
            executor, known, enough_for = self._begun
            if known == task and items <= enough_for:
                return executor
            self._stack.close()
            self._begun = None
        return self._workforce.at_work(items, worth=self._worth)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End all processes."""
        self._stack.close()
