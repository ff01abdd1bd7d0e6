"""The decisions that a person should look at, with their sentences, as YAML for `_curation/entities.yml`."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from generator.analyse.entities_owners import is_shared
from generator.curation import TOPICS, Curation
from generator.explain import sentence_at, sentence_span
from generator.ids import slug
from generator.ingest.glued import divided
from generator.model import Collection, Entity, LinkedMention, Namesakes, Record
from generator.resolve.topic_doubles import doubles

SENTENCES = 3
"""Sentences that are shown of one doubt, from different articles as far as there are."""

LineOf = Callable[[str, str], int | None]

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9/-]*")


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A question to a person."""

    question: str
    places: tuple[tuple[Record, int], ...]
    """Where to look: articles, and code points in them."""
    proposal: tuple[str, ...] = ()
    """Lines of YAML that decide it; none where no correction can."""
    instead: tuple[str, ...] = ()
    """Lines of YAML that decide it otherwise, shown as comments."""


def review(collection: Collection, curation: Curation, line_of: LineOf) -> Iterator[str]:
    """The lines of YAML, without line ends, that list what is doubtful in `collection`, in a fixed order.

    `curation` holds the corrections that it was made with: what they confirm is not asked again; `line_of` tells in
    which line of a file below the corpus folder a word first stands, from 1, or None. Pasted into
    entities.yml as it is, everything stays as the build decided, save for what it left open.
    """
    asked = False
    shelf = _Shelf(collection, curation, line_of)
    for title, doubts in _KINDS:
        for number, doubt in enumerate(doubts(shelf)):
            asked = True
            if number == 0:
                yield f"# ---- {title} ----"
            yield ""
            yield from _lines(doubt)
            yield ""
    if not asked:
        yield "# Nothing is in doubt."


def _lines(doubt: _Doubt) -> Iterator[str]:
    yield f"# {_printable(doubt.question)}"
    for record, start in _from_several(doubt.places):
        yield f"#   {_printable(record.article.path)}: {_printable(sentence_at(record, start))}"
    yield from doubt.proposal
    if doubt.instead:
        yield "# Or:" if doubt.proposal else "# Perhaps:"
        yield from (f"# {line}" for line in doubt.instead)


def _from_several(places: Iterable[tuple[Record, int]]) -> list[tuple[Record, int]]:
    """The first place in each article, at most `SENTENCES`."""
    first: dict[str, tuple[Record, int]] = {}
    for record, start in places:
        first.setdefault(record.article.id, (record, start))
    return list(first.values())[:SENTENCES]


class _Shelf:
    """The collection as the questions need it."""

    def __init__(self, collection: Collection, curation: Curation, line_of: LineOf) -> None:
        self._line_of = line_of
        self.collection = collection
        self.entities = {entity.id: entity for entity in collection.entities}
        self.typed = {one.entity for one in curation.entities if one.type}
        self.named = curation.named_entities()
        self.topics = {one.topic for one in curation.topics}
        self.records = {record.article.id: record for record in collection.records}

    @cached_property
    def places(self) -> dict[str, list[tuple[Record, LinkedMention]]]:
        """Where each entity is mentioned."""
        places: dict[str, list[tuple[Record, LinkedMention]]] = defaultdict(list)
        for record in self.collection.records:
            for mention in record.mentions:
                places[mention.entity].append((record, mention))
        return places

    def where(self, path: str, word: str) -> str:
        """The file, and the line of it that `word` first stands in where that can be told."""
        line = self._line_of(path, word)
        return path if line is None else f"{path}, line {line},"

    def at(self, entity: str) -> tuple[tuple[Record, int], ...]:
        """Where an entity is mentioned: articles and code points."""
        return tuple((record, mention.start) for record, mention in self.places[entity])

    def in_turn(self, namesakes: Namesakes) -> tuple[tuple[Record, int], ...]:
        """Where people of one name stand: the first article of each, then the second …"""
        first: dict[str, tuple[Record, int]] = {}
        for entity in namesakes.entities:
            for record, start in self.at(entity):
                first.setdefault(record.article.id, (record, start))
        turns = zip_longest(*namesakes.articles)
        return tuple(first[article] for turn in turns for article in turn if article in first)


