"""What is put into an article's words: links, marks and anchors, fitted to its formatting."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Decoration:
    """What is to be made of a piece of an article's text; with `start == end` it is an anchor.

    Decorations may nest. One that crosses another, a formatting or a block is split there; its first piece has the id.
    """

    start: int
    """In code points of the document's text."""
    end: int
    classes: tuple[str, ...] = ()
    id: str = ""
    url: str = ""
    """Where it links to, from the article's page; empty for a span. Within headings and links it stays an anchor."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of text that a decoration lies in, or around, or beside, but does not cross."""

    start: int
    end: int


class Zones:
    """Stretches that lie apart or in one another, as formatting does.

    A question takes as many steps as they nest deep and as a decoration holds of them side by side: a text may have a
    hundred thousand of them, and as many names.
    """

    def __init__(self, zones: Iterable[Zone]) -> None:
        """Sort them; each then comes behind those around it."""
        self._zones = sorted(zones, key=lambda zone: (zone.start, -zone.end))
        self._starts = [zone.start for zone in self._zones]
        self._farthest = list(accumulate((zone.end for zone in self._zones), max))
        self._around: list[int] = []
        """Where the innermost zone around each stands; -1 for none."""
        opened: list[int] = []
        for index, zone in enumerate(self._zones):
            while opened and self._zones[opened[-1]].end <= zone.start:
                opened.pop()
            self._around.append(opened[-1] if opened else -1)
            opened.append(index)

    def touch(self, one: Decoration) -> bool:
        """Whether `one` covers a part of a stretch, or an empty stretch's place within it."""
        before_its_end = bisect_left(self._starts, one.end)
        return before_its_end > 0 and self._farthest[before_its_end - 1] > one.start

    def cut(self, one: Decoration) -> int | None:
        """Where `one` first crosses the border of a stretch; None where it crosses none."""
        within = bisect_left(self._starts, one.start) - 1
        while within >= 0 and self._zones[within].end <= one.start:
            within = self._around[within]
        if within >= 0 and self._zones[within].end < one.end:
            return self._zones[within].end
        index = bisect_right(self._starts, one.start)
        while index < len(self._zones) and self._starts[index] < one.end:
            if self._zones[index].end > one.end:
                return self._starts[index]
            index = bisect_left(self._starts, self._zones[index].end, index + 1)
        return None


def by_block(decorations: Iterable[Decoration], blocks: Sequence[tuple[int, int]]) -> dict[int, list[Decoration]]:
    """Give each block, named by its start, its decorations, cut at its ends; `blocks` are spans in order."""
    starts = [start for start, _ in blocks]
    found: dict[int, list[Decoration]] = {start: [] for start in starts}
    for decoration in decorations:
        whole = decoration if decoration.start < decoration.end else unlinked(decoration)
        for index in range(max(bisect_right(starts, whole.start) - 1, 0), len(blocks)):
            start, end = blocks[index]
            if start > whole.end or (start == whole.end and whole.start < whole.end):
                break
            if whole.start > end or (whole.start == end and whole.start < whole.end):
                continue
            found[start].append(replace(whole, start=max(whole.start, start), end=min(whole.end, end)))
            if whole.end <= end:
                break
            whole = replace(whole, id="")
    return found


def unlinked(decoration: Decoration) -> Decoration:
    """The anchor alone, without its link and its looks."""
    return replace(decoration, url="", classes=())


def fitted(decorations: Iterable[Decoration], zones: Zones) -> list[Decoration]:
    """Split what crosses a zone or an earlier, longer decoration; the result nests, outermost first at each place."""
    queue = [(one.start, -one.end, order, one) for order, one in enumerate(decorations)]
    heapify(queue)
    placed: list[Decoration] = []
    around: list[Decoration] = []
    while queue:
        _, _, order, one = heappop(queue)
        while around and around[-1].end <= one.start:
            around.pop()
        cut = _first_cut(one, zones, around)
        if cut is not None:
            rest = replace(one, start=cut, id="")
            heappush(queue, (one.start, -cut, order, replace(one, end=cut)))
            heappush(queue, (rest.start, -rest.end, order, rest))
            continue
        placed.append(one)
        if one.start < one.end:
            around.append(one)
    return placed


def _first_cut(one: Decoration, zones: Zones, around: Sequence[Decoration]) -> int | None:
    """Where `one` first crosses the border of a zone or of a decoration around it; None when it crosses nothing."""
    cuts = [around[-1].end] if around and around[-1].end < one.end else []
    cut = zones.cut(one)
    return min([*cuts, cut] if cut is not None else cuts, default=None)
