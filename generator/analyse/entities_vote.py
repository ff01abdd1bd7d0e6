"""Which candidates are names: the document votes on types, the longest wins, once found is found everywhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.analyse import territories
from generator.analyse.entities_context import CAPITALISED, hints, is_plain, word_behind
from generator.analyse.entities_lexicon import (
    BUILDINGS,
    COMPANY_ENDINGS,
    COMPANY_HEADS,
    HEAVENLY,
    NO_NAMES,
    ORGANISATION_HEADS,
    PLACE_HEADS,
    PUBLISHERS,
    SAYING,
    WELL_KNOWN,
)
from generator.analyse.entities_spans import Candidate, Text
from generator.analyse.first_names import is_first_name, is_first_name_anywhere, is_last_name
from generator.analyse.towns import inhabitants, is_town
from generator.model import EntityType
from generator.word_frequency import ranks

Votes = dict[EntityType, float]
TYPES: tuple[EntityType, ...] = ("person", "organisation", "place")
_COORDINATED = 0.4
_FIRST_NAME = 1.2
_TOWN = 1.2
_SMALL_TOWN = 0.6
_MANY = 50_000
"""People from which on a town is known far away."""
_WITH_INITIAL = re.compile(r"[A-Z][\w'’-]+ (?:[A-Z]\. ?){1,2}[A-Z][\w'’-]+")
"""A person's name by its middle initial."""
_TIE = 0.1
"""What breaks a tie."""
_UNHEARD = 1.1
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_OF_PEOPLE = re.compile(r"(?:Mac|Mc|De|Di|Da|Du|Le|La|Lo|Van|Von|Fitz|Del|O)[A-Z]")
"""Openings of people's names that another capital follows."""
_SURE = 3.0
"""Weight of organisation from which on a first name may be a company's."""


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
    could_be: tuple[str, ...] = ()
    """Full names of the people that a short name could stand for, where they are several."""


def choose(text: Text, candidates: Iterable[Candidate]) -> list[Name]:
    """The names among `candidates` and all further occurrences of them, in order, without overlap."""
    everything = list(candidates)
    pairs = _pairs_of_people(text.text, everything)
    found = [candidate for candidate in everything if (candidate.start, candidate.end) not in pairs]
    kinds = _vote(text, found)
    names = _longest(text, found, kinds)
    return sorted([*names, *_propagated(text, names)], key=lambda name: name.start)


def _pairs_of_people(text: str, candidates: Sequence[Candidate]) -> set[tuple[int, int]]:
    """Spans that join the last names of two people ("the Berg-Lind ticket"): names of neither."""
    full = (text[c.start : c.end] for c in candidates if c.type == "person")
    last = {name.rpartition(" ")[2] for name in full if " " in name}
    parts = {(c.start, c.end): text[c.start : c.end].split("-") for c in candidates if c.rule == "model"}
    return {span for span, names in parts.items() if len(names) == 2 and all(name in last for name in names)}


def _vote(text: Text, candidates: Sequence[Candidate]) -> dict[str, EntityType]:
    """The type of each surface form: what weighs most in the whole document, ties in the order of `TYPES`."""
    votes: dict[str, Votes] = defaultdict(lambda: dict.fromkeys(TYPES, 0.0))
    for candidate in candidates:
        counts = votes[_voter(text.text[candidate.start : candidate.end])]
        counts[candidate.type] += candidate.weight
        for hint, weight in hints(text.text, candidate):
            counts[hint] += weight
    for one, other in _coordinated(text.text, candidates):
        for a, b in ((one, other), (other, one)):
            votes[_voter(text.text[a.start : a.end])][b.type] += _COORDINATED
    for surface, counts in votes.items():
        if surface in WELL_KNOWN:
            counts["organisation"] += sum(counts.values())
        if surface in PUBLISHERS:
            counts["organisation"] += _TIE + counts["place"] + (0 if is_first_name(surface) else counts["person"])
        if surface in HEAVENLY:
            counts["place"] += _TIE + sum(counts.values())
        if surface in territories.cities() or is_town(surface):
            counts["place"] += _SMALL_TOWN if 0 < inhabitants(surface) < _MANY else _TOWN
        _let_heads_vote(surface, counts)
    _let_last_words_vote(votes, _speakers(text.text, candidates))
    return {surface: _winner(counts) for surface, counts in votes.items()}


