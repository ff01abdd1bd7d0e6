"""Sets of names that are one entity's, and the rules that brought them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from anyascii import anyascii

from generator.model import EntityType

_MOST_KEPT = 10_000_000
"""Names that are kept as neighbours, of all together, in about a gigabyte: a text may be made of names."""
_PLAIN = str.maketrans("-_/", "   ", ".',")

_NO_RULES: frozenset[str] = frozenset()

Key = tuple[EntityType, str, str]
"""Type, folded name, owner: mentions of one key are one entity."""


@dataclass(slots=True)
class Evidence:
    """What the collection has of one key."""

    forms: dict[str, int] = field(default_factory=dict)
    """How often each full form stands."""
    articles: Sequence[int] = ()
    """Numbers of the articles it is in, rising."""


@lru_cache(maxsize=200_000)
def folded(name: str) -> str:
    """A name in small Latin letters without marks, full stops and apostrophes; hyphens are spaces."""
    return " ".join(anyascii(name).lower().translate(_PLAIN).split())


class Groups:
    """Disjoint sets of keys; one key stands for its set, and every other knows by which rules it came there."""

    def __init__(self, evidence: Mapping[Key, Evidence]) -> None:
        """Begin with a set for each key."""
        self._evidence = evidence
        self._head: dict[Key, Key] = {}
        self._members: dict[Key, list[Key]] = {}
        self._rules: dict[Key, frozenset[str]] = {}

    def __contains__(self, key: Key) -> bool:
        return key in self._evidence

    def find(self, key: Key) -> Key:
        """The key that stands for the set of `key`."""
        return self._head.get(key, key)

    def rules(self, key: Key) -> frozenset[str]:
        """The rules that put `key` under another; empty when it stands for its set."""
        return self._rules.get(key, _NO_RULES)

    def join(self, one: Key, other: Key, rule: str) -> None:
        """Make one set of two, which the key in the most articles stands for."""
        a, b = sorted((self.find(one), self.find(other)), key=self._rank)
        self.put_under(b, a, rule)

    def put_under(self, one: Key, other: Key, rule: str) -> None:
        """Make one set of two, which the key of `other` stands for."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return
        together = self._members.setdefault(b, [b])
        for key in self._members.pop(a, (a,)):
            self._head[key] = b
            self._rules[key] = self.rules(key) | {rule}
            together.append(key)

    def _rank(self, key: Key) -> tuple[int, int, Key]:
        """For sorting: those in the most articles first, then those that stand most often."""
        found = self._evidence[key]
        return -len(found.articles), -sum(found.forms.values()), key


class Neighbours:
    """The people and organisations in the articles of each key, save itself; found when asked for, and kept if there is
    room.

    To begin takes time in proportion to the articles of all keys; to ask for one, to the names in its articles.
    """

    def __init__(self, evidence: Mapping[Key, Evidence]) -> None:
        """Note who is in which article."""
        self._evidence = evidence
        self._in_article: dict[int, list[Key]] = defaultdict(list)
        self._found: dict[Key, frozenset[Key]] = {}
        self._room = _MOST_KEPT
        for key, found in evidence.items():
            if key[0] != "place":
                for number in found.articles:
                    self._in_article[number].append(key)

    def __getitem__(self, key: Key) -> frozenset[Key]:
        """Those beside `key`."""
        if key in self._found:
            return self._found[key]
        together: set[Key] = set().union(*(self._in_article[number] for number in self._evidence[key].articles))
        found = frozenset(together - {key})
        if len(found) <= self._room:
            self._room -= len(found)
            self._found[key] = found
        return found


def share_context(neighbours: Neighbours, one: Key, other: Key) -> bool:
    """Whether two keys have a person or organisation beside them that is neither of the two nor of their name."""
    return any(key[1] not in (one[1], other[1]) for key in neighbours[one] & neighbours[other])
