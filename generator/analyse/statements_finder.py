"""The finder of statements: reads an article sentence by sentence and tells direct, mixed and indirect ones apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from generator.analyse.statements_cues import REPORTING
from generator.analyse.statements_direct import Attribution, Cues, ahead, behind, words
from generator.analyse.statements_indirect import Content, according, clipped, reported
from generator.analyse.statements_layout import Layout, Passage, Unit
from generator.model import StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = 4
"""Fewer words than this in a quotation without a verb of saying are a term, not something said."""
_PIECES = 8
"""So many quotations of one sentence are tried for an attribution behind them."""
_SENTENCE = 600
"""A sentence of more tokens is a table or a list run together, in which no clause is looked for."""
_CHARACTERS = 12
"""A shorter quotation behind a verb of saying is a word the speaker used, not a sentence."""


@dataclass(frozen=True, slots=True)
class Found:
    """A statement before its speaker is known."""

    start: int
    end: int
    kind: StatementKind
    cue: str
    speaker: Token | None
    attribution: Literal["own", "before", "supposed"] = "own"
    """`before`: it goes on with the statement before it; `supposed`: nothing but the sentence before names somebody."""


@dataclass(frozen=True, slots=True)
class _Direct:
    """The direct statement that was found last: its place in `found`, its paragraph and whether its marks are open."""

    place: int
    paragraph: int
    open_ended: bool


@dataclass(frozen=True, slots=True)
class _Taken:
    """A stretch of text that a statement of this unit holds, and the first token of what belongs to it."""

    start: int
    end: int
    guard: int


class Finder:
    """Reads units in their order and gathers what is said in `found`."""

    def __init__(self, layout: Layout, cues: Cues) -> None:
        """Take an article and its verbs of saying."""
        self._layout = layout
        self._cues = cues
        self._direct: _Direct | None = None
        self._before: Unit | None = None
        self._spoken: Unit | None = None
        self.found: list[Found] = []

    def read(self, unit: Unit) -> None:
        """Find the statements of one unit."""
        count = len(self.found)
        used, taken = self._quotations(unit)
        self._clauses(unit, used, taken)
        if len(self.found) > count:
            self._spoken = unit
        self._before = unit

    def _quotations(self, unit: Unit) -> tuple[Attribution | None, list[_Taken]]:
        """Find the direct statement of a unit; what attributes it, and the text it takes."""
        if not unit.passages:
            return None, []
        first = unit.passages[0]
        if words(self._layout, unit.first, first.first):
            attribution = ahead(self._layout, self._cues, unit, first)
            if attribution and self._is_said(first, attribution):
                return attribution, self._add_direct(unit, first, unit.passages[-1], attribution)
            return None, []
        for number, passage in enumerate(unit.passages[:_PIECES]):
            if attribution := behind(self._layout, self._cues, unit, passage):
                return attribution, self._add_direct(unit, first, self._last_piece(unit, number), attribution)
        if not self._words_outside(unit):
            self._continue(unit)
        return None, []

    def _is_said(self, passage: Passage, attribution: Attribution | None = None) -> bool:
        """Whether a quotation is a sentence of its own, not a word or two that the speaker used.

        It begins with a capital, or a colon or comma leads on to it and `attribution` opens the sentence.
        """
        quote = passage.quote
        head = self._layout.text[quote.inner_start : quote.inner_start + 2].lstrip("[(").lstrip()
        if quote.inner_end - quote.inner_start <= _CHARACTERS:
            return False
        return not head[:1].islower() or (attribution is not None and self._leads_on(passage, attribution))

    def _leads_on(self, passage: Passage, attribution: Attribution) -> bool:
        """Whether "X said," or "X said:" stands before a quotation, with no other clause before that."""
        link = words(self._layout, max(0, passage.first - 2), passage.first)[-1:]
        if not link or link[0].text not in (",", ":"):
            return False
        opening = attribution.speaker.left_edge.i if attribution.speaker is not None else 0
        return opening == 0 or self._layout.tokens[opening - 1].text != ","

    def _words_outside(self, unit: Unit) -> bool:
        """Whether a unit has words outside its quotations."""
        layout = self._layout
        return any(token.is_alpha and not layout.quoted[token.i] for token in layout.tokens[unit.first : unit.last])

    def _last_piece(self, unit: Unit, number: int) -> Passage:
        """The piece with which a quotation ends whose piece `number` has the attribution behind it."""
        here = unit.passages[number]
        if number + 1 == len(unit.passages):
            return here
        following = unit.passages[number + 1]
        between = words(self._layout, here.last, following.first)
        verbs = self._cues.between(here.last, following.first)
        goes_on = len(between) <= 3 and self._layout.text[following.quote.inner_start].islower()
        ends = goes_on or not between or between[-1].text in (",", ":", "-", "–", "—")
        return following if ends and len(verbs) <= 1 else here

    def _add_direct(self, unit: Unit, first: Passage, last: Passage, attribution: Attribution) -> list[_Taken]:
        cue, start, end = attribution.cue, first.quote.inner_start, last.quote.inner_end
        self.found.append(Found(start, end, "direct", cue.verb.lower_ if cue else "", attribution.speaker))
        self._direct = _Direct(len(self.found) - 1, unit.paragraph, last.quote.open_ended)
        guard = first.first
        if cue is not None:
            guard = min(guard, cue.verb.i if attribution.speaker is None else attribution.speaker.left_edge.i)
        return [_Taken(first.quote.start, last.quote.end, guard)]

    def _continue(self, unit: Unit) -> None:
        """A unit that is nothing but quotation: it goes on with the one before, or belongs to who was named before."""
        start, last = unit.passages[0].quote.inner_start, unit.passages[-1].quote
        if self._direct is not None and self._direct.place == len(self.found) - 1:
            near = unit.paragraph - self._direct.paragraph
            if near == 0 or (near == 1 and self._direct.open_ended):
                place = self._direct.place
                self.found[place] = replace(self.found[place], end=last.inner_end)
                self._direct = _Direct(place, unit.paragraph, last.open_ended)
                return
        before = self._before
        if before is None or unit.paragraph - before.paragraph > 1:
            return
        if len(self._layout.text[start : last.inner_end].split()) < _WORDS:
            return
        if before is self._spoken:
            found = Found(start, last.inner_end, "direct", "", None, "before")
        elif subject := self._subject(before):
            found = Found(start, last.inner_end, "direct", "", subject, "supposed")
        else:
            return
        self.found.append(found)
        self._direct = _Direct(len(self.found) - 1, unit.paragraph, last.open_ended)

    def _subject(self, unit: Unit) -> Token | None:
        """The subject of a unit's main clause."""
        tokens = self._layout.tokens[unit.first : unit.last]
        return next((t for t in tokens if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)

    def _clauses(self, unit: Unit, used: Attribution | None, taken: list[_Taken]) -> None:
        """Find the mixed and indirect statements of a unit, in order."""
        layout = self._layout
        if unit.last - unit.first > _SENTENCE:
            return
        spoken = used.cue.verb.i if used and used.cue else -1
        for cue in self._cues.between(unit.first, unit.last):
            if cue.verb.i != spoken and cue.subject is not None and (content := reported(layout, unit, cue)):
                guard = min(cue.verb.i, cue.subject.left_edge.i, content.first)
                self._add_clause(unit, content, cue.verb.lower_, cue.subject, guard, taken)
        for token in layout.tokens[unit.first : unit.last]:
            if token.lower_ == "according" and not layout.quoted[token.i] and (got := according(layout, unit, token)):
                self._add_clause(unit, got[1], "according to", got[0], min(token.i, got[1].first), taken)

    def _add_clause(
        self, unit: Unit, content: Content, cue: str, speaker: Token, guard: int, taken: list[_Taken]
    ) -> None:
        """Add what `cue` reports, cut short where another statement of the unit begins; drop it within another."""
        layout, part = self._layout, content
        for other in taken:
            start, end = self._span(part)
            if start < other.end and other.start < end:
                shorter = clipped(layout, unit, part, other.guard) if start < other.start else None
                if shorter is None:
                    return
                part = shorter
        start, end = self._span(part)
        if any(start < other.end and other.start < end for other in taken):
            return
        quoted = layout.quoted[part.first : part.last]
        if not any(quoted) and cue != "according to" and cue not in REPORTING:
            return
        taken.append(_Taken(start, end, guard))
        first = next((p for p in unit.passages if p.first == part.first), None)
        if first is not None and all(quoted) and self._is_said(first):
            quote = max((p for p in unit.passages if p.last <= part.last), key=lambda p: p.last, default=first).quote
            self.found.append(Found(first.quote.inner_start, quote.inner_end, "direct", cue, speaker))
        else:
            self.found.append(Found(start, end, "mixed" if any(quoted) else "indirect", cue, speaker))

    def _span(self, content: Content) -> tuple[int, int]:
        first, last = self._layout.tokens[content.first], self._layout.tokens[content.last - 1]
        return first.idx, last.idx + len(last)
