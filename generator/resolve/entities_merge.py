"""Which names, across articles, are one entity: from the names of single articles to groups of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii

from generator.model import EntityType

_PUNCTUATION = re.compile(r"[.'’,]")
_GAP = re.compile(r"[\s\-–_/]+")
_MIDDLE = re.compile(r"[a-z]")
_ALIKE = 88
"""Similarity of each word, in per cent of Levenshtein's ratio, from which on two people's names may be spellings of
one: Shoigu and Shoygu have 83 as words, Sergei Shoigu and Sergey Shoygu 85 together."""
_ALIKE_WORD = 80
_FEW = 0.34
"""A type that so small a share of a name's articles gives it is taken for a slip."""
_MANY_TIMES = 3
"""How many times as often as all namesakes together a person must appear to be meant by the family name alone."""
_SHORTEST_VARIANT = 5
"""Letters of a family name below which no spelling variant is looked for: Li and Lee, Kim and Kin are people apart."""

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


def merge(evidence: Mapping[Key, Evidence], acronyms: Iterable[tuple[str, Key]]) -> dict[Key, Key]:
    """For each key the one that stands for its entity.

    `acronyms` are short forms, folded, with the keys of the long forms that some article explains them by. Costs about
    n log n of the number of keys; people's spellings are compared only within one pair of initials.
    """
    groups = _Groups(evidence)
    _merge_types(groups, evidence)
    _merge_acronyms(groups, evidence, acronyms)
    people = sorted(key for key in evidence if key[0] == "person")
    _merge_middle_names(groups, people)
    _merge_juniors(groups, people)
    _merge_bare_names(groups, people, evidence)
    _merge_spellings(groups, people, evidence)
    return {key: groups.find(key) for key in evidence}


class _Groups:
    """Disjoint sets of keys (Tarjan, 1975); the key in the most articles stands for its set."""

    def __init__(self, evidence: Mapping[Key, Evidence]) -> None:
        self._parent = {key: key for key in evidence}
        self._weight = {key: (len(found.articles), sum(found.forms.values())) for key, found in evidence.items()}

    def __contains__(self, key: Key) -> bool:
        return key in self._parent

    def find(self, key: Key) -> Key:
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, one: Key, other: Key) -> None:
        """Make one set of two, which the weightier key stands for."""
        a, b = self.find(one), self.find(other)
        if a != b:
            a, b = sorted((a, b), key=lambda key: ([-n for n in self._weight[key]], key))
            self._parent[b] = a

    def put_under(self, one: Key, other: Key) -> None:
        """Make one set of two, which the key of `other` stands for."""
        a, b = self.find(one), self.find(other)
        if a != b:
            self._parent[a] = b


def _merge_types(groups: _Groups, evidence: Mapping[Key, Evidence]) -> None:
    """A name that few articles give another type than the many has the type of the many."""
    by_name: dict[str, list[Key]] = defaultdict(list)
    for key in evidence:
        by_name[key[1]].append(key)
    for keys in by_name.values():
        ranked = sorted(keys, key=lambda key: (-len(evidence[key].articles), key))
        most = len(evidence[ranked[0]].articles)
        for key in ranked[1:]:
            if key[0] != ranked[0][0] and len(evidence[key].articles) <= _FEW * most:
                groups.put_under(key, ranked[0])


def _merge_acronyms(groups: _Groups, evidence: Mapping[Key, Evidence], acronyms: Iterable[tuple[str, Key]]) -> None:
    """An acronym that no article of its own explains is what the others say it is, if they say one thing."""
    long: dict[str, set[Key]] = defaultdict(set)
    for short, key in acronyms:
        long[short].add(key)
    for short, keys in sorted(long.items()):
        own: Key = ("organisation", short, "")
        if len(keys) == 1 and own in evidence:
            groups.put_under(own, next(iter(keys)))


def _merge_middle_names(groups: _Groups, people: Sequence[Key]) -> None:
    """First and last name alone are the person with a middle name, if there is only one."""
    by_ends: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in people:
        words = key[1].split()
        if len(words) > 1:
            by_ends[words[0], words[-1]].append(key)
    for keys in by_ends.values():
        middles = {" ".join(key[1].split()[1:-1]) for key in keys} - {""}
        if _are_one(middles):
            for one, other in pairwise(keys):
                groups.join(one, other)


def _are_one(middles: set[str]) -> bool:
    """Whether middle names agree: the same, or one the initial of the other."""
    ranked = sorted(middles, key=len)
    return all(long.startswith(short) for short, long in pairwise(ranked))


def _merge_juniors(groups: _Groups, people: Sequence[Key]) -> None:
    """A "Jr." makes no other person where a middle name stands in both forms; "Anna Berg Jr." may be a daughter."""
    for key in people:
        without: Key = (key[0], key[1].removesuffix(" jr"), key[2])
        if without != key and without in groups and without[1].count(" ") > 1:
            groups.put_under(key, without)


def _merge_bare_names(groups: _Groups, people: Sequence[Key], evidence: Mapping[Key, Evidence]) -> None:
    """A single name belongs to the full name that ends with it, if they share context.

    Context is a person or organisation that both have beside them in some article: never the name alone. Where several
    people end with it, one must be in many times as many articles as all others together.
    """
    by_last: dict[str, list[Key]] = defaultdict(list)
    for key in people:
        words = key[1].split()
        if len(words) > 1:
            by_last[words[-1]].append(key)
    bare = [key for key in people if " " not in key[1]]
    beside = _beside(evidence, [*bare, *(k for key in bare for k in by_last.get(key[1], ()))])
    for key in bare:
        full = sorted({groups.find(other) for other in by_last.get(key[1], ())})
        other = _dominant(full, evidence)
        if other and beside.get(key, frozenset()) & beside.get(other, frozenset()):
            groups.put_under(key, other)


def _dominant(keys: Sequence[Key], evidence: Mapping[Key, Evidence]) -> Key | None:
    """The only one of `keys`, or the one that outweighs all others."""
    ranked = sorted(keys, key=lambda key: (-len(evidence[key].articles), key))
    others = sum(len(evidence[key].articles) for key in ranked[1:])
    return ranked[0] if ranked and len(evidence[ranked[0]].articles) > _MANY_TIMES * others else None


def _merge_spellings(groups: _Groups, people: Sequence[Key], evidence: Mapping[Key, Evidence]) -> None:
    """Full names that sound alike are one person's where they share context."""
    from rapidfuzz import fuzz

    blocks: dict[tuple[int, str, str], list[Key]] = defaultdict(list)
    for key in people:
        words = key[1].split()
        if len(words) > 1 and len(words[-1]) >= _SHORTEST_VARIANT:
            blocks[len(words), words[0][0], words[-1][0]].append(key)
    alike = [
        (one, other)
        for keys in blocks.values()
        for number, one in enumerate(keys)
        for other in keys[number + 1 :]
        if abs(len(one[1]) - len(other[1])) <= 2
        and fuzz.ratio(one[1], other[1], score_cutoff=_ALIKE - 4)
        and _words_alike(one[1], other[1])
    ]
    beside = _beside(evidence, [key for pair in alike for key in pair])
    for one, other in alike:
        together = evidence[one].articles & evidence[other].articles
        if together or beside.get(one, frozenset()) & beside.get(other, frozenset()):
            groups.join(one, other)


def _words_alike(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return all(fuzz.ratio(a, b) >= _ALIKE_WORD for a, b in zip(one.split(), other.split(), strict=True))


def _beside(evidence: Mapping[Key, Evidence], wanted: Iterable[Key]) -> dict[Key, frozenset[Key]]:
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
