"""Candidates for names by rules: runs of capitalised words with the head of an organisation or place, or a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.analyse import territories
from generator.analyse.entities_lexicon import (
    CONNECTORS,
    CONTINENTS,
    DIRECTIONS,
    NO_NAMES,
    OFFICE_HOLDERS,
    OPEN_HEADS,
    ORGANISATION_HEADS,
    PARTICLES,
    PLACE_HEADS,
    PLACE_OPENERS,
    SHARED_WORDS,
    STRONG_TITLES,
    TITLES,
    WELL_KNOWN,
)
from generator.analyse.entities_spans import Candidate, Text
from generator.analyse.first_names import is_first_name
from generator.analyse.towns import is_town
from generator.word_frequency import ranks

Run = tuple[int, int]
"""First token, and the one behind the last."""
_ORGANISATION = 2.0
_PLACE = 1.5
_PERSON = 1.5
_MOST_PARTS = 8
"""Runs of capitalised words that one organisation's name is made of."""
_LONGEST_FIELD = 5
_COMMON = 25_000
"""Rank up to which a word can be one for a field of work."""
_LONGEST_PERSON = 4
"""Words of a person's name behind a title."""
_DATELINE = re.compile(
    r"^(?!THE )([A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]+){0,2})(?=,? (?:[A-Z][\w.]+,? )?"
    r"(?:\d{4}-|\(\w+\)|(?:—|–|--?) ?[A-Z\"“].{60}|[A-Z][a-z]{2,8}\.? \d))",
    re.MULTILINE,
)
_LABEL = re.compile(r"^((?:[A-Z]{2,}\.? )+)([A-Z][A-Z'’-]{2,}):", re.MULTILINE)
_TEAM = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}"
_SPEAKER = re.compile(r"\(\(([A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,3})\)\)")
"""Who speaks in an interview: "((Anna Berg))"."""
_STANDING = re.compile(rf"^({_TEAM})(?: \d+){{4,}}$", re.MULTILINE)
_RESULT = re.compile(rf"^({_TEAM}) \d+ ({_TEAM}) \d+$", re.MULTILINE)
_CAMPUS = re.compile(r"\b(?:California State )?University of [A-Z]\w+, ([A-Z]\w+(?: [A-Z]\w+)?)(?!, [A-Z])")
"""A university by its town: "University of California, Berkeley"."""
_LONG_NAMES = re.compile(
    r"\b(?:" + "|".join(sorted((n for n in WELL_KNOWN if " " in n), key=lambda n: (-len(n), n))) + r")\b"
)
"""Well-known names of several words."""
_OPENINGS = frozenset(("the", "a", "an", "mr.", "ms.", "former", "ex", "then"))
_PREFIXES = frozenset(("Co", "Non", "Anti", "Inter", "Counter", "Multi", "Re", "Pre"))
_HEADLINE = 0.75
"""Share of capitalised words in a sentence from which on it is a headline, whose capitals tell nothing."""


def from_rules(text: Text) -> Iterator[Candidate]:
    """Organisations, places and titled people in `text`, sentence by sentence."""
    yield from _datelines(text)
    yield from _tables(text)
    yield from _labels(text)
    yield from _well_known(text)
    for start, end in text.sentences:
        if (start, end) in text.shouted or _is_headline(text, start, end):
            continue
        runs = list(_runs(text, start, end))
        for number, run in enumerate(runs):
            yield from _organisation(text, runs, number)
            yield from _place(text, run)
            yield from _person(text, run)


def _datelines(text: Text) -> Iterator[Candidate]:
    """The town in capitals that opens a report: "MOSCOW, Russia (Reuters) -"."""
    for match in _DATELINE.finditer(text.text):
        yield Candidate(match.start(1), match.end(1), "place", "dateline", _PLACE)


def _tables(text: Text) -> Iterator[Candidate]:
    """Teams and companies in lines of results and standings: a name and numbers, nothing else."""
    for pattern in (_STANDING, _RESULT):
        for match in pattern.finditer(text.text):
            for group in range(1, (pattern.groups) + 1):
                yield Candidate(match.start(group), match.end(group), "organisation", "table", _PLACE)


def _labels(text: Text) -> Iterator[Candidate]:
    """Who speaks in a transcript: "PRIME MINISTER NAME:"."""
    for match in _LABEL.finditer(text.text):
        title, name = match.groups()
        words = [word.casefold().rstrip(".") for word in title.split()]
        if all(word in TITLES for word in words) and name.casefold() not in TITLES | NO_NAMES:
            yield Candidate(match.start(2), match.end(2), "person", "title", _PERSON)
    for match in _SPEAKER.finditer(text.text):
        yield Candidate(match.start(1), match.end(1), "person", "label", _PERSON)


