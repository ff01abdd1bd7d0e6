"""What the pages that list have in common: heads, lines of articles, trails, counts, years, and parts of long lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from generator.model import EntityType
from generator.write import addresses, citations, words
from generator.write.borders import Part, parts
from generator.write.catalogue import Catalogue
from generator.write.drafts import Draft
from generator.write.found import Card
from generator.write.known import Listed
from generator.write.kwic import in_language
from generator.write.markdown import Value, bullets, div, escape, link, page, span
from generator.write.registers import Letter

T = TypeVar("T")

Meta = dict[str, Value]
"""Front matter."""
Step = tuple[str, str]
"""Title and address of a page; an empty address is no link."""
Links = tuple[tuple[Step, int], ...]
"""The pages of the parts of a list, with how much is in each."""

ARTICLES_ON_A_PAGE = 200
"""Articles that one list shows before it is spread over pages by year, or month."""
SECTIONS: dict[EntityType, str] = {"person": "People", "organisation": "Organisations", "place": "Places"}


class Head(Struct, frozen=True, array_like=True, gc=False):
    """What stands above and below a list."""

    title: str
    crumbs: tuple[Step, ...] = ()
    """From the section down; the last is the page itself."""
    facts: str = ""
    letters: tuple[Step, ...] = ()
    """The A–Z that the page belongs to."""
    newer: Step | None = None
    """The part of the list before this one."""
    older: Step | None = None
    """The part after it."""


class Articles(Struct, frozen=True, array_like=True, gc=False):
    """A list of articles, and what stands around it."""

    head: Head
    cards: Listed[Card]


def listing(title: str) -> Meta:
    """Front matter of a page that is a list, for the template `listing.html`."""
    return {"title": title, "template": "listing.html", "heading": title}


def head(here: str, given: Head) -> Meta:
    """Front matter of the list at `here`, for the template `listing.html`."""
    meta = listing(given.title)
    if given.crumbs:
        meta["crumbs"] = crumbs(here, *given.crumbs)
    meta["facts"] = given.facts
    if given.letters:
        meta["letters"] = [
            {"title": title, "url": addresses.relative(here, there), "here": there == here}
            for title, there in given.letters
        ]
    for key, beside in (("newer", given.newer), ("older", given.older)):
        if beside:
            meta[key] = {"title": beside[0], "url": addresses.relative(here, beside[1])}
    return meta


def article_line(card: Card, here: str) -> str:
    """An article as an item of a list: date, title, source."""
    when = span(escape(words.short_day(card.date) or "undated"), "when")
    title = link(in_language(card.title, card), addresses.relative(here, addresses.article(card.id)))
    where = f" {span(escape(card.source), 'where')}" if card.source else ""
    return f"{when} {title}{where}"


def articles(cards: Iterable[Card], here: str) -> str:
    """A list of articles in that order."""
    return div("articles", bullets(article_line(card, here) for card in cards))


def in_parts(shelf: Catalogue, places: Sequence[int]) -> list[Part[int]]:
    """The parts of a list of articles, none when it stands on one page."""
    return parts(places, ARTICLES_ON_A_PAGE, shelf.dates.__getitem__, shelf.filed.__getitem__)


def dates(shelf: Catalogue, places: Iterable[int]) -> list[str]:
    """The dates of articles, ISO 8601, empty where not known."""
    return [*map(shelf.dates.__getitem__, places)]


def years(dates: Iterable[str]) -> str:
    """The years of articles, one date for each: `1972–1979`, `1975`, `1975, 2 undated`; empty when none is dated."""
    found = [date[:4] for date in dates]
    known = sorted({date for date in found if date})
    if not known:
        return ""
    undated = found.count("")
    return "–".join(dict.fromkeys((known[0], known[-1]))) + (f", {undated:,} undated" if undated else "")


def crumbs(here: str, *steps: Step) -> list[Value]:
    """A trail for the template: (title, address) from the section down; an empty address is no link."""
    return [{"title": title, "url": addresses.relative(here, there) if there else ""} for title, there in steps]


def trail(here: str, *steps: Step) -> Value:
    """The same trail in the words of schema.org."""
    return citations.trail(tuple((title, addresses.relative(here, there)) for title, there in steps))


def letter_title(initial: str) -> str:
    """What the A–Z page of an initial is called."""
    return initial.upper() if len(initial) == 1 else "Other"


def letters(register: Iterable[Letter[T]]) -> tuple[Step, ...]:
    """The letters of an A–Z, for a `Head`."""
    return tuple((letter_title(letter.initial), letter.address) for letter in register)


def letter_links(here: str, register: Iterable[Letter[T]]) -> Value:
    """The letters of an A–Z, for the template."""
    return head(here, Head("", letters=letters(register))).get("letters", [])


def tally(rows: Iterable[tuple[str, str]]) -> str:
    """A list of things with their counts: inline Markdown and the number in words or digits."""
    return div("tally", bullets(f"{name} {span(escape(count), 'n')}" for name, count in rows), "columns")


def links_to(address: str, found: Iterable[Part[T]]) -> Links:
    """The pages of the parts of the list at `address`, with how much is in each."""
    return tuple(((part.title, addresses.part(address, part.key)), part.size) for part in found)


def part_links(here: str, found: Links) -> str:
    """Links to the parts of a list, for the page at `here`."""
    return tally((link(escape(title), addresses.relative(here, there)), f"{size:,}") for (title, there), size in found)


def part_heads(
    address: str,
    title: str,
    trail: Sequence[Step],
    found: Sequence[Part[T]],
    nouns: tuple[str, str],
    order: str = ", newest first",
    alphabet: tuple[Step, ...] = (),
) -> Iterator[tuple[str, Head, Part[T]]]:
    """For each part of a long list: its address, its head, and itself.

    `title` names what the list belongs to, whose page is at `address`, the last step of the `trail`; `nouns` name one
    item and many, `order` says how they stand.
    """
    steps = [step for step, _ in links_to(address, found)]
    for index, part in enumerate(found):
        yield (
            steps[index][1],
            Head(
                title=f"{title}, {part.title}",
                crumbs=(*trail, (part.title, "")),
                facts=f"{words.counted(part.size, *nouns)}{order}" if part.size else "",
                letters=alphabet,
                newer=steps[index - 1] if index else None,
                older=steps[index + 1] if index + 1 < len(steps) else None,
            ),
            part,
        )


def article_pages(
    shelf: Catalogue, address: str, title: str, trail: Sequence[Step], found: Sequence[Part[int]]
) -> Iterator[Draft[Articles]]:
    """The pages of a list of articles that was cut into parts."""
    for here, part_head, part in part_heads(address, title, trail, found, ("article", "articles")):
        yield Draft(here, write_articles, Articles(part_head, shelf.cards.listed(part.items)))


def write_articles(here: str, listed: Articles) -> str:
    """A page that lists articles."""
    return page(head(here, listed.head), articles(listed.cards, here))


def register_pages(
    title: str, index: str, register: Sequence[Letter[T]], nouns: tuple[str, str]
) -> Iterator[tuple[str, Head, tuple[T, ...], Links]]:
    """The pages of an A–Z: of each its address, its head, the things that it lists, and the pages that list more.

    Of the last two one is empty. `title` names the A–Z, whose first page is at `index`.
    """
    alphabet = letters(register)
    for letter in register:
        initial = letter_title(letter.initial)
        own = Head(
            title=f"{title}: {initial}",
            crumbs=((title, index), (initial, "")),
            facts=words.counted(len(letter.things), *nouns),
            letters=alphabet,
        )
        yield letter.address, own, () if letter.parts else letter.things, links_to(letter.address, letter.parts)
        up = ((title, index), (initial, letter.address))
        for here, part_head, part in part_heads(letter.address, title, up, letter.parts, nouns, "", alphabet):
            yield here, part_head, part.items, ()
