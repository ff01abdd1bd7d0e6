"""How common English words are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def ranks() -> Mapping[str, int]:
    """English words in small letters by frequency, the commonest 0: the dictionary that symspellpy ships."""
    dictionary = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    lines = dictionary.read_text(encoding="utf-8-sig").splitlines()
    return {line.partition(" ")[0]: rank for rank, line in enumerate(lines)}