def _well_known(text: Text) -> Iterator[Candidate]:
    for token, word in enumerate(text.words):
        if word in WELL_KNOWN and text.pos[token] in ("PROPN", "NOUN"):
            yield Candidate(text.starts[token], text.end(token), "organisation", "gazetteer", _PLACE)
    for match in _CAMPUS.finditer(text.text):
        if is_town(match[1]) or match[1] in territories.cities():
            yield Candidate(match.start(), match.end(), "organisation", "pattern", _ORGANISATION)
    for match in _LONG_NAMES.finditer(text.text):
        yield Candidate(match.start(), match.end(), "organisation", "gazetteer", _ORGANISATION)


def _is_headline(text: Text, start: int, end: int) -> bool:
    if any(word in ".?!" for word in text.words[max(start, end - 3) : end]):
        return False
    words = [word for word in text.words[start:end] if word[0].isalpha() and len(word) > 3]
    return len(words) > 4 and sum(word[0].isupper() for word in words) > _HEADLINE * len(words)


def _runs(text: Text, start: int, end: int) -> Iterator[Run]:
    """Maximal runs of capitalised words between `start` and `end`, joined by hyphens, "&" and certain possessives."""
    position = start
    while position < end:
        if not _is_capitalised(text, position):
            position += 1
            continue
        last = position + 1
        while last < end:
            if _is_capitalised(text, last):
                last += 1
            elif last + 1 < end and (_is_compound(text, last) or _joins_capitalised(text, last)):
                last += 2
            else:
                break
        yield position, last
        position = last


def _is_capitalised(text: Text, token: int) -> bool:
    word = text.words[token]
    if not word[0].isupper():
        return False
    return token not in text.first or text.pos[token] in ("PROPN", "NOUN", "ADJ")


def _is_compound(text: Text, token: int) -> bool:
    """Whether the token is the hyphen of a word like "Co-operation" or "Non-proliferation"."""
    return (
        text.words[token] == "-"
        and text.words[token - 1] in _PREFIXES
        and text.end(token - 1) == text.starts[token] == text.starts[token + 1] - 1
    )


def _joins_capitalised(text: Text, token: int) -> bool:
    if not _is_capitalised(text, token + 1):
        return False
    word = text.words[token]
    if word in ("-", "&"):
        return True
    return word in ("'s", "’s", "'", "’") and text.words[token - 1] in OFFICE_HOLDERS


def _organisation(text: Text, runs: list[Run], number: int) -> Iterator[Candidate]:
    first, behind = runs[number]
    head = next((i for i in range(behind - 1, first - 1, -1) if _is_head(text, i, behind)), None)
    if head is None:
        return
    first = _past_titles(text, first, head)
    last = head + 1
    if last == behind:
        last = _carried_on(text, runs, number)
    if last - first > 1 and not (last == behind and head == first and behind - first == 1):
        yield Candidate(text.starts[first], text.end(last - 1), "organisation", "pattern", _ORGANISATION)


def _is_head(text: Text, token: int, behind: int) -> bool:
    word = text.words[token]
    if word in OPEN_HEADS:
        follows = text.words[behind : behind + 2]
        return token + 1 == behind and follows[:1] in (["on"], ["for"]) and follows[-1].casefold() not in NO_NAMES
    return word in ORGANISATION_HEADS


def _past_titles(text: Text, first: int, head: int) -> int:
    """Skip what opens a sentence or names a person before the organisation."""
    while first < head and (text.words[first].casefold() in _OPENINGS or _is_day(text, first)):
        first += 1
    return first


def _is_day(text: Text, token: int) -> bool:
    """Whether the token is the day in "On Friday Ford Motor Company"."""
    return token > 0 and text.words[token].endswith("day") and text.words[token - 1] in ("On", "on")


def _carried_on(text: Text, runs: list[Run], number: int) -> int:
    """Where a name that ends with its head really ends: "Ministry | of Justice", "Office | of the … of …"."""
    last = runs[number][1]
    for place, (first, _) in enumerate(runs[number + 1 : number + _MOST_PARTS], number + 1):
        between = [word.casefold() for word in text.words[last:first]]
        if first < last:
            continue
        if between == ["in"] and last > runs[number][1] and _is_region(text, runs[place]):
            return runs[place][1]
        if not between or between[0] not in CONNECTORS or between[1:] not in ([], ["the"]):
            break
        if _is_no_name(text, runs[place]) or (between[0] == "for" and _is_territory(text, first)):
            break
        last = _with_second(text, runs, place)
    return last