def _winner(counts: Votes) -> EntityType:
    return max(TYPES, key=lambda kind: counts[kind])


def _let_heads_vote(surface: str, counts: Votes) -> None:
    """A name that ends with the head of a body or building is no person, unless it begins with a first name."""
    words = surface.split()
    if len(words) > 1 and counts["person"] and (len(words) > 2 or not is_first_name(words[0])):
        if words[-1] in ORGANISATION_HEADS:
            counts["organisation"] += sum(counts.values())
        elif words[-1] in BUILDINGS or words[-1] in PLACE_HEADS:
            counts["place"] += sum(counts.values())
    if _WITH_INITIAL.fullmatch(surface) or (
        len(words) in (2, 3) and is_first_name_anywhere(words[0]) and is_plain(surface) and not is_town(surface)
    ):
        counts["person"] += sum(counts.values()) if is_last_name(words[-1]) else _FIRST_NAME
    if len(words) == 2 and is_plain(surface) and all(_is_unheard(word) for word in words):
        counts["person"] += _UNHEARD
    if len(words) == 1 and surface not in WELL_KNOWN and is_first_name(surface) and counts["organisation"] < _SURE:
        counts["person"] += counts["organisation"] + _TIE if counts["organisation"] else 0
    if len(words) > 1 and words[-1] in COMPANY_HEADS and not is_first_name(words[0]):
        counts["organisation"] += counts["person"] + counts["place"]
    if len(words) == 1 and _INNER_CAPITAL.search(surface) and not _OF_PEOPLE.match(surface):
        counts["organisation"] += counts["person"]
    if len(words) == 1 and len(surface) > 6 and surface.endswith(COMPANY_ENDINGS):
        counts["organisation"] += 2 * counts["person"]


def _is_unheard(word: str) -> bool:
    """Whether no list has a word: of two such words one mostly is a first name."""
    return word.istitle() and word.isalpha() and word.lower() not in ranks() and not is_town(word)


def _speakers(text: str, candidates: Sequence[Candidate]) -> frozenset[str]:
    """Single words that speak somewhere."""
    single = (c for c in candidates if " " not in text[c.start : c.end])
    return frozenset(text[c.start : c.end] for c in single if word_behind(text, c) in SAYING)


def _let_companies_vote(votes: dict[str, Votes], full: Sequence[str]) -> None:
    """A single name is the organisation that it opens the name of, unless a person's name ends with it."""
    people = {surface.split()[-1] for surface in full if _winner(votes[surface]) == "person"}
    for surface in full:
        first, *rest = surface.split()
        single = votes.get(first)
        if not single or first in people or len(rest) != 1 or _winner(votes[surface]) != "organisation":
            continue
        if single["person"] and (rest[0] in ORGANISATION_HEADS or rest[0] in COMPANY_HEADS):
            single["organisation"] += single["person"] + _TIE


def _let_last_words_vote(votes: dict[str, Votes], speakers: frozenset[str]) -> None:
    """A person's last word is that person, and a name that ends with a person's single name is a person."""
    full = [surface for surface in votes if " " in surface]
    _let_companies_vote(votes, full)
    for surface in full:
        last = surface.split()[-1]
        if last in speakers and last in votes and _winner(votes[surface]) != "person" and is_plain(surface):
            for own in (votes[surface], votes[last]):
                own["person"] += sum(own.values())
    for surface in full:
        single = votes.get(surface.split()[-1])
        if single and single["person"] > 1 and _winner(single) == "person" and surface.split()[-1] not in PLACE_HEADS:
            votes[surface]["person"] += 1.2
    for surface in full:
        if _winner(votes[surface]) != "person":
            continue
        words = surface.split()
        family = tuple((" ".join(words[cut:]), True) for cut in range(1, len(words)))
        for word, whole in (*family, (words[0], False)):
            counts = votes.get(word)
            if counts:
                known = territories.english().get(word) or word in territories.cities() or not whole
                counts["person"] += 2.5 if known else sum(counts.values())


