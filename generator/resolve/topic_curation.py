"""Applies people's corrections to topics: which keywords are one topic, what it is called, what it is a kind of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from generator.curation import TOPICS, TopicCorrection
from generator.ids import slug
from generator.model import Moved
from generator.resolve.moves import Moves


@dataclass(frozen=True, slots=True)
class Arranged:
    """The topics once all corrections have been applied."""

    members: Mapping[str, tuple[str, ...]]
    """The keys of each topic, by its id; the first is the one whose forms give the label."""
    labels: Mapping[str, str]
    """Labels that people gave, by id."""
    broader: Mapping[str, tuple[str, ...]]
    """Broader topics that people gave, by id."""
    moved: tuple[Moved, ...]
    """By old id."""
    warnings: tuple[str, ...]
    """Corrections that match nothing or contradict one another, each with its line."""


def arrange(
    corrections: Sequence[TopicCorrection],
    found: Mapping[str, str],
    rare: Mapping[str, str],
    holders: Mapping[str, AbstractSet[str]],
    min_articles: int,
) -> Arranged:
    """Apply `corrections`.

    `found` has the keys of the topics that the build finds, by id, `rare` those of keywords that are none by
    themselves; `holders` the articles of each key.
    """
    work = _Work(corrections, {**rare, **found})
    work.move()
    return work.done(found, holders, min_articles)


class _Work:
    """The topics while corrections are applied."""

    def __init__(self, corrections: Sequence[TopicCorrection], keys: Mapping[str, str]) -> None:
        self._corrections = corrections
        self._keys = keys
        self._moves = Moves()
        self._labels: dict[str, str] = {}
        self._said: list[tuple[int, str]] = []

    def move(self) -> None:
        """Merge and rename."""
        for one in self._corrections:
            for old in one.merge:
                if old in self._keys:
                    self._warn(one, self._moves.merge(old, one.topic))
                else:
                    self._warn(one, f"no keyword has the id “{old}”, so there is nothing to merge")
        for one in self._corrections:
            target = f"topics/{slug(one.pref_label)}" if one.pref_label else one.topic
            problem = self._moves.rename(one.topic, target) if target != one.topic else ""
            self._warn(one, problem)
            if one.pref_label and not problem:
                earlier = self._labels.setdefault(target, one.pref_label)
                self._warn(one, "" if earlier == one.pref_label else f"it is called “{earlier}” already")

    def done(self, found: Mapping[str, str], holders: Mapping[str, AbstractSet[str]], min_articles: int) -> Arranged:
        """Gather the keys of each topic, and leave out what is ignored or too rare."""
        members = self._members(found)
        pinned = {self._moves.end(one.topic) for one in self._corrections if one.pin}
        ignored = self._ignored()
        by_itself = {self._moves.end(topic) for topic in found}
        kept = {
            topic: keys
            for topic, keys in members.items()
            if topic not in ignored
            and (
                topic in pinned
                or topic in by_itself
                or len(set().union(*(holders[key] for key in keys))) >= min_articles
            )
        }
        for one in self._corrections:
            end = self._moves.end(one.topic)
            if end not in members:
                self._warn(one, f"no keyword has the id “{one.topic}”")
            elif end not in kept and end not in ignored:
                self._warn(one, f"“{one.topic}” is in too few articles to be a topic without “pin: true”")
        moved = tuple(
            Moved(old, (self._moves.end(old),))
            for old in sorted(self._moves)
            if old not in kept and self._moves.end(old) in kept
        )
        broader = self._broader(kept)
        return Arranged(kept, self._labels, broader, moved, tuple(text for _, text in sorted(self._said)))

    def _members(self, found: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """The keys of each topic that the build finds or that a correction is about.

        Its own key comes first, then those of corrections, then what is merged into them.
        """
        corrected = {one.topic for one in self._corrections}
        wanted = {*found, *self._moves, *corrected} & self._keys.keys()
        members: dict[str, list[str]] = defaultdict(list)
        for topic in sorted(wanted, key=lambda topic: (topic in self._moves, topic not in corrected, topic)):
            members[self._moves.end(topic)].append(self._keys[topic])
        return {topic: tuple(keys) for topic, keys in members.items()}

    def _ignored(self) -> set[str]:
        ignored = set()
        for one in self._corrections:
            if one.ignore and (one.pin or one.merge or one.topic in self._moves):
                self._warn(one, f"“{one.topic}” is to be ignored, but also to be something")
            elif one.ignore:
                ignored.add(one.topic)
        return ignored

    def _broader(self, kept: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
        given: dict[str, tuple[str, ...]] = {}
        for one in self._corrections:
            here = self._moves.end(one.topic)
            for wanted in one.broader:
                there = self._moves.end(wanted)
                if there not in kept or there == here:
                    self._warn(one, f"“{wanted}” is no topic that “{one.topic}” could be a kind of")
                elif here in _above(there, given):
                    self._warn(one, f"“{wanted}” is itself a kind of “{one.topic}”, which leads in a circle")
                elif there not in given.get(here, ()):
                    given[here] = (*given.get(here, ()), there)
        return given

    def _warn(self, one: TopicCorrection, problem: str) -> None:
        """Note `problem`, unless it is empty."""
        if problem:
            self._said.append((one.line, f"{TOPICS}:{one.line}: {problem}. Change or remove this correction."))


def _above(topic: str, broader: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Everything that `topic` is a kind of, by one step or more."""
    above: set[str] = set()
    waiting = [topic]
    while waiting:
        found = set(broader.get(waiting.pop(), ())) - above
        above |= found
        waiting += sorted(found)
    return above
