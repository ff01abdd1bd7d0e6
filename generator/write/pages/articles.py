"""The index of articles: the newest, the years, titles from A to Z, and titles that had to be made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.write import addresses, charts, words
from generator.write.catalogue import Catalogue
from generator.write.drafts import Draft, finished
from generator.write.markdown import bullets, escape, heading, link, page
from generator.write.pages import lines
from generator.write.pages.lines import Articles, Head
from generator.write.registers import Letter, register

INDEX = "articles/index.html"
MADE = "titles/made.html"
NEWEST = 40
EMPTY = (
    "There are no articles yet. Put files (.txt, .md, .html, .docx, .pdf, …) into the folder of the collection and "
    "build again: they will be listed here."
)


def pages(shelf: Catalogue) -> Iterator[Draft[str] | Draft[Articles]]:
    """The index, a page for each initial of a title, and one for the titles that were made."""
    titles = register("titles", zip(shelf.filed, shelf.places, range(len(shelf.volumes)), strict=True))
    made = [place for place, volume in enumerate(shelf.volumes) if volume.record.article.title_source == "made"]
    yield finished(INDEX, _index(shelf, titles, len(made)))
    for here, head, places, links in lines.register_pages("Titles", INDEX, titles, ("article", "articles")):
        if links:
            yield finished(here, page(lines.head(here, head), lines.part_links(here, links)))
        else:
            yield Draft(here, lines.write_articles, Articles(head, shelf.cards.listed(places)))
    yield from _made(shelf, made)


def _index(shelf: Catalogue, titles: Sequence[Letter[int]], made: int) -> str:
    meta = lines.listing("Articles")
    if not shelf.volumes:
        return page(meta, EMPTY)
    dates, places = shelf.dates, range(len(shelf.volumes))
    meta |= {
        "facts": ", ".join(filter(None, (words.counted(len(dates), "article"), lines.years(dates)))),
        "letters": lines.letter_links(INDEX, titles),
        "chart": charts.through_time(dates, ("article", "articles")),
    }
    whole = len(dates) <= lines.ARTICLES_ON_A_PAGE
    body = [
        heading(2, "Newest first" if whole else "Newest", id="newest"),
        lines.articles(shelf.cards.listed(places if whole else places[:NEWEST]), INDEX),
        heading(2, "By year", id="by-year"),
        _years(shelf),
        heading(2, "Other ways in", id="other-ways-in"),
        bullets(
            [
                link(escape("Timeline, with the dates that texts speak of"), "../timeline/index.html"),
                link(escape("Sources"), "../sources/index.html"),
                link(escape("Articles without a date"), addresses.relative(INDEX, addresses.year(""))),
                f"{link(escape('Articles whose title was made'), addresses.relative(INDEX, MADE))} ({made:,})",
            ]
        ),
    ]
    return page(meta, "\n\n".join(body))


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


def _made(shelf: Catalogue, places: Sequence[int]) -> Iterator[Draft[str] | Draft[Articles]]:
    title = "Titles that were made"
    head = Head(title, (("Articles", INDEX), (title, "")), words.counted(len(places), "article"))
    found = lines.in_parts(shelf, places)
    if not places:
        body = "Every article has a title of its own."
    else:
        why = (
            "These texts came without a title, so one was made from how they begin. "
            "The keeper can give them better ones in metadata.csv."
        )
        links = lines.links_to(MADE, found)
        shown = lines.part_links(MADE, links) if links else lines.articles(shelf.cards.listed(places), MADE)
        body = f"{escape(why)}\n\n{shown}"
    yield finished(MADE, page(lines.head(MADE, head), body))
    yield from lines.article_pages(shelf, MADE, title, [("Articles", INDEX), (title, MADE)], found)
