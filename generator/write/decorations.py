"""What is put into an article's words: links, marks and anchors, fitted to its formatting."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush


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

    def touches(self, one: Decoration) -> bool:
        """Whether `one` covers a part of the stretch, or an empty stretch's place within it."""
        return one.start < self.end and self.start < one.end


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


def fitted(decorations: Iterable[Decoration], zones: Iterable[Zone]) -> list[Decoration]:
    """Split what crosses a zone or an earlier, longer decoration; the result nests, outermost first at each place."""
    formatting = [zone for zone in zones if zone.start < zone.end]
    queue = [(one.start, -one.end, order, one) for order, one in enumerate(decorations)]
    heapify(queue)
    placed: list[Decoration] = []
    around: list[Decoration] = []
    while queue:
        _, _, order, one = heappop(queue)
        while around and around[-1].end <= one.start:
            around.pop()
        cut = _first_cut(one, formatting, around)
        if cut is not None:
            rest = replace(one, start=cut, id="")
            heappush(queue, (one.start, -cut, order, replace(one, end=cut)))
            heappush(queue, (rest.start, -rest.end, order, rest))
            continue
        placed.append(one)
        if one.start < one.end:
            around.append(one)
    return placed


def _first_cut(one: Decoration, formatting: Sequence[Zone], around: Sequence[Decoration]) -> int | None:
    """Where `one` first crosses the border of a zone or of a decoration around it; None when it crosses nothing."""
    cuts = [around[-1].end] if around and around[-1].end < one.end else []
    for zone in formatting:
        if one.start < zone.start < one.end < zone.end:
            cuts.append(zone.start)
        elif zone.start < one.start < zone.end < one.end:
            cuts.append(zone.end)
    return min(cuts, default=None)
