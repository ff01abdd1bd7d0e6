"""The language of a text."""

from __future__ import annotations

UNDECIDED = "und"
"""What ISO 639 calls a language that cannot be told."""
_SHORTEST = 20
"""Letters below which no guess is made."""
_SAMPLE = 4000
"""Code points that are looked at: enough to be sure, and long texts cost no more than short ones."""


def detect(text: str) -> str:
    """The ISO 639-1 code of the language that most of `text` is in, or "und"."""
    sample = text[:_SAMPLE]
    if sum(character.isalpha() for character in sample) < _SHORTEST:
        return UNDECIDED
    import py3langid

    code, _ = py3langid.classify(sample)
    return str(code)
