"""What a person sees at work: bars on a terminal, and a short table at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars
from rich.table import Table
from rich.text import Text

from generator.progress import Progress, Silent

T = TypeVar("T")


class DrawnProgress:
    """A bar for each thing that is watched, erased when all is done."""

    def __init__(self, console: Console) -> None:
        """Draw on `console`."""
        self._bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )

    def __enter__(self) -> DrawnProgress:
        """Begin to draw."""
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Erase the bars."""
        self._bars.stop()

    def watch(self, what: str, items: Iterable[T], total: int | None = None) -> Iterator[T]:
        """Hand on `items`, moving a bar."""
        yield from self._bars.track(items, total=total, description=what)


def drawn_progress(console: Console) -> AbstractContextManager[Progress]:
    """Bars when `console` is a terminal, silence otherwise."""
    return DrawnProgress(console) if console.is_terminal else nullcontext(Silent())


def print_summary(console: Console, rows: Iterable[tuple[str, str]]) -> None:
    """Print `rows` as a table of two columns."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(name, Text(value))
    console.print(table, highlight=False)
