"""Speakers: from the words that name who says something to a name of the article."""

from __future__ import annotations

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
_MALE_TITLES = frozenset(("mr", "mr.", "sir", "lord", "king", "prince", "father", "brother"))
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
        self._spoke: list[int] = []

    def resolve(self, head: Token | None, before: int) -> tuple[tuple[int, int] | None, int | None]:
        """The span of the words around `head` that name the speaker, and the index of the name that it is.

        `before` is where the statement begins: a pronoun stands for a name before its own place.
        """
        if head is None:
            return None, None
        span = self.span(head)
        index = self._index(head, span)
        if index is not None:
            self._spoke.append(index)
        return span, index

    def again(self) -> int | None:
        """The last speaker that is known."""
        return self._spoke[-1] if self._spoke else None

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
            if child.dep_ == "appos" and (at := self._at(child.idx)) is not None:
                return at
        inside = range(bisect_right(self._starts, span[0] - 1), bisect_right(self._starts, span[1] - 1))
        if head.lower_ in VOICES:
            return next((i for i in inside if self._mentions[i].type == "organisation"), None)
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
        """The nearest earlier speaker of a kind, or else the nearest earlier name that is the subject of its clause."""
        for index in reversed(self._spoke):
            mention = self._mentions[index]
            if mention.type == kind and self._genders.get(mention.name, gender) == gender and mention.start < head.idx:
                return index
        for index in range(bisect_right(self._starts, head.idx) - 1, -1, -1):
            mention = self._mentions[index]
            if mention.type == kind and self._genders.get(mention.name, gender) == gender:
                return index
        return None

    def _definite(self, head: Token) -> int | None:
        """The name that "the ministry" or "the president" stands for: the nearest earlier one with that word."""
        word = head.lower_
        for index in range(bisect_right(self._starts, head.idx) - 1, -1, -1):
            mention = self._mentions[index]
            if mention.type == "organisation" and word in mention.name.lower().split():
                return index
            if mention.type == "person":
                before = self._text[max(0, mention.start - 60) : mention.start].lower().split()
                if before and before[-1] == word:
                    return index
        return None


def _genders(text: str, mentions: tuple[Mention, ...]) -> dict[str, str]:
    """What the titles before names tell: name to "m" or "f"."""
    found: dict[str, str] = {}
    for mention in mentions:
        if mention.type == "person":
            title = text[max(0, mention.start - 12) : mention.start].lower().split()
            if title and title[-1] in _MALE_TITLES:
                found[mention.name] = "m"
            elif title and title[-1] in _FEMALE_TITLES:
                found[mention.name] = "f"
    return found
