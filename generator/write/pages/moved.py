"""Pages at the old addresses of what corrections have moved: they lead on, and nothing lists them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Moved
from generator.write import addresses
from generator.write.catalogue import Catalogue
from generator.write.drafts import Draft, finished
from generator.write.markdown import Value, page
from generator.write.pages.entities import MENTIONS_ON_A_PAGE, STATEMENTS_ON_A_PAGE
from generator.write.pages.said import date

_CUTS = (4, 7, 10)
"""Lengths of an ISO 8601 date cut to the year, the month, and of a whole one: the names of the parts of long lists."""


def pages(shelf: Catalogue) -> Iterator[Draft[str]]:
    """A page for each id that is no more, by kind and id, and for each part that its long lists may have had.

    Nobody knows any more which mentions were those of the old id. But they all are of the new ones now, so that every
    part by date that it can have had is named by a date of theirs; and it had parts only where they are many.
    """
    for moved in shelf.collection.moved:
        here = f"{moved.old}.html"
        yield _leading_on(shelf, here, moved)
        for key in sorted(_parts(shelf, moved)):
            yield _leading_on(shelf, addresses.part(here, key), moved)


def _leading_on(shelf: Catalogue, here: str, moved: Moved) -> Draft[str]:
    targets = [_target(shelf, here, new) for new in moved.new]
    meta: dict[str, Value] = {
        "title": "Moved",
        "template": "moved.html",
        "targets": list(targets),
    }
    return finished(here, page(meta, ""))


def _parts(shelf: Catalogue, moved: Moved) -> set[str]:
    """The keys of the parts that the lists of an entity may have had; none of a topic, or where it has few mentions."""
    mentions = [shelf.mentions.of(shelf.numbers[new]) for new in moved.new if new in shelf.numbers]
    quotes = [one for new in moved.new for one in shelf.statements.get(new, ())]
    keys: set[str] = set()
    if sum(map(len, mentions)) > MENTIONS_ON_A_PAGE:
        keys |= {key for one in mentions for place in one.articles for key in _keys(shelf.dates[place])}
    if len(quotes) > STATEMENTS_ON_A_PAGE:
        keys |= {f"said-{key}" for one in quotes for key in _keys(date(one))}
    return keys


def _keys(day: str) -> set[str]:
    return {day[:length] for length in _CUTS} if day else {"undated"}


def _target(shelf: Catalogue, here: str, new: str) -> dict[str, Value]:
    if new in shelf.subjects:
        return {"title": shelf.subjects[new].label, "url": addresses.relative(here, addresses.topic(new))}
    entity = shelf.names[new]
    return {"title": entity.name, "url": addresses.relative(here, entity.address)}
