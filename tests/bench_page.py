"""The page of the guide that tells what a build costs: its tables and its chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

INTRODUCTION = {
    "performance": """# How fast it is

A build keeps what it has found out. When articles are added, only what they change is made again; when nothing has
changed, a build sees that and ends. The result is byte for byte that of a build which begins with nothing.

Measured in one run on one machine with {cores} processor cores, on English press releases of some four hundred words.
The floor is what cannot be done without: the bare libraries on the same texts and pages. Seconds depend on the machine;
ratios hardly do. A first build can take less than that: it runs only those parts of the language model that it uses,
with other products of matrices, and renders pages in several processes. This page is written by `make bench`.
""",
    "growth": """# How it grows

Collections of up to a hundred thousand articles, made of ten thousand by putting their sentences in another order and
changing names. Measured on one machine with {cores} processor cores; written by `make bench-100k`.
""",
}
BAR, GAP, LEFT, WIDTH = 20, 8, 170, 640
"""Sizes in the chart, in pixels."""


@dataclass(frozen=True, slots=True)
class Floor:
    """Seconds that the bare libraries take."""

    analysis: float
    """spaCy and YAKE, in as many processes as the build uses."""
    rendering: float
    """MkDocs."""

    @property
    def seconds(self) -> float:
        """Both."""
        return self.analysis + self.rendering


@dataclass(frozen=True, slots=True)
class Run:
    """One build."""

    seconds: float
    megabytes: float
    """The most memory that one of its processes has held."""
    pages: int
    written: int
    """Pages that were written."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on one collection."""

    articles: int
    floor: Floor | None
    cold: Run
    """With nothing to begin with."""
    same: Run
    """Nothing has changed."""
    more: tuple[Run, ...]
    """One article was added, some times over."""

    @property
    def added(self) -> Run:
        """The build of those with `more` that took the median time."""
        return sorted(self.more, key=lambda run: run.seconds)[len(self.more) // 2]


def write_page(guide: Path, name: str, measured: Sequence[Measured], cores: int) -> None:
    """Write the page `name` with its chart into the folder `guide`."""
    chart = f"{name}.svg"
    (guide / chart).write_text(_chart(measured), encoding="utf-8")
    text = INTRODUCTION[name].format(cores=cores)
    text += f"\n![Seconds per thousand articles, by number of articles]({chart})\n\n"
    text += f"Seconds that a thousand articles take; in the table, those of all.\n\n{_table(measured)}"
    (guide / f"{name}.md").write_text(text, encoding="utf-8")


def _table(measured: Sequence[Measured]) -> str:
    """A column for each collection."""
    rows: list[tuple[str, list[str]]] = [
        ("pages", [f"{one.cold.pages:,}" for one in measured]),
        ("first build, seconds", [f"{one.cold.seconds:,.1f}" for one in measured]),
    ]
    floors = [one.floor for one in measured if one.floor]
    if len(floors) == len(measured):
        rows += [
            ("floor: bare spaCy and YAKE, seconds", [f"{floor.analysis:,.1f}" for floor in floors]),
            ("floor: plain MkDocs, seconds", [f"{floor.rendering:,.1f}" for floor in floors]),
            (
                "first build ÷ floor",
                [f"{one.cold.seconds / floor.seconds:.2f}" for one, floor in zip(measured, floors, strict=True)],
            ),
        ]
    rows += [
        ("articles a second, first build", [f"{one.articles / one.cold.seconds:.1f}" for one in measured]),
        (
            "seconds an article, first build, smallest collection = 1",
            [f"{_cost(one, measured):.2f}" for one in measured],
        ),
        ("nothing changed, seconds", [f"{one.same.seconds:.1f}" for one in measured]),
        ("one article added, seconds (median)", [f"{one.added.seconds:.1f}" for one in measured]),
        ("one article added, seconds (each time)", [_each(one) for one in measured]),
        ("one article added, pages written (most)", [_share(_widest(one)) for one in measured]),
        ("most memory of one process, MB", [f"{_memory(one):,.0f}" for one in measured]),
    ]
    head = "".join(f" {one.articles:,} articles |" for one in measured)
    lines = [f"| |{head}", f"| --- |{' ---: |' * len(measured)}"]
    lines += [f"| {what} | {' | '.join(cells)} |" for what, cells in rows]
    return "\n".join(lines) + "\n"


def _cost(one: Measured, all_measured: Sequence[Measured]) -> float:
    """What an article costs in this collection, as a multiple of what it costs in the smallest."""
    smallest = min(all_measured, key=lambda measured: measured.articles)
    return (one.cold.seconds / one.articles) / (smallest.cold.seconds / smallest.articles)


def _each(one: Measured) -> str:
    return ", ".join(f"{run.seconds:.1f}" for run in one.more)


def _widest(one: Measured) -> Run:
    return max(one.more, key=lambda run: run.written)


def _share(run: Run) -> str:
    return f"{run.written:,} ({run.written / run.pages:.1%})"


def _memory(one: Measured) -> float:
    return max(run.megabytes for run in (one.cold, one.same, *one.more))


def _chart(measured: Sequence[Measured]) -> str:
    """Bars: seconds of the first build for each thousand articles, the floor beside."""
    bars: list[tuple[str, float, str]] = []
    for one in measured:
        bars.append((f"{one.articles:,}: first build", one.cold.seconds / one.articles * 1_000, "#2a6f97"))
        if one.floor:
            bars.append((f"{one.articles:,}: floor", one.floor.seconds / one.articles * 1_000, "#8d99ae"))
    longest = max(value for _, value, _ in bars)
    height = len(bars) * (BAR + GAP) + GAP
    shapes = []
    for row, (label, value, colour) in enumerate(bars):
        top = GAP + row * (BAR + GAP)
        length = round(value / longest * (WIDTH - LEFT - 70))
        shapes.append(
            f'<text x="{LEFT - 8}" y="{top + 15}" text-anchor="end">{label}</text>'
            f'<rect x="{LEFT}" y="{top}" width="{length}" height="{BAR}" fill="{colour}"/>'
            f'<text x="{LEFT + length + 6}" y="{top + 15}">{value:.0f} s</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="system-ui, sans-serif" font-size="13" fill="#777">\n' + "\n".join(shapes) + "\n</svg>\n"
    )
