"""Indirect statements: what a verb of saying or "according to" reports in the writer's words, quotations included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.analyse.statements_cues import PLAIN, REPORTING, Cue
from generator.analyse.statements_layout import Layout, Unit

if TYPE_CHECKING:
    from spacy.tokens import Token

_EDGES = frozenset(("that", ",", ".", ";", ":", "-", "–", "—", "--", "and", "but", "…", "if"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_RULES = """
    rule rules regulation regulations law laws plan plans schedule schedules timetable agreement agreements treaty
    constitution principle principles standard standards need needs tradition custom protocol procedure procedures
    formula terms wishes guidelines type size order merit ability conditions calendar
"""
_NO_SPEAKERS = frozenset(_RULES.split())


@dataclass(frozen=True, slots=True)
class Content:
    """What is reported: tokens `first` to `last`, exclusive."""

    first: int
    last: int


def reported(layout: Layout, unit: Unit, cue: Cue) -> Content | None:
    """The clause that `cue` reports, within its unit; None where it reports no clause."""
    verb = cue.verb
    for child in verb.children:
        if child.dep_ == "ccomp" and (found := _clause(layout, unit, child, verb)):
            return found
    if verb.dep_ == "parataxis" and verb.head.i != verb.i and verb.lower_ in REPORTING:
        return _trim(layout, unit, verb.head.left_edge.i, verb.head.right_edge.i + 1, verb)
    if verb.lower_ in PLAIN and cue.subject is not None:
        return _around(layout, unit, cue)
    return None


def _clause(layout: Layout, unit: Unit, root: Token, verb: Token) -> Content | None:
    return _trim(layout, unit, root.left_edge.i, root.right_edge.i + 1, verb)


def _trim(layout: Layout, unit: Unit, first: int, last: int, verb: Token) -> Content | None:
    """Keep within the unit and off the verb and its subject; take conjunctions and marks off the edges."""
    first, last = max(first, unit.first), min(last, unit.last)
    if first <= verb.i < last:  # the subtree took the verb in: keep the side with more words
        first, last = (first, verb.i) if verb.i - first > last - verb.i else (verb.i + 1, last)
    for passage in unit.passages:
        if passage.first < last < passage.last:
            last = passage.last
        if passage.first < first < passage.last:
            first = passage.first
    tokens = layout.tokens
    while first < last and (tokens[first].is_space or tokens[first].lower_ in _EDGES):
        first += 1
    while first < last and (tokens[last - 1].is_space or tokens[last - 1].lower_ in _EDGES):
        last -= 1
    return Content(first, last) if last - first >= 2 else None


def _around(layout: Layout, unit: Unit, cue: Cue) -> Content | None:
    """Where the parser saw no clause: the rest of the sentence behind "X said", or what stands before ", X said"."""
    verb, subject = cue.verb, cue.subject
    assert subject is not None
    tokens = layout.tokens
    if any(t.tag_ in _FINITE for t in tokens[verb.i + 1 : unit.last]) and subject.i < verb.i:
        return _trim(layout, unit, verb.i + 1, unit.last, verb)
    end = min(subject.left_edge.i, verb.i)
    before = tokens[unit.first : end]
    if before and before[-1].text == "," and any(t.tag_ in _FINITE for t in before):
        return _trim(layout, unit, unit.first, end, verb)
    return None


def according(layout: Layout, unit: Unit, token: Token) -> tuple[Token, Content] | None:
    """The source and the content of "according to …" at `token`; None where a rule or a plan is followed."""
    if token.i + 2 >= unit.last or layout.tokens[token.i + 1].lower_ != "to":
        return None
    preposition = layout.tokens[token.i + 1]
    source = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if source is None or source.lower_ in _NO_SPEAKERS or source.i >= unit.last:
        return None
    end = source.right_edge.i + 1
    if all(t.is_space or t.is_punct for t in layout.tokens[unit.first : token.i]):
        content = _trim(layout, unit, end, unit.last, preposition)
    else:
        content = _trim(layout, unit, _clause_start(token, unit), token.i, preposition)
    return (source, content) if content else None


def _clause_start(token: Token, unit: Unit) -> int:
    """Where the clause begins that "according to" belongs to."""
    current = token
    while current.head.i != current.i and current.head.i >= unit.first:
        current = current.head
        if current.tag_ in _FINITE or current.dep_ in ("ROOT", "ccomp", "conj"):
            break
    return max(unit.first, min(current.left_edge.i, token.i))
