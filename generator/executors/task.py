"""What an executor is given to do, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol, Self

from generator.fingerprint import Needs

Work = Callable[[bytes], bytes]
"""A pure function of one item."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done with each item; can be pickled."""

    load: Callable[..., Work]
    """Makes the function, with its models; named at the top of a module. Called once in each process."""
    arguments: tuple[object, ...]
    """What `load` is called with; can be hashed."""
    needs: Needs
    """The code and the libraries that the work depends on: other machines must have the same."""
    seconds: int
    """How long one item may take; 0 for any time."""
    memory: int = 0
    """Bytes of memory that a process may take which works on items; 0 for any."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One item that could not be worked on."""

    reason: Literal["time", "memory", "process", "error"]
    """It took too long or too much, it ended the process (twice), or the function raised."""
    message: str = ""
    """What the function raised."""


Outcome = bytes | Failure


class Executor(Protocol):
    """Something that works on items; use it in a `with` statement, at whose end nothing of it is left."""

    def outcomes(self, task: Task, items: Iterable[bytes]) -> Iterator[Outcome]:
        """The outcome of each of `items`, in their order; items are taken as they are needed.

        Raises what `task.load` raises, and `ExecutorError`.
        """
        ...

    def __enter__(self) -> Self:
        """The executor itself."""
        ...

    def __exit__(self, *raised: object) -> None:
        """End all work."""
        ...


def failure_of(error: Exception) -> Failure:
    """What becomes of an item for which the function raised `error`."""
    if isinstance(error, MemoryError):
        return Failure("memory")
    said = f"{type(error).__name__}: {error}"
    return Failure("error", said.encode("utf-8", "backslashreplace").decode())
