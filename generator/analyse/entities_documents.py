"""Names that are no entities and hide what is inside them: treaties, laws, talks, storms, operations.

Vienna is not meant in "Vienna Document", nor is "Armed Forces" a name in "Treaty on Conventional Armed Forces".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from generator.analyse import territories
from generator.analyse.entities_lexicon import (
    DOCUMENT_HEADS,
    EVENT_OPENERS,
    OPEN_HEADS,
    ORGANISATION_HEADS,
    TREATY_ACRONYMS,
    WELL_KNOWN,
)
from generator.analyse.entities_spans import Candidate, Text

Span = tuple[int, int]
_LONGEST = 16
"""Words that a name has before its head, or goes on for behind it."""
_SUBJECT = frozenset(("on", "for", "against", "concerning", "relating", "regarding", "of", "to"))
_SMALL = _SUBJECT | {"the", "a", "and", ",", "in", "their", "its", "with"}
_BEFORE = frozenset(("at", "of", "for", "against"))
_SHORT_FORM = re.compile(r"(?: ?\(|,? (?:known|abbreviated) as |, or )(?:the )?[\"“]?([A-Z][A-Z-]{1,8})\b")
_NUMBERED = re.compile(r"[IVX]+|\d[\d/]*")
_HEAD = re.compile(r"\b(?:" + "|".join(sorted(ORGANISATION_HEADS)) + r")\b")


class Documents:
    """Where names of documents and events stand in a text, and the short forms that they go by."""

    def __init__(self, text: Text) -> None:
        """Find them in `text`."""
        self._text = text.text
        self._spans = sorted({*_documents(text), *_events(text)})
        self._starts = [start for start, _ in self._spans]
        self._names = frozenset(self._short_forms())

    def hides(self, start: int, end: int) -> bool:
        """Whether a span lies in such a name, overlaps one, or is its short form; bodies named for one do not."""
        surface = self._text[start:end]
        if surface in self._names or surface in TREATY_ACRONYMS:
            return True
        place = bisect_left(self._starts, end)
        for first, last in reversed(self._spans[max(0, place - 3) : place]):
            if last > start:
                return not (start <= first and last <= end and end - start > last - first and _HEAD.search(surface))
        return False

    def shown(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Those of `candidates` that are not hidden; countries and regions always are shown."""
        return [c for c in candidates if _is_country(c.territory) or not self.hides(c.start, c.end)]

    def _short_forms(self) -> Iterator[str]:
        for start, end in self._spans:
            match = _SHORT_FORM.match(self._text, end)
            if match:
                yield match[1]
            opener, _, name = self._text[start:end].rpartition(" ")
            if opener.rpartition(" ")[2] in EVENT_OPENERS:
                yield name


def _is_country(territory: territories.Territory | None) -> bool:
    return territory is not None and (territory.sovereign or not territory.country)


def _events(text: Text) -> Iterator[Span]:
    """Storms and operations: "Hurricane" and the name behind it."""
    for token, word in enumerate(text.words[:-1]):
        if word in EVENT_OPENERS and text.words[token + 1][0].isupper():
            yield text.starts[token], text.end(token + 1)


def _documents(text: Text) -> Iterator[Span]:
    for start, end in text.sentences:
        if (start, end) in text.shouted:
            continue
        for token in range(start, end):
            if text.words[token] in DOCUMENT_HEADS and not _goes_on(text, token, end):
                first, behind = _first(text, token, start), _behind(text, token, end)
                if behind - first > 1:
                    yield text.starts[first], text.end(behind - 1)


def _goes_on(text: Text, token: int, end: int) -> bool:
    """Whether the head is not the last of its capitalised words: "North Atlantic Treaty Organization"."""
    return token + 1 < end and text.words[token + 1][0].isupper() and not _NUMBERED.fullmatch(text.words[token + 1])


def _first(text: Text, token: int, start: int) -> int:
    """Where the capitalised words before the head begin, over "at" too: "Incidents at Sea Agreement"."""
    furthest = max(start, token - _LONGEST)
    while token > furthest:
        word = text.words[token - 1]
        if word[0].isupper() and word not in ("The", "A", "This"):
            token -= 1
        elif token - 2 >= furthest and text.words[token - 2][0].isupper() and _links(text, token - 1):
            token -= 2
        else:
            break
    return token


def _links(text: Text, token: int) -> bool:
    word = text.words[token]
    return word in ("-", "–", "&") or (word in _BEFORE and text.words[token - 1].endswith("s"))


def _behind(text: Text, token: int, end: int) -> int:
    """Where the name ends behind its head: "… on the Reduction and Limitation of Strategic Offensive Arms"."""
    behind = token + 1
    if behind < end and _NUMBERED.fullmatch(text.words[behind]):
        behind += 1
    last = min(end, behind + _LONGEST)
    position = behind
    while position < last:
        small = position
        while small < last and text.words[small] in _SMALL:
            small += 1
        if small == position or small - position > 3 or (behind == token + 1 and text.words[position] not in _SUBJECT):
            break
        if small == last or not text.words[small][0].isupper() or _is_other(text, small, last):
            break
        position = small
        while position < last and (text.words[position][0].isupper() or _is_hyphenated(text, position, last)):
            position += 1
        behind = position
    return behind


def _is_hyphenated(text: Text, token: int, last: int) -> bool:
    """Whether the token is a hyphen within a word, or the small part behind it."""
    if text.words[token] == "-":
        return token + 1 < last and text.starts[token] == text.end(token - 1)
    return text.words[token - 1] == "-" and text.starts[token] == text.end(token - 1)


def _is_other(text: Text, token: int, last: int) -> bool:
    """Whether another name begins here: a country, a town, a body ("of the United Nations"), an organisation's."""
    run = token
    while run < last and text.words[run][0].isupper():
        run += 1
    words = text.words[token:run]
    name = " ".join(words)
    return (
        (territories.english().get(words[0]) or territories.english().get(name)) is not None
        or (text.words[token - 1] not in ("on", "and", ",") and _is_body(words, text.words[token - 2 : token]))
        or (text.words[token - 1] == "in" and len(words) == 1)
    )


def _is_body(words: Sequence[str], before: Sequence[str]) -> bool:
    """Whether capitalised words behind "of" name a body: "Charter of the United Nations"."""
    body = words[-1] in ORGANISATION_HEADS or words[-1] in WELL_KNOWN or words[0] in OPEN_HEADS
    return body and not ("on" in before or "for" in before)