def _short_names(shelf: _Shelf) -> Iterator[_Doubt]:
    """Names that could be of two people in one article."""
    for record in shelf.collection.records:
        surfaces: dict[str, LinkedMention] = {}
        for mention in record.mentions:
            surface = _surface(record, mention)
            if mention.could_be and surface.isprintable():
                surfaces.setdefault(surface, mention)
        for surface, mention in surfaces.items():
            people = sorted(mention.could_be, key=lambda person: (-shelf.entities[person].mentions, person))
            names = " or ".join(shelf.entities[one].name for one in people)
            yield _Doubt(
                f"“{surface}” in {record.article.id} could be {names}.",
                ((record, mention.start),),
                _override(record, surface, people[0]),
                tuple(line for person in people[1:] for line in _override(record, surface, person)),
            )


def _namesakes(shelf: _Shelf) -> Iterator[_Doubt]:
    """One name that was told apart into several people, or that may be of several."""
    for one in shelf.collection.namesakes:
        if not shelf.named.isdisjoint(one.entities):
            continue
        name = one.labels[0].rpartition(" (")[0]
        parts = " – ".join(f"{label} in {len(held)}" for label, held in zip(one.labels, one.articles, strict=True))
        confirmed = tuple(line for id in one.entities for line in (f"- entity: {id}", "  type: person"))
        if len(one.entities) > 1:
            said = f"{name} was taken for {len(one.entities)} people, by article: {parts}. {_sentence(one.reason)}"
            instead: tuple[str, ...] = (f"- entity: people/{slug(name)}", "  type: person")
        else:
            said = f"{name} was taken for one person. By article it could be {parts}. {_sentence(one.reason)}"
            instead = _split(one.entities[0], zip(one.labels, one.articles, strict=True))
        yield _Doubt(said, shelf.in_turn(one), confirmed, instead)


def _sentence(reason: str) -> str:
    return f"{reason[0].upper()}{reason[1:]}."


def _split(entity: str, parts: Iterable[tuple[str, Iterable[str]]]) -> tuple[str, ...]:
    """The lines of a split; each part has its label and the ids of its articles."""
    return (
        f"- split: {entity}",
        "  into:",
        *(
            f"    - {{prefLabel: {_quoted(label)}, articles: [{', '.join(map(_quoted, articles))}]}}"
            for label, articles in parts
        ),
    )


def _spellings(shelf: _Shelf) -> Iterator[_Doubt]:
    """Names that are taken for spellings of one person's."""
    for entity in shelf.collection.entities:
        forms: dict[str, list[tuple[Record, int]]] = defaultdict(list)
        for record, mention in shelf.places[entity.id]:
            if "spelling" in mention.rules and "curation" not in mention.rules:
                forms[_surface(record, mention)].append((record, mention.start))
        full = sorted(form for form in forms if " " in form and form.isprintable())
        if full:
            articles = {form: sorted({record.article.id for record, _ in forms[form]}) for form in full}
            yield _Doubt(
                f"“{'”, “'.join(full)}” was taken for another spelling of {entity.name}.",
                tuple(place for form in full for place in forms[form]),
                (f"- entity: {entity.id}", f"  altLabel: [{', '.join(map(_quoted, full))}]"),
                _split(entity.id, articles.items()),
            )


def _agencies(shelf: _Shelf) -> Iterator[_Doubt]:
    """Agencies whose country is not known; one that stands in a sentence with them is proposed, the nearest first."""
    for entity in shelf.collection.entities:
        if entity.type == "organisation" and not entity.country and is_shared(entity.name):
            near, others = _countries_beside(shelf, entity)
            yield _Doubt(
                f"Whose {entity.name} is this? Its country is not known.",
                shelf.at(entity.id),
                (f"- entity: {entity.id}", f"  country: {near[0]}") if near else (),
                tuple(
                    line
                    for country in (*near[1:], *others)
                    for line in (f"- entity: {entity.id}", f"  country: {country}")
                ),
            )


