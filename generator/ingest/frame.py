"""What stands around a text and tells of it: a line that is its title, a dateline, bylines, boilerplate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.ingest import boilerplate, dates, titles
from generator.ingest.cleaning import Counts
from generator.ingest.draft import Claims

OPAQUE = "…"
"""Stands for a block that is no paragraph of words (a list, code, a picture): no title, byline or boilerplate."""


@dataclass(frozen=True, slots=True)
class Framed:
    """What the paragraphs of a text tell of it, and which of them are the text itself."""

    claims: Claims
    byline: str
    text: tuple[int, ...]
    """Indices of the paragraphs, in order."""


def frame(paragraphs: Sequence[str], counts: Counts, title: str = "") -> Framed:
    """Tell the text from what frames it; lines of boilerplate go to `counts`.

    Where a `title` is known, no paragraph is taken for one.
    """
    start = int(not title and _begins_with_title(paragraphs))
    trimmed = boilerplate.trim(paragraphs[start:])
    text = [start + index for index in trimmed.text]
    found = paragraphs[0] if start else ""
    if not title and not found and _begins_with_title([paragraphs[index] for index in text]):
        found = paragraphs[text.pop(0)]
    counts["boilerplate lines"] += trimmed.removed
    claims = Claims(
        "text",
        title=found,
        date=trimmed.date or _date([paragraphs[index] for index in text]),
        source=trimmed.source,
        authors=trimmed.authors,
        rights=trimmed.rights,
    )
    return Framed(claims, trimmed.byline, tuple(text))


def _begins_with_title(paragraphs: Sequence[str]) -> bool:
    if not paragraphs:
        return False
    first, *following = paragraphs
    return titles.is_title(first, following) and not boilerplate.is_frame(first)


def _date(paragraphs: Sequence[str]) -> str:
    for paragraph in paragraphs[:4]:
        found = dates.dateline(paragraph)
        if found:
            return found
        if len(paragraph) > 100:
            break
    return next(filter(None, map(dates.opening, paragraphs[:2])), "") or dates.stamp(" ".join(paragraphs[:3]))
