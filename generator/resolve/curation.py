"""Applies people's corrections to what was resolved: overrides, splits, then whatever moves or changes.

Corrections name the ids that the build gives by itself; an id that another correction gives counts too. The old address
of whatever moves leads on to the new one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from generator.curation import ENTITIES, Curation, EntityCorrection
from generator.ids import slug
from generator.model import FOLDERS, Analysis, Article, Moved
from generator.resolve.moves import Moves

_ADDED_UP = ("alt_label", "merge")
"""Of several corrections of one entity these are taken together; of the others the first counts."""


@dataclass(frozen=True, slots=True)
class Added:
    """A mention that people point to and the analysis did not find; offsets in code points."""

    start: int
    end: int
    entity: str
    """The entity's id."""


@dataclass(frozen=True, slots=True)
class Curated:
    """What is left to do once all corrections have been applied."""

    assigned: tuple[tuple[str, ...], ...]
    """For each article, for each of its mentions, the id of its entity; empty where it is to be forgotten."""
    added: Mapping[int, tuple[Added, ...]]
    """Further mentions, by start, of the articles that have any, by their place in the order of articles."""
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
    curation: Curation,
    articles: Sequence[Article],
    analyses: Sequence[Analysis],
    found: Sequence[Sequence[str]],
    names: Mapping[str, str],
    namesakes: Mapping[str, Sequence[str]],
) -> Curated:
    """Apply all corrections.

    For each article `found` has the ids of the entities of its mentions, in the order of `Analysis.mentions`; `names`
    has the name of each entity that the build found by itself, by id, and `namesakes` the ids of the people that it
    told apart, by the id that they would share.
    """
    work = _Work(curation, articles, analyses, found, names, namesakes)
    work.override()
    work.split()
    work.move()
    return work.done()


class _Work:
    """The mentions while corrections are applied, one kind after the other."""

    def __init__(
        self,
        curation: Curation,
        articles: Sequence[Article],
        analyses: Sequence[Analysis],
        found: Sequence[Sequence[str]],
        names: Mapping[str, str],
        namesakes: Mapping[str, Sequence[str]],
    ) -> None:
        self._curation = curation
        self._articles = articles
        self._analyses = analyses
        self._rows = {article.id: number for number, article in enumerate(articles)}
        self._assigned: list[Sequence[str]] = list(found)
        self._added: dict[int, list[Added]] = defaultdict(list)
        self._names = dict(names)
        self._moves = Moves()
        self._parts: dict[str, list[str]] = defaultdict(list)
        self._parts.update({old: list(parts) for old, parts in namesakes.items()})
        self._said: list[tuple[int, str]] = []
        self._touched: set[str] = set()
        self._known = set().union(*found)
        self._known |= {one.entity for one in curation.entities if one.pref_label}
        self._known |= {_target(one) for one in curation.entities if _target(one) != one.entity}
        self._known |= {_part_id(one.split, part.pref_label) for one in curation.splits for part in one.into}

    def override(self) -> None:
        """Give single names in single articles to the entities that the keeper names."""
        given: dict[tuple[int, str], str] = {}
        for one in self._curation.overrides:
            row = self._rows.get(one.article)
            surface = one.surface.casefold()
            if row is None:
                self._warn(one.line, f"no article has the id “{one.article}”")
            elif one.entity not in self._known:
                self._warn(one.line, f"nothing has the id “{one.entity}”")
            elif given.setdefault((row, surface), one.entity) != one.entity:
                self._warn(one.line, f"another correction says otherwise of “{one.surface}” in {one.article}")
            elif self._give(row, surface, one.entity) or self._find(row, one.surface, one.entity):
                self._touched.add(one.entity)
            else:
                self._warn(one.line, f"“{one.surface}” stands nowhere in {one.article}, or only within longer names")

    def _give(self, row: int, surface: str, entity: str) -> bool:
        """Give the mentions with this casefolded surface to `entity`; whether there were any."""
        mentions = self._analyses[row].mentions
        text = self._articles[row].text
        hits = {n for n, one in enumerate(mentions) if _folded(text[one.start : one.end]) == surface}
        self._assigned[row] = [entity if n in hits else one for n, one in enumerate(self._assigned[row])]
        return bool(hits)

    def _find(self, row: int, surface: str, entity: str) -> bool:
        """Make mentions of a name that the analysis did not find, in place of shorter ones; whether it stands there."""
        words = r"\s+".join(map(re.escape, surface.split()))
        spans = [(one.start, one.end) for one in self._analyses[row].mentions]
        spans += [(one.start, one.end) for one in self._added[row]]
        forgotten: set[int] = set()
        found = False
        for match in re.finditer(rf"(?<!\w){words}(?!\w)", self._articles[row].text):
            beside = [n for n, (start, end) in enumerate(spans) if start < match.end() and match.start() < end]
            if all(match.start() <= spans[n][0] and spans[n][1] <= match.end() for n in beside):
                found = True
                self._added[row].append(Added(*match.span(), entity))
                forgotten.update(beside)
        self._assigned[row] = ["" if n in forgotten else one for n, one in enumerate(self._assigned[row])]
        lost = {spans[n] for n in forgotten}
        self._added[row] = [one for one in self._added[row] if (one.start, one.end) not in lost]
        return found

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
        found = old in self._assigned[row] or any(one.entity == old for one in self._added[row])
        self._assigned[row] = [new if entity == old else entity for entity in self._assigned[row]]
        self._added[row] = [replace(one, entity=new) if one.entity == old else one for one in self._added[row]]
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
        end = {entity: self._moves.end(entity) for entity in set().union(*self._assigned, self._found_besides())}
        present = set(end.values()) - {""}
        said_of = self._said_of(present)
        ignored = {entity for entity, one in said_of.items() if one.ignore}
        kept = present - ignored
        end = {entity: "" if last in ignored else last for entity, last in end.items()}
        return Curated(
            assigned=_followed(self._assigned, end),
            added={
                row: tuple(
                    replace(one, entity=end[one.entity])
                    for one in sorted(found, key=lambda one: one.start)
                    if end[one.entity]
                )
                for row, found in sorted(self._added.items())
                if found
            },
            names={entity: self._names.get(entity) or _first_name(entity, said_of.get(entity)) for entity in kept},
            said_of={entity: one for entity, one in said_of.items() if entity in kept},
            kept=frozenset(kept & ({self._moves.end(entity) for entity in self._touched} | said_of.keys())),
            moved=self._moved(kept),
            warnings=tuple(text for _, text in sorted(self._said)),
        )

    def _found_besides(self) -> set[str]:
        return {one.entity for found in self._added.values() for one in found}

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


def _followed(rows: Sequence[Sequence[str]], end: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """What becomes of all ids in `rows`, most often nothing."""
    if all(entity == last for entity, last in end.items()):
        return tuple(map(tuple, rows))
    return tuple([tuple(map(end.__getitem__, row)) for row in rows])


def _folded(surface: str) -> str:
    return " ".join(surface.split()).casefold()


def _target(one: EntityCorrection) -> str:
    """The id that an entity has once it is renamed and retyped."""
    folder, _, name = one.entity.partition("/")
    return f"{FOLDERS[one.type] if one.type else folder}/{slug(one.pref_label) if one.pref_label else name}"


def _part_id(split: str, label: str) -> str:
    return f"{split.partition('/')[0]}/{slug(label)}"


def _first_name(entity: str, said: EntityCorrection | None) -> str:
    """The name of an entity that only corrections know: its first further name, else one made of its id."""
    return said.alt_label[0] if said and said.alt_label else entity.partition("/")[2].replace("-", " ").title()
