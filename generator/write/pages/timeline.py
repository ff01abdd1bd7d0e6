"""The timeline: the articles of each year and month, the undated ones, and the dates that texts speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from generator.write import addresses, charts, words
from generator.write.borders import Part, parts
from generator.write.catalogue import Catalogue
from generator.write.drafts import Draft, finished
from generator.write.found import Card, Passages, Reading
from generator.write.known import Listed, Table
from generator.write.kwic import concordance, markdown
from generator.write.markdown import Value, bullets, div, escape, heading, link, page, table
from generator.write.pages import lines
from generator.write.pages.lines import Articles, Head, Links

INDEX = "timeline/index.html"
PASSAGES_ON_A_PAGE = 100
"""Sentences that speak of a date which one page shows before they are spread over pages by month."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Where texts speak of dates, by year and then date; of one date in order of the articles."""

    dates: Sequence[str]
    """ISO 8601, cut to their precision."""
    filed: Sequence[str]
    """What the article of each place is filed under."""
    table: Table[Reading]
    """The places."""
    years: Mapping[str, range]
    """Where those of a year are."""


class Year(Struct, frozen=True, array_like=True, gc=False):
    """The articles of a year, or the undated ones."""

    head: Head
    year: str
    cards: Listed[Card]
    """Empty when they are on the pages of `parts`."""
    parts: Links
    dates: tuple[str, ...]
    """Of the articles, where they are on the pages of `parts`."""
    is_spoken_of: bool


class Memory(Struct, frozen=True, array_like=True, gc=False):
    """What texts say of a year, or of a part of it."""

    head: Head
    spoken: Listed[Reading]
    """The places, each with start and end; empty when they are on the pages of `parts`."""
    dates: tuple[str, ...]
    """That are spoken of; of the places in their order, where there are any."""
    parts: Links
    has_chart: bool
    """Whether it is the year's own page."""


Pages = Draft[str] | Draft[Year] | Draft[Articles] | Draft[Memory]


def pages(shelf: Catalogue) -> Iterator[Pages]:
    """The overview, each year's articles, the undated ones, and each year that texts speak of."""
    spoken = _spoken(shelf)
    yield finished(INDEX, _index(shelf, spoken.years))
    for year in [*(year for year in shelf.years if year), ""]:
        yield from _year(shelf, year, year in spoken.years)
    for year in spoken.years:
        yield from _memory(spoken, year)


def spoken_of(year: str) -> str:
    """The address of the page with what texts say of a year."""
    return f"timeline/spoken-{year}.html"


def _spoken(shelf: Catalogue) -> Spoken:
    of_each = [volume.record.analysis.dates for volume in shelf.volumes]
    every = list(chain.from_iterable(of_each))
    days = [*map(attrgetter("date"), every)]
    order = np.array(sorted(range(len(every)), key=days.__getitem__), np.int64)
    places = np.repeat(np.arange(len(of_each)), [*map(len, of_each)])[order]
    start, end = (np.fromiter(map(attrgetter(side), every), np.int64, len(every))[order] for side in ("start", "end"))
    table = shelf.readings.table(places, start, end)
    dates = sorted(days)
    years: dict[str, range] = {}
    first = 0
    for year, count in Counter([date[:4] for date in dates]).items():
        years[year] = range(first, first + count)
        first += count
    return Spoken(dates, [*map(shelf.filed.__getitem__, places.tolist())], table, years)


def _index(shelf: Catalogue, spoken: Mapping[str, Sequence[int]]) -> str:
    meta = lines.listing("Timeline")
    years = sorted({*spoken, *(year for year in shelf.years if year)}, reverse=True)
    undated = shelf.years.get("", ())
    if not years and not undated:
        return page(meta, "There are no articles yet, so there is no time to show.")
    dates = shelf.dates
    dated = words.counted(len(dates) - len(undated), "dated article")
    meta |= {
        "facts": ", ".join(filter(None, (dated, lines.years(dates)))),
        "chart": charts.through_time(dates, ("article", "articles")),
    }
    rows = [
        (
            year,
            _cell(len(shelf.years.get(year, ())), addresses.year(year)),
            _cell(len(spoken.get(year, ())), spoken_of(year)),
        )
        for year in years
    ]
    body = [table(("Year", "Articles published", "Sentences that speak of it"), rows, numeric=(1, 2))] if years else []
    there = addresses.relative(INDEX, addresses.year(""))
    body.append(f"{link(escape('Articles without a date'), there)}: {len(undated):,}")
    return page(meta, "\n\n".join(body))


def _cell(count: int, address: str) -> str:
    return link(f"{count:,}", addresses.relative(INDEX, address)) if count else ""


