"""Which names, across articles, are one entity: from the names of single articles to groups of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.analyse.entities_coreference import initials
from generator.analyse.entities_owners import is_shared
from generator.resolve.entities_groups import Evidence, Groups, Key, Neighbours, share_context
from generator.resolve.entities_people import merge_people

_FEW = 0.34
"""A type that so small a share of a name's articles gives it is taken for a slip."""
_HALF = 0.5
"""The same where the names share context."""
_LETTERS = 3
"""Letters of an acronym from which on it is looked up by initials; one of no more needs shared context too."""
_NEARLY_ALL = 0.9
_ENOUGH = 3
"""Articles that must name an agency's owner before the agency without one is taken for the same."""

Names = Mapping[str, Sequence[Key]]
"""Keys, sorted, by name."""


def merge(evidence: Mapping[Key, Evidence], acronyms: Iterable[tuple[str, Key]]) -> Groups:
    """The keys in groups, one for each entity, with the rules that made them.

    `acronyms` are short forms, folded, with the keys of the long forms that some article explains them by. Costs about
    n log n of the number of keys; people's spellings are compared only within one pair of initials.
    """
    groups = Groups(evidence)
    neighbours = Neighbours(evidence)
    by_name = _by_name(evidence)
    _merge_types(groups, evidence, by_name, neighbours)
    _merge_places(groups, by_name)
    _merge_agencies(groups, evidence, by_name)
    _merge_acronyms(groups, evidence, acronyms, neighbours)
    merge_people(groups, evidence, neighbours)
    return groups


def _by_name(evidence: Iterable[Key]) -> Names:
    """The keys of each name that has several."""
    by_name: dict[str, list[Key]] = defaultdict(list)
    for key in evidence:
        by_name[key[1]].append(key)
    return {name: sorted(keys) for name, keys in by_name.items() if len(keys) > 1}


def _merge_types(groups: Groups, evidence: Mapping[Key, Evidence], by_name: Names, neighbours: Neighbours) -> None:
    """A name that few articles give another type than the many has the type of the many.

    Where the two share context, half as many are few, and of a name of several words any number. What a gazetteer
    knows stays a place.
    """
    ambiguous = {name: keys for name, keys in by_name.items() if len({key[0] for key in keys}) > 1}
    for name, keys in sorted(ambiguous.items()):
        first, *others = sorted(
            keys, key=lambda key: (-len(evidence[key].articles), -sum(evidence[key].forms.values()), key)
        )
        most = len(evidence[first].articles)
        for key in others:
            share = len(evidence[key].articles) / most
            near = share <= _HALF or " " in name
            is_territory = key[0] == "place" and key[2]
            if (
                key[0] != first[0]
                and not is_territory
                and (share <= _FEW or (near and share_context(neighbours, key, first)))
            ):
                groups.put_under(key, first, "type-vote")


def _merge_places(groups: Groups, by_name: Names) -> None:
    """A place that no gazetteer knows is the one of that name that it does, if there is one."""
    for keys in by_name.values():
        places = [key for key in keys if key[0] == "place"]
        known = [key for key in places if key[2]]
        if len(known) == 1 and len(places) > 1:
            groups.put_under(("place", known[0][1], ""), known[0], "same-place")


def _merge_agencies(groups: Groups, evidence: Mapping[Key, Evidence], by_name: Names) -> None:
    """An agency without a country is that of the country which nearly all others of that name belong to."""
    for keys in by_name.values():
        agencies = [key for key in keys if key[0] == "organisation"]
        unowned = [key for key in agencies if not key[2]]
        owned = sorted((key for key in agencies if key[2]), key=lambda key: (-len(evidence[key].articles), key))
        if not unowned or not owned or not any(is_shared(form) for form in evidence[unowned[0]].forms):
            continue
        counts = [len(evidence[key].articles) for key in owned]
        if sum(counts) >= _ENOUGH and counts[0] >= _NEARLY_ALL * sum(counts):
            groups.put_under(unowned[0], owned[0], "owner-vote")


def _merge_acronyms(
    groups: Groups, evidence: Mapping[Key, Evidence], acronyms: Iterable[tuple[str, Key]], neighbours: Neighbours
) -> None:
    """An acronym that no article of its own explains is what the others say it is, if they say one thing.

    Where none says it, it is the one long name of the collection that has its initials.
    """
    long: dict[str, set[Key]] = defaultdict(set)
    for short, key in acronyms:
        long[short].add(key)
    for short, keys in sorted(long.items()):
        own: Key = ("organisation", short, "")
        if len(keys) == 1 and own in evidence:
            groups.put_under(own, next(iter(keys)), "acronym")
    _merge_initials(groups, evidence, frozenset(long), neighbours)


def _merge_initials(
    groups: Groups, evidence: Mapping[Key, Evidence], explained: frozenset[str], neighbours: Neighbours
) -> None:
    single = sorted(
        [
            key
            for key, found in evidence.items()
            if key[0] == "organisation"
            and len(key[1]) >= _LETTERS
            and " " not in key[1]
            and key[1] not in explained
            and all(map(str.isupper, found.forms))
        ]
    )
    by_initials: dict[str, set[Key]] = defaultdict(set)
    for key, found in evidence.items():
        if key[0] == "organisation" and key[1].count(" ") > 1:
            for letters in initials(min(found.forms)):
                by_initials[letters.casefold()].add(key)
    pairs = [
        (key, min(by_initials[key[1]]))
        for key in single
        if len({groups.find(one) for one in by_initials.get(key[1], ())}) == 1
    ]
    for key, other in pairs:
        if len(key[1]) > _LETTERS or share_context(neighbours, key, other):
            groups.put_under(key, other, "acronym")
