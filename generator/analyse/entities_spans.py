"""Candidates for names: what the model found, cleaned of what is not part of the name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.analyse import territories
from generator.analyse.entities_doubt import is_doubtful
from generator.analyse.entities_lexicon import (
    AGENCY_HEADS,
    CLOCK,
    NO_HEADS,
    NO_NAMES,
    OCCUPATIONS,
    OFFICES,
    ORGANISATION_HEADS,
    PLACE_HEADS,
    SHARED_WORDS,
    TITLES,
)
from generator.analyse.first_names import is_first_name_anywhere
from generator.analyse.towns import is_town
from generator.model import EntityType
from generator.word_frequency import ranks

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LABELS: dict[str, EntityType] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
}  # fmt: skip
_EDGE = "\"'“”‘’«»„()[]{}<>*_,;:!?-–—…/|·•"
"""What no name begins or ends with, white space of any kind aside."""
_LONGEST_PERSON = 4
_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_FIRST_WORD = re.compile(r"[^\s]+\s+")
_OPENING = re.compile(
    r"(?:Former|New|Acting|Senior|Meanwhile|Dear|Later|Both|Ex|Then|While|Although|Since)\s+(?=[A-Z]\w+ )"
)
_LAST_WORD = re.compile(r"\s+[^\s]+$")
_INITIALS_FIRST = re.compile(r"(?:[A-Z]\.-?\s?){1,3}[A-Z][a-z]+$")
_TRAILING_NUMBER = re.compile(r"[\s]+\d[\d-]*$")
_COUNT = re.compile(r"\s+[-–—]\s*\d[\d,.]*$")
_TRAILING_SMALL = re.compile(
    r"(?:\s+(?:of|and|the|for|in|on|at|by|to|from|with|region|area|magazine|newspaper|news agency))+$"
)
_OFFICE_OF = re.compile(r"\b(?:Secretary|Secretaries|Ministers?) of $")
_CAPTION = re.compile(r"\s?(?:Image|Photo|File)$")
_DESIGNATOR = re.compile(r"(?:\s+Flight\s+\d+|\s+(?=[\w-]{3,}$)[A-Z]{0,4}-?\d[\w-]*)$")
"""The number of a flight or the type of a machine behind the name of who runs or makes it."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\s+(?=(?:U\.?S\.?\s|United States\s)?(?:Congress|Parliament|Senate)\b)")
_SMALL_OPENING = re.compile(r"(?:[a-z]{4,}\s+)+(?=[A-Z])")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u2c00-\ufaff]")
_ADDRESS = re.compile(r"(?:Regarding|Concerning|Greetings|Hello|Hi|Thanks|Welcome)\s+(?=[A-Z])")
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s+")
_GENERATION = re.compile(r",? (?:Jr|Sr)\b\.?")
_MINE = re.compile(r"(?:my|our|his|her|their|its|your)\s", re.IGNORECASE)
_PREFIXED = re.compile(r"(?:pro|anti|non|sub|ex|mid|then|self)-", re.IGNORECASE)
_SEPARATOR = re.compile(
    r" [–—] |(?<=[a-z]{3})/(?=[A-Z][a-z])|"
    r", (?!Inc\b|Ltd\b|LLC\b|Jr\b|Sr\b|Co\b|Corp\b)| and | \((?![^)]*\) \w)|; | / "
)
_IS_LIST = re.compile(",")
_HAS_HEAD = re.compile(r"\b(?:of|for|on|&)\b|\b(?:" + "|".join(sorted(ORGANISATION_HEADS)) + r")\b")
_OTHER_BODY = re.compile(r"(?:the )?(?:" + "|".join(sorted(ORGANISATION_HEADS)) + r") (?:of|for|on) ")
_ADDRESSES = frozenset(
    "Mr Mrs Ms Miss Dr Prof Professor Sen Senator Rep Congressman Congresswoman Assemblyman Assemblywoman Sgt Lt Col "
    "Capt Captain Cllr Councillor Judge Justice Archbishop Bishop Rev Sheikh Ayatollah".split()
)
_SHORTEST_BODY = 3
"""Words from which on what stands behind "and" is a body's name by itself."""
_SHOUTED = 0.8
"""Share of capitals among the letters of a sentence from which on it is written in capitals."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A part of the text that may be a name."""

    start: int
    """Code points."""
    end: int
    type: EntityType
    rule: str
    weight: float
    """How much it counts when the document votes on the name's type."""
    territory: territories.Territory | None = None


