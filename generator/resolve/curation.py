"""Applies people's corrections to what was resolved: overrides, splits, then whatever moves or changes.

Corrections name the ids that the build gives by itself; an id that another correction gives counts too. The old address
of whatever moves leads on to the new one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from generator.curation import ENTITIES, Curation, EntityCorrection
from generator.ids import slug
from generator.model import FOLDERS, Moved
from generator.resolve.moves import Moves

_ADDED_UP = ("alt_label", "merge")
"""Of several corrections of one entity these are taken together; of the others the first counts."""


@dataclass(frozen=True, slots=True)
class Named:
    """One mention as corrections see it."""

    surface: str
    """White space folded."""
    entity: str
    """The entity's id."""


@dataclass(frozen=True, slots=True)
class Curated:
    """What is left to do once all corrections have been applied."""

    assigned: tuple[tuple[str, ...], ...]
    """For each article, for each of its mentions, the id of its entity; empty where it is to be forgotten."""
    names: Mapping[str, str]
    """The name of each entity, by id."""
    said_of: Mapping[str, EntityCorrection]
    """What people say of an entity, by its final id."""
    kept: frozenset[str]
    """Ids of the entities that have a page whatever the numbers say."""
    moved: tuple[Moved, ...]
    """By old id."""
    warnings: tuple[str, ...]
    """Corrections that match nothing or contradict one another, each with its line."""


def apply(
    curation: Curation, articles: Sequence[str], mentions: Sequence[Sequence[Named]], names: Mapping[str, str]
) -> Curated:
    """Apply all corrections.

    `mentions` has one row for each of `articles` (their ids), in the same order; `names` has the name of each entity
    that the build found by itself, by id.
    """
    work = _Work(curation, articles, mentions, names)
    work.override()
    work.split()
    work.move()
    return work.done()