def _countries_beside(shelf: _Shelf, entity: Entity) -> tuple[list[str], list[str]]:
    """The countries in the sentences of an entity, the nearest first; and the others of its articles, by code."""
    distance: dict[str, int] = {}
    others: set[str] = set()
    for record, mention in shelf.places[entity.id]:
        start, end = sentence_span(record, mention.start)
        for other in record.mentions:
            found = shelf.entities[other.entity]
            if found.type == "place" and found.country:
                others.add(found.country)
                if start <= other.start < end:
                    here = abs(other.start - mention.start)
                    distance[found.country] = min(here, distance.get(found.country, here))
    return sorted(distance, key=lambda country: (distance[country], country)), sorted(others - distance.keys())


def _types(shelf: _Shelf) -> Iterator[_Doubt]:
    """One name in two types."""
    named: dict[str, list[Entity]] = defaultdict(list)
    for entity in shelf.collection.entities:
        named[slug(entity.name)].append(entity)
    for _, several in sorted(named.items()):
        if len({one.type for one in several}) > 1 and not all(one.id in shelf.typed for one in several):
            ranked = sorted(several, key=lambda one: (-one.mentions, one.id))
            yield _Doubt(
                f"{ranked[0].name}: {' and '.join(one.type for one in ranked)}?",
                tuple(place for one in ranked for place in shelf.at(one.id)[:1]),
                tuple(line for one in ranked for line in (f"- entity: {one.id}", f"  type: {one.type}")),
                (f"- entity: {ranked[0].id}", f"  merge: [{', '.join(one.id for one in ranked[1:])}]"),
            )


def _topics(shelf: _Shelf) -> Iterator[_Doubt]:
    """Topics that may be one; what decides it belongs into topics.yml."""
    for topic, other in doubles(shelf.collection.topics):
        if topic.id in shelf.topics and other.id in shelf.topics:
            continue
        places = tuple(
            (shelf.records[article], shelf.records[article].analysis.sentences[0][0])
            for article in topic.articles
            if article in other.articles and shelf.records[article].analysis.sentences
        )
        yield _Doubt(
            f"Are “{topic.label}” ({len(topic.articles)}) and “{other.label}” ({len(other.articles)}) one? {TOPICS}:",
            places,
            instead=(
                f"- topic: {topic.id}",
                f"  merge: [{other.id}]",
                "Or both are topics:",
                *(line for one in (topic, other) for line in (f"- topic: {one.id}", "  pin: true")),
            ),
        )


def _glued(shelf: _Shelf) -> Iterator[_Doubt]:
    """Words that have grown together, which only the file itself can mend."""
    for record in shelf.collection.records:
        for word in record.article.glued:
            start = record.article.text.find(word)
            if start >= 0:
                yield _Doubt(
                    f"“{word}” in {shelf.where(record.article.path, word)} may be “{divided(word)}”. "
                    "No correction changes a text: mend it in the file.",
                    ((record, start),),
                )


_KINDS: tuple[tuple[str, Callable[[_Shelf], Iterator[_Doubt]]], ...] = (
    ("names that two people share", _short_names),
    ("people of one name", _namesakes),
    ("spellings of one name", _spellings),
    ("agencies without a country", _agencies),
    ("one name, two types", _types),
    ("topics that may be one: for topics.yml", _topics),
    ("words that have grown together", _glued),
)


def _surface(record: Record, mention: LinkedMention) -> str:
    return " ".join(record.article.text[mention.start : mention.end].split())


def _override(record: Record, surface: str, entity: str) -> tuple[str, str, str]:
    article = _quoted(record.article.id)
    return f"- article: {article}", f"  surface: {_quoted(surface)}", f"  entity: {entity}"


def _quoted(text: str) -> str:
    """A text as YAML reads it back."""
    return text if _PLAIN.fullmatch(text) else json.dumps(_printable(text), ensure_ascii=False)


def _printable(text: str) -> str:
    """A text on one line that can't steer a terminal, end a comment, or be no YAML."""
    return "".join(character if character.isprintable() else "�" for character in text)