def _year(shelf: Catalogue, year: str, is_spoken_of: bool) -> Iterator[Draft[Year] | Draft[Articles]]:
    """The articles of a year by month, or the undated ones; on pages by month or initial when there are many."""
    here, title = addresses.year(year), year or "Undated articles"
    places = shelf.years.get(year, ())
    found = lines.in_parts(shelf, places)
    crumbs = (("Timeline", INDEX), (year or "Undated", ""))
    head = Head(title, crumbs, words.counted(len(places), "article"), (), *_beside([*filter(None, shelf.years)], year))
    cards = shelf.cards.listed(() if found else places)
    dates = tuple(lines.dates(shelf, places)) if found else ()
    given = Year(head, year, cards, lines.links_to(INDEX, found), dates, is_spoken_of)
    yield Draft(here, _write_year, given)
    yield from lines.article_pages(shelf, INDEX, "Articles", [("Timeline", INDEX), (title, here)], found)


def _beside(years: Sequence[str], year: str) -> tuple[lines.Step | None, lines.Step | None]:
    """The years after and before, with their addresses."""
    if year not in years:
        return None, None
    at = years.index(year)
    newer, older = years[at + 1 : at + 2], years[at - 1 : at] if at else []
    steps = [[(one, addresses.year(one)) for one in beside] for beside in (newer, older)]
    return next(iter(steps[0]), None), next(iter(steps[1]), None)


def _write_year(here: str, given: Year) -> str:
    dates = given.dates if given.parts else [card.date for card in given.cards]
    meta = lines.head(here, given.head) | {"chart": charts.through_time(dates, ("article", "articles"))}
    if given.parts:
        body = lines.part_links(here, given.parts)
    else:
        body = _months(given.cards, here) if given.year else _undated(given.cards, here)
    if given.is_spoken_of:
        there = addresses.relative(here, spoken_of(given.year))
        body += f"\n\n{link(escape(f'What texts say of {given.year}'), there)}"
    return page(meta, body)


def _undated(cards: Listed[Card], here: str) -> str:
    if not cards:
        return "Every article has a date."
    why = "No date was found in these texts or beside them; the keeper can give one in metadata.csv."
    return f"{escape(why)}\n\n{lines.articles(cards, here)}"


def _months(cards: Listed[Card], here: str) -> str:
    blocks = []
    for month, group in groupby(cards, key=lambda card: card.date[:7]):
        blocks += [heading(2, escape(words.day(month)), id=f"m{month}"), lines.articles(group, here)]
    return "\n\n".join(blocks)


def _memory(spoken: Spoken, year: str) -> Iterator[Draft[Memory]]:
    """What texts say of a year, by date; on pages by month when there is much."""
    here, title = spoken_of(year), f"Spoken of: {year}"
    places = spoken.years[year]
    dates = _dates(spoken, places)
    cut = parts(places, PASSAGES_ON_A_PAGE, spoken.dates.__getitem__, spoken.filed.__getitem__)
    found = [_of_spoken(part, year) for part in cut]
    head = Head(
        f"What texts say of {year}",
        (("Timeline", INDEX), (title, "")),
        f"{words.counted(len(places), 'sentence')} about {words.counted(len(set(dates)), 'date')}",
    )
    shown = _listed(spoken, () if found else places)
    yield Draft(here, _write_memory, Memory(head, shown, dates, lines.links_to(INDEX, found), has_chart=True))
    trail = [("Timeline", INDEX), (title, here)]
    nouns = ("sentence", "sentences")
    for there, part_head, part in lines.part_heads(INDEX, "Spoken of", trail, found, nouns, order=""):
        listed, days = _listed(spoken, part.items), _dates(spoken, part.items)
        yield Draft(there, _write_memory, Memory(part_head, listed, days, (), has_chart=False))


def _of_spoken(part: Part[int], year: str) -> Part[int]:
    """A part under the name of its page; where texts say no more than the year, it must not be that of the year's."""
    if part.key == year:
        return replace(part, key=f"spoken-{year}-whole", title=f"{year} as a whole")
    return replace(part, key=f"spoken-{part.key}")


def _dates(spoken: Spoken, places: Sequence[int]) -> tuple[str, ...]:
    return tuple(map(spoken.dates.__getitem__, places))


def _listed(spoken: Spoken, places: Sequence[int]) -> Listed[Reading]:
    return spoken.table.rows(places)


def _write_memory(here: str, given: Memory) -> str:
    meta: dict[str, Value] = lines.head(here, given.head)
    if given.has_chart:
        meta["chart"] = charts.through_time(given.dates, ("sentence", "sentences"))
    return page(meta, lines.part_links(here, given.parts) if given.parts else _passages(given, here))


def _passages(given: Memory, here: str) -> str:
    """The sentences by date."""
    blocks = []
    for date, group in groupby(zip(given.dates, given.spoken.numbered(), strict=True), key=lambda pair: pair[0]):
        one_by_one = (Passages(reading, ((start, end),)) for _, (reading, (start, end)) in group)
        found = concordance(one_by_one)
        blocks.append(heading(2, escape(words.day(date)), id=f"d{date}"))
        blocks.append(div("concordance", bullets(markdown(line, here) for line in found)))
    return "\n\n".join(blocks)
