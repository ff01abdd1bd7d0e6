"""Which candidates are names: the document votes on types, the longest wins, once found is found everywhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.analyse import territories
from generator.analyse.entities_lexicon import (
    ACTING,
    BUILDINGS,
    COMPANY_ENDINGS,
    DIRECTIONS,
    NO_NAMES,
    ORGANISATION_HEADS,
    PLACE_HEADS,
    PLACE_OPENERS,
    SAYING,
    WELL_KNOWN,
)
from generator.analyse.entities_spans import Candidate, Text
from generator.model import EntityType

if TYPE_CHECKING:
    from nicknames import NickNamer

Votes = dict[EntityType, float]
TYPES: tuple[EntityType, ...] = ("person", "organisation", "place")
_CAPITALISED = re.compile(r"(?<![\w])[^\W\d_a-z][\w.&]*")
_GROUP_BEHIND = re.compile(r"[.,;:)]|['’]s |\.$| (?:and|or|in|on|to|of|from|by|have|has|had|are|were|will|who)\b")
_COORDINATED = 0.4
_IN_BUILDING = 1.2
_POST_BEFORE = re.compile(
    r"\b(?:[Pp]resident|[Mm]inister|[Gg]overnor|[Mm]ayor|[Ss]ecretary|[Cc]hairman|[Dd]irector|[Ss]pokes(?:wo)?man|[Ll]eader"
    r"|[Oo]fficers?|[Pp]rofessor|[Jj]udge|[Ss]enator|[Aa]mbassador|[Cc]hief)(?: of [\w ]{2,40},)? $"
)
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
    could_be: tuple[str, ...] = ()
    """Full names of the people that a short name could stand for, where they are several."""


def choose(text: Text, candidates: Iterable[Candidate]) -> list[Name]:
    """The names among `candidates` and all further occurrences of them, in order, without overlap."""
    found = list(candidates)
    kinds = _vote(text, found)
    names = _longest(text, found, kinds)
    return sorted([*names, *_propagated(text, names)], key=lambda name: name.start)


def _vote(text: Text, candidates: Sequence[Candidate]) -> dict[str, EntityType]:
    """The type of each surface form: what weighs most in the whole document, ties in the order of `TYPES`."""
    votes: dict[str, Votes] = defaultdict(lambda: dict.fromkeys(TYPES, 0.0))
    for candidate in candidates:
        counts = votes[_voter(text.text[candidate.start : candidate.end])]
        counts[candidate.type] += candidate.weight
        for hint, weight in _context(text.text, candidate):
            counts[hint] += weight
    for one, other in _coordinated(text.text, candidates):
        for a, b in ((one, other), (other, one)):
            votes[_voter(text.text[a.start : a.end])][b.type] += _COORDINATED
    for surface, counts in votes.items():
        if surface in WELL_KNOWN:
            counts["organisation"] += sum(counts.values())
        if surface in territories.cities():
            counts["place"] += 1.2
        _let_heads_vote(surface, counts)
    _let_last_words_vote(votes, _speakers(text.text, candidates))
    return {surface: _winner(counts) for surface, counts in votes.items()}


def _winner(counts: Votes) -> EntityType:
    return max(TYPES, key=lambda kind: counts[kind])


def _let_heads_vote(surface: str, counts: Votes) -> None:
    """A name that ends with the head of a body or building is no person, unless it begins with a first name."""
    words = surface.split()
    if len(words) > 1 and counts["person"] and not is_first_name(words[0]):
        if words[-1] in ORGANISATION_HEADS:
            counts["organisation"] += sum(counts.values())
        elif words[-1] in BUILDINGS or words[-1] in PLACE_HEADS:
            counts["place"] += sum(counts.values())
    if len(words) == 1 and len(surface) > 6 and surface.endswith(COMPANY_ENDINGS):
        counts["organisation"] += 2 * counts["person"]


@lru_cache(maxsize=1)
def _first_names() -> NickNamer:
    from nicknames import NickNamer

    return NickNamer()


def is_first_name(word: str) -> bool:
    """Whether `word` is a common English first name or the short form of one."""
    return bool(_first_names().nicknames_of(word) or _first_names().canonicals_of(word))


def _speakers(text: str, candidates: Sequence[Candidate]) -> frozenset[str]:
    """Single words that speak somewhere."""
    single = (c for c in candidates if " " not in text[c.start : c.end])
    return frozenset(text[c.start : c.end] for c in single if _word_behind(text, c) in SAYING)


def _word_behind(text: str, candidate: Candidate) -> str:
    behind = text[candidate.end : candidate.end + 14]
    return behind.split()[0] if behind[:1] == " " and behind.split() else ""


def _is_plain(surface: str) -> bool:
    """Whether a name of several words has the shape of a person's: no head of anything else, no known place."""
    words = surface.split()
    return (
        1 < len(words) < 5
        and all(word[0].isupper() and word.isalpha() and not word.isupper() for word in words)
        and not any(word in ORGANISATION_HEADS or word in BUILDINGS or word in PLACE_HEADS for word in words)
        and words[0] not in PLACE_OPENERS | DIRECTIONS | {"New", "Saint", "San", "Santa", "Los", "Las", "El", "The"}
        and not any(territories.english().get(word) for word in (surface, *words))
        and surface not in territories.cities()
    )


