"""What texts call an entity, each description with the sentences it is from; and the entity in schema.org's words."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model import Entity, EntityType
from generator.write import addresses, words
from generator.write.found import Passages, Reading
from generator.write.kwic import address_of
from generator.write.markdown import Value

DESCRIPTIONS = 24
"""Descriptions shown on a page; the table roles.csv has all."""
PLACES = 8
"""Articles named for one description."""

_SCHEMA: dict[EntityType, str] = {"person": "Person", "organisation": "Organization", "place": "Place"}


def described(entity: Entity, roles: Sequence[Passages]) -> list[Value]:
    """The descriptions, most articles first, then the earliest: `text`, `count`, and links to `places`, by date.

    `roles` begin with the newest article, and are where texts describe the entity.
    A description that a person gave in the curation files has no places.
    """
    here = addresses.entity(entity.id)
    texts: dict[str, str] = {}
    found: dict[str, dict[str, tuple[Reading, int]]] = {}
    for passages in sorted(roles, key=_by_date):
        reading = passages.reading
        for start, end in passages.spans:
            text = " ".join(reading.text[start:end].split())
            key = text.casefold()
            texts.setdefault(key, text)
            found.setdefault(key, {}).setdefault(reading.card.id, (reading, start))
    given: list[Value] = [
        {"text": text, "count": "", "places": [], "more": ""}
        for text in entity.descriptions
        if text.casefold() not in found
    ]
    ranked = sorted(found, key=lambda key: -len(found[key]))[:DESCRIPTIONS]
    return [*given, *(_description(texts[key], list(found[key].values()), here) for key in ranked)]


def _by_date(passages: Passages) -> tuple[str, str]:
    card = passages.reading.card
    return card.date or "9999-99-99", card.id


def _description(text: str, places: list[tuple[Reading, int]], here: str) -> Value:
    """One description with the dates of its articles as links; the title stands for a date that is not known."""
    shown: list[Value] = [
        {
            "title": words.short_day(reading.card.date) or words.lead(reading.card.title, 40),
            "about": reading.card.title,
            "url": addresses.relative(here, address_of(reading, start)),
        }
        for reading, start in places[:PLACES]
    ]
    more = len(places) - PLACES
    return {
        "text": text,
        "count": words.counted(len(places), "article"),
        "places": shown,
        "more": f"and {more} more" if more > 0 else "",
    }


def structured(entity: Entity) -> Value:
    """The entity as JSON-LD."""
    about: dict[str, Value] = {"@context": "https://schema.org", "@type": _SCHEMA[entity.type], "name": entity.name}
    if entity.aliases:
        about["alternateName"] = list(entity.aliases)
    if entity.descriptions:
        about["description"] = entity.descriptions[0]
    if entity.wikidata:
        about["sameAs"] = f"https://www.wikidata.org/entity/{entity.wikidata}"
    return about
