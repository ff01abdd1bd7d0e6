"""Who said what: the speakers of the collection, and what was said by speakers who are not known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from generator.model import Entity
from generator.settings import Settings
from generator.write import addresses, words
from generator.write.borders import newest_first, parts
from generator.write.catalogue import Catalogue, Page
from generator.write.markdown import Value, escape, heading, link, page, table
from generator.write.pages import lines, said

FOLDER = "statements"
INDEX = "statements/index.html"
UNKNOWN = "statements/unattributed.html"
SPEAKERS_ON_A_PAGE = 100
STATEMENTS_ON_A_PAGE = 100


def pages(shelf: Catalogue, settings: Settings) -> Iterator[Page]:
    """The speakers with their counts; then the statements of unknown speakers. Known ones' are on their own pages."""
    yield from _index(shelf)
    yield from _unattributed(shelf)


def _index(shelf: Catalogue) -> Iterator[Page]:
    """The speakers, most statements first; those above `SPEAKERS_ON_A_PAGE` also on a page for each initial."""
    meta = lines.listing("Who said what")
    total = sum(len(quotes) for quotes in shelf.statements.values())
    if not total:
        yield Page(INDEX, page(meta, "No statement has been found in the articles yet."))
        return
    speakers = sorted(
        (shelf.entities[id] for id in shelf.statements if id),
        key=lambda speaker: (-len(shelf.statements[speaker.id]), speaker.id),
    )
    by_letter: defaultdict[str, list[Entity]] = defaultdict(list)
    if len(speakers) > SPEAKERS_ON_A_PAGE:
        for speaker in sorted(speakers, key=lambda speaker: (addresses.sort_key(speaker), speaker.id)):
            by_letter[addresses.initial(speaker)].append(speaker)
    meta["facts"] = f"{words.counted(total, 'statement')} by {words.counted(len(speakers), 'known speaker')}"
    if by_letter:
        meta["letters"] = lines.letters(INDEX, FOLDER, by_letter)
    unknown = len(shelf.statements.get("", ()))
    there = addresses.relative(INDEX, UNKNOWN)
    body = [
        *([heading(2, "Most statements", id="most-statements")] if by_letter else []),
        *([_speakers(shelf, speakers[:SPEAKERS_ON_A_PAGE], INDEX)] if speakers else []),
        f"{link(escape('Statements whose speaker is not known'), there)}: {unknown:,}",
    ]
    yield Page(INDEX, page(meta, "\n\n".join(body)))
    for initial, filed in by_letter.items():
        yield _letter(shelf, initial, filed, by_letter)


def _letter(shelf: Catalogue, initial: str, speakers: Sequence[Entity], initials: Iterable[str]) -> Page:
    here = addresses.a_to_z(FOLDER, initial)
    title = f"Who said what: {lines.letter_title(initial)}"
    meta: dict[str, Value] = {
        **lines.listing(title),
        "crumbs": lines.crumbs(here, ("Who said what", INDEX), (lines.letter_title(initial), "")),
        "facts": words.counted(len(speakers), "speaker"),
        "letters": lines.letters(here, FOLDER, initials),
    }
    return Page(here, page(meta, _speakers(shelf, speakers, here)))


def _speakers(shelf: Catalogue, speakers: Iterable[Entity], here: str) -> str:
    """A table of speakers with their numbers."""
    rows = []
    for speaker in speakers:
        quotes = shelf.statements[speaker.id]
        page_of = addresses.relative(here, addresses.entity(speaker))
        there = f"{page_of}#statements" if speaker.has_page else page_of
        records = {record.article.id: record for record, _ in quotes}.values()
        name = link(escape(speaker.name), there, speaker.type)
        rows.append((name, f"{len(quotes):,}", f"{len(records):,}", lines.years(records)))
    return table(("Speaker", "Statements", "Articles", "Years"), rows, numeric=(1, 2))


def _unattributed(shelf: Catalogue) -> Iterator[Page]:
    quotes = newest_first(shelf.statements.get("", ()), said.date)
    title = "Statements whose speaker is not known"
    meta: dict[str, Value] = {
        **lines.listing(title),
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
