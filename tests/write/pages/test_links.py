"""Every link that a page offers, in its text or through its template, leads to a page and a place that is written."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import yaml
from msgspec import structs

from generator.model import Collection, Precision, Record, SpokenDate
from generator.write.catalogue import catalogue
from generator.write.drafts import Page
from generator.write.pages import of_articles, of_names, of_the_rest
from tests.collections import sample, together

ELSEWHERE = ("http://", "https://", "mailto:")
HAND_WRITTEN = ("guide/", "data/")
"""Pages and files that other parts of the build put there."""
LINK = re.compile(r"\]\(([^)\s]+)\)")
ANCHOR = re.compile(r"\{#([\w-]+)")
"""In text that comes from articles every bracket, brace and `#` is a character reference."""


def written(collection: Collection) -> list[Page]:
    shelf = catalogue(collection, "corpus")
    return [draft.page() for draft in (*of_articles(shelf), *of_names(shelf), *of_the_rest(shelf))]


@cache
def crowded() -> Collection:
    """The small collection with so many copies of its articles that lists are spread over pages."""
    records: list[Record] = []
    for number in range(120):
        for record in sample().records:
            date = f"{1970 + number % 7}{record.article.date[4:]}" if record.article.date else ""
            article = replace(record.article, id=f"{record.article.id}-{number:03}", date=date)
            records.append(replace(record, article=article, related=(), resembles=(), duplicate_of=""))
    topics = tuple(
        replace(topic, articles=tuple(f"{id}-{number:03}" for number in range(120) for id in topic.articles))
        for topic in sample().topics
    )
    records.sort(key=lambda record: record.article.id)
    return replace(sample(), records=tuple(records), topics=topics)


def empty() -> Collection:
    return Collection((), (), (), together([]), (), 0, 0, ())


def split(markdown: str) -> tuple[dict[str, Any], str]:
    _, front, body = markdown.split("---\n", 2)
    return yaml.load(front, yaml.CSafeLoader), body


def links_in_front(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (item for key, item in value.items() if key == "url" and item)
        for item in value.values():
            yield from links_in_front(item)
    elif isinstance(value, list):
        for item in value:
            yield from links_in_front(item)


@pytest.mark.parametrize("collection", [sample, crowded, empty])
def test_no_link_leads_nowhere(collection: Any) -> None:
    pages = written(collection())
    anchors: dict[str, set[str]] = {}
    links: list[tuple[str, str]] = []
    for page in pages:
        front, body = split(page.markdown)
        anchors[page.address] = {*ANCHOR.findall(body)}
        links += [(page.address, url) for url in [*LINK.findall(body), *links_in_front(front)]]
    assert len(anchors) == len(pages), "two pages share an address"
    lost = sorted({(here, url) for here, url in links if not _leads_somewhere(here, url, anchors)})
    assert lost == []


def _leads_somewhere(here: str, url: str, anchors: dict[str, set[str]]) -> bool:
    if url.startswith(ELSEWHERE):
        return True
    path, mark, anchor = url.partition("#")
    there = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
    if there.startswith(HAND_WRITTEN):
        return True
    return there in anchors and (not mark or anchor in anchors[there])


def test_what_texts_say_of_a_whole_year_is_a_part_of_what_they_say_of_it() -> None:
    def spoken(number: int, record: Record) -> Record:
        precisions: tuple[Precision, ...] = ("year", "month")
        date = SpokenDate(0, 4, ("1975", "1975-05")[number % 2], precisions[number % 2])
        return replace(record, analysis=structs.replace(record.analysis, dates=(date,)))

    records = tuple(spoken(number, record) for number, record in enumerate(crowded().records))
    found = [page.address for page in written(replace(crowded(), records=records))]
    assert len(found) == len(set(found))
    assert {f"timeline/spoken-1975{key}.html" for key in ("", "-whole", "-05")} <= {*found}


def test_lists_of_many_are_spread_over_pages_by_year() -> None:
    found = {page.address for page in written(crowded())}
    assert {
        "people/leonid-brezhnev/1975.html",
        "people/leonid-brezhnev/undated.html",
        "organisations/sample-institute/said-1976.html",
        "statements/unattributed/1970.html",
        "sources/sample-herald/1970.html",
        "topics/human-contacts/1971.html",
    } <= found


def test_one_more_article_rewrites_few_of_the_pages_that_list() -> None:
    before = {page.address: page.markdown for page in written(crowded())}
    last = crowded().records[-1]
    article = replace(last.article, id="1979/new", date="1979-03-01")
    after = {
        page.address: page.markdown
        for page in written(replace(crowded(), records=(*crowded().records, replace(last, article=article))))
    }
    lists = [address for address in before if not address.startswith("articles/1")]
    years = [address for address in lists if "/19" in address or "/said-19" in address or "/undated" in address]
    # The pages of 1976 change too: a newer year now stands beside them.
    changed = [address for address in years if before[address] != after[address] and "1976" not in address]
    assert len(years) > 30
    assert changed == []


def test_an_empty_collection_has_every_index_with_a_sentence_of_help() -> None:
    pages = {page.address: split(page.markdown) for page in written(empty())}
    for folder in ("articles", "people", "organisations", "places", "topics", "timeline", "statements", "sources"):
        _, body = pages[f"{folder}/index.html"]
        assert body.strip().endswith(".")