class Text:
    """An article's text with what the rules ask of it, computed once."""

    def __init__(self, doc: Doc, text: str) -> None:
        """Take what is used of `doc`, whose text is `text`, out of it once: asking it is slow, even for its text."""
        self.text = text
        tokens = [(token.text, token.idx, token.pos_) for token in doc]
        self.words = [word for word, _, _ in tokens]
        self.starts = [start for _, start, _ in tokens]
        self.pos = [pos for _, _, pos in tokens]
        self.sentences = [(sentence.start, sentence.end) for sentence in doc.sents]
        self.first = {start for start, _ in self.sentences}
        self.vocabulary = frozenset(self.words)

    @cached_property
    def shouted(self) -> tuple[tuple[int, int], ...]:
        """Spans, in tokens, of the sentences written in capitals."""
        spans = []
        for start, end in self.sentences:
            letters = [c for word in self.words[start:end] for c in word if c.isalpha()]
            if len(letters) > 8 and sum(c.isupper() for c in letters) > _SHOUTED * len(letters):
                spans.append((start, end))
        return tuple(spans)

    @cached_property
    def shouted_characters(self) -> tuple[tuple[int, int], ...]:
        """The same in code points."""
        return tuple((self.starts[start], self.end(end - 1)) for start, end in self.shouted)

    def is_shouted(self, start: int) -> bool:
        """Whether the code point `start` lies in a sentence written in capitals."""
        return any(first <= start < last for first, last in self.shouted_characters)

    def pos_at(self, start: int) -> str:
        """The part of speech of the token that holds the code point `start`."""
        return self.pos[bisect_right(self.starts, start) - 1]

    def end(self, token: int) -> int:
        """Where a token ends, in code points."""
        return self.starts[token] + len(self.words[token])


def from_model(doc: Doc, text: Text) -> Iterator[Candidate]:
    """The model's people, organisations and places, cleaned; of sentences written in capitals only places."""
    for first, last, label in _joined(doc, text):
        kind = _LABELS.get(label)
        if kind and (kind == "place" or not text.is_shouted(first)):
            for start, end in _split(text.text, first, last):
                kind = "person" if _is_titled(text.text[start:end]) else kind
                span = clean(text.text, start, end, kind)
                if (
                    span
                    and _is_name(text, *span, kind)
                    and not is_doubtful(text, *span, kind)
                    and not (kind == "organisation" and _is_field(text.text, *span))
                ):
                    behind = _behind_office(text.text, *span) if kind != "place" else None
                    own = "person" if behind or _INITIALS_FIRST.match(text.text, *span) else kind
                    yield Candidate(behind or span[0], span[1], own, "model", 1.0)


def _joined(doc: Doc, text: Text) -> Iterator[tuple[int, int, str]]:
    """The model's entities: start and end in code points, and label; what it parted of a person's name is joined."""
    spans: list[tuple[int, int, str]] = []
    for entity in doc.ents:
        first, last, label = entity.start, entity.end, entity.label_
        if label == "PERSON":
            before = spans[-1] if spans else (0, 0, "")
            if before[1:] == (first, label) and text.end(first - 1) == text.starts[first] - 1:
                first = spans.pop()[0]
            elif before[1] < first and _is_forename(text, first - 1):
                first -= 1
        spans.append((first, last, label))
    for first, last, label in spans:
        yield text.starts[first], text.end(last - 1), label


def _is_forename(text: Text, token: int) -> bool:
    """Whether the word right before a person's name is a first name that the model left out, known or unheard of."""
    word = text.words[token]
    if not word[0].isupper() or not word.isalpha() or word.isupper() or text.pos[token] != "PROPN":
        return False
    if text.end(token) != text.starts[token + 1] - 1 or text.starts[token + 1] == text.starts[-1]:
        return False
    if word.casefold() in TITLES | NO_NAMES or word in ORGANISATION_HEADS or territories.english().get(word):
        return False
    unheard = word.lower() not in ranks() and not is_town(word) and token not in text.first
    return is_first_name_anywhere(word) or unheard


