"""The A–Z of people, organisations, places, topics, titles, speakers and sources: on which page a thing stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Generic, TypeVar

from generator.model import FOLDERS, Entity, EntityType
from generator.write import addresses
from generator.write.borders import Part, by_prefix

T = TypeVar("T")

LINES_ON_A_PAGE = 400
"""Things that the page of a letter lists before they are spread over pages by their second letter, and so on."""


@dataclass(frozen=True, slots=True)
class Letter(Generic[T]):
    """All things with one initial."""

    initial: str
    """`a` to `z`, or `other`."""
    address: str
    things: tuple[T, ...]
    """In the order of the A–Z."""
    parts: tuple[Part[T], ...]
    """Where they stand when there are too many for the letter's page; empty when they all stand there."""

    def pages(self) -> Iterable[tuple[str, tuple[T, ...]]]:
        """The addresses of the pages that list the things, each with those it lists."""
        if not self.parts:
            return [(self.address, self.things)]
        return [(addresses.part(self.address, part.key), part.items) for part in self.parts]


def register(folder: str, things: Iterable[tuple[str, str, T]]) -> tuple[Letter[T], ...]:
    """The A–Z of `things`, each with what it is filed under (ASCII) and an id that parts those alike."""
    by_letter: dict[str, list[tuple[str, str, T]]] = {}
    ranked = sorted(things, key=itemgetter(1))
    ranked.sort(key=lambda thing: thing[0].lower())
    for thing in ranked:
        by_letter.setdefault(addresses.letter(thing[0]), []).append(thing)
    return tuple(
        _letter(folder, initial, by_letter[initial]) for initial in sorted(by_letter, key=lambda one: (len(one), one))
    )


def _letter(folder: str, initial: str, filed: Sequence[tuple[str, str, T]]) -> Letter[T]:
    cut = by_prefix(filed, LINES_ON_A_PAGE, _filed) if len(filed) > LINES_ON_A_PAGE else []
    return Letter(
        initial=initial,
        address=addresses.a_to_z(folder, initial),
        things=tuple([thing for _, _, thing in filed]),
        parts=tuple([Part(one.key, one.title, tuple([thing for _, _, thing in one.items]), one.size) for one in cut]),
    )


def _filed(thing: tuple[str, str, object]) -> str:
    return f"{thing[0]} {thing[1]}"


def entity_registers(entities: tuple[Entity, ...]) -> Mapping[EntityType, tuple[Letter[Entity], ...]]:
    """The A–Z of each type of entity, by type."""
    by_type: dict[EntityType, list[tuple[str, str, Entity]]] = {kind: [] for kind in FOLDERS}
    for one in entities:
        by_type[one.type].append((addresses.filed_name(one), one.id, one))
    return {kind: register(FOLDERS[kind], things) for kind, things in by_type.items()}


def addresses_in(registers: Iterable[Sequence[Letter[Entity]]]) -> dict[str, str]:
    """The address of each entity in the A–Z of all types, by its id: its page, or its line there when it has none."""
    found: dict[str, str] = {}
    for letters in registers:
        for letter in letters:
            for address, entities in letter.pages():
                for one in entities:
                    anchor = one.id.partition("/")[2]
                    found[one.id] = addresses.entity(one.id) if one.has_page else f"{address}#{anchor}"
    return found
