"""Which people's names, across articles, are one person's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from generator.analyse.first_names import first_names
from generator.resolve.entities_groups import Evidence, Groups, Key, Neighbours, share_context

_ALIKE = 88
"""Similarity of each word, in per cent of Levenshtein's ratio, from which on two people's names may be spellings of
one: Shoigu and Shoygu have 83 as words, Sergei Shoigu and Sergey Shoygu 85 together."""
_ALIKE_WORD = 80
_MANY_TIMES = 3
"""How many times as often as all namesakes together a person must appear to be meant by the family name alone."""
_SHORTEST_VARIANT = 5
"""Letters of a family name below which no spelling variant is looked for: Li and Lee, Kim and Kin are people apart."""
_MOST_COMPARED = 4_000
"""People of one pair of initials whose spellings are compared, those in the most articles: no collection has so many,
but a text may be made of names."""
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii"))


def merge_people(groups: Groups, evidence: Mapping[Key, Evidence], neighbours: Neighbours) -> None:
    """Join in `groups` what is one person: variants with and without middle names, nicknames, bare names, spellings."""
    people = sorted(key for key in evidence if key[0] == "person")
    _merge_middle_names(groups, people)
    _merge_juniors(groups, people)
    _merge_nicknames(groups, people, neighbours)
    _merge_bare_names(groups, people, evidence, neighbours)
    _merge_spellings(groups, people, evidence, neighbours)


def _words(key: Key) -> list[str]:
    """The words of a name without "Jr"."""
    words = key[1].split()
    return words[:-1] if len(words) > 2 and words[-1] in _GENERATIONS else words


def _merge_middle_names(groups: Groups, people: Sequence[Key]) -> None:
    """First and last name alone are the person with a middle name, if there is only one."""
    by_ends: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in people:
        words = key[1].split()
        if len(words) > 1:
            by_ends[words[0], words[-1]].append(key)
    for keys in by_ends.values():
        if len(keys) > 1 and _are_one({" ".join(key[1].split()[1:-1]) for key in keys} - {""}):
            for one, other in pairwise(keys):
                groups.join(one, other, "middle-name")


def _are_one(middles: set[str]) -> bool:
    """Whether middle names agree: the same, or one the initial of the other."""
    ranked = sorted(middles, key=len)
    return all(long.startswith(short) for short, long in pairwise(ranked))


def _merge_juniors(groups: Groups, people: Sequence[Key]) -> None:
    """A "Jr." makes no other person where a middle name stands in both forms; "Anna Berg Jr." may be a daughter."""
    for key in people:
        without: Key = (key[0], key[1].removesuffix(" jr"), key[2])
        if without != key and without in groups and without[1].count(" ") > 1:
            groups.put_under(key, without, "middle-name")


def _merge_nicknames(groups: Groups, people: Sequence[Key], neighbours: Neighbours) -> None:
    """Joe and Joseph of one family name are one person where their middle names agree and they share context."""
    by_ends: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in people:
        words = _words(key)
        if len(words) > 1:
            by_ends[words[0], words[-1]].append(key)
    nicknames = {first: sorted(first_names().nicknames_of(first)) for first in {first for first, _ in by_ends}}
    pairs = [
        (one, other)
        for first, last in sorted(by_ends)
        for short in nicknames[first]
        for one in by_ends[first, last]
        for other in by_ends.get((short, last), ())
        if one != other and _are_one({" ".join(_words(key)[1:-1]) for key in (one, other)} - {""})
    ]
    for one, other in pairs:
        if share_context(neighbours, one, other):
            groups.join(one, other, "nickname")


def _merge_bare_names(
    groups: Groups, people: Sequence[Key], evidence: Mapping[Key, Evidence], neighbours: Neighbours
) -> None:
    """A single name belongs to the full name that ends with it, if they share context.

    Context is a person or organisation that both have beside them in some article: never the name alone. Where several
    people end with it, one must be in many times as many articles as all others together.
    """
    by_last: dict[str, list[Key]] = defaultdict(list)
    for key in people:
        words = _words(key)
        if len(words) > 1:
            by_last[words[-1]].append(key)
    bare = [key for key in people if " " not in key[1]]
    for key in bare:
        named = by_last.get(key[1], ())
        other = _dominant(sorted({groups.find(one) for one in named}), evidence)
        if other and other in named and not neighbours[key].isdisjoint(neighbours[other]):
            groups.put_under(key, other, "surname")


def _dominant(keys: Sequence[Key], evidence: Mapping[Key, Evidence]) -> Key | None:
    """The only one of `keys`, or the one that outweighs all others."""
    ranked = sorted(keys, key=lambda key: (-len(evidence[key].articles), key))
    others = sum(len(evidence[key].articles) for key in ranked[1:])
    return ranked[0] if ranked and len(evidence[ranked[0]].articles) > _MANY_TIMES * others else None


def _merge_spellings(
    groups: Groups, people: Sequence[Key], evidence: Mapping[Key, Evidence], neighbours: Neighbours
) -> None:
    """Full names that sound alike are one person's where they share context."""
    from rapidfuzz import fuzz

    blocks: dict[tuple[int, str, str], list[Key]] = defaultdict(list)
    for key in people:
        words = key[1].split()
        if len(words) > 1 and len(words[-1]) >= _SHORTEST_VARIANT:
            blocks[len(words), words[0][0], words[-1][0]].append(key)
    chief = (sorted(keys, key=lambda key: -len(evidence[key].articles))[:_MOST_COMPARED] for keys in blocks.values())
    alike = [
        (one, other)
        for keys in map(sorted, chief)
        for number, one in enumerate(keys)
        for other in keys[number + 1 :]
        if abs(len(one[1]) - len(other[1])) <= 2
        and fuzz.ratio(one[1], other[1], score_cutoff=_ALIKE - 4)
        and _words_alike(one[1], other[1])
    ]
    for one, other in alike:
        together = not {*evidence[one].articles}.isdisjoint(evidence[other].articles)
        if together or not neighbours[one].isdisjoint(neighbours[other]):
            groups.join(one, other, "spelling")


def _words_alike(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return all(fuzz.ratio(a, b) >= _ALIKE_WORD for a, b in zip(one.split(), other.split(), strict=True))
