"""The pages of people, organisations and places: what texts call them, when, in which sentences, and with whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from generator.curation import ENTITIES
from generator.model import FOLDERS, Entity
from generator.write import addresses, charts, words
from generator.write import map as maps
from generator.write.borders import Part, parts
from generator.write.catalogue import Catalogue, Name, Quote, Subject
from generator.write.drafts import Draft
from generator.write.found import Found, Passages, Reading, passages
from generator.write.known import Listed
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


class Portrait(Struct, frozen=True, array_like=True, gc=False):
    """An entity, and what its page shows of the collection."""

    entity: Entity
    mentions: Listed[Reading]
    """All passages, or those of the newest articles when there are pages of `mention_parts`."""
    mention_parts: Links
    times: tuple[tuple[str, int], ...]
    """Date of each article that mentions it, and how often it does; empty when `mentions` are all."""
    quotes: tuple[Quote, ...]
    """All of them, or the newest when there are pages of `quote_parts`."""
    quote_parts: Links
    statements: int
    roles: Listed[Reading]
    """Passages that describe it."""
    companions: Listed[Name]
    """With the number of articles that they share."""
    topics: Listed[Subject]
    corpus: str
    """The corpus folder."""


class Concordance(Struct, frozen=True, array_like=True, gc=False):
    """A part of an entity's mentions, and what stands around it."""

    head: Head
    passages: Listed[Reading]


class Sayings(Struct, frozen=True, array_like=True, gc=False):
    """A part of an entity's statements, and what stands around it."""

    head: Head
    quotes: tuple[Quote, ...]


Pages = Draft[Portrait] | Draft[Concordance] | Draft[Sayings]


def pages(shelf: Catalogue) -> Iterator[Pages]:
    """The page of each entity that has one, by id, and the pages its long lists are spread over."""
    for number, entity in enumerate(shelf.collection.entities):
        if entity.has_page:
            yield from _pages_of(shelf, number, entity)


def _pages_of(shelf: Catalogue, number: int, entity: Entity) -> Iterator[Pages]:
    here = addresses.entity(entity.id)
    mentions, quotes = shelf.mentions.of(number), shelf.statements.get(entity.id, ())
    in_parts = _parts(shelf, mentions) if len(mentions) > MENTIONS_ON_A_PAGE else []
    many = len(quotes) > STATEMENTS_ON_A_PAGE
    said_in_parts = parts(quotes, STATEMENTS_ON_A_PAGE, date, filed_under) if many else []
    quotes_in_parts = [replace(part, key=f"said-{part.key}") for part in said_in_parts]
    portrait = Portrait(
        entity=entity,
        mentions=mentions.within(range(min(SHOWN_OF_MANY, len(mentions.articles)))) if in_parts else mentions.all(),
        mention_parts=lines.links_to(here, in_parts),
        times=_times(shelf, mentions) if in_parts else (),
        quotes=quotes[:SHOWN_OF_MANY] if quotes_in_parts else quotes,
        quote_parts=lines.links_to(here, quotes_in_parts),
        statements=len(quotes),
        roles=shelf.roles.of(number).all(),
        companions=shelf.companions[number],
        topics=shelf.topics_of[number],
        corpus=shelf.corpus,
    )
    yield Draft(here, _write, portrait)
    if not (in_parts or quotes_in_parts):
        return
    trail = _trail(entity)
    for there, head, part in lines.part_heads(here, entity.name, trail, in_parts, ("mention", "mentions")):
        yield Draft(there, _write_concordance, Concordance(head, mentions.within(part.items)))
    title = f"Statements of {entity.name}"
    for there, head, spoken in lines.part_heads(here, title, trail, quotes_in_parts, ("statement", "statements")):
        yield Draft(there, _write_sayings, Sayings(head, spoken.items))


def _parts(shelf: Catalogue, mentions: Found) -> list[Part[int]]:
    """The parts of a long list of mentions, as indexes of its articles."""
    dates = lines.dates(shelf, mentions.articles)
    filed = [shelf.filed[place] for place in mentions.articles]
    counts = mentions.counts()
    return parts(range(len(dates)), MENTIONS_ON_A_PAGE, dates.__getitem__, filed.__getitem__, counts.__getitem__)


def _times(shelf: Catalogue, mentions: Found) -> tuple[tuple[str, int], ...]:
    """Date of each article, and how often it mentions the entity."""
    return tuple(zip(lines.dates(shelf, mentions.articles), mentions.counts(), strict=True))


def _write(here: str, given: Portrait) -> str:
    mentions = passages(given.mentions)
    body = [*_statements(here, given), *_mentions(here, given, mentions)]
    times = given.times or [(one.reading.card.date, len(one.spans)) for one in mentions]
    return page(_front_matter(here, given, times), "\n\n".join(body))


def _write_concordance(here: str, given: Concordance) -> str:
    return page(lines.head(here, given.head), _sentences(concordance(passages(given.passages)), here))


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


def _mentions(here: str, given: Portrait, mentions: Sequence[Passages]) -> list[str]:
    """The section of every mention in its sentence."""
    sentences = concordance(mentions)
    title = heading(2, "Every mention, in its sentence", id="mentions")
    if given.mention_parts:
        newest = _sentences(sentences[:SHOWN_OF_MANY], here)
        return [title, lines.part_links(here, given.mention_parts), heading(3, "The newest"), newest]
    return [title, _sentences(sentences, here)] if sentences else []


def _sentences(found: Iterable[Line], here: str) -> str:
    return div("concordance", bullets(markdown(line, here) for line in found))


def _front_matter(here: str, given: Portrait, times: Sequence[tuple[str, int]]) -> dict[str, Value]:
    """What the template `entity.html` shows above and beside the sentences.

    `times` are the date of each article, and how often it mentions the entity.
    """
    entity, trail = given.entity, _trail(given.entity)
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
        "described": described(entity, passages(given.roles)),
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


def _companions(here: str, companions: Listed[Name]) -> list[Value]:
    """Whom and what the entity appears with, by type, with the number of articles they share."""
    return [
        {
            "kind": kind,
            "items": [
                {"title": one.name, "url": addresses.relative(here, one.address), "count": articles}
                for one, (articles,) in found
            ],
        }
        for kind, found in groupby(companions.numbered(), key=lambda row: row[0].type)
    ]


def _map(entity: Entity) -> Value:
    found = maps.locator(entity) if entity.type == "place" else None
    return maps.front_matter(found, addresses.entity(entity.id)) if found else None
