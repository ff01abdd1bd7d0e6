"""The pages of topics: the articles of each, how it moves through time, who is in it, what it is near to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from generator.curation import TOPICS
from generator.model import FOLDERS, EntityType, Topic
from generator.write import addresses, charts, words
from generator.write.catalogue import Catalogue, Name, Subject
from generator.write.drafts import Draft
from generator.write.filing import filed_label
from generator.write.found import Card
from generator.write.known import Listed
from generator.write.markdown import Value, heading, page
from generator.write.pages import indexed, lines
from generator.write.pages.lines import Articles, Links


class Theme(Struct, frozen=True, array_like=True, gc=False):
    """A topic, and what its page shows of the collection."""

    topic: Topic
    cards: Listed[Card]
    """Its articles; empty when they are on the pages of `parts`."""
    parts: Links
    dates: tuple[str, ...]
    """Of its articles, where those are on the pages of `parts`."""
    names: Listed[Name]
    """Whom and what its articles name most, with the number of articles."""
    broader: Listed[Subject]
    narrower: Listed[Subject]
    neighbours: Listed[Subject]
    corpus: str
    """The corpus folder."""


def pages(shelf: Catalogue) -> Iterator[Draft[Theme] | Draft[Articles]]:
    """The page of each topic, by id, and the pages its articles are spread over."""
    narrower: defaultdict[str, list[str]] = defaultdict(list)
    for topic in shelf.collection.topics:
        for broader in topic.broader:
            narrower[broader].append(topic.id)
    for number, topic in enumerate(shelf.collection.topics):
        yield from _pages_of(shelf, number, topic, narrower.get(topic.id, ()))


def _pages_of(
    shelf: Catalogue, number: int, topic: Topic, narrower: Sequence[str]
) -> Iterator[Draft[Theme] | Draft[Articles]]:
    here = addresses.topic(topic.id)
    places = sorted(map(shelf.places.__getitem__, topic.articles))
    found = lines.in_parts(shelf, places)
    theme = Theme(
        topic=topic,
        cards=shelf.cards.listed(() if found else places),
        parts=lines.links_to(here, found),
        dates=tuple(lines.dates(shelf, places)) if found else (),
        names=shelf.entities_in[number],
        broader=_subjects(shelf, topic.broader),
        narrower=_subjects(shelf, narrower),
        neighbours=_subjects(shelf, topic.neighbours),
        corpus=shelf.corpus,
    )
    yield Draft(here, _write, theme)
    yield from lines.article_pages(shelf, here, topic.label, _trail(topic), found)


def _subjects(shelf: Catalogue, ids: Sequence[str]) -> Listed[Subject]:
    return shelf.headings.listed(map(shelf.topic_numbers.__getitem__, ids))


def _trail(topic: Topic) -> list[tuple[str, str]]:
    initial = addresses.letter(filed_label(topic.label))
    return [
        ("Topics", addresses.index("topics")),
        (lines.letter_title(initial), addresses.a_to_z("topics", initial)),
        (topic.label, addresses.topic(topic.id)),
    ]


def _write(here: str, theme: Theme) -> str:
    topic, trail = theme.topic, _trail(theme.topic)
    dates = theme.dates if theme.parts else [card.date for card in theme.cards]
    facts = [words.counted(len(topic.articles), "article"), lines.years(dates)]
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
        "chart": charts.through_time(dates, ("article", "articles")),
        **{folder: _names(here, theme, kind) for kind, folder in FOLDERS.items()},
        "broader": _links(here, theme.broader),
        "narrower": _links(here, theme.narrower),
        "neighbours": _links(here, theme.neighbours),
        "id": topic.id,
        "curation": f"{theme.corpus}/{TOPICS}",
    }
    title = heading(2, "Articles", id="articles")
    body = lines.part_links(here, theme.parts) if theme.parts else lines.articles(theme.cards, here)
    return page(meta, f"{title}\n\n{body}")


def _names(here: str, theme: Theme, kind: EntityType) -> list[Value]:
    """The entities of one type in the topic's articles, most articles first."""
    return [
        {"title": one.name, "url": addresses.relative(here, one.address), "count": articles}
        for one, (articles,) in theme.names.numbered()
        if one.type == kind
    ]


def _links(here: str, subjects: Iterable[Subject]) -> list[Value]:
    return [{"title": one.label, "url": addresses.relative(here, addresses.topic(one.id))} for one in subjects]
