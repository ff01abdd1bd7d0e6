"""Where the work on single articles is done: in this process, in several, or on other machines.

The results are the same, in the same order. What passes to and fro are bytes, so that no executor knows what they mean.
"""

from __future__ import annotations

import os
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

    def at_work(self, items: int, *, worth: int) -> Executor:
        """An executor for so many `items`.

        `worth` is the number of items from which on a further process pays for the time in which it loads its models.
        Raises `ExecutorError`.
        """
        if self.name == "serial":
            from generator.executors.serial import Serial

            return Serial()
        workers = self.workers or min(max(1, items // worth), cores())
        if self.name == "processes":
            from generator.executors.processes import Processes

            return Processes(workers)
        from generator.executors.dask import Dask

        return Dask(self.scheduler, workers)

    def here(self) -> Workforce:
        """The same without other machines, for work that reads files."""
        return Workforce("processes", self.workers) if self.name == "dask" else self


SERIAL = Workforce("serial")
"""This process alone."""


def cores() -> int:
    """How many processes this machine can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
