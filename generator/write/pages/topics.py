"""The pages of topics: the articles of each, how it moves through time, who is in it, what it is near to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from anyascii import anyascii

from generator.curation import TOPICS
from generator.model import EntityType, Topic
from generator.settings import Settings
from generator.write import addresses, charts, words
from generator.write.borders import parts
from generator.write.catalogue import Catalogue, Page
from generator.write.markdown import Value, heading, page
from generator.write.pages import indexed, lines

NAMES = 16
"""People, organisations and places of a topic, each, beside its articles."""


def pages(shelf: Catalogue, settings: Settings) -> Iterator[Page]:
    """The page of each topic, by id, and the pages its articles are spread over."""
    narrower: defaultdict[str, list[str]] = defaultdict(list)
    for topic in shelf.collection.topics:
        for broader in topic.broader:
            narrower[broader].append(topic.id)
    for topic in shelf.collection.topics:
        yield from _pages_of(shelf, settings, topic, narrower)


def filed_under(topic: Topic) -> str:
    """What a topic is filed under in the A–Z, in ASCII lower case."""
    return anyascii(topic.label).lower()


def _pages_of(
    shelf: Catalogue, settings: Settings, topic: Topic, narrower: Mapping[str, Sequence[str]]
) -> Iterator[Page]:
    here = addresses.topic(topic.id)
    records = lines.newest_first(shelf.by_id[id] for id in topic.articles)
    found = parts(records, lines.ARTICLES_ON_A_PAGE, lines.date, lines.filed_under)
    initial = addresses.letter(filed_under(topic))
    trail = [
        ("Topics", addresses.index("topics")),
        (lines.letter_title(initial), addresses.a_to_z("topics", initial)),
        (topic.label, here),
    ]
    facts = [words.counted(len(records), "article"), lines.years(records)]
    meta: dict[str, Value] = {
        "title": topic.label,
        "template": "topic.html",
        "search": indexed.of_topic(topic),
        "heading": topic.label,
        "summary": f"{topic.label}: {', '.join(fact for fact in facts if fact)}.",
        "crumbs": lines.crumbs(here, *trail[:-1], (topic.label, "")),
        "trail": lines.trail(here, *trail),
        "also": list(topic.variants),
        "facts": ", ".join(fact for fact in facts if fact),
        "chart": charts.through_time((record.article.date for record in records), ("article", "articles")),
        "people": _names(shelf, topic, "person"),
        "organisations": _names(shelf, topic, "organisation"),
        "places": _names(shelf, topic, "place"),
        "broader": _topics(shelf, topic, topic.broader),
        "narrower": _topics(shelf, topic, narrower.get(topic.id, ())),
        "neighbours": _topics(shelf, topic, topic.neighbours),
        "id": topic.id,
        "curation": f"{settings.corpus}/{TOPICS}",
    }
    title = heading(2, "Articles", id="articles")
    body = lines.part_links(here, found) if found else lines.articles(records, here)
    yield Page(here, page(meta, f"{title}\n\n{body}"))
    yield from lines.article_pages(here, topic.label, trail, found)


def _names(shelf: Catalogue, topic: Topic, kind: EntityType) -> list[Value]:
    """The entities of one type in the topic's articles, most articles first."""
    here = addresses.topic(topic.id)
    found = (one for one in shelf.entities_in.get(topic.id, ()) if shelf.entities[one.id].type == kind)
    return [
        {
            "title": shelf.entities[one.id].name,
            "url": addresses.relative(here, addresses.entity(shelf.entities[one.id])),
            "count": one.articles,
        }
        for one, _ in zip(found, range(NAMES), strict=False)
    ]


def _topics(shelf: Catalogue, topic: Topic, ids: Sequence[str]) -> list[Value]:
    here = addresses.topic(topic.id)
    return [{"title": shelf.topics[id].label, "url": addresses.relative(here, addresses.topic(id))} for id in ids]