class _Work:
    """The mentions while corrections are applied, one kind after the other."""

    def __init__(
        self,
        curation: Curation,
        articles: Sequence[str],
        mentions: Sequence[Sequence[Named]],
        names: Mapping[str, str],
    ) -> None:
        self._curation = curation
        self._rows = {article: number for number, article in enumerate(articles)}
        self._surfaces = [[one.surface.casefold() for one in row] for row in mentions]
        self._assigned = [[one.entity for one in row] for row in mentions]
        self._names = dict(names)
        self._moves = Moves()
        self._parts: dict[str, list[str]] = defaultdict(list)
        self._said: list[tuple[int, str]] = []
        self._touched: set[str] = set()
        self._known = {one.entity for row in mentions for one in row}
        self._known |= {one.entity for one in curation.entities if one.pref_label}
        self._known |= {_target(one) for one in curation.entities if _target(one) != one.entity}
        self._known |= {_part_id(one.split, part.pref_label) for one in curation.splits for part in one.into}

    def override(self) -> None:
        """Give single names in single articles to the entities that the keeper names."""
        given: dict[tuple[int, int], str] = {}
        for one in self._curation.overrides:
            row = self._rows.get(one.article)
            if row is None:
                self._warn(one.line, f"no article has the id “{one.article}”")
                continue
            hits = [n for n, surface in enumerate(self._surfaces[row]) if surface == one.surface.casefold()]
            if not hits:
                self._warn(one.line, f"“{one.surface}” is no name found in {one.article}")
            elif one.entity not in self._known:
                self._warn(one.line, f"nothing has the id “{one.entity}”")
            elif any(given.get((row, n), one.entity) != one.entity for n in hits):
                self._warn(one.line, f"another correction says otherwise of “{one.surface}” in {one.article}")
            else:
                self._touched.add(one.entity)
                for n in hits:
                    given[row, n] = self._assigned[row][n] = one.entity

    def split(self) -> None:
        """Tell apart, by article, the several entities that share one id; articles that no part names keep it."""
        for one in self._curation.splits:
            for part in one.into:
                new = _part_id(one.split, part.pref_label)
                found = [self._split_off(one.split, new, article, one.line) for article in part.articles]
                if any(found):
                    self._names[new] = part.pref_label
                    self._touched |= {one.split, new}
                    self._parts[one.split].append(new)
                else:
                    self._warn(one.line, f"“{one.split}” is in none of the articles of “{part.pref_label}”")

    def _split_off(self, old: str, new: str, article: str, line: int) -> bool:
        """Give the mentions of `old` in one article to `new`; whether there were any."""
        row = self._rows.get(article)
        if row is None:
            self._warn(line, f"no article has the id “{article}”")
            return False
        found = old in self._assigned[row]
        self._assigned[row] = [new if entity == old else entity for entity in self._assigned[row]]
        return found

    def move(self) -> None:
        """Merge, rename and retype."""
        for one in self._curation.entities:
            for old in one.merge:
                if old not in self._known:
                    self._warn(one.line, f"nothing has the id “{old}”, so there is nothing to merge")
                else:
                    self._warn(one.line, self._moves.merge(old, one.entity))
        for one in self._curation.entities:
            target = _target(one)
            if target != one.entity:
                self._names.setdefault(target, self._names.get(one.entity, ""))
                self._warn(one.line, self._moves.rename(one.entity, target))
            if one.pref_label and self._moves.end(one.entity) == self._moves.end(target):
                self._names[target] = one.pref_label

    def done(self) -> Curated:
        """Follow every move to its end, and hand over."""
        for name, line in self._curation.ambiguous_names():
            self._warn(line, f"“{name}” is a name of another entity too, so it tells neither")
        ends = [[self._moves.end(entity) for entity in row] for row in self._assigned]
        present = {entity for row in ends for entity in row}
        said_of = self._said_of(present)
        ignored = {entity for entity, one in said_of.items() if one.ignore}
        kept = present - ignored
        return Curated(
            assigned=tuple(tuple("" if entity in ignored else entity for entity in row) for row in ends),
            names={entity: self._names.get(entity) or _first_name(entity, said_of.get(entity)) for entity in kept},
            said_of={entity: one for entity, one in said_of.items() if entity in kept},
            kept=frozenset(kept & ({self._moves.end(entity) for entity in self._touched} | said_of.keys())),
            moved=self._moved(kept),
            warnings=tuple(text for _, text in sorted(self._said)),
        )

    def _said_of(self, present: set[str]) -> dict[str, EntityCorrection]:
        """The corrections of each entity as one."""
        said_of: dict[str, EntityCorrection] = {}
        for one in self._curation.entities:
            end = self._moves.end(one.entity)
            if end not in present:
                self._warn(one.line, f"nothing has the id “{one.entity}”")
                continue
            if one.ignore and (one.entity in self._moves or one.merge or one.alt_label):
                self._warn(one.line, f"“{one.entity}” is to be ignored, but also to be something")
                one = replace(one, ignore=False)
            said_of[end] = self._joined(said_of[end], one) if end in said_of else one
        return said_of

    def _joined(self, first: EntityCorrection, later: EntityCorrection) -> EntityCorrection:
        """Two corrections of one entity as one."""
        joined: dict[str, Any] = {}
        for name in (field.name for field in fields(later)):
            mine, other = getattr(first, name), getattr(later, name)
            if name in _ADDED_UP:
                joined[name] = (*mine, *(one for one in other if one not in mine))
            elif name not in ("entity", "line"):
                joined[name] = mine or other
                if mine and other and mine != other:
                    self._warn(later.line, f"line {first.line} says otherwise of “{later.entity}”, and counts")
        return replace(first, **joined)

    def _moved(self, kept: set[str]) -> tuple[Moved, ...]:
        """Where the addresses lead that were an entity's before it was corrected."""
        new: dict[str, list[str]] = {old: [self._moves.end(old)] for old in self._moves}
        for name in self._curation.known_names():
            new.setdefault(f"{FOLDERS[name.type]}/{slug(name.name)}", [self._moves.end(name.entity)])
        for old, parts in self._parts.items():
            new[old] = [self._moves.end(part) for part in parts]
        found = ((old, tuple(sorted(kept.intersection(ends)))) for old, ends in sorted(new.items()) if old not in kept)
        return tuple(Moved(old, ends) for old, ends in found if ends)

    def _warn(self, line: int, problem: str) -> None:
        """Note `problem`, unless it is empty."""
        if problem:
            self._said.append((line, f"{ENTITIES}:{line}: {problem}. Change or remove this correction."))


def _target(one: EntityCorrection) -> str:
    """The id that an entity has once it is renamed and retyped."""
    folder, _, name = one.entity.partition("/")
    return f"{FOLDERS[one.type] if one.type else folder}/{slug(one.pref_label) if one.pref_label else name}"


def _part_id(split: str, label: str) -> str:
    return f"{split.partition('/')[0]}/{slug(label)}"


def _first_name(entity: str, said: EntityCorrection | None) -> str:
    """The name of an entity that only corrections know: its first further name, else one made of its id."""
    return said.alt_label[0] if said and said.alt_label else entity.partition("/")[2].replace("-", " ").title()
