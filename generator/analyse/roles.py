"""Roles: the descriptions that a text gives of people and organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import Mention, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_roles(doc: Doc, mentions: tuple[Mention, ...]) -> tuple[Role, ...]:
    """Find the descriptions of `mentions`, the names in `doc`. In order of `start`."""
    return ()