def _is_region(text: Text, run: Run) -> bool:
    """Whether a run is the name of a region that is no state's: "… and Co-operation in Europe"."""
    entry = territories.english().get(" ".join(text.words[run[0] : run[1]]))
    return bool(entry and not entry.demonym and not entry.territory.country and entry.territory.type == "place")


def _is_territory(text: Text, token: int) -> bool:
    return territories.english().get(text.words[token]) is not None


def _is_no_name(text: Text, run: Run) -> bool:
    word = text.words[run[0]].casefold()
    allowed = {"state", "commerce", "government", "international", "justice", "national", "foreign"}
    if run[1] - run[0] > 1:
        allowed |= {"northern", "southern", "eastern", "western", "north", "south", "east", "west", "new"}
    return word in NO_NAMES - allowed


def _with_second(text: Text, runs: list[Run], place: int) -> int:
    """Take in the second part of "Trade and Industry", "Health and Human Services": one that no other name could be."""
    first, behind = runs[place]
    if place + 1 == len(runs) or text.words[behind : runs[place + 1][0]] != ["and"]:
        return behind
    second, end = runs[place + 1]
    words = text.words[second:end]
    if words[-1] in ORGANISATION_HEADS and text.words[end : end + 1] in (["of"], ["for"], ["on"]):
        return behind
    alone = (len(words) == 1 or words[1] == "-" or _is_field(text, runs[place], runs[place + 1])) and not (
        territories.english().get(words[0])
    )
    if not alone and not all(word.casefold() in SHARED_WORDS for word in words):
        return behind
    if territories.english().get(text.words[first]) or text.pos[second] not in ("NOUN", "PROPN", "ADJ"):
        return behind
    return end


def _is_field(text: Text, one: Run, other: Run) -> bool:
    """Whether two runs are what a school or an office is for: "Marine | and | Atmospheric Science"."""
    words = (*text.words[slice(*one)], *text.words[slice(*other)])
    return len(words) <= _LONGEST_FIELD and all(
        ranks().get(word.lower(), _COMMON) < _COMMON
        and word not in ORGANISATION_HEADS
        and not is_town(word)
        and not is_first_name(word)
        for word in words
    )


def _place(text: Text, run: Run) -> Iterator[Candidate]:
    first, behind = run
    words = text.words[first:behind]
    if len(words) < 2 or any(word in ORGANISATION_HEADS for word in words):
        return
    if words[-1] in PLACE_HEADS or (words[0] in PLACE_OPENERS and len(words) == 2):
        yield Candidate(text.starts[first], text.end(behind - 1), "place", "pattern", _PLACE)
    for i in range(len(words) - 1):
        if words[i] in DIRECTIONS and words[i + 1] in CONTINENTS:
            yield Candidate(text.starts[first + i], text.end(first + i + 1), "place", "pattern", _PLACE)


def _person(text: Text, run: Run) -> Iterator[Candidate]:
    first, behind = run
    titled = first
    while titled < behind and text.words[titled].casefold().rstrip(".") in TITLES:
        titled += 1
    title = text.words[titled - 1].casefold().rstrip(".") if titled else ""
    end = _with_particles(text, behind)
    words = text.words[titled:end]
    if title not in STRONG_TITLES or (title.isupper() and titled == first):
        return
    if any(text.pos[token] != "PROPN" for token in range(titled, behind)):
        return
    if not 0 < len(words) <= _LONGEST_PERSON or not all(_could_be_name(word) for word in words):
        return
    yield Candidate(text.starts[titled], text.end(end - 1), "person", "title", _PERSON)


def _with_particles(text: Text, behind: int) -> int:
    """Go on over "de la", "bin" and the name behind it."""
    token = behind
    while token < len(text.words) and text.words[token] in PARTICLES:
        token += 1
    if behind < token < len(text.words) and text.words[token][0].isupper():
        return token + 1
    return behind


def _could_be_name(word: str) -> bool:
    entry = territories.english().get(word)
    return (
        word not in ORGANISATION_HEADS
        and word not in PLACE_HEADS
        and word.casefold() not in NO_NAMES
        and not (entry and (entry.demonym or entry.territory.sovereign) and word not in ("Jordan", "Chad"))
        and (word[0].isalpha() or word == "-")
        and not (len(word) > 2 and word.isupper())
    )
