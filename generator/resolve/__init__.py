"""Resolve: what the articles say together. Touches no text: it only points into it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import TypeVar

import numpy as np

from generator.cache import NO_CACHE, Cache
from generator.cooccurrences import Cooccurrences
from generator.executors import SERIAL
from generator.garbage import spared
from generator.model import Analysed, Article, Collection, LinkedKeyword, Record, Related, Topic
from generator.places import visible
from generator.progress import Progress
from generator.resolve.comparison import Comparing, Comparison
from generator.resolve.cooccurrence import Appearances, appearances, count
from generator.resolve.duplicates import Duplication
from generator.resolve.entities import Linked, link_entities
from generator.resolve.related import Held, find_related
from generator.resolve.topic_evidence import gather
from generator.resolve.topics import Topics, find_topics
from generator.settings import Settings

__all__ = ["Comparing", "resolve"]

T = TypeVar("T")
Keywords = Sequence[tuple[LinkedKeyword, ...]]


@spared()
def resolve(
    analysed: Analysed,
    settings: Settings,
    progress: Progress,
    cache: Cache = NO_CACHE,
    comparing: Comparing | None = None,
) -> Collection:
    """Make one collection of all articles and what is known of each; the same whatever `cache` holds.

    The cache keeps what depends on one article alone; what looks at the whole collection is found afresh. `comparing`
    may be a comparison of the articles that is under way. No step takes more than n log n in the number of articles.
    """
    articles = analysed.corpus.articles
    comparing = comparing or Comparing(articles, cache, SERIAL)
    linked = _step(progress, "linking names", lambda: link_entities(analysed, settings))
    with ThreadPoolExecutor(1) as threads:
        ids = [entity.id for entity in linked.entities]
        mentions = appearances(ids, [names.mentions for names in linked.articles])
        counting = threads.submit(_together, analysed, ids, mentions)  # a fork would copy what it counts: it costs more
        compared = _step(progress, "comparing texts", lambda: comparing.of(articles))
        topics = _step(progress, "finding topics", lambda: _topics(analysed, settings, linked, compared.twins))
        keywords = _link_keywords(analysed, linked, topics)
        held = Held(ids, len(articles), mentions.article, mentions.entity)
        most = settings.related_per_article
        related = _step(progress, "relating articles", lambda: _related(articles, held, topics.topics, compared, most))
        together = _step(progress, "counting pairs", counting.result)
    corpus = analysed.corpus
    collection = Collection(
        records=_records(analysed, linked, keywords, related, compared.twins),
        entities=linked.entities,
        topics=topics.topics,
        cooccurrences=together,
        quarantined=corpus.quarantined,
        files=corpus.files,
        ignored=corpus.ignored,
        warnings=(*corpus.warnings, *map(visible, (*linked.warnings, *topics.warnings))),
        moved=(*linked.moved, *topics.moved),
        namesakes=linked.namesakes,
        left_out=corpus.left_out,
    )
    gc.freeze()  # it lasts and is in no cycle: no run of the collector need look through it
    return collection


def _step(progress: Progress, what: str, find: Callable[[], T]) -> T:
    """What `find` finds, watched by `progress`."""
    (found,) = [find() for _ in progress.watch(what, (None,), 1)]
    return found


def _topics(analysed: Analysed, settings: Settings, linked: Linked, twins: Sequence[Duplication]) -> Topics:
    """The topics of the collection; of articles that repeat one another one counts, names are none."""
    articles, corrections = analysed.corpus.articles, analysed.corpus.curation.topics
    keywords = [(one.id, analysis.keywords) for one, analysis in zip(articles, analysed.analyses, strict=True)]
    return find_topics(
        gather(keywords, settings.topic_min_articles, corrections),
        [name for entity in linked.entities for name in (entity.name, *entity.aliases)],
        corrections,
        {one.id: twin.duplicate_of for one, twin in zip(articles, twins, strict=True) if twin.duplicate_of},
    )


def _link_keywords(analysed: Analysed, linked: Linked, topics: Topics) -> Keywords:
    """The keywords of each article with their topics and entities."""
    topic_of = topics.of_key
    return [
        tuple(
            [
                LinkedKeyword(one, topic_of.get(one.key, ""), "")
                if one.mention is None
                else LinkedKeyword(one, "", names.entity_of[one.mention])
                for one in analysis.keywords
            ]
        )
        for analysis, names in zip(analysed.analyses, linked.articles, strict=True)
    ]


def _related(
    articles: Sequence[Article], entities: Held, topics: Sequence[Topic], compared: Comparison, most: int
) -> tuple[tuple[Related, ...], ...]:
    """The neighbours of each of `articles`, at most so many; `entities` tells whom each mentions."""
    numbers = {article.id: number for number, article in enumerate(articles)}
    sizes = [len(topic.articles) for topic in topics]
    holders = map(numbers.__getitem__, chain.from_iterable([topic.articles for topic in topics]))
    held = Held(
        [topic.id for topic in topics],
        len(articles),
        np.fromiter(holders, np.int64, sum(sizes)),
        np.repeat(np.arange(len(sizes)), sizes),
    )
    duplicates = [[other.article for other in twin.resembles] for twin in compared.twins]
    return find_related(list(numbers), compared.words, entities, held, duplicates, most)


def _together(analysed: Analysed, entities: Sequence[str], mentions: Appearances) -> Cooccurrences:
    """The pairs of entities that share an article."""
    return count(entities, mentions, [analysis.sentences for analysis in analysed.analyses])


def _records(
    analysed: Analysed,
    linked: Linked,
    keywords: Keywords,
    related: Sequence[tuple[Related, ...]],
    twins: Sequence[Duplication],
) -> tuple[Record, ...]:
    """Each article with all that is known of it."""
    return tuple(
        Record(
            article=article,
            analysis=analysis,
            mentions=names.mentions,
            statements=names.statements,
            roles=names.roles,
            keywords=found,
            related=neighbours,
            resembles=twin.resembles,
            duplicate_of=twin.duplicate_of,
        )
        for article, analysis, names, found, neighbours, twin in zip(
            analysed.corpus.articles, analysed.analyses, linked.articles, keywords, related, twins, strict=True
        )
    )
