"""Speakers: from the words that name who says something to a name of the article."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from generator.model import EntityType, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LINKING = frozenset(("of", "for", "from", "at", "in", "with"))
_VOICES = """
    spokesman spokeswoman spokesperson spokespeople spokesmen service office statement release report press website
    communique communiqué account announcement bulletin page document letter study survey filing
"""
VOICES = frozenset(_VOICES.split())
"""Nouns by which an organisation speaks: "the ministry's spokesman", "a statement of the council"."""
_PERSONS = frozenset(("he", "she", "him", "her", "i", "his"))
_NEAR = 200
"""So many names back a pronoun or "the ministry" may reach."""
_REACH = 400
"""How far back the beginning of a sentence is looked for, in code points."""
_MALE_TITLES = frozenset(("mr", "mr.", "sir", "lord", "king", "prince", "father", "brother"))
_NEXT = re.compile(r"[^.!?\n]{0,200}[.!?] (He|She)\b")
_FEMALE_TITLES = frozenset(("mrs", "mrs.", "ms", "ms.", "miss", "lady", "queen", "princess", "sister", "madam", "dame"))


class Speakers:
    """Resolves speakers in the order in which they speak; remembers who spoke."""

    def __init__(self, doc: Doc, text: str, mentions: tuple[Mention, ...]) -> None:
        """Take an article, its text and its names."""
        self._doc = doc
        self._text = text
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._genders = _genders(text, mentions)
        self._spoke: list[int | None] = []
        self._known: dict[str, int] = {}

    @property
    def last(self) -> int | None:
        """The index of the name of the last speaker; None when that one is unknown."""
        return self._spoke[-1] if self._spoke else None

    def is_person(self, index: int) -> bool:
        """Whether the name at `index` is a person's."""
        return self._mentions[index].type == "person"

    def resolve(self, head: Token | None) -> tuple[tuple[int, int] | None, int | None]:
        """The span of the words around `head` that name the speaker, and the index of the name that it is."""
        if head is None:
            self._spoke.append(None)
            return None, None
        span = self.span(head)
        index = self._index(head, span)
        if index is not None or head.tag_ == "NN":  # an unknown farmer is who "he" is next
            self._spoke.append(index)
        if index is not None:
            self._known[head.lower_] = index
            self._known.update((token.lower_, index) for token in head.lefts if token.tag_ == "NN")
        if index is not None and 0 <= self._mentions[index].start - span[1] <= 2:  # the minister, Ann Lee
            span = (span[0], self._mentions[index].end)
        return span, index

    def span(self, head: Token) -> tuple[int, int]:
        """The noun phrase of `head`, with "of …", "for …" behind it and without what a comma parts off."""
        doc = self._doc
        first = head.i
        edge = max(head.left_edge.i, head.sent.start)
        while first > edge and not (doc[first - 1].is_punct and doc[first - 1].text not in ("-", ".", "’", "'")):
            if doc[first - 1].is_space:
                break
            first -= 1
        last = head.i
        for child in head.rights:
            if child.dep_ == "prep" and child.lower_ in _LINKING and child.i == last + 1:
                for token in doc[child.i : child.right_edge.i + 1]:
                    if token.is_punct or token.is_space or token.tag_ in ("WP", "WDT", "VBD", "VBZ"):
                        break
                    last = token.i
        start, end = doc[first].idx, doc[last].idx + len(doc[last])
        mention = self._at(head.idx)
        if mention is not None:
            start, end = min(start, self._mentions[mention].start), max(end, self._mentions[mention].end)
        return start, end

    def _at(self, offset: int) -> int | None:
        """The index of the mention that covers `offset`."""
        position = bisect_right(self._starts, offset) - 1
        if position >= 0 and self._mentions[position].end > offset:
            return position
        return None

    def _index(self, head: Token, span: tuple[int, int]) -> int | None:
        if head.tag_ in ("PRP", "PRP$"):
            return self._pronoun(head)
        if (at := self._at(head.idx)) is not None:
            return at
        for child in head.children:
            if child.dep_ == "appos" and head.tag_ != "NNS" and (at := self._at(child.idx)) is not None:
                return at
        inside = range(bisect_right(self._starts, span[0] - 1), bisect_right(self._starts, span[1] - 1))
        if head.lower_ in VOICES:
            voice = next((i for i in inside if self._mentions[i].type == "organisation"), None)
            if voice is not None:
                return voice
        if not inside and head.left_edge.lower_ == "the":
            return self._definite(head)
        return None

    def _pronoun(self, head: Token) -> int | None:
        word = head.lower_
        if word in _PERSONS:
            gender = "f" if word in ("she", "her") else "m"
            return self._earlier("person", head, gender)
        if word in ("it", "its"):
            return self._earlier("organisation", head, "")
        return None

    def _earlier(self, kind: EntityType, head: Token, gender: str) -> int | None:
        """Who a pronoun is: the subject of the sentence before, the last speaker of that kind, the nearest name."""
        place = bisect_right(self._starts, head.idx) - 1
        if (subject := self._subject_before(head)) is not None and self._fits(subject, kind, gender):
            return subject
        for index in reversed(self._spoke[-_NEAR:]):
            if index is None:
                return None
            if self._fits(index, kind, gender):
                return index
        near = range(place, max(-1, place - _NEAR), -1)
        return next((index for index in near if self._fits(index, kind, gender)), None)

    def _fits(self, index: int, kind: EntityType, gender: str) -> bool:
        mention = self._mentions[index]
        return mention.type == kind and self._genders.get(mention.name, gender) == gender

    def _subject_before(self, head: Token) -> int | None:
        """The name that is the subject of the sentence before that of `head`, in the same paragraph."""
        start = head.sent.start
        if start == 0 or self._doc[start - 1].is_space:
            return None
        before = self._doc[start - 1].sent
        subject = next((child for child in before.root.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        return self._at(subject.idx) if subject is not None else None

    def _definite(self, head: Token) -> int | None:
        """The name that "the ministry" or "the spokesman" stands for: a speaker so called, or the nearest so named."""
        word = head.lower_
        if word in self._known:
            return self._known[word]
        place = bisect_right(self._starts, head.idx) - 1
        for index in range(place, max(-1, place - _NEAR), -1):
            mention = self._mentions[index]
            if mention.type == "organisation" and word in mention.name.lower().split():
                return index
            if mention.type == "person":
                before = self._text[max(0, mention.start - 60) : mention.start].lower().split()
                if before and before[-1] == word:
                    return index
        return None


def _genders(text: str, mentions: tuple[Mention, ...]) -> dict[str, str]:
    """What the text tells of the gender of the people it names: name to "m" or "f", where it tells but one.

    A title before the name tells, and so does "He" or "She" at the head of a sentence behind one with a single name.
    """
    told: dict[str, set[str]] = {}
    for place, mention in enumerate(mentions):
        if mention.type != "person":
            continue
        title = text[max(0, mention.start - 12) : mention.start].lower().split()
        if title and title[-1] in _MALE_TITLES:
            told.setdefault(mention.name, set()).add("m")
        elif title and title[-1] in _FEMALE_TITLES:
            told.setdefault(mention.name, set()).add("f")
        elif pronoun := _NEXT.match(text, mention.end):
            others = (other for other in mentions[place + 1 :] if other.start < pronoun.end())
            if all(other.type != "person" for other in others) and _alone(text, mentions, place):
                told.setdefault(mention.name, set()).add("m" if pronoun[1] == "He" else "f")
    return {name: next(iter(genders)) for name, genders in told.items() if len(genders) == 1}


def _alone(text: str, mentions: tuple[Mention, ...], place: int) -> bool:
    """Whether no other person is named before `mentions[place]` in its sentence."""
    start = mentions[place].start
    earliest = max(0, start - _REACH)
    sentence = max(text.rfind(". ", earliest, start), text.rfind("\n", earliest, start), earliest - 1)
    for other in reversed(mentions[:place]):
        if other.start <= sentence:
            return True
        if other.type == "person" and other.name != mentions[place].name:
            return False
    return True
