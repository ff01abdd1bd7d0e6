"""One entity from many names: which mentions, across articles, are of one person, organisation or place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from generator.model import (
    Analysed,
    Analysis,
    Entity,
    LinkedMention,
    LinkedRole,
    LinkedStatement,
    Mention,
    Moved,
    Namesakes,
)
from generator.resolve import curation
from generator.resolve.entities_columns import Numbers
from generator.resolve.entities_found import Found, find
from generator.resolve.entities_portraits import entity, portraits
from generator.settings import Settings

_START, _END, _COULD_BE = map(attrgetter, ("start", "end", "could_be"))

SMALL_COLLECTION = 500
"""Up to so many articles every entity has a page of its own, unless the settings say otherwise."""


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """What one article's mentions are mentions of."""

    entity_of: tuple[str, ...]
    """The entity's id for each of `Analysis.mentions`, in their order; empty where people ignore it."""
    mentions: tuple[LinkedMention, ...]
    """By start, then entity."""
    statements: tuple[LinkedStatement, ...]
    """In the order of `Analysis.statements`."""
    roles: tuple[LinkedRole, ...]
    """In the order of `Analysis.roles`."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The entities of a collection and where they are."""

    entities: tuple[Entity, ...]
    """By id."""
    articles: tuple[LinkedArticle, ...]
    """One for each article, in their order."""
    moved: tuple[Moved, ...]
    """Ids that corrections have changed, by old id."""
    warnings: tuple[str, ...]
    """Corrections that match nothing or contradict one another."""
    namesakes: tuple[Namesakes, ...]
    """People of one name who were told apart, and those who perhaps should be, by their first entity's id."""


def link_entities(analysed: Analysed, settings: Settings) -> Linked:
    """Find the entities of all articles and link every mention, statement and role to its own.

    Names are brought together by rule first, and people of one name told apart; then people's corrections are applied
    to what that gives. The time grows with the number of mentions.
    """
    articles, analyses = analysed.corpus.articles, analysed.analyses
    found = find(analysed)
    curated = curation.apply(analysed.corpus.curation, articles, analyses, found.ids, found.names, found.parted)
    gathered = portraits(analysed, found.labels, found.mentions, curated.assigned, curated.added)
    linker = _Linker(found, curated)
    least = settings.entity_page_min_articles or (1 if len(articles) <= SMALL_COLLECTION else 2)
    entities = tuple(
        entity(id, gathered[id], curated.names[id], curated.said_of.get(id), 0 if id in curated.kept else least)
        for id in sorted(gathered)
    )
    linked = tuple([linker.linked(number, analysis) for number, analysis in enumerate(analyses)])
    return Linked(entities, linked, curated.moved, curated.warnings, found.namesakes)


class _Linker:
    """Links what single articles hold to the entities of the collection."""

    def __init__(self, found: Found, curated: curation.Curated) -> None:
        self._found = found
        self._curated = curated
        self._namesakes = {part for parts in found.parted.values() for part in parts}
        self._own = _Sorted()
        self._merged = {label: rules for label, rules in enumerate(found.rules) if rules}
        mentions, merged = found.mentions, Numbers[frozenset[str]]()
        of_label = np.array([merged[rules] for rules in found.rules], np.int64)
        self._all_rules = [self._own[(*own, *rules)] for own in mentions.rules_of for rules in merged]
        """What most mentions are left with: their own rules and those of their label."""
        self._rules_at: list[int] = (mentions.rules * len(merged) + of_label[mentions.label]).tolist()
        """For each mention of all articles the place of its rules there."""
        self._first: list[int] = np.searchsorted(mentions.article, np.arange(len(found.rows))).tolist()

    def linked(self, number: int, analysis: Analysis) -> LinkedArticle:
        """The article with this number."""
        entity_of = self._curated.assigned[number]
        return LinkedArticle(
            entity_of=entity_of,
            mentions=self._mentions(number, analysis.mentions),
            statements=tuple(
                [
                    LinkedStatement(statement, "" if statement.speaker is None else entity_of[statement.speaker])
                    for statement in analysis.statements
                ]
            ),
            roles=tuple(
                [
                    LinkedRole(role.start, role.end, entity_of[role.mention])
                    for role in analysis.roles
                    if entity_of[role.mention]
                ]
            ),
        )

    def _mentions(self, number: int, found: Sequence[Mention]) -> tuple[LinkedMention, ...]:
        """The mentions that stay, by start, then entity; of two that are alike, one with the rules of both."""
        before_of, after_of = self._found.ids[number], self._curated.assigned[number]
        added = self._curated.added.get(number, ())
        are_open = any(map(_COULD_BE, found))
        are_as_found = before_of == after_of and not added and self._namesakes.isdisjoint(before_of)
        if are_as_found and not are_open and number not in self._found.mentions.tangled:  # so it is in nearly all
            first = self._first[number]
            usual = map(self._all_rules.__getitem__, self._rules_at[first : first + len(found)])
            return tuple(map(LinkedMention, map(_START, found), map(_END, found), after_of, usual))
        entity_named: Mapping[str, str] = {}
        if are_open:
            entity_named = {
                mention.name: after for mention, after in zip(found, after_of, strict=True) if mention.type == "person"
            }
        linked: dict[tuple[int, int, str], LinkedMention] = {}
        for mention, before, after, label in zip(found, before_of, after_of, self._found.rows[number], strict=True):
            if not after:
                continue
            rules = self._rules(mention.rules, label, before, after)
            place = mention.start, mention.end, after
            if place in linked:  # a name that stood for two entities which are one now
                rules = tuple(sorted({*rules, *linked[place].rules}))
            could_be = _open_to(mention, entity_named) if mention.could_be and before == after else ()
            linked[place] = LinkedMention(mention.start, mention.end, after, rules, could_be)
        for one in added:
            linked[one.start, one.end, one.entity] = LinkedMention(one.start, one.end, one.entity, ("curation",))
        return tuple([linked[place] for place in sorted(linked, key=lambda place: (place[0], place[2]))])

    def _rules(self, own: tuple[str, ...], label: int, before: str, after: str) -> tuple[str, ...]:
        """All rules that made a mention one of its entity, sorted."""
        merged = self._merged.get(label, ())
        namesake = ("namesake",) if before in self._namesakes else ()
        corrected = () if before == after else ("curation",)
        return self._own[(*own, *merged, *namesake, *corrected)]


class _Sorted(dict[tuple[str, ...], tuple[str, ...]]):
    """Rules, each once and sorted; the same ones are one tuple."""

    def __missing__(self, rules: tuple[str, ...]) -> tuple[str, ...]:
        self[rules] = found = tuple(sorted({*rules}))
        return found


def _open_to(mention: Mention, entity_named: Mapping[str, str]) -> tuple[str, ...]:
    """The entities that a short name could stand for, if there are still several."""
    found = {entity_named.get(name, "") for name in mention.could_be} - {""}
    return tuple(sorted(found)) if len(found) > 1 else ()
