"""Sets of names that are one entity's, and the rules that brought them together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from anyascii import anyascii

from generator.model import EntityType

_PUNCTUATION = re.compile(r"[.'’,]")
_GAP = re.compile(r"[\s\-–_/]+")

Key = tuple[EntityType, str, str]
"""Type, folded name, owner: mentions of one key are one entity."""


@dataclass(slots=True)
class Evidence:
    """What the collection has of one key."""

    forms: Counter[str] = field(default_factory=Counter)
    """How often each full form stands."""
    articles: set[int] = field(default_factory=set)
    """Numbers of the articles it is in."""


@lru_cache(maxsize=200_000)
def folded(name: str) -> str:
    """A name in small Latin letters without marks, full stops and apostrophes; hyphens are spaces."""
    return _GAP.sub(" ", _PUNCTUATION.sub("", anyascii(name).casefold())).strip()


class Groups:
    """Disjoint sets of keys; one key stands for its set, and every other knows by which rules it came there."""

    def __init__(self, evidence: Mapping[Key, Evidence]) -> None:
        """Begin with a set for each key."""
        self._head = {key: key for key in evidence}
        self._members = {key: [key] for key in evidence}
        self._rules: dict[Key, frozenset[str]] = dict.fromkeys(evidence, frozenset())
        self._weight = {key: (len(found.articles), sum(found.forms.values())) for key, found in evidence.items()}

    def __contains__(self, key: Key) -> bool:
        return key in self._head

    def find(self, key: Key) -> Key:
        """The key that stands for the set of `key`."""
        return self._head[key]

    def rules(self, key: Key) -> frozenset[str]:
        """The rules that put `key` under another; empty when it stands for its set."""
        return self._rules[key]

    def join(self, one: Key, other: Key, rule: str) -> None:
        """Make one set of two, which the key in the most articles stands for."""
        a, b = sorted((self.find(one), self.find(other)), key=lambda key: ([-n for n in self._weight[key]], key))
        self.put_under(b, a, rule)

    def put_under(self, one: Key, other: Key, rule: str) -> None:
        """Make one set of two, which the key of `other` stands for."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return
        for key in self._members.pop(a):
            self._head[key] = b
            self._rules[key] |= {rule}
            self._members[b].append(key)


def beside(evidence: Mapping[Key, Evidence], wanted: Iterable[Key]) -> dict[Key, frozenset[Key]]:
    """For each of `wanted` the people and organisations in its articles, save itself."""
    needed = {key for key in wanted if key in evidence}
    numbers = {number for key in needed for number in evidence[key].articles}
    in_article: dict[int, set[Key]] = defaultdict(set)
    for key, found in evidence.items():
        if key[0] != "place":
            for number in found.articles & numbers:
                in_article[number].add(key)
    return {
        key: frozenset(other for number in evidence[key].articles for other in in_article[number] if other != key)
        for key in needed
    }


def share_context(neighbours: Mapping[Key, frozenset[Key]], one: Key, other: Key) -> bool:
    """Whether two keys have a person or organisation beside them that is neither of the two nor of their name."""
    return any(key[1] not in (one[1], other[1]) for key in neighbours[one] & neighbours[other])
