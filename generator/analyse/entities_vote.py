"""Which candidates are names: the document votes on types, the longest wins, once found is found everywhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.analyse import territories
from generator.analyse.entities_lexicon import NO_NAMES, SAYING
from generator.analyse.entities_spans import Candidate, Text
from generator.model import EntityType

TYPES: tuple[EntityType, ...] = ("person", "organisation", "place")
_CAPITALISED = re.compile(r"(?<![\w])[^\W\d_a-z][\w.&]*")
_PLACE_BEFORE = frozenset(("in", "near", "at", "from", "outside", "across"))


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text, typed."""

    start: int
    """Code points."""
    end: int
    type: EntityType
    rules: frozenset[str]
    surface: str
    territory: territories.Territory | None = None


def choose(text: Text, candidates: Iterable[Candidate]) -> list[Name]:
    """The names among `candidates` and all further occurrences of them, in order, without overlap."""
    found = list(candidates)
    kinds = _vote(text, found)
    names = _longest(text, found, kinds)
    return sorted([*names, *_propagated(text, names)], key=lambda name: name.start)


def _vote(text: Text, candidates: Sequence[Candidate]) -> dict[str, EntityType]:
    """The type of each surface form: what weighs most in the whole document, ties in the order of `TYPES`."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for candidate in candidates:
        surface = text.text[candidate.start : candidate.end]
        surface = _voter(surface)
        votes[surface][candidate.type] += candidate.weight  # type: ignore[assignment]
        hint = _context(text.text, candidate)
        if hint:
            votes[surface][hint] += 0.5  # type: ignore[assignment]
    people = {
        word
        for surface, counts in votes.items()
        if " " in surface and counts.most_common(1)[0][0] == "person"
        for word in (surface.split()[-1], surface.split()[0])
    }
    for surface, counts in votes.items():
        if surface in people and " " not in surface:
            counts["person"] += 2.5  # type: ignore[assignment]
        if surface in territories.cities() or surface.title() in territories.cities():
            counts["place"] += 0.6  # type: ignore[assignment]
    return {surface: max(TYPES, key=lambda kind: counts[kind]) for surface, counts in votes.items()}


def _voter(surface: str) -> str:
    """Under which form a name votes: "LONGYEAR" with "Longyear"; acronyms by themselves."""
    return surface.title() if surface.isupper() and len(surface) > 4 else surface


def _context(text: str, candidate: Candidate) -> EntityType | None:
    """What the word before or behind a candidate hints at."""
    before = text[max(0, candidate.start - 12) : candidate.start].split()
    if before and before[-1] in _PLACE_BEFORE:
        return "place"
    behind = text[candidate.end : candidate.end + 12].split()
    if behind and behind[0] in SAYING:
        return "person"
    return None


def _longest(text: Text, candidates: Sequence[Candidate], kinds: dict[str, EntityType]) -> list[Name]:
    """Of candidates that overlap the longest; those with one span become one name."""
    by_span: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_span[candidate.start, candidate.end].append(candidate)
    taken: list[tuple[int, int]] = []
    names = []
    for start, end in sorted(by_span, key=lambda span: (span[0] - span[1], span[0])):
        place = bisect_left(taken, (start, end))
        if (place and taken[place - 1][1] > start) or (place < len(taken) and taken[place][0] < end):
            continue
        taken.insert(place, (start, end))
        same = by_span[start, end]
        surface = text.text[start:end]
        territory = next((c.territory for c in same if c.territory), None)
        demonym = any(c.rule == "demonym" for c in same)
        kind = territory.type if territory and demonym else kinds[_voter(surface)]
        if territory and territory.type != kind:
            territory = None
        rules = frozenset(c.rule for c in same if c.type == kind or not c.territory) or frozenset(("model",))
        if demonym and territory:
            rules = frozenset(("demonym",))
        names.append(Name(start, end, kind, rules, surface, territory))
    return names


def _propagated(text: Text, names: Sequence[Name]) -> Iterator[Name]:
    """Further occurrences of `names` where no name is yet, with the same case, or in sentences written in capitals."""
    known: dict[str, Name] = {}
    for name in sorted(names, key=lambda n: n.start):
        if "demonym" not in name.rules and _is_worth(name):
            known.setdefault(name.surface, name)
            if name.type == "person" and _tells_by_last_word(text, name):
                known.setdefault(name.surface.split()[-1], name)
    if text.shouted:
        for name in list(known.values()):
            known.setdefault(name.surface.upper(), name)
    by_first: dict[str, list[str]] = defaultdict(list)
    for surface in known:
        match = _CAPITALISED.match(surface)
        if match:
            by_first[match[0]].append(surface)
    for same in by_first.values():
        same.sort(key=lambda surface: (-len(surface), surface))
    spans = sorted((name.start, name.end) for name in names)
    done = 0
    for match in _CAPITALISED.finditer(text.text):
        start = match.start()
        if start < done:
            continue
        for surface in (s for first in (match[0], match[0].rstrip(".")) for s in by_first.get(first, ())):
            end = start + len(surface)
            if (
                text.text.startswith(surface, start)
                and not text.text[end : end + 1].isalnum()
                and _is_free(spans, start, end)
            ):
                done = end
                found = known[surface]
                if " " not in surface and text.pos_at(start) not in ("PROPN", "NOUN", "X"):
                    break
                if surface.isupper() and not found.surface.isupper() and not text.is_shouted(start):
                    continue
                yield Name(start, end, found.type, frozenset(("propagation",)), surface, found.territory)
                break


def _tells_by_last_word(text: Text, name: Name) -> bool:
    """Whether the last word of a person's name can stand for it: one that the text never writes small."""
    last = name.surface.split()[-1]
    return " " in name.surface and len(last) > 3 and last.casefold() not in NO_NAMES and last.lower() not in text.words


def _is_worth(name: Name) -> bool:
    """Whether a name is sure enough to be found again by its letters alone."""
    return len(name.surface) > 2 and name.surface.casefold() not in NO_NAMES


def _is_free(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    place = bisect_left(spans, (start, end))
    return not (place and spans[place - 1][1] > start) and not (place < len(spans) and spans[place][0] < end)