def _let_last_words_vote(votes: dict[str, Votes], speakers: frozenset[str]) -> None:
    """A person's last word is that person, and a name that ends with a person's single name is a person."""
    full = [surface for surface in votes if " " in surface]
    for surface in full:
        last = surface.split()[-1]
        if last in speakers and last in votes and _winner(votes[surface]) != "person" and _is_plain(surface):
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
        for word, whole in ((words[-1], True), (words[0], False)):
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


def _context(text: str, candidate: Candidate) -> Iterator[tuple[EntityType, float]]:
    """What the words before and behind a candidate hint at."""
    before = text[max(0, candidate.start - 60) : candidate.start]
    words = before[-12:].split()
    if words and words[-1] in _PLACE_BEFORE:
        is_building = text[candidate.start : candidate.end].split()[-1] in BUILDINGS
        yield "place", _IN_BUILDING if is_building else 0.5
    if _POST_BEFORE.search(before):
        yield "person", 1.2
    verb = _word_behind(text, candidate)
    if verb in SAYING:
        yield "person", 0.5
    if verb in SAYING or verb in ACTING:
        if candidate.type == "place" and _is_plain(text[candidate.start : candidate.end]):
            yield "person", 1.2
    elif candidate.type == "person" and candidate.rule == "model" and _is_group(text, candidate):
        yield "organisation", 1.2
    behind = text[candidate.end : candidate.end + 2]
    if behind.startswith(", ") and _is_country_at(text, candidate.end + 2):
        yield "place", 1.2


def _is_group(text: str, candidate: Candidate) -> bool:
    """Whether an article stands before a single word that no other word follows closely: "the Houthis have"."""
    word = text[candidate.start : candidate.end]
    return (
        " " not in word
        and text.endswith((" the ", "\nThe ", ". The "), 0, candidate.start)
        and _GROUP_BEHIND.match(text, candidate.end) is not None
    )


def _is_country_at(text: str, start: int) -> bool:
    """Whether a country's name, and no list of countries, begins at `start`."""
    match = _CAPITALISED.match(text, start)
    entry = territories.english().get(match[0].rstrip(".")) if match else None
    return bool(entry and not entry.demonym and entry.territory.country)


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
    return " " in name.surface and len(last) > 2 and last.casefold() not in NO_NAMES and last.lower() not in text.words


def _is_worth(name: Name) -> bool:
    """Whether a name is sure enough to be found again by its letters alone."""
    return len(name.surface) > 2 and name.surface.casefold() not in NO_NAMES


def _is_free(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    place = bisect_left(spans, (start, end))
    return not (place and spans[place - 1][1] > start) and not (place < len(spans) and spans[place][0] < end)
