"""Statements: what is said in an article, and by whom.

A statement is a quotation with an attribution (direct), a clause that a verb of saying reports (indirect), or such a
clause with quotations in it (mixed). The rules work on a parsed document; what counts as an attribution follows
S. Pareti, PARC 3.0: A Corpus of Attribution Relations (2016), without beliefs and intentions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.statements_cues import find_cues
from generator.analyse.statements_direct import Cues
from generator.analyse.statements_finder import Finder, Found
from generator.analyse.statements_layout import lay_out
from generator.analyse.statements_speakers import Speakers
from generator.model import Mention, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_statements(doc: Doc, mentions: tuple[Mention, ...]) -> tuple[Statement, ...]:
    """Find what is said in `doc`, an article's whole text; `mentions` are its names, by start. In order of `start`.

    A direct statement's span leaves its outer quotation marks out; one that is broken by its attribution goes from
    its first piece to its last. Statements do not overlap. Nothing is found in a document that is not parsed.
    """
    if not doc.has_annotation("DEP"):
        return ()
    layout = lay_out(doc)
    cues = find_cues(layout.tokens, layout.quoted)
    finder = Finder(layout, Cues(tuple(cues), tuple(cue.verb.i for cue in cues)))
    for unit in layout.units:
        finder.read(unit)
    speakers = Speakers(doc, layout.text, mentions)
    found = sorted(finder.found, key=lambda statement: (statement.start, statement.end))
    return tuple(statement for each in found if (statement := _resolved(each, speakers)))


def _resolved(found: Found, speakers: Speakers) -> Statement | None:
    """The statement with its speaker; None for a quotation without a verb of saying behind somebody unknown."""
    if found.attribution == "before":
        return Statement(found.start, found.end, found.kind, "", speaker=speakers.last)
    span, index = speakers.resolve(found.speaker)
    if found.attribution == "supposed" and (index is None or not speakers.is_person(index)):
        return None
    start, end = span or (None, None)
    return Statement(found.start, found.end, found.kind, found.cue, start, end, index)