def _coordinated(text: str, candidates: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """Neighbours of the model's that only a comma or "and" parts, and that have equally many words."""
    found = sorted((c for c in candidates if c.rule == "model"), key=lambda c: c.start)
    for one, other in pairwise(found):
        if text[one.end : other.start] in (" and ", ", ", ", and "):
            sizes = (text.count(" ", c.start, c.end) for c in (one, other))
            if len(set(sizes)) == 1:
                yield one, other


def _voter(surface: str) -> str:
    """Under which form a name votes: "LONGYEAR" with "Longyear"; acronyms by themselves."""
    return surface.title() if surface.isupper() and len(surface) > 4 else surface


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
        if kind == "person" and _is_town_of(text.text, start, end):
            kind = "place"
        if territory and territory.type != kind:
            territory = None
        rules = frozenset(c.rule for c in same if c.type == kind or not c.territory) or frozenset(("model",))
        if demonym and territory:
            rules = frozenset(("demonym",))
        names.append(Name(start, end, kind, rules, surface, territory))
    return names


def _is_town_of(text: str, start: int, end: int) -> bool:
    """Whether a single word is a town here, though it is somebody's name elsewhere: "of Allen, Texas"."""
    if " " in text[start:end] or not text.endswith((" of ", " in ", " at ", " from ", " near "), 0, start):
        return False
    behind = CAPITALISED.match(text, end + 2) if text.startswith(", ", end) else None
    state = territories.english().get(behind[0].rstrip(".")) if behind else None
    return state is not None and not state.demonym


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
    lengths = _lengths(known)
    spans = sorted((name.start, name.end) for name in names)
    done = 0
    for match in CAPITALISED.finditer(text.text):
        start = match.start()
        if start < done:
            continue
        firsts = dict.fromkeys((match[0], match[0].rstrip(".")))
        for length in (length for first in firsts for length in lengths.get(first, ())):
            end = start + length
            surface = text.text[start:end]
            found = known.get(surface)
            if found is not None and not text.text[end : end + 1].isalnum() and _is_free(spans, start, end):
                if " " not in surface and text.pos_at(start) not in ("PROPN", "NOUN", "X"):
                    done = end
                    break
                if surface.isupper() and not found.surface.isupper() and not text.is_shouted(start):
                    continue
                done = end
                yield Name(start, end, found.type, frozenset(("propagation",)), surface, found.territory)
                break


def _lengths(surfaces: Iterable[str]) -> dict[str, list[int]]:
    """The distinct lengths of the surfaces that begin with a word, in code points, longest first."""
    by_first: dict[str, set[int]] = defaultdict(set)
    for surface in surfaces:
        match = CAPITALISED.match(surface)
        if match:
            by_first[match[0]].add(len(surface))
    return {first: sorted(lengths, reverse=True) for first, lengths in by_first.items()}


def _tells_by_last_word(text: Text, name: Name) -> bool:
    """Whether the last word of a person's name can stand for it: one that the text never writes small."""
    last = name.surface.split()[-1]
    return (
        " " in name.surface
        and len(last) > 2
        and last.casefold().rstrip(".") not in NO_NAMES
        and last.lower() not in text.vocabulary
    )


def _is_worth(name: Name) -> bool:
    """Whether a name is sure enough to be found again by its letters alone."""
    return len(name.surface) > 2 and name.surface.casefold() not in NO_NAMES


def _is_free(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    place = bisect_left(spans, (start, end))
    return not (place and spans[place - 1][1] > start) and not (place < len(spans) and spans[place][0] < end)
