"""The entities that the build finds by itself, before people's corrections: which id each mention gets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from generator.analyse.entities_owners import canonical, is_shared
from generator.analyse.territories import country_name
from generator.ids import slug, tell_apart
from generator.model import FOLDERS, Analysed, EntityType, Namesakes
from generator.resolve.entities_columns import Columns, columns, grouped
from generator.resolve.entities_groups import Evidence, Groups, Key, folded
from generator.resolve.entities_merge import merge
from generator.resolve.entities_sightings import judge

_NOBODY: Key = ("place", "", "")
"""The head of labels whose entity people have given."""
_PARTS = attrgetter("type", "name", "owner", "wikidata", "entity")
"""Of a mention those of its label."""


class Label(NamedTuple):
    """What a mention says of itself; mentions of one label are of one entity, save for namesakes."""

    type: EntityType
    name: str
    owner: str
    wikidata: str
    entity: str
    """The id that people gave it, or empty."""

    @property
    def key(self) -> Key:
        """What labels of one entity share before anything is merged."""
        name = canonical(self.name) if self.type == "organisation" else self.name
        return self.type, folded(name) or self.name, self.owner


@dataclass(frozen=True, slots=True)
class Found:
    """The entities of all articles."""

    labels: tuple[Label, ...]
    rows: tuple[tuple[int, ...], ...]
    """For each article, for each of `Analysis.mentions`, the number of its label."""
    mentions: Columns
    ids: tuple[tuple[str, ...], ...]
    """For each article, for each of `Analysis.mentions`, its entity's id."""
    rules: tuple[frozenset[str], ...]
    """For each label the rules that brought it to another name's entity; most often none."""
    names: Mapping[str, str]
    """The name of each entity, by id."""
    namesakes: tuple[Namesakes, ...]
    """People of one name who were told apart, and those who perhaps should be, by their first entity's id."""
    parted: Mapping[str, tuple[str, ...]]
    """The ids of people who were told apart, by the id that they would share."""


def find(analysed: Analysed) -> Found:
    """Give every mention the id of its entity: the one that people name, else by rule.

    The time grows with the number of mentions, and as `merge` and `tell_apart` say.
    """
    labels, rows = _labelled(analysed)
    keys = [label.key for label in labels]
    mentions = columns(analysed.analyses, rows)
    counts: list[int] = np.bincount(mentions.label, minlength=len(labels)).tolist()
    groups = _grouped(labels, keys, mentions, counts)
    heads = tuple(_NOBODY if label.entity else groups.find(key) for label, key in zip(labels, keys, strict=True))
    names = _names(labels, heads, counts)
    ids = _ids(names)
    id_of = [label.entity or ids[head] for label, head in zip(labels, heads, strict=True)]
    people = _people(analysed, heads, rows, ids, names)
    return Found(
        labels=labels,
        rows=rows,
        mentions=mentions,
        ids=tuple([_parted(map(id_of.__getitem__, row), people.in_article.get(n)) for n, row in enumerate(rows)]),
        rules=tuple(
            frozenset() if label.entity else groups.rules(key) for label, key in zip(labels, keys, strict=True)
        ),
        names={ids[key]: name for key, name in names.items()} | dict(people.names),
        namesakes=people.namesakes,
        parted=people.parted,
    )


def _labelled(analysed: Analysed) -> tuple[tuple[Label, ...], tuple[tuple[int, ...], ...]]:
    """All labels, and for each article the numbers of its mentions' labels."""
    numbers: dict[tuple[EntityType, str, str, str, str], int] = defaultdict(count().__next__)
    number = numbers.__getitem__
    rows = tuple([tuple(map(number, map(_PARTS, analysis.mentions))) for analysis in analysed.analyses])
    return tuple(Label(*parts) for parts in numbers), rows


def _grouped(labels: Sequence[Label], keys: Sequence[Key], mentions: Columns, counts: Sequence[int]) -> Groups:
    """The `keys` of all labels that people have given no entity, in groups of one entity each."""
    evidence: dict[Key, Evidence] = {}
    for label, key, often in zip(labels, keys, counts, strict=True):
        if not label.entity:
            forms = evidence.setdefault(key, Evidence()).forms
            forms[label.name] = forms.get(label.name, 0) + often
    numbers = {key: number for number, key in enumerate(evidence)}
    elsewhere = len(numbers)
    number_of = np.array(
        [elsewhere if label.entity else numbers[key] for label, key in zip(labels, keys, strict=True)], np.int64
    )
    articles = grouped(number_of[mentions.label], mentions.article, elsewhere)
    for found, numbers_of_articles in zip(evidence.values(), articles, strict=True):
        found.articles = numbers_of_articles
    short = np.array(["acronym" in rules for rules in mentions.rules_of], np.bool_)
    explained = np.unique(mentions.label[short[mentions.rules]]).tolist()
    long = {keys[number] for number in explained if not labels[number].entity}
    return merge(evidence, sorted(("".join(word[0] for word in key[1].split()), key) for key in long))


