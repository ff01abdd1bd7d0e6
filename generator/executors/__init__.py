"""Where the work on single articles is done: in this process, in several, or on other machines.

The results are the same, in the same order. What passes to and fro are bytes, so that no executor knows what they mean.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, get_args

from generator.executors.task import Executor, Failure, Outcome, Task

__all__ = ["NAMES", "SERIAL", "Executor", "Failure", "Name", "Outcome", "Task", "Workforce"]

Name = Literal["serial", "processes", "dask"]
NAMES: tuple[Name, ...] = get_args(Name)


@dataclass(frozen=True, slots=True)
class Workforce:
    """Who does the work."""

    name: Name = "processes"
    workers: int = 0
    """How many processes; 0 for as many as fit. `dask` counts those of its scheduler itself, unless it begins one."""
    scheduler: str = ""
    """Address of a Dask scheduler ("tls://head:8786"); empty: Dask begins one for this build, on this machine."""

    @contextmanager
    def at_work(self, items: int, *, worth: int) -> Iterator[Executor]:
        """An executor for so many `items`, until the end of the `with` statement.

        `worth` is the number of items from which on a further process pays for the time in which it loads its models.
        Raises `ExecutorError`.
        """
        with self._executor(max(1, items // worth)) as executor:
            yield executor

    def here(self) -> Workforce:
        """The same without other machines, for work that reads files."""
        return Workforce("processes", self.workers) if self.name == "dask" else self

    def _executor(self, useful: int) -> Executor:
        if self.name == "serial":
            from generator.executors.serial import Serial

            return Serial()
        if self.name == "processes":
            from generator.executors.processes import Processes

            return Processes(self.workers or min(useful, cores()))
        from generator.executors.dask import Dask

        return Dask(self.scheduler, self.workers or min(useful, cores()))


SERIAL = Workforce("serial")
"""This process alone."""


def cores() -> int:
    """How many processes this machine can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
