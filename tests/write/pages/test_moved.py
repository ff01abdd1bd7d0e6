"""The old addresses of what corrections have moved lead on, those of the parts of long lists as well."""

from __future__ import annotations

import json
from dataclasses import replace

from generator.model import Collection, Moved
from generator.write.catalogue import catalogue
from generator.write.pages import entities, moved
from tests.collections import sample

OLD, NEW = "people/l-brezhnev", "people/leonid-brezhnev"


def collection(copies: int) -> Collection:
    """The small collection with its articles many times over, in which one entity has become another."""
    records = [
        replace(
            record,
            article=replace(record.article, id=f"{record.article.id}-{number}", date=f"{1970 + number % 7}-05-01"),
            related=(),
            resembles=(),
            duplicate_of="",
        )
        for number in range(copies)
        for record in sample().records
    ]
    topics = tuple(replace(topic, articles=()) for topic in sample().topics)
    records.sort(key=lambda record: record.article.id)
    return replace(sample(), records=tuple(records), topics=topics, moved=(Moved(OLD, (NEW,)),))


def leading_on(copies: int) -> dict[str, str]:
    """The Markdown of each page that leads on, by its address."""
    return {draft.address: draft.page().markdown for draft in moved.pages(catalogue(collection(copies), "corpus"))}


def test_the_parts_of_a_long_list_lead_on_to_the_page_of_the_entity() -> None:
    found = leading_on(120)
    assert {f"{OLD}.html", f"{OLD}/1975.html", f"{OLD}/1975-05.html", f"{OLD}/1975-05-01.html"} <= found.keys()
    assert json.dumps("../leonid-brezhnev.html") in found[f"{OLD}/1975.html"]
    assert json.dumps("leonid-brezhnev.html") in found[f"{OLD}.html"]


def test_whatever_was_cut_under_the_old_id_has_a_page_that_leads_on() -> None:
    shelf = catalogue(collection(120), "corpus")
    before = {draft.address for draft in entities.pages(shelf) if draft.address.startswith(f"{NEW}/")}
    assert before
    assert {address.replace(NEW, OLD) for address in before} <= leading_on(120).keys()


def test_a_short_list_had_no_parts() -> None:
    assert leading_on(1).keys() == {f"{OLD}.html"}
