"""The index of articles: the newest, the years, titles from A to Z, and titles that had to be made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.model import Record
from generator.settings import Settings
from generator.write import addresses, charts, words
from generator.write.catalogue import Catalogue, Page
from generator.write.markdown import Value, bullets, escape, heading, link, page
from generator.write.pages import lines

INDEX = "articles/index.html"
MADE = "titles/made.html"
NEWEST = 40
EMPTY = (
    "There are no articles yet. Put texts (.txt, .md, .html) into the folder of the collection and build again: "
    "they will be listed here."
)


def pages(shelf: Catalogue, settings: Settings) -> Iterator[Page]:
    """The index, a page for each initial of a title, and one for the titles that were made."""
    by_letter: defaultdict[str, list[Record]] = defaultdict(list)
    for record in sorted(shelf.records, key=lines.filed_under):
        by_letter[addresses.letter(lines.filed_under(record))].append(record)
    made = [record for record in shelf.records if record.article.title_source == "made"]
    yield _index(shelf, by_letter, made)
    for initial, records in by_letter.items():
        yield _letter(initial, records, by_letter)
    yield _made(made)


def _index(shelf: Catalogue, by_letter: Mapping[str, Sequence[Record]], made: Sequence[Record]) -> Page:
    meta = lines.listing("Articles")
    if not shelf.records:
        return Page(INDEX, page(meta, EMPTY))
    newest = lines.newest_first(shelf.records)
    meta |= {
        "facts": ", ".join(filter(None, (words.counted(len(newest), "article"), lines.years(newest)))),
        "letters": lines.letters(INDEX, "titles", by_letter),
        "chart": charts.through_time((record.article.date for record in newest), ("article", "articles")),
    }
    whole = len(newest) <= lines.ARTICLES_ON_A_PAGE
    body = [
        heading(2, "Newest first" if whole else "Newest", id="newest"),
        lines.articles(newest if whole else newest[:NEWEST], INDEX),
        heading(2, "By year", id="by-year"),
        _years(shelf),
        heading(2, "Other ways in", id="other-ways-in"),
        bullets(
            [
                link(escape("Timeline, with the dates that texts speak of"), "../timeline/index.html"),
                link(escape("Sources"), "../sources/index.html"),
                link(escape("Articles without a date"), addresses.relative(INDEX, addresses.year(""))),
                f"{link(escape('Articles whose title was made'), addresses.relative(INDEX, MADE))} ({len(made):,})",
            ]
        ),
    ]
    return Page(INDEX, page(meta, "\n\n".join(body)))


def _years(shelf: Catalogue) -> str:
    """The years with their numbers of articles, newest first, the undated last."""
    names = sorted((year for year in shelf.years if year), reverse=True)
    return lines.tally(
        (
            link(escape(year or "undated"), addresses.relative(INDEX, addresses.year(year))),
            f"{len(shelf.years[year]):,}",
        )
        for year in [*names, *([""] if "" in shelf.years else [])]
    )


def _letter(initial: str, records: Sequence[Record], by_letter: Mapping[str, Sequence[Record]]) -> Page:
    here = addresses.a_to_z("titles", initial)
    meta: dict[str, Value] = {
        **lines.listing(f"Titles: {lines.letter_title(initial)}"),
        "crumbs": lines.crumbs(here, ("Articles", INDEX), ("Titles", ""), (lines.letter_title(initial), "")),
        "facts": words.counted(len(records), "article"),
        "letters": lines.letters(here, "titles", by_letter),
    }
    return Page(here, page(meta, lines.articles(records, here)))


def _made(records: Sequence[Record]) -> Page:
    meta: dict[str, Value] = {
        **lines.listing("Titles that were made"),
        "crumbs": lines.crumbs(MADE, ("Articles", INDEX), ("Titles that were made", "")),
        "facts": words.counted(len(records), "article"),
    }
    if not records:
        return Page(MADE, page(meta, "Every article has a title of its own."))
    body = (
        "These texts came without a title, so one was made from how they begin. "
        "The keeper can give them better ones in metadata.csv."
    )
    return Page(MADE, page(meta, f"{escape(body)}\n\n{lines.articles(lines.newest_first(records), MADE)}"))
