"""Titles: a line of the text that is one, or one made from the lead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.ingest import dates
from generator.ingest.cleaning import squeeze
from generator.ingest.layout import breaks_off, ends_sentence, is_headline_case

LONGEST = 300
"""Longest title, in code points; a longer line is text."""
_LONGEST_LEAD = 1_000
_SHORTEST_CUT = 90
_LONGEST_CUT = 115
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.|\b(?:[A-Z][a-z]?\.){1,3}|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|No|etc|St)\.)[\"'”’]*$")
_TEXT_END = re.compile(r"""[.!?…。！？]["'”’»)]*$""")
_ASKS = re.compile(r"""[!?？！…]["'”’»)]*$""")
_TIME_LINE = re.compile(r"\(?\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?(?:\s[A-Z]{2,5})?\)?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.|\S@\S")
_SENTENCE_END = re.compile(r"""[.!?]["'”’»)]*(?=\s+["'“‘«(]?[^\sa-zа-я]|$)|[。！？]""")
_NO_END = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Gov|Sen|Rep|Lt|Col|Capt|Sgt|Prof|Rev|Hon|Jr|Sr|vs|No"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|\b[a-z]\.[a-z]|\b[A-Z]\.[A-Z])\.$"
)
_SAID = re.compile(
    r""",["”’]?\s+(?:(?:[^\s,]+\s+){1,14}?(?:said|says|told|stated|reported|warned|added)\b|according\s+to\b"""
    r"""|(?:selon|d'après|a déclaré|a annoncé|сообщил|заявил|сообщает|по словам)\b).*$""",
    re.DOTALL,
)
_DATELINE = re.compile(
    r"[^\W\d_a-zа-я]{3,}(?:[ ,.'’/-]+[^\W\d_a-zа-я]{2,})*(?:,[^–—()]{1,40}?)?\s*(?:\([^()]{2,40}\))?\s+[–—-]{1,2}\s+"
)
"""The place, in capitals, and agency that a report opens with ("GENEVA, 3 March (IPS) – ")."""
_NO_CLAUSE = re.compile(
    r"(?:about|after|amid|as|at|because|before|by|despite|during|earlier|following|for|from|if|in|last|on|over|since"
    r"|speaking|this|through|to|today|under|until|when|while|with|yesterday|according)\b",
    re.IGNORECASE,
)
"""How a phrase begins that is no clause by itself ("On Saturday, the ministry said …")."""


def is_title(line: str, following: Sequence[str]) -> bool:
    """Whether `line`, which comes before the paragraphs `following`, is the title of the text.

    It is short beside the text, is no sentence, does not break off, and is no place, date, address or salutation.
    """
    if not following or not 3 <= len(line) <= LONGEST or not any(c.isalpha() for c in line):
        return False
    if breaks_off(line) or (ends_sentence(line) and not _may_end(line)):
        return False
    if _ADDRESS.search(line) or dates.dateline(line) or _TIME_LINE.fullmatch(line) or following[0][0].islower():
        return False
    if len(line) > 200 and not is_headline_case(line):
        return False
    if len(line.split()) <= 4 and any(_TIME_LINE.fullmatch(one) for one in following[:3]):
        return False  # where and when a transcript was taken down
    return sum(map(len, following)) > len(line)


def _may_end(line: str) -> bool:
    """Whether a line may be a title though it ends as a sentence does."""
    if _ABBREVIATED.search(line) or _ASKS.search(line):
        return True
    return line.endswith(".") and len(line) > 20 and is_headline_case(line) and not _SENTENCE_END.search(line[:-1])


def made(paragraphs: tuple[str, ...]) -> str:
    """A title made from the lead: what its first sentence says, without who said it, cut at a word.

    Up to 115 code points, with an ellipsis where something was cut off; empty when there is no paragraph.
    """
    lead = squeeze(_lead(paragraphs)[:_LONGEST_LEAD])
    sentence = first_sentence(_DATELINE.sub("", lead, count=1) if _DATELINE.match(lead) else lead)
    said = _SAID.sub("", sentence)
    clause = said if len(said) >= 40 and not _NO_CLAUSE.match(said) else sentence
    return _cut(clause.strip().strip('"“”«»*_# ').rstrip(".,;:。 "))


def _lead(paragraphs: tuple[str, ...]) -> str:
    """The first paragraph that is text: no dateline, salutation or caption; else the first of all."""
    texts = [p for p in paragraphs if not dates.dateline(p)] or list(paragraphs)
    return next((p for p in texts if len(p) > 40 and _TEXT_END.search(p)), texts[0] if texts else "")


def first_sentence(paragraph: str) -> str:
    """The first sentence of a paragraph; abbreviations and initials do not end one."""
    for end in _SENTENCE_END.finditer(paragraph):
        if not _NO_END.search(paragraph[max(0, end.start() - 6) : end.start() + 1]):
            return paragraph[: end.end()]
    return paragraph


def _cut(clause: str) -> str:
    if len(clause) <= _LONGEST_CUT:
        return clause
    for part in re.finditer(r"[,;:–—]\s", clause[: _LONGEST_CUT + 1]):
        if part.start() >= _SHORTEST_CUT and clause.count("(", 0, part.start()) == clause.count(")", 0, part.start()):
            return clause[: part.start()].rstrip() + "…"
    whole = clause[: _LONGEST_CUT - 1].rpartition(" ")[0] or clause[: _LONGEST_CUT - 2]
    words = whole.split(" ")
    while len(words) > 8 and (breaks_off(" ".join(words)) or " ".join(words).count("(") > " ".join(words).count(")")):
        words.pop()
    return " ".join(words).rstrip(",;:–—- ") + "…"
