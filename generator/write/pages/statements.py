"""Who said what: the speakers of the collection, and what was said by speakers who are not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.model import Entity
from generator.write import addresses, words
from generator.write.borders import parts
from generator.write.catalogue import Catalogue, Name, Quote
from generator.write.drafts import Draft, finished
from generator.write.markdown import escape, heading, link, page, table
from generator.write.pages import lines, said
from generator.write.pages.lines import Head, Links
from generator.write.registers import register

FOLDER = "statements"
INDEX = "statements/index.html"
UNKNOWN = "statements/unattributed.html"
SPEAKERS_ON_A_PAGE = 100
STATEMENTS_ON_A_PAGE = 100


class Speaker(Struct, frozen=True, array_like=True, gc=False):
    """A line of the list of speakers."""

    name: Name
    statements: int
    articles: int
    years: str


class Speakers(Struct, frozen=True, array_like=True, gc=False):
    """A page of the A–Z of speakers."""

    head: Head
    speakers: tuple[Speaker, ...]
    parts: Links
    """The pages that list them when there are too many."""


class Unattributed(Struct, frozen=True, array_like=True, gc=False):
    """Statements of speakers who are no one known."""

    head: Head
    quotes: tuple[Quote, ...]


def pages(shelf: Catalogue) -> Iterator[Draft[str] | Draft[Speakers] | Draft[Unattributed]]:
    """The speakers with their counts; then the statements of unknown speakers. Known ones' are on their own pages."""
    yield from _index(shelf)
    yield from _unattributed(shelf)


def _index(shelf: Catalogue) -> Iterator[Draft[str] | Draft[Speakers]]:
    """The speakers, most statements first; those above `SPEAKERS_ON_A_PAGE` also on a page for each initial."""
    meta = lines.listing("Who said what")
    total = sum(len(quotes) for quotes in shelf.statements.values())
    if not total:
        yield finished(INDEX, page(meta, "No statement has been found in the articles yet."))
        return
    entities = {entity.id: entity for entity in shelf.collection.entities}
    speakers = sorted(
        (entities[id] for id in shelf.statements if id), key=lambda one: (-len(shelf.statements[one.id]), one.id)
    )
    many = speakers if len(speakers) > SPEAKERS_ON_A_PAGE else []
    letters = register(FOLDER, ((addresses.filed_name(one), one.id, one) for one in many))
    meta["facts"] = f"{words.counted(total, 'statement')} by {words.counted(len(speakers), 'known speaker')}"
    if letters:
        meta["letters"] = lines.letter_links(INDEX, letters)
    unknown = len(shelf.statements.get("", ()))
    there = addresses.relative(INDEX, UNKNOWN)
    most = [_speaker(shelf, one) for one in speakers[:SPEAKERS_ON_A_PAGE]]
    body = [
        *([heading(2, "Most statements", id="most-statements")] if letters else []),
        *([_table(most, INDEX)] if speakers else []),
        f"{link(escape('Statements whose speaker is not known'), there)}: {unknown:,}",
    ]
    yield finished(INDEX, page(meta, "\n\n".join(body)))
    for here, head, listed, links in lines.register_pages("Who said what", INDEX, letters, ("speaker", "speakers")):
        yield Draft(here, _write_speakers, Speakers(head, tuple(_speaker(shelf, one) for one in listed), links))


def _speaker(shelf: Catalogue, speaker: Entity) -> Speaker:
    quotes = shelf.statements[speaker.id]
    dates = {quote.reading.value.card.id: quote.reading.value.card.date for quote in quotes}
    return Speaker(shelf.names[speaker.id], len(quotes), len(dates), lines.years(dates.values()))


def _write_speakers(here: str, given: Speakers) -> str:
    body = lines.part_links(here, given.parts) if given.parts else _table(given.speakers, here)
    return page(lines.head(here, given.head), body)


def _table(speakers: Sequence[Speaker], here: str) -> str:
    """A table of speakers with their numbers."""
    rows = []
    for one in speakers:
        there = f"{one.name.address}#statements" if one.name.has_page else one.name.address
        name = link(escape(one.name.name), addresses.relative(here, there), one.name.type)
        rows.append((name, f"{one.statements:,}", f"{one.articles:,}", one.years))
    return table(("Speaker", "Statements", "Articles", "Years"), rows, numeric=(1, 2))


def _unattributed(shelf: Catalogue) -> Iterator[Draft[str] | Draft[Unattributed]]:
    quotes = shelf.statements.get("", ())
    title = "Statements whose speaker is not known"
    crumbs = (("Who said what", INDEX), ("Speaker not known", ""))
    head = Head(title, crumbs, words.counted(len(quotes), "statement"))
    found = parts(quotes, STATEMENTS_ON_A_PAGE, said.date, said.filed_under)
    if found:
        body = lines.part_links(UNKNOWN, lines.links_to(UNKNOWN, found))
    else:
        body = said.said_by_unknown(quotes, UNKNOWN) if quotes else "Every statement has a speaker who is known."
    yield finished(UNKNOWN, page(lines.head(UNKNOWN, head), body))
    trail = [("Who said what", INDEX), ("Speaker not known", UNKNOWN)]
    for here, part_head, part in lines.part_heads(UNKNOWN, title, trail, found, ("statement", "statements")):
        yield Draft(here, _write_unattributed, Unattributed(part_head, part.items))


def _write_unattributed(here: str, given: Unattributed) -> str:
    return page(lines.head(here, given.head), said.said_by_unknown(given.quotes, here))
