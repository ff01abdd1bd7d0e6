"""People's corrections as values: `ingest.curation` reads them, `analyse` and `resolve` apply them.

Every correction knows the line it begins on, so that one that matches nothing can be named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

FOLDER = "_curation"
"""Where the corrections lie, below the corpus folder."""
ENTITIES = f"{FOLDER}/entities.yml"
TOPICS = f"{FOLDER}/topics.yml"
STOPWORDS = f"{FOLDER}/stopwords.txt"

Type = Literal["person", "organisation", "place"]
TYPES: dict[str, Type] = {"people": "person", "organisations": "organisation", "places": "place"}
"""The type that the folder of an entity's id stands for."""


@dataclass(frozen=True, slots=True)
class EntityCorrection:
    """What is changed of one entity. Empty values leave things as they are."""

    entity: str
    """Its id."""
    line: int
    pref_label: str = ""
    """Its name."""
    alt_label: tuple[str, ...] = ()
    """Further names, found wherever a text has them."""
    type: Type | None = None
    country: str = ""
    """ISO 3166 code in capitals."""
    wikidata: str = ""
    description: str = ""
    merge: tuple[str, ...] = ()
    """Ids of the entities that become this one."""
    ignore: bool = False
    """Neither page nor links."""


@dataclass(frozen=True, slots=True)
class SplitPart:
    """One of the entities that a split makes, and the ids of the articles whose mentions it gets."""

    pref_label: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """One entity that is really several, told apart by article."""

    split: str
    """Its id."""
    line: int
    into: tuple[SplitPart, ...]


@dataclass(frozen=True, slots=True)
class Override:
    """One name in one article that belongs to another entity."""

    article: str
    """Its id."""
    line: int
    surface: str
    """The name as the article writes it."""
    entity: str


@dataclass(frozen=True, slots=True)
class TopicCorrection:
    """What is changed of one topic."""

    topic: str
    """Its id."""
    line: int
    pref_label: str = ""
    """Its label."""
    merge: tuple[str, ...] = ()
    """Ids of the topics that become this one."""
    broader: tuple[str, ...] = ()
    """Ids of the topics it is a kind of."""
    pin: bool = False
    """A topic even if only one article has it, or very many."""
    ignore: bool = False


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that people tell what it stands for."""

    name: str
    """White space folded."""
    entity: str
    type: Type


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What people tell the analysis of single articles; with the article and the settings it decides what is found."""

    names: tuple[KnownName, ...] = ()
    """By name."""
    stopwords: tuple[str, ...] = ()
    """Words and phrases that are never keywords; sorted."""


NO_LEXICON: Final = Lexicon()


@dataclass(frozen=True, slots=True)
class Curation:
    """Everything in `_curation/` but `metadata.csv`, which belongs to the articles; each in the order of its file."""

    entities: tuple[EntityCorrection, ...] = ()
    splits: tuple[Split, ...] = ()
    overrides: tuple[Override, ...] = ()
    topics: tuple[TopicCorrection, ...] = ()
    stopwords: tuple[str, ...] = ()
    """Words and phrases that are never keywords; sorted."""

    def lexicon(self) -> Lexicon:
        """What the analysis needs to know."""
        return Lexicon(self.known_names(), self.stopwords)

    def named_entities(self) -> frozenset[str]:
        """The ids of all entities that a correction names."""
        return frozenset(
            [
                *(one.entity for one in self.entities),
                *(one.entity for one in self.overrides),
                *(one.split for one in self.splits),
                *(old for one in self.entities for old in one.merge),
            ]
        )

    def known_names(self) -> tuple[KnownName, ...]:
        """The further names (`altLabel`) of all entities that are not ignored, by name.

        A name that is given to two entities stands for neither.
        """
        return tuple(
            KnownName(name, one.entity, one.type or TYPES[one.entity.partition("/")[0]])
            for name, (one, *others) in sorted(self._by_further_name().items())
            if all(other.entity == one.entity for other in others)
        )

    def ambiguous_names(self) -> tuple[tuple[str, int], ...]:
        """The further names that are given to two entities, each with the line of the later one; by name."""
        return tuple(
            (name, found[-1].line)
            for name, found in sorted(self._by_further_name().items())
            if len({one.entity for one in found}) > 1
        )

    def _by_further_name(self) -> dict[str, list[EntityCorrection]]:
        found: dict[str, list[EntityCorrection]] = {}
        for one in self.entities:
            for name in () if one.ignore else one.alt_label:
                found.setdefault(name, []).append(one)
        return found


NO_CORRECTIONS: Final = Curation()
