"""The pages of topics: the articles of each, how it moves through time, who is in it, what it is near to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.curation import TOPICS
from generator.model import FOLDERS, EntityType, Topic
from generator.write import addresses, charts, words
from generator.write.borders import parts
from generator.write.catalogue import Card, Catalogue, Counted, Subject
from generator.write.drafts import Draft, Known
from generator.write.filing import filed_label
from generator.write.markdown import Value, heading, page
from generator.write.pages import indexed, lines
from generator.write.pages.lines import Articles, Links


@dataclass(frozen=True, slots=True)
class Theme:
    """A topic, and what its page shows of the collection."""

    topic: Topic
    cards: tuple[Known[Card], ...]
    """Its articles; empty when they are on the pages of `parts`."""
    parts: Links
    dates: tuple[str, ...]
    """Of its articles."""
    names: tuple[Counted, ...]
    broader: tuple[Subject, ...]
    narrower: tuple[Subject, ...]
    neighbours: tuple[Subject, ...]
    corpus: str
    """The corpus folder."""


def pages(shelf: Catalogue) -> Iterator[Draft[Theme] | Draft[Articles]]:
    """The page of each topic, by id, and the pages its articles are spread over."""
    narrower: defaultdict[str, list[str]] = defaultdict(list)
    for topic in shelf.collection.topics:
        for broader in topic.broader:
            narrower[broader].append(topic.id)
    places = {volume.record.article.id: place for place, volume in enumerate(shelf.volumes)}
    for topic in shelf.collection.topics:
        yield from _pages_of(shelf, topic, narrower, places)


def _pages_of(
    shelf: Catalogue, topic: Topic, narrower: Mapping[str, Sequence[str]], places: Mapping[str, int]
) -> Iterator[Draft[Theme] | Draft[Articles]]:
    here = addresses.topic(topic.id)
    volumes = [shelf.volumes[place] for place in sorted(places[id] for id in topic.articles)]
    found = parts(volumes, lines.ARTICLES_ON_A_PAGE, lines.date, lines.filed_under)
    theme = Theme(
        topic=topic,
        cards=() if found else lines.cards(volumes),
        parts=lines.links_to(here, found),
        dates=tuple(lines.dates(volumes)),
        names=shelf.entities_in.get(topic.id, ()),
        broader=_subjects(shelf, topic.broader),
        narrower=_subjects(shelf, narrower.get(topic.id, ())),
        neighbours=_subjects(shelf, topic.neighbours),
        corpus=shelf.corpus,
    )
    yield Draft(here, _write, theme)
    yield from lines.article_pages(here, topic.label, _trail(topic), found)


def _subjects(shelf: Catalogue, ids: Sequence[str]) -> tuple[Subject, ...]:
    return tuple(shelf.subjects[id] for id in ids)


def _trail(topic: Topic) -> list[tuple[str, str]]:
    initial = addresses.letter(filed_label(topic.label))
    return [
        ("Topics", addresses.index("topics")),
        (lines.letter_title(initial), addresses.a_to_z("topics", initial)),
        (topic.label, addresses.topic(topic.id)),
    ]


def _write(here: str, theme: Theme) -> str:
    topic, trail = theme.topic, _trail(theme.topic)
    facts = [words.counted(len(topic.articles), "article"), lines.years(theme.dates)]
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
        "chart": charts.through_time(theme.dates, ("article", "articles")),
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
        {"title": one.name.name, "url": addresses.relative(here, one.name.address), "count": one.articles}
        for one in theme.names
        if one.name.type == kind
    ]


def _links(here: str, subjects: Sequence[Subject]) -> list[Value]:
    return [{"title": one.label, "url": addresses.relative(here, addresses.topic(one.id))} for one in subjects]
