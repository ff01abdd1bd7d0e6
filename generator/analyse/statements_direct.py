"""Direct statements: a quotation with the words beside it that say whose it is."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.analyse.statements_cues import NOMINAL, Cue
from generator.analyse.statements_layout import Layout, Passage, Unit

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 32
"""How far from a quotation, in tokens, its verb of saying may stand: a speaker may have a long description."""
_LINKS = frozenset((",", ":", "-", "–", "—", "that"))
_NP_START = NOMINAL | frozenset(("PRP$", "JJ", "JJS", "RB", "VBN", "PDT"))


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who a quotation belongs to."""

    cue: Cue | None
    """None where a colon alone leads on to the quotation."""
    speaker: Token | None


@dataclass(frozen=True, slots=True)
class Cues:
    """The verbs of saying of an article, in order, to be looked up by place."""

    cues: tuple[Cue, ...]
    places: tuple[int, ...]

    def between(self, first: int, last: int) -> tuple[Cue, ...]:
        """The cues whose verb is one of the tokens `first` to `last`, exclusive."""
        return self.cues[bisect_left(self.places, first) : bisect_left(self.places, last)]


def words(layout: Layout, first: int, last: int) -> list[Token]:
    """The tokens `first` to `last`, exclusive, without white space."""
    return [token for token in layout.tokens[first:last] if not token.is_space]


def behind(layout: Layout, cues: Cues, unit: Unit, passage: Passage) -> Attribution | None:
    """The attribution that follows a quotation: "…", he said; "…", said Smith, a farmer; "…", according to Smith."""
    last = min(unit.last, passage.last + REACH)
    quoted = layout.quoted.find(1, passage.last, last)
    tokens = words(layout, passage.last, last if quoted < 0 else quoted)
    while tokens and (tokens[0].is_punct or tokens[0].tag_ in ("RB", ":")):
        tokens.pop(0)
    if not tokens:
        return None
    if tokens[0].lower_ == "according" and len(tokens) > 2:
        return Attribution(None, _nominal(tokens[2:]))
    for cue in cues.between(tokens[0].i, tokens[-1].i + 1):
        if cue.verb.i == tokens[0].i:
            return Attribution(cue, _inverted(cue, tokens))
        if (tokens[0].tag_ in _NP_START or tokens[0].text[:1].isupper()) and (speaker := _preceding(cue, tokens)):
            return Attribution(cue, speaker)
        return None
    return None


def _inverted(cue: Cue, tokens: list[Token]) -> Token | None:
    """The subject behind the verb: "said Smith"."""
    for child in cue.verb.children:
        if child.i > cue.verb.i and child.dep_ in ("nsubj", "nsubjpass"):
            return child
    following = [token for token in tokens if token.i > cue.verb.i]
    return _nominal(following) if following and following[0].tag_ in _NP_START else cue.subject


def _preceding(cue: Cue, tokens: list[Token]) -> Token | None:
    """The subject between the quotation and the verb; None when a clause of its own stands there."""
    subject = cue.subject
    if subject is not None and tokens[0].i <= subject.i < cue.verb.i:
        return subject if subject.left_edge.i <= tokens[0].i or subject.i - tokens[0].i < 4 else None
    before = [token for token in tokens if token.i < cue.verb.i]
    if any(token.tag_ in ("VBD", "VBZ", "VBP", "MD", "CC") for token in before):
        return None
    return _nominal(before)


def _nominal(tokens: list[Token]) -> Token | None:
    """The head of the noun phrase that `tokens` begin with."""
    current = next((token for token in tokens[:4] if token.tag_ in NOMINAL), None)
    if current is None:
        return None
    inside = {token.i for token in tokens}
    while current.head.i in inside and current.head.tag_ in NOMINAL and current.head.i > current.i:
        current = current.head
    return current


def ahead(layout: Layout, cues: Cues, unit: Unit, passage: Passage) -> Attribution | None:
    """The attribution that leads on to a unit's first quotation: He said, "…"; Smith told us: "…"; It reads: "…"."""
    first = max(unit.first, passage.first - 2 * REACH)
    tokens = words(layout, first, passage.first)
    if not tokens:
        return None
    link = tokens[-1]
    found = cues.between(first, passage.first)
    if found:
        cue = found[-1]
        if cue.verb.i == link.i or (link.text in _LINKS and passage.first - cue.verb.i <= REACH):
            return Attribution(cue, cue.subject or _nominal([t for t in tokens if t.i < cue.verb.i]))
    if link.text == ":":
        return Attribution(None, _topic(tokens))
    return None


def _topic(tokens: list[Token]) -> Token | None:
    """The subject of a sentence that ends with a colon."""
    return next((token for token in tokens if token.dep_ == "nsubj"), None)
