"""Statements: what is said in an article, and by whom.

A statement is a quotation with an attribution (direct), a clause that a verb of saying reports (indirect), or such a
clause with quotations in it (mixed). The rules work on a parsed document; after what Pareti (2016, PolNeAR) counts as
an attribution, without beliefs and intentions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.analyse.statements_cues import REPORTING, find_cues
from generator.analyse.statements_direct import Attribution, Cues, ahead, behind, words
from generator.analyse.statements_indirect import according, reported
from generator.analyse.statements_layout import Layout, Passage, Unit, lay_out
from generator.analyse.statements_speakers import Speakers
from generator.model import Mention, Statement, StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORDS = 4
"""Fewer words than this in a quotation without a verb of saying are a term, not something said."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A statement before its speaker is known."""

    start: int
    end: int
    kind: StatementKind
    cue: str
    speaker: Token | None
    follows: bool = False
    """Whether it has no attribution of its own and belongs to the speaker before."""


def find_statements(doc: Doc, mentions: tuple[Mention, ...]) -> tuple[Statement, ...]:
    """Find what is said in `doc`, an article's whole text; `mentions` are its names. In order of `start`.

    A direct statement's span leaves its outer quotation marks out; one that is broken by its attribution goes from
    its first piece to its last. Nothing is found in a document that is not parsed.
    """
    if not doc.has_annotation("DEP"):
        return ()
    layout = lay_out(doc)
    cues = find_cues(doc, layout.quoted)
    finder = _Finder(layout, Cues(tuple(cues), tuple(cue.verb.i for cue in cues)))
    for unit in layout.units:
        finder.read(unit)
    speakers = Speakers(doc, layout.text, mentions)
    return tuple(_resolved(found, speakers) for found in sorted(finder.found, key=lambda f: (f.start, f.end)))


def _resolved(found: _Found, speakers: Speakers) -> Statement:
    if found.follows:
        return Statement(found.start, found.end, found.kind, "", speaker=speakers.again())
    span, index = speakers.resolve(found.speaker, found.start)
    start, end = span or (None, None)
    return Statement(found.start, found.end, found.kind, found.cue, start, end, index)


class _Finder:
    """Reads an article unit by unit and gathers statements; knows which direct one was last, and where."""

    def __init__(self, layout: Layout, cues: Cues) -> None:
        self._layout = layout
        self._cues = cues
        self._last_direct: int | None = None
        self._last_unit: Unit | None = None
        self.found: list[_Found] = []

    def read(self, unit: Unit) -> None:
        """Find the statements of one unit."""
        used = self._direct(unit) if unit.passages else None
        if used is None or used.cue is not None or not unit.passages:
            self._indirect(unit, used)
        self._last_unit = unit

    def _direct(self, unit: Unit) -> Attribution | None:
        first = unit.passages[0]
        lead = words(self._layout, unit.first, first.first)
        if not lead:
            for number, passage in enumerate(unit.passages):
                if found := behind(self._layout, self._cues, unit, passage):
                    self._add_direct(unit, first, self._last_piece(unit, number), found)
                    return found
            if not words_outside(self._layout, unit):
                self._continue(unit)
            return None
        found = ahead(self._layout, self._cues, unit, first)
        if found and (first.quote.inner_end - first.quote.inner_start > 12) and _whole(self._layout, first):
            self._add_direct(unit, first, unit.passages[-1], found)
            return found
        return None

    def _last_piece(self, unit: Unit, number: int) -> Passage:
        """The piece with which a quotation ends whose piece `number` has the attribution behind it."""
        if number + 1 == len(unit.passages):
            return unit.passages[number]
        here, following = unit.passages[number], unit.passages[number + 1]
        between = words(self._layout, here.last, following.first)
        verbs = self._cues.between(here.last, following.first)
        if between and between[-1].text in (",", ":", "-", "–", "—") and len(verbs) == 1:
            return following
        return here

    def _add_direct(self, unit: Unit, first: Passage, last: Passage, attribution: Attribution) -> None:
        cue = attribution.cue.verb.lower_ if attribution.cue else ""
        self.found.append(_Found(first.quote.inner_start, last.quote.inner_end, "direct", cue, attribution.speaker))
        self._last_direct = len(self.found) - 1
        self._direct_at = (unit.paragraph, last.quote.open_ended)

    def _continue(self, unit: Unit) -> None:
        """A unit that is nothing but quotation: it goes on with the one before, or stands for itself."""
        end = unit.passages[-1].quote
        if self._last_direct is not None:
            paragraph, open_ended = self._direct_at
            near = unit.paragraph - paragraph
            if near == 0 or (near == 1 and open_ended):
                before = self.found[self._last_direct]
                self.found[self._last_direct] = replace(before, end=end.inner_end)
                self._direct_at = (unit.paragraph, end.open_ended)
                return
        previous = self._last_unit
        if previous is not None and self.found and unit.paragraph - previous.paragraph <= 1:
            start = unit.passages[0].quote.inner_start
            if len(self._layout.text[start : end.inner_end].split()) >= _WORDS:
                self.found.append(_Found(start, end.inner_end, "direct", "", None, follows=True))
                self._last_direct = len(self.found) - 1
                self._direct_at = (unit.paragraph, end.open_ended)

    def _indirect(self, unit: Unit, used: Attribution | None) -> None:
        layout = self._layout
        taken = [(f.start, f.end) for f in self.found[-6:]]
        for cue in self._cues.between(unit.first, unit.last):
            if used is not None and used.cue is not None and cue.verb.i == used.cue.verb.i:
                continue
            content = reported(layout, unit, cue)
            if content is None or cue.subject is None:
                continue
            self._add_indirect(unit, content.first, content.last, cue.verb.lower_, cue.subject, taken)
        for token in layout.tokens[unit.first : unit.last]:
            if token.lower_ == "according" and not layout.quoted[token.i] and (got := according(layout, unit, token)):
                source, content = got
                self._add_indirect(unit, content.first, content.last, "according to", source, taken)

    def _add_indirect(
        self, unit: Unit, first: int, last: int, cue: str, speaker: Token, taken: list[tuple[int, int]]
    ) -> None:
        tokens = self._layout.tokens
        start, end = tokens[first].idx, tokens[last - 1].idx + len(tokens[last - 1])
        if any(start < e and s < end for s, e in taken):
            return
        mixed = any(self._layout.quoted[first:last])
        if not mixed and cue != "according to" and cue not in REPORTING:
            return
        taken.append((start, end))
        self.found.append(_Found(start, end, "mixed" if mixed else "indirect", cue, speaker))


def words_outside(layout: Layout, unit: Unit) -> bool:
    """Whether a unit has words outside its quotations."""
    return any(token.is_alpha and not layout.quoted[token.i] for token in layout.tokens[unit.first : unit.last])


def _whole(layout: Layout, passage: Passage) -> bool:
    """Whether a quotation begins like a sentence."""
    inner = layout.tokens[passage.first + 1] if passage.first + 1 < passage.last else None
    return inner is not None and not inner.text[:1].islower()
