"""Territories of one name: which Georgia and which Korea an article speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.analyse.territories import Found, Territory

_US_STATE = Territory("Georgia", "place", "US", "Q1428", sovereign=False)
_IN_CAUCASUS = re.compile(
    r"\b(?:Tbilisi|Abkhaz\w*|Ossetia\w*|Georgian\w*|Armenia\w*|Azerbaijan\w*|Caucasus|Batumi|Adjara)\b"
)
_BESIDE_TOWN = re.compile(r"[A-Z]\w+, $")
_MORE = re.compile(r" (?:War|Peninsula|Strait)\b")


def told_apart(found: Sequence[Found], text: str) -> Iterator[Found]:
    """The territories of `found`, in order, in `text`: those of several meanings with that of their neighbours.

    Georgia is the American state where other states stand in the article and nothing of the Caucasus; Korea is the
    one Korea that the article names in full.
    """
    american = _is_american(found, text)
    korea = _only_korea(found)
    for one in found:
        if one.territory.country == "GE" and american and not one.demonym:
            yield replace(one, territory=_US_STATE)
        elif korea and one.territory.name == "Korea" and not _MORE.match(text, one.end):
            yield replace(one, territory=korea)
        else:
            yield one


def _is_american(found: Sequence[Found], text: str) -> bool:
    if not any(one.territory.country == "GE" for one in found) or _IN_CAUCASUS.search(text):
        return False
    states = {one.territory.name for one in found if one.territory.country == "US" and not one.territory.sovereign}
    towns = any(
        one.territory.country == "GE" and _BESIDE_TOWN.search(text, max(0, one.start - 20), one.start) for one in found
    )
    abroad = {one.territory.country for one in found if one.territory.sovereign} - {"US", "GE"}
    return (bool(states) or "Atlanta" in text or towns) and len(states) + 2 * towns >= len(abroad & _NEAR)


_NEAR = frozenset(("RU", "UA", "MD", "TR", "IR", "KZ", "BY", "UZ", "TM", "TJ", "KG"))
"""Countries around the Caucasus and of the former Soviet Union."""


def _only_korea(found: Sequence[Found]) -> Territory | None:
    named = {one.territory.country: one.territory for one in found if one.territory.country in ("KR", "KP")}
    return next(iter(named.values())) if len(named) == 1 else None


def names_language(text: str, found: Found) -> bool:
    """Whether a demonym is the name of a language by what stands beside it: "in French.", "Spanish language"."""
    if not found.demonym or text[found.start : found.end].endswith("s"):
        return False
    behind = text[found.end : found.end + 12]
    if re.match(r"[ -](?:language|speak|speaking|translation)", behind):
        return True
    speaks = re.search(r"\b(?:in|into|from|speaks?|spoke|speaking) $", text[max(0, found.start - 10) : found.start])
    return bool(speaks) and not re.match(r"[ -]\w", behind) and _is_language(text[found.start : found.end])


def _is_language(word: str) -> bool:
    return word.endswith(("ese", "sh", "ch", "ian", "ic", "k", "an"))
