"""The timeline: the articles of each year and month, the undated ones, and the dates that texts speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from msgspec import Struct

from generator.write import addresses, charts, words
from generator.write.borders import parts
from generator.write.catalogue import Card, Catalogue, Passages
from generator.write.drafts import Draft, Known, finished
from generator.write.kwic import concordance, markdown
from generator.write.markdown import Value, bullets, div, escape, heading, link, page, table
from generator.write.pages import lines
from generator.write.pages.lines import Articles, Head, Links

INDEX = "timeline/index.html"
PASSAGES_ON_A_PAGE = 100
"""Sentences that speak of a date which one page shows before they are spread over pages by month."""


class Spoken(Struct, frozen=True, array_like=True, gc=False):
    """A place that speaks of a date."""

    date: str
    """ISO 8601, cut to its precision."""
    passages: Passages


@dataclass(frozen=True, slots=True)
class Year:
    """The articles of a year, or the undated ones."""

    head: Head
    year: str
    cards: tuple[Known[Card], ...]
    """Empty when they are on the pages of `parts`."""
    parts: Links
    dates: tuple[str, ...]
    """Of the articles."""
    is_spoken_of: bool


@dataclass(frozen=True, slots=True)
class Memory:
    """What texts say of a year, or of a part of it."""

    head: Head
    spoken: tuple[Spoken, ...]
    """Empty when it is on the pages of `parts`."""
    parts: Links = ()
    dates: tuple[str, ...] = ()
    """That are spoken of, for the chart of the year's own page."""


Pages = Draft[str] | Draft[Year] | Draft[Articles] | Draft[Memory]


def pages(shelf: Catalogue) -> Iterator[Pages]:
    """The overview, each year's articles, the undated ones, and each year that texts speak of."""
    spoken = _spoken_by_year(shelf)
    yield finished(INDEX, _index(shelf, spoken))
    for year in [*(year for year in shelf.years if year), ""]:
        yield from _year(shelf, year, bool(spoken.get(year)))
    for year, found in spoken.items():
        yield from _memory(year, found)


def spoken_of(year: str) -> str:
    """The address of the page with what texts say of a year."""
    return f"timeline/spoken-{year}.html"


def _spoken_by_year(shelf: Catalogue) -> dict[str, list[Spoken]]:
    """What speaks of dates, by year and then date; of one date in order of the articles."""
    found: defaultdict[str, list[Spoken]] = defaultdict(list)
    for volume in shelf.volumes:
        for one in volume.record.analysis.dates:
            found[one.date[:4]].append(Spoken(one.date, Passages(volume.reading, ((one.start, one.end),))))
    return {year: sorted(found[year], key=_date) for year in sorted(found)}


def _index(shelf: Catalogue, spoken: Mapping[str, Sequence[Spoken]]) -> str:
    meta = lines.listing("Timeline")
    years = sorted({*spoken, *(year for year in shelf.years if year)}, reverse=True)
    undated = shelf.years.get("", ())
    if not years and not undated:
        return page(meta, "There are no articles yet, so there is no time to show.")
    dates = lines.dates(shelf.volumes)
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
    volumes = shelf.years.get(year, ())
    found = parts(volumes, lines.ARTICLES_ON_A_PAGE, lines.date, lines.filed_under)
    crumbs = (("Timeline", INDEX), (year or "Undated", ""))
    head = Head(title, crumbs, words.counted(len(volumes), "article"), (), *_beside([*filter(None, shelf.years)], year))
    cards = () if found else lines.cards(volumes)
    given = Year(head, year, cards, lines.links_to(INDEX, found), tuple(lines.dates(volumes)), is_spoken_of)
    yield Draft(here, _write_year, given)
    yield from lines.article_pages(INDEX, "Articles", [("Timeline", INDEX), (title, here)], found)


def _beside(years: Sequence[str], year: str) -> tuple[lines.Step | None, lines.Step | None]:
    """The years after and before, with their addresses."""
    if year not in years:
        return None, None
    at = years.index(year)
    newer, older = years[at + 1 : at + 2], years[at - 1 : at] if at else []
    steps = [[(one, addresses.year(one)) for one in beside] for beside in (newer, older)]
    return next(iter(steps[0]), None), next(iter(steps[1]), None)


def _write_year(here: str, given: Year) -> str:
    meta = lines.head(here, given.head) | {"chart": charts.through_time(given.dates, ("article", "articles"))}
    if given.parts:
        body = lines.part_links(here, given.parts)
    else:
        body = _months(given.cards, here) if given.year else _undated(given.cards, here)
    if given.is_spoken_of:
        there = addresses.relative(here, spoken_of(given.year))
        body += f"\n\n{link(escape(f'What texts say of {given.year}'), there)}"
    return page(meta, body)


def _undated(cards: Sequence[Known[Card]], here: str) -> str:
    if not cards:
        return "Every article has a date."
    why = "No date was found in these texts or beside them; the keeper can give one in metadata.csv."
    return f"{escape(why)}\n\n{lines.articles(cards, here)}"


def _months(cards: Sequence[Known[Card]], here: str) -> str:
    blocks = []
    for month, group in groupby(cards, key=lambda card: card.value.date[:7]):
        blocks += [heading(2, escape(words.day(month)), id=f"m{month}"), lines.articles(group, here)]
    return "\n\n".join(blocks)


def _memory(year: str, spoken: Sequence[Spoken]) -> Iterator[Draft[Memory]]:
    """What texts say of a year, by date; on pages by month when there is much."""
    here, title = spoken_of(year), f"Spoken of: {year}"
    dates = tuple(map(_date, spoken))
    found = [replace(part, key=f"spoken-{part.key}") for part in parts(spoken, PASSAGES_ON_A_PAGE, _date, _filed_under)]
    head = Head(
        f"What texts say of {year}",
        (("Timeline", INDEX), (title, "")),
        f"{words.counted(len(spoken), 'sentence')} about {words.counted(len(set(dates)), 'date')}",
    )
    yield Draft(here, _write_memory, Memory(head, () if found else tuple(spoken), lines.links_to(INDEX, found), dates))
    trail = [("Timeline", INDEX), (title, here)]
    nouns = ("sentence", "sentences")
    for there, part_head, part in lines.part_heads(INDEX, "Spoken of", trail, found, nouns, order=""):
        yield Draft(there, _write_memory, Memory(part_head, part.items))


def _write_memory(here: str, given: Memory) -> str:
    meta: dict[str, Value] = lines.head(here, given.head)
    if given.dates:
        meta["chart"] = charts.through_time(given.dates, ("sentence", "sentences"))
    return page(meta, lines.part_links(here, given.parts) if given.parts else _passages(given.spoken, here))


def _date(spoken: Spoken) -> str:
    return spoken.date


def _filed_under(spoken: Spoken) -> str:
    return spoken.passages.reading.value.card.filed


def _passages(spoken: Iterable[Spoken], here: str) -> str:
    blocks = []
    for date, group in groupby(spoken, key=_date):
        found = (line for one in group for line in concordance([one.passages]))
        blocks.append(heading(2, escape(words.day(date)), id=f"d{date}"))
        blocks.append(div("concordance", bullets(markdown(line, here) for line in found)))
    return "\n\n".join(blocks)
