"""Indirect statements: what a verb of saying or "according to" reports in the writer's words, quotations included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.analyse.statements_cues import PLAIN, REPORTING, SUBJECTS, Cue
from generator.analyse.statements_layout import Layout, Unit

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = frozenset((",", ".", ";", ":", "-", "–", "—", "--", "…"))
_LEADS = _MARKS | {"that", "and", "but", "if"}
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_TIMES = frozenset(("when", "while", "after", "before", "as", "because", "since", "until"))
_RULES = """
    rule rules regulation regulations law laws plan plans schedule schedules timetable agreement agreements treaty
    constitution principle principles standard standards need needs tradition custom protocol procedure procedures
    formula terms wishes guidelines type size order merit ability conditions calendar
"""
_NO_SPEAKERS = frozenset(_RULES.split())
"""What one acts according to, and what therefore says nothing."""
_WORDS = 3
"""Fewer words than this are no clause."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is reported: tokens `first` to `last`, exclusive."""

    first: int
    last: int


def reported(layout: Layout, unit: Unit, cue: Cue) -> Content | None:
    """The clause that `cue` reports, within its unit; None where it reports no clause."""
    verb = cue.verb
    if verb.lower_ in REPORTING and cue.subject is not None and _set_off(layout, unit, cue.subject, verb):
        return _trim(layout, unit, unit.first, unit.last, None)
    clauses = [child for child in verb.children if child.dep_ == "ccomp"]
    for clause in sorted(clauses, key=lambda child: child.i < verb.i):
        if _is_whole(layout, clause) and (clause.i > verb.i or _reaches(layout, cue)):
            return _trim(layout, unit, clause.left_edge.i, clause.right_edge.i + 1, verb)
    if verb.dep_ == "parataxis" and verb.head.i != verb.i and verb.lower_ in REPORTING:
        return _trim(layout, unit, verb.head.left_edge.i, verb.head.right_edge.i + 1, verb)
    if verb.lower_ in PLAIN and cue.subject is not None:
        return _around(layout, unit, cue.subject, verb)
    return None


def _is_whole(layout: Layout, clause: Token) -> bool:
    """Whether a clause can be read alone: it has a subject, or is quoted; "which critics say would fail" has none."""
    if any(child.dep_ in SUBJECTS for child in clause.children):
        return True
    return any(layout.quoted[clause.left_edge.i : clause.right_edge.i + 1])


def _set_off(layout: Layout, unit: Unit, subject: Token, verb: Token) -> bool:
    """Whether "X said" is set off by commas within what X said: "Rents, he said, will rise"."""
    tokens = layout.tokens
    first, last = min(subject.left_edge.i, verb.i), max(subject.i, verb.i)
    if first <= unit.first or last + 2 >= unit.last or last - first > 8:
        return False
    between = tokens[unit.first : first]
    return (
        tokens[first - 1].text == ","
        and tokens[last + 1].text == ","
        and not layout.quoted[first - 1]
        and len(between) > 1
        and tokens[unit.first].tag_ not in ("VBG", "VBN", "IN")
    )


def _reaches(layout: Layout, cue: Cue) -> bool:
    """Whether a clause in front of "X said" leads up to it; another sentence before a semicolon does not."""
    first = min(cue.verb.i, cue.subject.left_edge.i) if cue.subject is not None else cue.verb.i
    return first == 0 or layout.tokens[first - 1].text not in (";", ":", "—", "–", "--")


