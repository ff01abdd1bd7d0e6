"""What the pages that list have in common: lines of articles, trails, counts, years, and the pages of a long list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from anyascii import anyascii

from generator.model import EntityType, Record
from generator.write import addresses, citations, words
from generator.write.borders import Part
from generator.write.catalogue import Page
from generator.write.kwic import in_language
from generator.write.markdown import Value, bullets, div, escape, link, page, span

T = TypeVar("T")

_OPENING = re.compile(r"^[^a-z0-9]*((the|an?) )?")
"""What a title is not filed under."""
Meta = dict[str, Value]
"""Front matter."""

ARTICLES_ON_A_PAGE = 200
"""Articles that one list shows before it is spread over pages by year."""
SECTIONS: dict[EntityType, str] = {"person": "People", "organisation": "Organisations", "place": "Places"}


def listing(title: str) -> Meta:
    """Front matter of a page that is a list, for the template `listing.html`."""
    return {"title": title, "template": "listing.html", "heading": title}


def article_line(record: Record, here: str) -> str:
    """An article as an item of a list: date, title, source."""
    article = record.article
    when = span(escape(words.short_day(article.date) or "undated"), "when")
    title = link(in_language(article.title, record), addresses.relative(here, addresses.article(article.id)))
    where = f" {span(escape(article.source), 'where')}" if article.source else ""
    return f"{when} {title}{where}"


def articles(records: Iterable[Record], here: str) -> str:
    """A list of articles in that order."""
    return div("articles", bullets(article_line(record, here) for record in records))


def newest_first(records: Iterable[Record]) -> list[Record]:
    """By date, newest first and undated last; those of one day by id."""
    known = list(records)
    dated = sorted((record for record in known if record.article.date), key=lambda record: record.article.id)
    dated.sort(key=lambda record: record.article.date, reverse=True)
    return [*dated, *sorted((record for record in known if not record.article.date), key=filed_under)]


def date(record: Record) -> str:
    """The date that an article is put into a list by."""
    return record.article.date


def filed_under(record: Record) -> str:
    """What an article is filed under in an A–Z of titles, in ASCII lower case; titles alike are parted by the id."""
    title = _OPENING.sub("", anyascii(record.article.title).lower())
    return f"{title} {record.article.id}"


def years(records: Iterable[Record]) -> str:
    """The years that articles are from: `1972–1979`, `1975`, `1975, 2 undated`; empty when none is dated."""
    dates = [record.article.date[:4] for record in records]
    known = sorted({date for date in dates if date})
    if not known:
        return ""
    undated = dates.count("")
    return "–".join(dict.fromkeys((known[0], known[-1]))) + (f", {undated:,} undated" if undated else "")


def crumbs(here: str, *steps: tuple[str, str]) -> list[Value]:
    """A trail for the template: (title, address) from the section down; an empty address is no link."""
    return [{"title": title, "url": addresses.relative(here, there) if there else ""} for title, there in steps]


def trail(here: str, *steps: tuple[str, str]) -> Value:
    """The same trail in the words of schema.org."""
    return citations.trail(tuple((title, addresses.relative(here, there)) for title, there in steps))


def letter_title(initial: str) -> str:
    """What the A–Z page of an initial is called."""
    return initial.upper() if len(initial) == 1 else "Other"


def letters(here: str, folder: str, initials: Iterable[str]) -> list[Value]:
    """The A–Z of a part of the site for the template: a link to each initial's page, `here` where it is this one."""
    pages = [(initial, addresses.a_to_z(folder, initial)) for initial in sorted(initials, key=_after_z)]
    return [
        {"title": letter_title(initial), "url": addresses.relative(here, there), "here": there == here}
        for initial, there in pages
    ]


def _after_z(initial: str) -> tuple[bool, str]:
    return (len(initial) > 1, initial)


def tally(rows: Iterable[tuple[str, str]]) -> str:
    """A list of things with their counts: inline Markdown and the number in words or digits."""
    return div("tally", bullets(f"{name} {span(escape(count), 'n')}" for name, count in rows), "columns")


def part_links(address: str, found: Sequence[Part[T]]) -> str:
    """Links to the parts of a list, with how much is in each."""
    rows = (
        (
            link(escape(part.title), addresses.relative(address, addresses.part(address, part.key))),
            f"{len(part.items):,}",
        )
        for part in found
    )
    return tally(rows)


def neighbours(here: str, address: str, found: Sequence[Part[T]], index: int) -> Meta:
    """For the template: links to the newer and the older part beside the part at `index`."""
    beside: Meta = {}
    for key, at in (("newer", index - 1), ("older", index + 1)):
        if 0 <= at < len(found):
            there = addresses.part(address, found[at].key)
            beside[key] = {"title": found[at].title, "url": addresses.relative(here, there)}
    return beside


def part_pages(
    address: str, title: str, trail: Sequence[tuple[str, str]], found: Sequence[Part[T]], nouns: tuple[str, str]
) -> Iterator[tuple[str, Meta, Part[T]]]:
    """For each part of a long list: its address, its front matter, and itself.

    `title` names what the list belongs to, whose page is at `address`, the last step of the `trail`; `nouns` name one
    item and many.
    """
    for index, part in enumerate(found):
        here = addresses.part(address, part.key)
        meta: Meta = {
            **listing(f"{title}, {part.title}"),
            "crumbs": crumbs(here, *trail, (part.title, "")),
            "facts": f"{words.counted(len(part.items), *nouns)}, newest first" if part.items else "",
            **neighbours(here, address, found, index),
        }
        yield here, meta, part


def article_pages(
    address: str, title: str, trail: Sequence[tuple[str, str]], found: Sequence[Part[Record]]
) -> Iterator[Page]:
    """The pages of a list of articles that was cut into parts."""
    for here, meta, part in part_pages(address, title, trail, found, ("article", "articles")):
        yield Page(here, page(meta, articles(part.items, here)))
