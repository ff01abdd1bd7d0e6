"""What became of everything that went in: for the page about the collection, and for the report of a build."""

from __future__ import annotations

import re
from collections import Counter

from generator.model import Collection, Quarantined


def cleaned(collection: Collection) -> Counter[str]:
    """What cleaning did in all articles, by kind."""
    counts: Counter[str] = Counter()
    for record in collection.records:
        for what, times in record.article.cleaned:
            counts[what] += times
    return counts


def kind(one: Quarantined) -> str:
    """Why a file is in quarantine, in two or three words: the name of its error, `TooLargeError` as "too large"."""
    return " ".join(word.lower() for word in re.findall("[A-Z][a-z]*", one.error) if word != "Error")
