"""Corrections that speak against one another: found in what people wrote, before any of it is applied.

Of two that cannot both hold the first counts; the later is left out, with a warning that names both lines. What can
only be told from the articles, such as a merge that leads in a circle once entities are renamed, `resolve` finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from generator.curation import ENTITIES, TOPICS, Curation, EntityCorrection, Override, Split, SplitPart, TopicCorrection
from generator.ids import slug

T = TypeVar("T", EntityCorrection, Override, Split, TopicCorrection)
Changes = TypeVar("Changes", EntityCorrection, TopicCorrection)


def without_contradictions(curation: Curation) -> tuple[Curation, tuple[str, ...]]:
    """Leave out what contradicts an earlier correction or says it again, and warn of it, by file and line."""
    said = _Said()
    splits = tuple(_parts_apart(_first_of_each(_once(curation.splits, ENTITIES, said), said), said))
    overrides = tuple(_once(curation.overrides, ENTITIES, said))
    entities = tuple(_once(curation.entities, ENTITIES, said))
    entities = tuple(_not_what_is_split(entities, splits, said))
    entities = tuple(_one_wikidata_id_each(entities, said))
    besides = [*((one.entity, one.line) for one in overrides), *((one.split, one.line) for one in splits)]
    topics = tuple(_once(curation.topics, TOPICS, said))
    consistent = replace(
        curation,
        entities=tuple(_ignored_or_something(entities, besides, ENTITIES, lambda one: one.entity, said)),
        splits=splits,
        overrides=overrides,
        topics=tuple(_ignored_or_something(topics, [], TOPICS, lambda one: one.topic, said)),
    )
    return consistent, tuple(text for *_, text in sorted(said.all))


@dataclass(frozen=True, slots=True)
class _Said:
    all: list[tuple[str, int, str]] = field(default_factory=list)

    def warn(self, file: str, line: int, problem: str) -> None:
        self.all.append((file, line, f"{file}:{line}: {problem}. Change or remove this correction."))


def _once(corrections: Iterable[T], file: str, said: _Said) -> Iterator[T]:
    """Each correction but those that say word for word what another does."""
    seen: dict[T, int] = {}
    for one in corrections:
        first = seen.setdefault(replace(one, line=0), one.line)
        if first == one.line:
            yield one
        else:
            said.warn(file, one.line, f"line {first} says the same")


def _first_of_each(splits: Iterable[Split], said: _Said) -> Iterator[Split]:
    """The first split of each entity."""
    lines: dict[str, int] = {}
    for one in splits:
        first = lines.setdefault(one.split, one.line)
        if first == one.line:
            yield one
        else:
            said.warn(
                ENTITIES, one.line, f"“{one.split}” is split by line {first} already: put the parts of both there"
            )


def _parts_apart(splits: Iterable[Split], said: _Said) -> Iterator[Split]:
    """Splits whose parts share neither a name nor an article."""
    for one in splits:
        parts: dict[str, SplitPart] = {}
        holder: dict[str, str] = {}
        for part in one.into:
            if slug(part.pref_label) in parts:
                said.warn(ENTITIES, one.line, f"two parts of “{one.split}” are called “{part.pref_label}”")
                continue
            for article in part.articles:
                if holder.setdefault(article, part.pref_label) != part.pref_label:
                    problem = f"“{article}” is given to “{holder[article]}” and to “{part.pref_label}”"
                    said.warn(ENTITIES, one.line, problem)
            own = tuple(article for article in part.articles if holder[article] == part.pref_label)
            parts[slug(part.pref_label)] = replace(part, articles=own)
        yield replace(one, into=tuple(part for part in parts.values() if part.articles))


def _not_what_is_split(
    entities: Iterable[EntityCorrection], splits: Iterable[Split], said: _Said
) -> Iterator[EntityCorrection]:
    """Corrections that merge neither an entity that is split nor the parts of a split with one another."""
    apart = {one.split: one for one in splits}
    split_of = {f"{one.split.partition('/')[0]}/{slug(part.pref_label)}": one for one in splits for part in one.into}
    for one in entities:
        merge = []
        for old in one.merge:
            if old in apart:
                problem = f"“{old}” is split by line {apart[old].line}, so it cannot become “{one.entity}”"
                said.warn(ENTITIES, one.line, problem)
            elif old in split_of and split_of[old] is split_of.get(one.entity):
                problem = f"“{old}” and “{one.entity}” are told apart by line {split_of[old].line}, and merged here"
                said.warn(ENTITIES, one.line, problem)
            else:
                merge.append(old)
        yield replace(one, merge=tuple(merge))


def _one_wikidata_id_each(entities: Iterable[EntityCorrection], said: _Said) -> Iterator[EntityCorrection]:
    """Corrections that give no Wikidata id to two entities that stay two."""
    holder: dict[str, EntityCorrection] = {}
    entities = tuple(entities)
    becomes = {old: one.entity for one in entities for old in one.merge}
    for one in entities:
        first = holder.setdefault(one.wikidata, one) if one.wikidata else one
        if becomes.get(first.entity, first.entity) == becomes.get(one.entity, one.entity):
            yield one
        else:
            said.warn(ENTITIES, one.line, f"line {first.line} gives {one.wikidata} to “{first.entity}” already")
            yield replace(one, wikidata="")


def _ignored_or_something(
    corrections: Iterable[Changes],
    besides: Iterable[tuple[str, int]],
    file: str,
    name: Callable[[Changes], str],
    said: _Said,
) -> Iterator[Changes]:
    """Corrections that ignore nothing of which another, or they themselves, or one of `besides` says what it is."""
    corrections = tuple(corrections)
    something = dict(reversed([*((name(one), one.line) for one in corrections if _says(one)), *besides]))
    for one in corrections:
        if one.ignore and name(one) in something:
            line = something[name(one)]
            where = "" if line == one.line else f", by line {line}"
            said.warn(file, one.line, f"“{name(one)}” is to be ignored, but also to be something{where}")
            one = replace(one, ignore=False)
        yield one


def _says(one: Changes) -> bool:
    """Whether a correction says more than that something is to be ignored."""
    values: Iterator[Any] = (
        getattr(one, about.name) for about in fields(one) if about.name not in ("entity", "topic", "line", "ignore")
    )
    return any(values)
