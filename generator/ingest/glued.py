"""Words that look like two words grown together: reported, never changed."""

from __future__ import annotations


def glued_words(text: str) -> tuple[str, ...]:
    """The words of an English `text` that look like two grown together, in order of appearance, each once."""
    return ()