def _is_titled(surface: str) -> bool:
    """Whether a span is a person's name behind a form of address: "Dr Weber"."""
    first, _, rest = surface.partition(" ")
    return first.rstrip(".") in _ADDRESSES and rest[:1].isupper() and not _HAS_HEAD.search(rest)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a span that the model took for one name: what stands in a list or in brackets."""
    for match in _SEPARATOR.finditer(text, start, end):
        if (
            match[0] == " and "
            and not _IS_LIST.search(text, start, match.start())
            and _HAS_HEAD.search(text, start, end)
            and not text.startswith("The ", match.end())
            and not _are_two_bodies(text[start : match.start()], text[match.end() : end])
        ):
            continue
        yield start, match.start()
        start = match.end()
    yield start, end


def _are_two_bodies(one: str, other: str) -> bool:
    """Whether "and" parts two names: "Ministry of Health | and | World Health Organization"."""
    if _OTHER_BODY.match(other):
        return True
    words = other.split()
    full = len(words) >= _SHORTEST_BODY and words[-1] in ORGANISATION_HEADS
    return full and any(word in ORGANISATION_HEADS for word in one.split())


def _behind_office(text: str, start: int, end: int) -> int | None:
    """Where a person's name begins that the model took together with what the person is head of.

    "President of [Finland Anna Berg]", "Speaker of the [House Anna Berg]".
    """
    if not text.endswith((" of ", " from ", " of the "), 0, start):
        return None
    found = next(territories.english().find(text[start:end]), None)
    words = text[start:end].split(" ")
    office = 0
    while office < len(words) and words[office].casefold() in SHARED_WORDS:
        office += 1
    if found and not found.start and not found.demonym:
        name = start + found.end + 1
    else:
        name = start + sum(len(word) + 1 for word in words[:office])
    rest = text[name:end].split()
    if (
        name == start
        or not 1 < len(rest) < _LONGEST_PERSON
        or not all(w[0].isupper() and w[-1].islower() for w in rest)
    ):
        return None
    return None if rest[-1] in ORGANISATION_HEADS | PLACE_HEADS or rest[0] in ORGANISATION_HEADS else name


def _is_no_person(words: list[str]) -> bool:
    """Whether the words are a time of day, a letter, or begin with letters that stand for a country."""
    first = territories.english().get(words[0])
    return (
        any(word.casefold() in CLOCK or ":" in word or any(c.isdigit() for c in word) for word in words)
        or (len(words) == 1 and len(words[0].rstrip(".")) < 2)
        or bool(first and words[0].replace(".", "").isupper())
    )


def _is_field(text: str, start: int, end: int) -> bool:
    """Whether a single word is what somebody is secretary of: "Secretary of Transportation"."""
    return " " not in text[start:end] and bool(_OFFICE_OF.search(text, max(0, start - 14), start))


def _is_title(words: list[str]) -> bool:
    return len(words) == 1 and words[0].casefold() in TITLES


def _is_subject_of_office(words: list[str]) -> bool:
    """Whether the words are what an agency is for and no agency: "Defense", "Foreign Affairs", "National Security"."""
    folded = [word.casefold() for word in words]
    return all(word in SHARED_WORDS for word in folded) and not any(
        word in AGENCY_HEADS or word in ("homeland", "treasury", "intelligence", "veterans", "center", "centre")
        for word in folded
    )


def _is_name(text: Text, start: int, end: int, kind: EntityType) -> bool:
    """Whether a span can be a name by its words: no event, law or date, and no common word with a capital."""
    words = text.text[start:end].split()
    word = words[0]
    if any(w.casefold() in ("a.m.", "p.m.") for w in words) or (kind != "person" and _is_title(words)):
        return False
    if (kind == "person" and _is_no_person(words)) or (kind == "organisation" and _is_subject_of_office(words)):
        return False
    if (
        words[-1] in NO_HEADS
        or "[" in text.text[start:end]
        or "]" in text.text[start:end]
        or word == "Dear"
        or (len(words) > 1 and _MINE.match(text.text, start, end))
        or not (words[-1][-1].isalnum() or words[-1][-1] in ".!)'’")
        or _PREFIXED.match(word)
        or _of_countries(text.text[start:end])
        or _OTHER_SCRIPT.search(text.text, start, end)
    ):
        return False
    if len(words) == 1 and len(word) > 5 and word.endswith(("ism", "phobia", "endom", "ness")):
        return False
    if len(words) > 1 or word.isupper() or not word.isalpha():
        return True
    return text.pos_at(start) in ("PROPN", "ADJ") and word.lower() not in text.vocabulary


def _of_countries(name: str) -> bool:
    """Whether a name is two countries joined ("U.S.-India"): each is a mention of its own."""
    parts = name.split("-")
    return len(parts) == 2 and all(territories.english().get(part) for part in parts)


def clean(text: str, start: int, end: int, kind: EntityType) -> tuple[int, int] | None:
    """The span without quotes, article, possessive and titles; None if no name is left."""
    paragraph = text.find("\n", start, end)
    if paragraph >= 0:
        end = paragraph
    start, end = _trim(text, start, end)
    possessive = _POSSESSIVE.search(text, start, end)
    if possessive and possessive[0] in ("'s", "’s"):
        end = possessive.start()
    article = _ARTICLE.match(text, start, end)
    if article:
        start = article.end()
    for trailing in (_COUNT, _TRAILING_SMALL):
        match = trailing.search(text, start, end)
        end = match.start() if match else end
    if kind == "person":
        caption = _CAPTION.search(text, start, end)
        end = caption.start() if caption else end
        number = _TRAILING_NUMBER.search(text, start, end)
        end = number.start() if number else end
        address = _ADDRESS.match(text, start, end)
        start = _without_titles(text, address.end() if address else start, end)
        generation = _GENERATION.match(text, end) if " " in text[start:end] else None
        end = generation.end() if generation else end
    elif kind == "organisation":
        for pattern in (_CAPTION, _DESIGNATOR):
            last = pattern.search(text, start, end)
            end = last.start() if last else end
        small = _TRAILING_SMALL.search(text, start, end)
        end = small.start() if small else end
        for pattern in (_SMALL_OPENING, _ORDINAL):
            first = pattern.match(text, start, end)
            start = first.end() if first else start
        opening = _OPENING.match(text, start, end)
        if text.endswith(("On ", "on "), 0, start):
            opening = opening or _DAY.match(text, start, end)
        start = opening.end() if opening else start
        end = _without_office(text, start, end)
    start, end = _trim(text, start, end)
    name = text[start:end]
    if not any(c.isupper() for c in name) or name.casefold().rstrip(".") in NO_NAMES or len(name) < 2:
        return None
    return start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start] in _EDGE or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _EDGE or text[end - 1].isspace()):
        end -= 1
    if end > start and text[end - 1] == "." and "." not in text[start : end - 1] and end - start > 4:
        end -= 1 if text[end - 4 : end] not in ("Inc.", "Ltd.", " Jr.", " Sr.", " Co.", "orp.") else 0
    return start, end


def _without_titles(text: str, start: int, end: int) -> int:
    """Where a person's name starts once titles, posts and demonyms before it are taken off."""
    while word := _FIRST_WORD.match(text, start, end):
        bare = word[0].strip().rstrip(".,").removesuffix("'s").removesuffix("’s")
        entry = territories.english().get(bare)
        if (
            bare.casefold() not in TITLES
            and bare.lower() not in OCCUPATIONS
            and not bare.endswith("ologist")
            and not (entry and (entry.demonym or bare != word[0].strip() or len(bare) < 4))
        ):
            break
        start = word.end()
    return end if text[start:end].casefold().rstrip(".") in TITLES else start


def _without_office(text: str, start: int, end: int) -> int:
    """Where an organisation's name ends once an office in it ("Security Council Secretary") is taken off."""
    while (word := _LAST_WORD.search(text, start, end)) and word[0].strip().casefold() in OFFICES:
        end = word.start()
    return end
