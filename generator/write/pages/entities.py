"""The pages of people, organisations and places: what texts call them, when, in which sentences, and with whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generator.curation import ENTITIES
from generator.model import FOLDERS, Entity
from generator.write import addresses, charts, words
from generator.write import map as maps
from generator.write.borders import parts
from generator.write.catalogue import Catalogue, Counted, Passages, Quote, Subject
from generator.write.drafts import Draft
from generator.write.kwic import Line, concordance, markdown
from generator.write.markdown import Value, bullets, div, heading, page
from generator.write.pages import indexed, lines
from generator.write.pages.described import described, structured
from generator.write.pages.lines import Head, Links
from generator.write.pages.said import date, filed_under, said

MENTIONS_ON_A_PAGE = 100
"""Mentions whose sentences one page shows before they are spread over pages by year."""
STATEMENTS_ON_A_PAGE = 50
SHOWN_OF_MANY = 10
"""Newest sentences and statements that the entity's own page shows of those that are spread over pages."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """An entity, and what its page shows of the collection."""

    entity: Entity
    mentions: tuple[Passages, ...]
    """All of them, or those of the newest articles when there are pages of `mention_parts`."""
    mention_parts: Links
    times: tuple[tuple[str, int], ...]
    """Date of each article that mentions it, and how often it does; empty when `mentions` are all."""
    quotes: tuple[Quote, ...]
    """All of them, or the newest when there are pages of `quote_parts`."""
    quote_parts: Links
    statements: int
    roles: tuple[Passages, ...]
    companions: tuple[Counted, ...]
    topics: tuple[Subject, ...]
    corpus: str
    """The corpus folder."""


@dataclass(frozen=True, slots=True)
class Concordance:
    """A part of an entity's mentions, and what stands around it."""

    head: Head
    passages: tuple[Passages, ...]


@dataclass(frozen=True, slots=True)
class Sayings:
    """A part of an entity's statements, and what stands around it."""

    head: Head
    quotes: tuple[Quote, ...]


Pages = Draft[Portrait] | Draft[Concordance] | Draft[Sayings]


def pages(shelf: Catalogue) -> Iterator[Pages]:
    """The page of each entity that has one, by id, and the pages its long lists are spread over."""
    for entity in shelf.collection.entities:
        if entity.has_page:
            yield from _pages_of(shelf, entity)


def _pages_of(shelf: Catalogue, entity: Entity) -> Iterator[Pages]:
    here = addresses.entity(entity.id)
    mentions, quotes = shelf.mentions.get(entity.id, ()), shelf.statements.get(entity.id, ())
    few = sum([len(one.spans) for one in mentions]) <= MENTIONS_ON_A_PAGE
    in_parts = [] if few else parts(mentions, MENTIONS_ON_A_PAGE, _date, _filed_under, _size)
    quotes_in_parts = [
        replace(part, key=f"said-{part.key}") for part in parts(quotes, STATEMENTS_ON_A_PAGE, date, filed_under)
    ]
    portrait = Portrait(
        entity=entity,
        mentions=mentions[:SHOWN_OF_MANY] if in_parts else mentions,
        mention_parts=lines.links_to(here, in_parts),
        times=_times(mentions) if in_parts else (),
        quotes=quotes[:SHOWN_OF_MANY] if quotes_in_parts else quotes,
        quote_parts=lines.links_to(here, quotes_in_parts),
        statements=len(quotes),
        roles=shelf.roles.get(entity.id, ()),
        companions=shelf.companions.get(entity.id, ()),
        topics=shelf.topics_of.get(entity.id, ()),
        corpus=shelf.corpus,
    )
    yield Draft(here, _write, portrait)
    trail = _trail(entity)
    for there, head, part in lines.part_heads(here, entity.name, trail, in_parts, ("mention", "mentions")):
        yield Draft(there, _write_concordance, Concordance(head, part.items))
    title = f"Statements of {entity.name}"
    for there, head, spoken in lines.part_heads(here, title, trail, quotes_in_parts, ("statement", "statements")):
        yield Draft(there, _write_sayings, Sayings(head, spoken.items))


def _write(here: str, given: Portrait) -> str:
    body = [*_statements(here, given), *_mentions(here, given)]
    return page(_front_matter(here, given), "\n\n".join(body))


def _write_concordance(here: str, given: Concordance) -> str:
    return page(lines.head(here, given.head), _sentences(concordance(given.passages), here))


