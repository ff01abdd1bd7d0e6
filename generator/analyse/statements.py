"""Statements: what is said in an article, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import Mention, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_statements(doc: Doc, mentions: tuple[Mention, ...]) -> tuple[Statement, ...]:
    """Find what is said in `doc`, an article's whole text; `mentions` are its names. In order of `start`."""
    return ()
