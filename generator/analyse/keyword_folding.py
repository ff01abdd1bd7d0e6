"""The folded form of a keyword: what "Arms-control treaties" and "arms control treaty" have in common."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APART = re.compile(r"[\W_]+")
_TOGETHER = re.compile(r"\b(co(?=-o)|counter|cyber|e(?=-mail)|multi)-")
"""The hyphen that some write in "co-operation" and "counter-terrorism"."""
_IRREGULAR = {
    "analyses": "analysis",
    "children": "child",
    "crises": "crisis",
    "criteria": "criterion",
    "feet": "foot",
    "halves": "half",
    "knives": "knife",
    "leaves": "leaf",
    "lives": "life",
    "movies": "movie",
    "people": "people",
    "phenomena": "phenomenon",
    "shelves": "shelf",
    "teeth": "tooth",
    "thieves": "thief",
    "wives": "wife",
    "wolves": "wolf",
}
_NO_PLURAL = frozenset({"news", "series", "species", "means", "headquarters", "lens", "gas", "bias", "atlas", "texas"})


def fold(text: str) -> str:
    """Fold case, hyphens, punctuation, compatibility forms and English plurals; folding twice changes nothing more.

    The plural is folded by rule, in every word: what matters is that both forms meet, not that the result is a word.
    """
    if text.isascii() and text.replace(" ", "").isalnum():
        return " ".join([_singular(word) for word in text.lower().split()])
    plain = (
        text.lower()
        if text.isascii()
        else unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    )
    return " ".join(_singular(word) for word in _APART.split(_TOGETHER.sub(r"\1", plain)) if word)


@lru_cache(maxsize=100_000)
def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men"):
        return f"{word[:-3]}man"
    if len(word) < 4 or word in _NO_PLURAL or word.endswith(("ss", "us", "is", "ics")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word