def _write_sayings(here: str, given: Sayings) -> str:
    return page(lines.head(here, given.head), said(given.quotes, here))


def _statements(here: str, given: Portrait) -> list[str]:
    """The section of what the entity said; nothing when it says nothing."""
    if not given.quotes:
        return []
    title = heading(2, "Statements", id="statements")
    if given.quote_parts:
        return [title, lines.part_links(here, given.quote_parts), said(given.quotes, here)]
    return [title, said(given.quotes, here)]


def _mentions(here: str, given: Portrait) -> list[str]:
    """The section of every mention in its sentence."""
    sentences = concordance(given.mentions)
    title = heading(2, "Every mention, in its sentence", id="mentions")
    if given.mention_parts:
        newest = _sentences(sentences[:SHOWN_OF_MANY], here)
        return [title, lines.part_links(here, given.mention_parts), heading(3, "The newest"), newest]
    return [title, _sentences(sentences, here)] if sentences else []


def _sentences(found: Iterable[Line], here: str) -> str:
    return div("concordance", bullets(markdown(line, here) for line in found))


def _front_matter(here: str, given: Portrait) -> dict[str, Value]:
    """What the template `entity.html` shows above and beside the sentences."""
    entity, trail = given.entity, _trail(given.entity)
    times = given.times or _times(given.mentions)
    facts = [
        f"{words.counted(entity.mentions, 'mention')} in {words.counted(entity.articles, 'article')}",
        lines.years(date for date, _ in times),
    ]
    return {
        "title": entity.name,
        "template": "entity.html",
        "search": indexed.of_entity(entity),
        "heading": entity.name,
        "kind": entity.type,
        "summary": _summary(entity, facts),
        "crumbs": lines.crumbs(here, *trail[:-1], (entity.name, "")),
        "also": [alias for alias in entity.aliases if alias.casefold() != entity.name.casefold()],
        "facts": ", ".join(fact for fact in facts if fact),
        "described": described(entity, given.roles),
        "chart": charts.through_time((date for date, count in times for _ in range(count)), ("mention", "mentions")),
        "map": _map(entity),
        "statements": words.counted(given.statements, "statement") if given.statements else "",
        "companions": _companions(here, given.companions),
        "topics": [
            {"title": one.label, "url": addresses.relative(here, addresses.topic(one.id))} for one in given.topics
        ],
        "wikidata": entity.wikidata,
        "id": entity.id,
        "curation": f"{given.corpus}/{ENTITIES}",
        "structured": structured(entity),
        "trail": lines.trail(here, *trail),
    }


def _summary(entity: Entity, facts: Sequence[str]) -> str:
    said_of = f", {entity.descriptions[0]}" if entity.descriptions else ""
    return f"{entity.name}{said_of}: {', '.join(fact for fact in facts if fact)}."


def _trail(entity: Entity) -> list[tuple[str, str]]:
    """From the section to the entity: People › B › Leonid Brezhnev."""
    folder, initial = FOLDERS[entity.type], addresses.initial(entity)
    return [
        (lines.SECTIONS[entity.type], addresses.index(folder)),
        (lines.letter_title(initial), addresses.a_to_z(folder, initial)),
        (entity.name, addresses.entity(entity.id)),
    ]


def _companions(here: str, companions: Sequence[Counted]) -> list[Value]:
    """Whom and what the entity appears with, by type, with the number of articles they share."""
    return [
        {
            "kind": kind,
            "items": [
                {"title": one.name.name, "url": addresses.relative(here, one.name.address), "count": one.articles}
                for one in found
            ],
        }
        for kind, found in groupby(companions, key=lambda one: one.name.type)
    ]


def _map(entity: Entity) -> Value:
    found = maps.locator(entity) if entity.type == "place" else None
    return maps.front_matter(found, addresses.entity(entity.id)) if found else None


def _times(mentions: Iterable[Passages]) -> tuple[tuple[str, int], ...]:
    """Date of each article, and how often it mentions the entity."""
    return tuple([(one.reading.value.card.date, len(one.spans)) for one in mentions])


def _date(passages: Passages) -> str:
    return passages.reading.value.card.date


def _filed_under(passages: Passages) -> str:
    return passages.reading.value.card.filed


def _size(passages: Passages) -> int:
    return len(passages.spans)