def _trim(layout: Layout, unit: Unit, first: int, last: int, verb: Token | None) -> Content | None:
    """Keep within the unit and off the verb; take conjunctions and marks off the edges."""
    first, last = max(first, unit.first), min(last, unit.last)
    if verb is not None and first <= verb.i < last:  # the subtree took the verb in: keep the longer side
        first, last = (first, verb.i) if verb.i - first > last - verb.i else (verb.i + 1, last)
    for passage in unit.passages:
        if passage.first < last < passage.last:
            last = passage.last
        if passage.first < first < passage.last:
            first = passage.first
    tokens = layout.tokens
    if verb is not None and verb.i < first < last and tokens[first].is_right_punct and not layout.quoted[first]:
        first = verb.i + 1  # the parser tore a bracket apart
    while first < last and (tokens[first].is_space or tokens[first].lower_ in _LEADS):
        first += 1
    while first < last and (tokens[last - 1].is_space or tokens[last - 1].lower_ in _MARKS):
        last -= 1
    if sum(token.is_alpha for token in tokens[first:last]) < _WORDS:
        return None
    return Content(first, last)


def _around(layout: Layout, unit: Unit, subject: Token, verb: Token) -> Content | None:
    """Where the parser saw no clause: the rest of the sentence behind "X said", or what stands before ", X said"."""
    tokens = layout.tokens
    behind = tokens[verb.i + 1 : unit.last]
    if subject.i < verb.i and any(token.tag_ in _FINITE for token in behind):
        return (
            None
            if any(token.lower_ in _TIMES for token in behind[:2])
            else _trim(layout, unit, verb.i + 1, unit.last, verb)
        )
    end = min(subject.left_edge.i, verb.i)
    before = tokens[unit.first : end]
    if before and before[-1].text == "," and any(token.tag_ in _FINITE for token in before):
        return _trim(layout, unit, unit.first, end, verb)
    return None


def clipped(layout: Layout, unit: Unit, content: Content, before: int) -> Content | None:
    """The part of `content` in front of the clause that token `before` belongs to; None when nothing is left."""
    for place in range(min(before, content.last) - 1, content.first, -1):
        if layout.tokens[place].text in (",", ";", ":", "—", "–"):
            return _trim(layout, unit, content.first, place, None)
    return None


def according(layout: Layout, unit: Unit, token: Token) -> tuple[Token, Content] | None:
    """The source and the content of "according to …" at `token`; None where a rule or a plan is followed."""
    if token.i + 2 >= unit.last or layout.tokens[token.i + 1].lower_ != "to":
        return None
    preposition = layout.tokens[token.i + 1]
    source = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if source is None or source.lower_ in _NO_SPEAKERS or not token.i < source.i < unit.last:
        return None
    tokens = layout.tokens
    source, end = _whole_source(layout, unit, source)
    leads = all(t.is_space or t.is_punct or t.tag_ in ("CC", "RB") for t in tokens[unit.first : token.i])
    if leads:
        content = _trim(layout, unit, end, unit.last, None)
    elif end < unit.last and tokens[token.i - 1].text == "," and tokens[end].text == ",":
        start = next((t.i + 1 for t in reversed(tokens[unit.first : token.i]) if t.text == ";"), unit.first)
        content = _trim(layout, unit, start, unit.last, None)
    else:
        content = _trim(layout, unit, _clause_start(token, unit), token.i, None)
    return (source, content) if content else None


def _whole_source(layout: Layout, unit: Unit, source: Token) -> tuple[Token, int]:
    """The source with a name in apposition that the parser left out ("a farmer, Ann Lee, …"), and where it ends."""
    tokens = layout.tokens
    end = min(source.right_edge.i + 1, unit.last)
    start = end + 1 if end < unit.last and tokens[end].text == "," else end
    run = start
    while run < unit.last and tokens[run].tag_ in ("NNP", "NNPS"):
        run += 1
    closed = run < unit.last and tokens[run].text == ","
    if run > start and closed and run - start <= 5:
        return (tokens[run - 1] if start == end else source), run
    return source, end


def _clause_start(token: Token, unit: Unit) -> int:
    """Where the clause begins that "according to" belongs to."""
    current = token
    while current.head.i != current.i and current.head.i >= unit.first:
        current = current.head
        if current.tag_ in _FINITE or current.dep_ in ("ROOT", "ccomp", "conj"):
            break
    return max(unit.first, min(current.left_edge.i, token.i))
