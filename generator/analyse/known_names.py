"""Names that people tell what they stand for, found in a text of any language as they are written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from generator.curation import KnownName
from generator.model import Mention
from generator.scripts import UNSPACED

RULE = "curation"

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """How one name is found."""

    name: KnownName
    before: int
    """Code points before the first word of the name: an opening quote, say."""
    words: re.Pattern[str]


class KnownNames:
    """Finds known names; make it once for many texts."""

    def __init__(self, names: Iterable[KnownName]) -> None:
        """Index `names` by their first words; those in scripts without spaces, or without words, in one pattern."""
        self._by_name = {one.name: one for one in names}
        self._by_first: dict[str, list[_Pattern]] = defaultdict(list)
        anywhere = []
        for one in self._by_name.values():
            first = _WORD.search(one.name)
            if first is None or UNSPACED.search(one.name):
                anywhere.append(one.name)
            else:
                gap = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
                words = gap.join(re.escape(word) for word in one.name.split())
                self._by_first[first[0]].append(_Pattern(one, first.start(), re.compile(rf"(?<!\w){words}(?!\w)")))
        longest_first = sorted(anywhere, key=lambda name: (-len(name), name))
        self._anywhere = re.compile("|".join(map(re.escape, longest_first))) if anywhere else None

    def joined(self, mentions: tuple[Mention, ...], text: str) -> tuple[Mention, ...]:
        """The mentions that were found in `text` by other rules, and those of known names, by start, then name.

        Of two that overlap the longer one stays, of two as long the known one; what has a known name as its full form
        is of the known entity.
        """
        if not self._by_name:
            return mentions
        found = _Placed(mentions)
        known = _longest(self._find(text))
        kept = [one for one in known if not any(_length(own) > _length(one) for own in found.overlapping(one))]
        placed = _Placed(kept)
        others = [self._told(own) for own in mentions if not placed.overlapping(own)]
        return tuple(sorted([*kept, *others], key=lambda one: (one.start, one.name)))

    def _find(self, text: str) -> Iterator[Mention]:
        for match in _WORD.finditer(text):
            for pattern in self._by_first.get(match[0], ()):
                start = match.start() - pattern.before
                found = pattern.words.match(text, start) if start >= 0 else None
                if found:
                    yield _mention(found, pattern.name)
        for found in self._anywhere.finditer(text) if self._anywhere else ():
            yield _mention(found, self._by_name[found[0]])

    def _told(self, mention: Mention) -> Mention:
        known = self._by_name.get(mention.name)
        if known is None or known.type != mention.type:
            return mention
        return replace(mention, entity=known.entity, rules=tuple(sorted({*mention.rules, RULE})))


def _mention(found: re.Match[str], known: KnownName) -> Mention:
    return Mention(found.start(), found.end(), known.type, (RULE,), known.name, entity=known.entity)


class _Placed:
    """Mentions in order that do not overlap, save that some may share a span."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda one: one.start)
        self._starts = [one.start for one in self._mentions]

    def overlapping(self, other: Mention) -> list[Mention]:
        """Those that overlap `other`."""
        found = []
        place = bisect_left(self._starts, other.end) - 1
        while place >= 0 and self._mentions[place].end > other.start:
            found.append(self._mentions[place])
            place -= 1
        return found


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Of mentions that overlap the longest, of two as long the first."""
    taken: list[tuple[int, int]] = []
    kept = []
    for one in sorted(mentions, key=lambda one: (-_length(one), one.start)):
        place = bisect_left(taken, (one.start, one.end))
        if (not place or taken[place - 1][1] <= one.start) and (place == len(taken) or taken[place][0] >= one.end):
            taken.insert(place, (one.start, one.end))
            kept.append(one)
    return kept


def _length(mention: Mention) -> int:
    return mention.end - mention.start
