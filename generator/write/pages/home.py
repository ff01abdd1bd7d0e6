"""The home page: what the collection is, how large, which years, who and what is most present, what is newest."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest, nsmallest
from itertools import islice
from operator import attrgetter

from generator.model import Article, EntityType
from generator.write import addresses, words
from generator.write.catalogue import Catalogue
from generator.write.charts import through_time
from generator.write.drafts import Draft, finished
from generator.write.markdown import Value, page
from generator.write.pages.beside import Item

ADDRESS = "index.html"
MOST_PRESENT = 8
"""How many people, organisations and places the home page names, each."""
TOPICS = 24
NEWEST = 8


def pages(shelf: Catalogue) -> Iterator[Draft[str]]:
    """The home page; of an empty collection, one that says how to fill it."""
    meta: dict[str, Value] = {
        "title": "Home",
        "template": "home.html",
        "empty": not shelf.volumes,
        "corpus": shelf.corpus,
        "stats": stats(shelf),
        "chart": through_time(shelf.dates, ("article", "articles")),
        "people": _most_present(shelf, "person"),
        "organisations": _most_present(shelf, "organisation"),
        "places": _most_present(shelf, "place"),
        "topics": _topics(shelf),
        "newest": _newest(shelf),
    }
    yield finished(ADDRESS, page(meta, ""))


def stats(shelf: Catalogue) -> list[Item]:
    """How much there is of each kind, with the address of its index; addresses are relative to the site's root."""
    kinds = {kind: sum(len(letter.things) for letter in letters) for kind, letters in shelf.registers.items()}
    rows = [
        (len(shelf.volumes), "article", "articles", "articles"),
        (kinds["person"], "person", "people", "people"),
        (kinds["organisation"], "organisation", "organisations", "organisations"),
        (kinds["place"], "place", "places", "places"),
        (len(shelf.collection.topics), "topic", "topics", "topics"),
        (sum(map(len, shelf.statements.values())), "statement", "statements", "statements"),
    ]
    return [
        {"count": f"{count:,}", "title": one if count == 1 else many, "url": f"{folder}/index.html"}
        for count, one, many, folder in rows
    ]


def _most_present(shelf: Catalogue, kind: EntityType) -> list[Item]:
    found = [entity for letter in shelf.registers[kind] for entity in letter.things]
    least = min(nlargest(MOST_PRESENT, map(attrgetter("articles"), found)), default=0)
    present = (entity for entity in found if entity.articles >= least)
    most = nsmallest(MOST_PRESENT, present, key=lambda entity: (-entity.articles, -entity.mentions, entity.id))
    return [{"title": entity.name, "url": shelf.names[entity.id].address, "count": entity.articles} for entity in most]


def _topics(shelf: Catalogue) -> list[Item]:
    found = nsmallest(TOPICS, shelf.collection.topics, key=lambda topic: (-len(topic.articles), topic.id))
    return [{"title": topic.label, "url": addresses.topic(topic.id)} for topic in found]


def _newest(shelf: Catalogue) -> list[Item]:
    dated = (volume for volume in shelf.volumes if volume.record.article.date)
    return [
        {
            "title": volume.record.article.title,
            "url": addresses.article(volume.record.article.id),
            "lang": volume.record.analysis.language,
            "note": " · ".join(_facts(volume.record.article)),
        }
        for volume in islice(dated, NEWEST)
    ]


def _facts(article: Article) -> list[str]:
    inferred = words.inferred(article.date_source)
    facts = (words.day(article.date), f"date {inferred}" if inferred else "", article.source)
    return [fact for fact in facts if fact]
