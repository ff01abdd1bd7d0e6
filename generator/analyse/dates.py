"""Dates that a text speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import SpokenDate

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_dates(doc: Doc, published: str) -> tuple[SpokenDate, ...]:
    """Find the dates in `doc`; `published` is the article's ISO day, or empty where it is unknown. In order of `start`."""
    return ()
