"""Who said what: the speakers of the collection, and what was said by speakers who are not known."""

from __future__ import annotations

from collections.abc import Iterator

from generator.settings import Settings
from generator.write import addresses, words
from generator.write.catalogue import Catalogue, Page
from generator.write.markdown import Value, escape, link, page, table
from generator.write.pages import lines, said
from generator.write.pages.borders import parts

INDEX = "statements/index.html"
UNKNOWN = "statements/unattributed.html"
STATEMENTS_ON_A_PAGE = 100


def pages(shelf: Catalogue, settings: Settings) -> Iterator[Page]:
    """The speakers with their counts; then the statements of unknown speakers. Known ones' are on their own pages."""
    yield _index(shelf)
    yield from _unattributed(shelf)


def _index(shelf: Catalogue) -> Page:
    meta: dict[str, Value] = {"title": "Who said what", "template": "listing.html", "heading": "Who said what"}
    total = sum(len(quotes) for quotes in shelf.statements.values())
    if not total:
        return Page(INDEX, page(meta, "No statement has been found in the articles yet."))
    speakers = sorted(
        (shelf.entities[id] for id in shelf.statements if id),
        key=lambda speaker: (-len(shelf.statements[speaker.id]), speaker.id),
    )
    meta["facts"] = f"{words.counted(total, 'statement')} by {words.counted(len(speakers), 'known speaker')}"
    rows = []
    for speaker in speakers:
        quotes = shelf.statements[speaker.id]
        page_of = addresses.relative(INDEX, addresses.entity(speaker))
        there = f"{page_of}#statements" if speaker.has_page else page_of
        records = {record.article.id: record for record, _ in quotes}.values()
        name = link(escape(speaker.name), there, speaker.type)
        rows.append((name, f"{len(quotes):,}", f"{len(records):,}", lines.years(records)))
    body = [table(("Speaker", "Statements", "Articles", "Years"), rows, numeric=(1, 2))] if rows else []
    unknown = len(shelf.statements.get("", ()))
    there = addresses.relative(INDEX, UNKNOWN)
    body.append(f"{link(escape('Statements whose speaker is not known'), there)}: {unknown:,}")
    return Page(INDEX, page(meta, "\n\n".join(body)))


def _unattributed(shelf: Catalogue) -> Iterator[Page]:
    quotes = said.newest_first(shelf.statements.get("", ()))
    title = "Statements whose speaker is not known"
    meta: dict[str, Value] = {
        "title": title,
        "template": "listing.html",
        "heading": title,
        "crumbs": lines.crumbs(UNKNOWN, ("Who said what", INDEX), ("Speaker not known", "")),
        "facts": words.counted(len(quotes), "statement"),
    }
    found = parts(quotes, STATEMENTS_ON_A_PAGE, said.date, said.filed_under)
    if found:
        body = lines.part_links(UNKNOWN, found)
    else:
        body = said.said_by_unknown(quotes, UNKNOWN) if quotes else "Every statement has a speaker who is known."
    yield Page(UNKNOWN, page(meta, body))
    trail = [("Who said what", INDEX), ("Speaker not known", UNKNOWN)]
    for here, part_meta, part in lines.part_pages(UNKNOWN, title, trail, found, ("statement", "statements")):
        yield Page(here, page(part_meta, said.said_by_unknown(part.items, here)))
