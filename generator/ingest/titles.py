"""Titles: a line of the text that is one, or one made from the lead."""

from __future__ import annotations

import re

from generator.ingest import dates
from generator.ingest.layout import breaks_off, ends_sentence, is_headline_case

LONGEST = 300
"""Longest title, in code points; a longer line is text."""
_SHORTEST_CUT = 90
_LONGEST_CUT = 115
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.|\b(?:[A-Z][a-z]?\.){1,3}|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|No|etc|St|D\.C)\.)[\"'”’]*$")
_ASKS = re.compile(r"""[!?？！…]["'”’»)]*$""")
_TIME_LINE = re.compile(r"^\(?\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?(?:\s[A-Z]{2,5})?\)?$", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.|\S@\S")
_SENTENCE_END = re.compile(r"""[.!?。！？]["'”’»)]*(?=\s+["'“‘«(]?[^\sa-zа-я]|$)|[。！？]""")
_NO_END = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Gov|Sen|Rep|Lt|Col|Capt|Sgt|Prof|Rev|Hon|Jr|Sr|vs|No|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|\b[a-z]\.[a-z]|\b[A-Z]\.[A-Z])\.$")
_SAID = re.compile(
    r""",["”’]?\s+(?:(?:[^\s,]+\s+){0,14}?(?:said|says|told|announced|stated|reported|reports|warned|added|declared|wrote|confirmed|argued)\b"""
    r"""|according to\b|(?:selon|a déclaré|a annoncé|d'après|сообщил|заявил|сообщает|по словам)\b).*$""",
    re.DOTALL,
)


def is_title(line: str, following: tuple[str, ...]) -> bool:
    """Whether `line`, which comes before the paragraphs `following`, is the title of the text.

    It is short beside the text, is no sentence, does not break off, and is no place, date, address or salutation.
    """
    if not following or not 3 <= len(line) <= LONGEST or not any(c.isalpha() for c in line):
        return False
    if (ends_sentence(line) and not _ABBREVIATED.search(line) and not _ASKS.search(line)) or breaks_off(line):
        return False
    if _ADDRESS.search(line) or dates.dateline(line) or _TIME_LINE.match(line) or following[0][0].islower():
        return False
    if len(line) > 160 and not is_headline_case(line):
        return False
    if len(line.split()) <= 4 and any(_TIME_LINE.match(one) for one in following[:3]):
        return False  # where and when a transcript was taken down
    return sum(map(len, following)) > len(line)


def made(paragraphs: tuple[str, ...]) -> str:
    """A title made from the lead: what its first sentence says, without who said it, cut at a word."""
    lead = next((p for p in paragraphs if len(p) > 40 and not dates.dateline(p)), paragraphs[0] if paragraphs else "")
    sentence = first_sentence(lead)
    said = _SAID.sub("", sentence)
    clause = said if len(said) >= 30 else sentence
    return _cut(clause.strip().strip("\"“”«»*_# ").rstrip(".,;:。 "))


def first_sentence(paragraph: str) -> str:
    """The first sentence of a paragraph; abbreviations and initials do not end one."""
    for end in _SENTENCE_END.finditer(paragraph):
        if not _NO_END.search(paragraph[: end.start() + 1]):
            return paragraph[: end.end()]
    return paragraph


def _cut(clause: str) -> str:
    if len(clause) <= _LONGEST_CUT:
        return clause
    for part in re.finditer(r"[,;:–—]\s", clause[: _LONGEST_CUT + 1]):
        if part.start() >= _SHORTEST_CUT:
            return clause[: part.start()].rstrip()
    whole = clause[: _LONGEST_CUT - 1].rpartition(" ")[0] or clause[: _LONGEST_CUT - 2]
    words = whole.split(" ")
    while len(words) > 8 and breaks_off(" ".join(words)):
        words.pop()
    return " ".join(words).rstrip(",;:–—- ") + "…"
