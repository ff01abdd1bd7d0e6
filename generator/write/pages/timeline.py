"""The timeline: the articles of each year and month, the undated ones, and the dates that texts speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model import Record
from generator.settings import Settings
from generator.write import addresses, charts, words
from generator.write.borders import parts
from generator.write.catalogue import Catalogue, Page
from generator.write.kwic import Line, concordance, markdown
from generator.write.markdown import Value, bullets, div, escape, heading, link, page, table
from generator.write.pages import lines

INDEX = "timeline/index.html"
PASSAGES_ON_A_PAGE = 200
"""Sentences that speak of a date which one page shows before they are spread over pages by month."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence that speaks of a date."""

    date: str
    """ISO 8601, cut to its precision."""
    line: Line


def pages(shelf: Catalogue, settings: Settings) -> Iterator[Page]:
    """The overview, each year's articles, the undated ones, and each year that texts speak of."""
    spoken = _spoken_by_year(shelf)
    yield _index(shelf, spoken)
    for year in [*(year for year in shelf.years if year), ""]:
        yield from _year(shelf, year, bool(spoken.get(year)))
    for year, passages in spoken.items():
        yield from _spoken_year(year, passages)


def spoken_of(year: str) -> str:
    """The address of the page with what texts say of a year."""
    return f"timeline/spoken-{year}.html"


def _spoken_by_year(shelf: Catalogue) -> dict[str, list[Spoken]]:
    """The sentences that speak of dates, by year and then date; of one date in order of the articles."""
    found: defaultdict[str, list[Spoken]] = defaultdict(list)
    for record in shelf.records:
        for date in record.analysis.dates:
            (line,) = concordance([(record, (date.start, date.end))])
            found[date.date[:4]].append(Spoken(date.date, line))
    return {year: sorted(found[year], key=lambda spoken: spoken.date) for year in sorted(found)}


def _index(shelf: Catalogue, spoken: Mapping[str, Sequence[Spoken]]) -> Page:
    meta = lines.listing("Timeline")
    years = sorted({*spoken, *(year for year in shelf.years if year)}, reverse=True)
    undated = shelf.years.get("", ())
    if not years and not undated:
        return Page(INDEX, page(meta, "There are no articles yet, so there is no time to show."))
    dated = len(shelf.records) - len(undated)
    meta |= {
        "facts": ", ".join(filter(None, (words.counted(dated, "dated article"), lines.years(shelf.records)))),
        "chart": charts.through_time((record.article.date for record in shelf.records), ("article", "articles")),
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
    return Page(INDEX, page(meta, "\n\n".join(body)))


def _cell(count: int, address: str) -> str:
    return link(f"{count:,}", addresses.relative(INDEX, address)) if count else ""


def _year(shelf: Catalogue, year: str, is_spoken_of: bool) -> Iterator[Page]:
    """The articles of a year by month, or the undated ones; on pages by month or initial when there are many."""
    here = addresses.year(year)
    records = lines.newest_first(shelf.years.get(year, ()))
    title = year or "Undated articles"
    meta: dict[str, Value] = {
        **lines.listing(title),
        "crumbs": lines.crumbs(here, ("Timeline", INDEX), (year or "Undated", "")),
        "facts": words.counted(len(records), "article"),
        "chart": charts.through_time((record.article.date for record in records), ("article", "articles")),
        **_beside(here, [year for year in shelf.years if year], year),
    }
    found = parts(records, lines.ARTICLES_ON_A_PAGE, lines.date, lines.filed_under)
    whole = _months if year else _undated
    body = lines.part_links(INDEX, found) if found else whole(records, here)
    if is_spoken_of:
        body += f"\n\n{link(escape(f'What texts say of {year}'), addresses.relative(here, spoken_of(year)))}"
    yield Page(here, page(meta, body))
    yield from lines.article_pages(INDEX, "Articles", [("Timeline", INDEX), (title, here)], found)


def _undated(records: Sequence[Record], here: str) -> str:
    if not records:
        return "Every article has a date."
    why = "No date was found in these texts or beside them; the keeper can give one in metadata.csv."
    return f"{escape(why)}\n\n{lines.articles(records, here)}"


def _beside(here: str, years: Sequence[str], year: str) -> dict[str, Value]:
    """Links to the years before and after, for the template."""
    if year not in years:
        return {}
    at = years.index(year)
    found: dict[str, Value] = {}
    for key, other in (("newer", at + 1), ("older", at - 1)):
        if 0 <= other < len(years):
            found[key] = {"title": years[other], "url": addresses.relative(here, addresses.year(years[other]))}
    return found


def _months(records: Sequence[Record], here: str) -> str:
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record.article.date[:7], []).append(record)
    blocks = []
    for month, group in groups.items():
        blocks += [heading(2, escape(words.day(month)), id=f"m{month}"), lines.articles(group, here)]
    return "\n\n".join(blocks)


def _spoken_year(year: str, passages: Sequence[Spoken]) -> Iterator[Page]:
    """What texts say of a year, by date; on pages by month when there is much."""
    here = spoken_of(year)
    dates = {spoken.date for spoken in passages}
    meta: dict[str, Value] = {
        **lines.listing(f"What texts say of {year}"),
        "crumbs": lines.crumbs(here, ("Timeline", INDEX), (f"Spoken of: {year}", "")),
        "facts": f"{words.counted(len(passages), 'sentence')} about {words.counted(len(dates), 'date')}",
        "chart": charts.through_time((spoken.date for spoken in passages), ("sentence", "sentences")),
    }
    found = [
        replace(part, key=f"spoken-{part.key}")
        for part in parts(passages, PASSAGES_ON_A_PAGE, _date, lambda spoken: lines.filed_under(spoken.line.record))
    ]
    yield Page(here, page(meta, lines.part_links(INDEX, found) if found else _passages(passages, here)))
    trail = [("Timeline", INDEX), (f"Spoken of: {year}", here)]
    for there, part_meta, part in lines.part_pages(INDEX, "Spoken of", trail, found, ("sentence", "sentences")):
        yield Page(
            there,
            page({**part_meta, "facts": words.counted(len(part.items), "sentence")}, _passages(part.items, there)),
        )


def _date(spoken: Spoken) -> str:
    return spoken.date


def _passages(passages: Sequence[Spoken], here: str) -> str:
    groups: dict[str, list[Spoken]] = {}
    for spoken in passages:
        groups.setdefault(spoken.date, []).append(spoken)
    blocks = []
    for date, group in groups.items():
        items = bullets(markdown(spoken.line, here) for spoken in group)
        blocks += [heading(2, escape(words.day(date)), id=f"d{date}"), div("concordance", items)]
    return "\n\n".join(blocks)
