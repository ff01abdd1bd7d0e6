"""How long an article may be."""

from __future__ import annotations

from generator.errors import TooLargeError
from generator.settings import Limits


def check_length(length: int, limits: Limits) -> None:
    """Raise `TooLargeError` where an article of `length` code points is longer than the settings allow."""
    limit = limits.article_characters
    if length > limit:
        raise TooLargeError(
            f"has {length:,} characters, more than the {limit:,} that an article may have.",
            remedy="Split it, or raise `extra: generator: limits: article_characters` in mkdocs.yml.",
        )