def _names(labels: Sequence[Label], heads: Sequence[Key], counts: Sequence[int]) -> dict[Key, str]:
    """What the entity of each head is called."""
    forms: dict[Key, dict[str, int]] = {}
    countries: dict[Key, dict[str, int]] = {}
    for label, head, often in zip(labels, heads, counts, strict=True):
        if not label.entity:
            own = forms.setdefault(head, {})
            own[label.name] = own.get(label.name, 0) + often
            if label.owner:
                owners = countries.setdefault(head, {})
                owners[label.owner] = owners.get(label.owner, 0) + often
    return {head: _name(head[0], found, countries.get(head, {})) for head, found in forms.items()}


def _name(kind: EntityType, forms: Mapping[str, int], countries: Mapping[str, int]) -> str:
    """The most frequent full form, of a person one of several words if known; an agency's with its country."""
    name = next(iter(forms))
    if len(forms) > 1:
        bare = {form: kind == "person" and " " not in form for form in forms}
        name = min(forms, key=lambda form: (bare[form], -forms[form], -len(form), form))
    if kind == "organisation" and countries and is_shared(name):
        return f"{name} ({country_name(min(countries, key=lambda one: (-countries[one], one)))})"
    return name


def _ids(names: Mapping[Key, str]) -> dict[Key, str]:
    """Ids in the order of the names, so that of two alike the later gets a number."""
    named = sorted(zip(names.values(), names, strict=True))
    ids = tell_apart([f"{FOLDERS[key[0]]}/{slug(name)}" for name, key in named])
    return {key: id for (_, key), id in zip(named, ids, strict=True)}


# ---- people of one name ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _People:
    """People of one name."""

    in_article: Mapping[int, Mapping[str, str]]
    """For articles in which some stand: which id is to be which other one."""
    names: Mapping[str, str]
    """Of those told apart, by id."""
    namesakes: tuple[Namesakes, ...]
    parted: Mapping[str, tuple[str, ...]]


def _people(
    analysed: Analysed,
    heads: Sequence[Key],
    rows: Sequence[Sequence[int]],
    ids: Mapping[Key, str],
    names: Mapping[Key, str],
) -> _People:
    """Tell apart the people of one name, save where people's corrections name the id that they share."""
    articles = analysed.corpus.articles
    settled = analysed.corpus.curation.named_entities()
    verdicts = [
        (ids[key], names[key], verdict) for key, verdict in judge(analysed, heads, rows) if ids[key] not in settled
    ]
    labels = [tuple(f"{name} ({label})" for label in verdict.labels) for _, name, verdict in verdicts]
    wanted = [
        f"people/{slug(label)}"
        for (*_, one), given in zip(verdicts, labels, strict=True)
        if one.certain
        for label in given
    ]
    fresh = iter(tell_apart([*ids.values(), *wanted])[len(ids) :])
    in_article: dict[int, dict[str, str]] = defaultdict(dict)
    new_names: dict[str, str] = {}
    namesakes = []
    parted = {}
    for (id, _, verdict), given in zip(verdicts, labels, strict=True):
        parts = tuple(next(fresh) for _ in given) if verdict.certain else (id,)
        if verdict.certain:
            parted[id] = parts
            new_names.update(zip(parts, given, strict=True))
            for part, numbers in zip(parts, verdict.articles, strict=True):
                for number in numbers:
                    in_article[number][id] = part
        held = tuple(tuple(sorted(articles[number].id for number in numbers)) for numbers in verdict.articles)
        namesakes.append(Namesakes(parts, given, held, verdict.reason))
    return _People(in_article, new_names, tuple(sorted(namesakes, key=lambda one: one.entities)), parted)


def _parted(ids: Iterable[str], changes: Mapping[str, str] | None) -> tuple[str, ...]:
    return tuple([changes.get(id, id) for id in ids]) if changes else tuple(ids)
