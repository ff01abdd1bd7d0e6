"""The pages of people, organisations and places: what texts call them, when, in which sentences, and with whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from generator.curation import ENTITIES
from generator.model import FOLDERS, Entity
from generator.settings import Settings
from generator.write import addresses, borders, charts, words
from generator.write import map as maps
from generator.write.borders import Part, parts
from generator.write.catalogue import Catalogue, Page
from generator.write.kwic import Line, concordance, markdown
from generator.write.markdown import Value, bullets, div, heading, page
from generator.write.pages import indexed, lines
from generator.write.pages.described import described, structured
from generator.write.pages.said import Quote, date, filed_under, said

MENTIONS_ON_A_PAGE = 100
"""Sentences that one page shows before they are spread over pages by year."""
STATEMENTS_ON_A_PAGE = 50
SHOWN_OF_MANY = 10
"""Newest sentences and statements that the entity's own page shows of those that are spread over pages."""
COMPANIONS = 8
"""People, organisations and places that an entity appears with, each, beside the text."""
TOPICS = 12


def pages(shelf: Catalogue, settings: Settings) -> Iterator[Page]:
    """The page of each entity that has one, by id, and the pages its long lists are spread over."""
    for entity in shelf.collection.entities:
        if entity.has_page:
            yield from _pages_of(shelf, settings, entity)


def _pages_of(shelf: Catalogue, settings: Settings, entity: Entity) -> Iterator[Page]:
    here = addresses.entity(entity)
    places = ((record, (mention.start, mention.end)) for record, mention in shelf.mentions.get(entity.id, ()))
    sentences = borders.newest_first(concordance(places), _line_date)
    in_parts = parts(sentences, MENTIONS_ON_A_PAGE, _line_date, _line_filed)
    quotes = borders.newest_first(shelf.statements.get(entity.id, ()), date)
    quotes_in_parts = [
        replace(part, key=f"said-{part.key}") for part in parts(quotes, STATEMENTS_ON_A_PAGE, date, filed_under)
    ]
    body = [*_statements(here, quotes, quotes_in_parts), *_mentions(here, sentences, in_parts)]
    yield Page(here, page(_front_matter(shelf, settings, entity, len(quotes)), "\n\n".join(body)))
    trail = _trail(entity)
    for there, meta, part in lines.part_pages(here, entity.name, trail, in_parts, ("sentence", "sentences")):
        yield Page(there, page(meta, _concordance(part.items, there)))
    title = f"Statements of {entity.name}"
    for there, meta, spoken in lines.part_pages(here, title, trail, quotes_in_parts, ("statement", "statements")):
        yield Page(there, page(meta, said(spoken.items, there)))


def _statements(here: str, quotes: Sequence[Quote], found: Sequence[Part[Quote]]) -> list[str]:
    """The section of what the entity said; nothing when it says nothing."""
    if not quotes:
        return []
    title = heading(2, "Statements", id="statements")
    if found:
        return [title, lines.part_links(here, found), said(quotes[:SHOWN_OF_MANY], here)]
    return [title, said(quotes, here)]


def _mentions(here: str, sentences: Sequence[Line], found: Sequence[Part[Line]]) -> list[str]:
    """The section of every mention in its sentence."""
    title = heading(2, "Every mention, in its sentence", id="mentions")
    if found:
        newest = _concordance(sentences[:SHOWN_OF_MANY], here)
        return [title, lines.part_links(here, found), heading(3, "The newest"), newest]
    return [title, _concordance(sentences, here)] if sentences else []


def _concordance(sentences: Sequence[Line], here: str) -> str:
    return div("concordance", bullets(markdown(line, here) for line in sentences))


def _front_matter(shelf: Catalogue, settings: Settings, entity: Entity, statements: int) -> dict[str, Value]:
    """What the template `entity.html` shows above and beside the sentences."""
    here = addresses.entity(entity)
    found = shelf.mentions.get(entity.id, ())
    records = list({record.article.id: record for record, _ in found}.values())
    facts = [
        f"{words.counted(entity.mentions, 'mention')} in {words.counted(entity.articles, 'article')}",
        lines.years(records),
    ]
    chart = charts.through_time((record.article.date for record, _ in found), ("mention", "mentions"))
    return {
        "title": entity.name,
        "template": "entity.html",
        "search": indexed.of_entity(entity),
        "heading": entity.name,
        "kind": entity.type,
        "summary": _summary(entity, facts),
        "crumbs": lines.crumbs(here, *_trail(entity)[:-1], (entity.name, "")),
        "also": list(entity.aliases),
        "facts": ", ".join(fact for fact in facts if fact),
        "described": described(shelf, entity),
        "chart": chart,
        "map": _map(entity),
        "statements": words.counted(statements, "statement") if statements else "",
        "companions": _companions(shelf, entity),
        "topics": _topics(shelf, entity),
        "wikidata": entity.wikidata,
        "id": entity.id,
        "curation": f"{settings.corpus}/{ENTITIES}",
        "structured": structured(entity),
        "trail": lines.trail(here, *_trail(entity)),
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
        (entity.name, addresses.entity(entity)),
    ]


def _companions(shelf: Catalogue, entity: Entity) -> list[Value]:
    """Whom and what the entity appears with, by type, with the number of articles they share."""
    here = addresses.entity(entity)
    groups: list[Value] = []
    for kind in lines.SECTIONS:
        found = (one for one in shelf.companions.get(entity.id, ()) if one.entity.type == kind)
        items: list[Value] = [
            {
                "title": one.entity.name,
                "url": addresses.relative(here, addresses.entity(one.entity)),
                "count": one.articles,
            }
            for one in islice(found, COMPANIONS)
        ]
        if items:
            groups.append({"kind": kind, "items": items})
    return groups


def _topics(shelf: Catalogue, entity: Entity) -> list[Value]:
    here = addresses.entity(entity)
    return [
        {"title": shelf.topics[one.id].label, "url": addresses.relative(here, addresses.topic(one.id))}
        for one in shelf.topics_of.get(entity.id, ())[:TOPICS]
    ]


def _map(entity: Entity) -> Value:
    found = maps.locator(entity) if entity.type == "place" else None
    return maps.front_matter(found, addresses.entity(entity)) if found else None


def _line_date(line: Line) -> str:
    return line.record.article.date


def _line_filed(line: Line) -> str:
    return lines.filed_under(line.record)
