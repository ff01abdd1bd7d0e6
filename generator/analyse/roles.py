"""Roles: the descriptions that a text gives of people and organisations.

Titles before a name ("Security Council Secretary Ann Lee"), appositions behind it ("Ann Lee, a fellow at the centre,")
or before it ("the minister, Ann Lee,"), and what a name is said to be ("Lee is a senior fellow at the centre").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.analyse.roles_words import DOERS, HONORIFICS, IS, NO_ROLES, RELATIVE, ROLES, STANDINGS
from generator.model import Mention, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MODIFIERS = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "POS", "HYPH", "VBN", "CD"))
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_VERBS = frozenset(("VBD", "VBZ", "VBP", "MD"))
_ALSO = frozenset(("also", "now", "then", "currently", "formerly", "once", "long", "himself", "herself"))
_LONGEST = 30
"""Longest description, in tokens."""
_Stretch = tuple[int, int]
"""Tokens from the first to the last, exclusive."""


def find_roles(doc: Doc, mentions: tuple[Mention, ...]) -> tuple[Role, ...]:
    """Find the descriptions of `mentions`, the names in `doc` by start. In order of `start`, then of the mention.

    Nothing is found in a document that is not parsed.
    """
    if not doc.has_annotation("DEP"):
        return ()
    tokens = tuple(doc)
    offsets = [token.idx for token in tokens]
    reader = _Reader(tokens, {_index(offsets, mention.start): mention for mention in mentions}, offsets)
    roles = set()
    for place, mention in enumerate(mentions):
        if mention.type != "place":
            for first, last in reader.descriptions(mention):
                start, end = tokens[first].idx, tokens[last - 1].idx + len(tokens[last - 1])
                if end <= mention.start or start >= mention.end:
                    roles.add((start, end, place))
    return tuple(Role(*role) for role in sorted(roles))


def _index(offsets: list[int], offset: int) -> int:
    """The token that begins at `offset`, or the next one."""
    return bisect_left(offsets, offset)


class _Reader:
    """Reads what stands around names."""

    def __init__(self, tokens: tuple[Token, ...], names: dict[int, Mention], offsets: list[int]) -> None:
        """Take the tokens of an article, its names by their first token, and where each token begins."""
        self._tokens = tokens
        self._names = names
        self._offsets = offsets

    def descriptions(self, mention: Mention) -> Iterator[_Stretch]:
        """The stretches of text that describe `mention`."""
        first, last = _index(self._offsets, mention.start), _index(self._offsets, mention.end)
        if first >= last:
            return
        if mention.type == "person":
            if title := self._title(first):
                yield title
            if before := self._before(first, last):
                yield before
        yield from self._behind(last, mention)
        if being := self._being(first, last, mention):
            yield being

    def _text(self, place: int) -> str:
        return str(self._tokens[place].lower_) if 0 <= place < len(self._tokens) else ""

    def _title(self, name: int) -> _Stretch | None:
        """The title right before a name; honorifics are none."""
        last = name
        while last > 0 and self._text(last - 1) in HONORIFICS:
            last -= 1
        if last == 0:
            return None
        first = self._run_start(last)
        if not self._is_role(self._tokens[last - 1]):
            office = self._over_of(first)
            if office == first:
                return None
            first = office
        while first < last and (self._tokens[first].tag_ in ("POS", "HYPH", "CD") or self._text(first) in HONORIFICS):
            first += 1
        while first < last and self._tokens[first].tag_ == "VBN" and self._text(first) not in STANDINGS:
            first += 1
        owned = first > 0 and self._tokens[first - 1].tag_ == "PRP$"
        if (
            first == last
            or owned
            or self._text(last - 1) in RELATIVE
            or self._text(first) == "fellow"
            or last - first > _LONGEST
        ):
            return None
        return first, last

    def _run_start(self, last: int) -> int:
        """Where the run of nouns and their modifiers begins that ends before token `last`."""
        first = last
        while first > max(0, last - _LONGEST):
            token = self._tokens[first - 1]
            if token.tag_ not in _MODIFIERS or token.is_space or token.is_quote or token.is_bracket:
                break
            if token.is_sent_start:
                return first - 1
            first -= 1
        return first

    def _over_of(self, first: int) -> int:
        """Take in what stands before "of State" when that is a title: "Secretary of State"."""
        place = first - 1
        if place > 0 and self._text(place) == "the":
            place -= 1
        if place > 0 and self._text(place) in ("of", "for") and self._is_role(self._tokens[place - 1]):
            return self._run_start(place)
        return first

    def _is_role(self, token: Token) -> bool:
        """Whether a noun says what somebody is."""
        word = token.lower_
        if token.tag_ not in _NOUNS or word in NO_ROLES:
            return False
        if word in ROLES:
            return True
        return (
            token.tag_ == "NN" and word.endswith(DOERS) and token.dep_ in ("compound", "nmod") and token.text.islower()
        )

    def _before(self, first: int, last: int) -> _Stretch | None:
        """The description that a name explains: "the minister, Ann Lee, …"."""
        if self._text(first - 1) != "," or self._text(last) not in (",", "."):
            return None
        head = self._tokens[first].head if self._tokens[last - 1].i < first else self._outer_head(first, last)
        if head is None or head.i >= first - 1 or self._names.get(head.i) or head.lower_ not in ROLES:
            return None
        start = head.left_edge.i
        if head.tag_ not in ("NN", "NNP") or not 0 < first - 1 - start <= _LONGEST:
            return None
        if any(token.text in (",", '"', "“", "”", ";") or token.is_space for token in self._tokens[start : first - 1]):
            return None
        return None if self._tokens[start].tag_ == "PRP$" else (start, first - 1)

    def _outer_head(self, first: int, last: int) -> Token | None:
        """The word that a name depends on as an apposition."""
        for token in self._tokens[first:last]:
            if not first <= token.head.i < last:
                return token.head if token.dep_ == "appos" else None
        return None

    def _behind(self, name_end: int, mention: Mention) -> Iterator[_Stretch]:
        """The descriptions between commas behind a name."""
        place = name_end
        if self._text(place) not in (",", "(", "–", "—"):
            return
        place += 1
        while self._text(place) in _ALSO:
            place += 1
        head = self._head(place)
        if head is None or not self._describes(place, head, mention):
            return
        end = self._end(head.i + 1)
        if end is not None and end - place <= _LONGEST and not self._explains(end):
            yield from self._parts(place, end)

    def _explains(self, end: int) -> bool:
        """Whether a description between commas belongs to a name behind it: "…, the mayor of Lund, Ann Lee, said"."""
        name = self._names.get(end + 1)
        if self._text(end) != "," or name is None or name.type != "person":
            return False
        return self._text(_index(self._offsets, name.end)) == ","

    def _head(self, place: int) -> Token | None:
        """The noun at the heart of the phrase that begins at `place`."""
        if place >= len(self._tokens):
            return None
        for at in range(place, min(place + 12, len(self._tokens))):
            token = self._tokens[at]
            following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
            if token.tag_ in _NOUNS:
                if following is None or (following.tag_ not in _MODIFIERS and following.text != "/"):
                    return token
            elif token.tag_ not in _MODIFIERS and not (at == place and token.tag_ in ("DT", "PRP$")):
                return None
        return None

    def _describes(self, place: int, head: Token, mention: Mention) -> bool:
        """Whether a phrase says what a name is, and does not go on with a list or a new clause."""
        if (
            self._tokens[place].tag_ == "PRP$"
            or head.lower_ in NO_ROLES
            or any(at in self._names and self._names[at].type == "person" for at in range(place, head.i + 1))
        ):
            return False
        if mention.type == "organisation":
            return self._text(place) in ("a", "an", "the") and head.tag_ == "NN" and head.text.islower()
        if head.lower_ in ROLES:
            return True
        return self._text(place) in ("a", "an", "the") and head.tag_ == "NN" and head.text.islower()

    def _end(self, place: int) -> int | None:
        """Where a phrase ends: before a comma, a full stop or a relative clause; None before a bare verb."""
        for at in range(place, min(place + _LONGEST, len(self._tokens))):
            token = self._tokens[at]
            if token.is_space or token.text in (",", ";", ".", ")", "–", "—", "(", ":", "!", "?"):
                return at
            if token.tag_ in ("WP", "WDT", "WRB", "WP$"):
                return at
            if token.tag_ in _VERBS:
                return None
        return None

    def _parts(self, first: int, last: int) -> Iterator[_Stretch]:
        """A description, or each of those that "and" joins: "a member of the board and director of the office"."""
        start = first
        for at in range(first + 1, last - 1):
            if self._text(at) == "and" and (head := self._head(at + 1)) and head.i < last:
                opens = self._text(at + 1) in ("a", "an", "the") or self._text(at + 1) == head.lower_
                if opens and head.lower_ in ROLES:
                    yield start, at
                    start = at + 1
        yield start, last

    def _being(self, first: int, last: int, mention: Mention) -> _Stretch | None:
        """What a name is said to be: "Lee is a senior fellow at the centre"."""
        if self._text(last) not in IS or mention.type != "person" or self._text(last + 1) not in ("a", "an", "the"):
            return None
        head = self._head(last + 1)
        if head is None or head.lower_ not in ROLES:
            return None
        end = self._end(head.i + 1)
        return (last + 1, end) if end is not None and end - last <= _LONGEST else None
