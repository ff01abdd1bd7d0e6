"""Words that look like two words grown together: reported, never changed."""

from __future__ import annotations

import re
from functools import cache

from generator.word_frequency import ranks

_WORD = re.compile(r"[^\W\d_]{6,24}")
_FUNCTION_WORDS = frozenset(
    "the of to in and for that with was has have had been from which their this were are will would said into"
    " than".split()
)
_PREFIXES = frozenset("in to for with will had been said".split())
"""Function words that whole words also begin with: before a small letter they tell nothing ("towing", "invoices")."""
_SUFFIXES = frozenset("the of to and that was has have from which their this were with would".split())
"""Function words that hardly any whole word ends on."""
_COMMON = 20_000
"""Rank up to which a word counts as common."""
_ENGLISH = 0.15
"""Share of function words from which a text is taken for English: it has about 0.25, French or German under 0.02."""


def glued_words(text: str) -> tuple[str, ...]:
    """The words of an English `text` that look like two grown together, in order of appearance, each once.

    Such a word is rare as a whole and divides into a function word and a common word ("thefight").
    """
    words = text.split()
    if sum(word.lower() in _FUNCTION_WORDS for word in words) < _ENGLISH * len(words):
        return ()
    return tuple(dict.fromkeys(word for word in _WORD.findall(text) if _is_glued(word)))


def divided(word: str) -> str:
    """A glued `word` as the two words it looks like ("the fight"); itself when it looks like one."""
    if not _is_glued(word):
        return word
    return next(f"{word[:cut]} {word[cut:]}" for cut in _cuts(word) if _are_two(word[:cut], word[cut:]))


@cache
def _is_glued(word: str) -> bool:
    lower = word.lower()
    if word.isupper() or lower in ranks():
        return False
    return any(_are_two(word[:cut], word[cut:]) for cut in _cuts(word))


def _cuts(word: str) -> range:
    return range(2, len(word) - 1)


def _are_two(left: str, right: str) -> bool:
    before, behind = left.lower(), right.lower()
    if before in _FUNCTION_WORDS and (right[0].isupper() or before not in _PREFIXES):
        return len(right) > 3 and ranks().get(behind, _COMMON) < _COMMON
    return right in _SUFFIXES and len(left) > 2 and ranks().get(before, _COMMON) < _COMMON
