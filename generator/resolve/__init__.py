"""Resolve: what the articles say together. Touches no text: it only points into it."""

from __future__ import annotations

from generator.model import Analysed, Collection, LinkedKeyword, Record
from generator.progress import Progress
from generator.resolve import cooccurrence
from generator.resolve.duplicates import find_duplicates
from generator.resolve.entities import Linked, link_entities
from generator.resolve.related import Portrait, find_related
from generator.resolve.topics import Topics, find_topics
from generator.settings import Settings

__all__ = ["resolve"]


def resolve(analysed: Analysed, settings: Settings, progress: Progress) -> Collection:
    """Make one collection of all articles and what is known of each."""
    steps = progress.watch("resolving", range(5), 5)
    corpus, analyses = analysed.corpus, analysed.analyses
    next(steps)
    linked = link_entities(analysed, settings)
    next(steps)
    duplications = find_duplicates(corpus.articles)
    next(steps)
    topics = find_topics(
        [(article.id, analysis.keywords) for article, analysis in zip(corpus.articles, analyses, strict=True)],
        [name for entity in linked.entities for name in (entity.name, *entity.aliases)],
        settings.topic_min_articles,
        corpus.curation.topics,
        {
            article.id: duplication.duplicate_of
            for article, duplication in zip(corpus.articles, duplications, strict=True)
            if duplication.duplicate_of
        },
    )
    keywords = _link_keywords(analysed, linked, topics)
    next(steps)
    related = find_related(
        [
            Portrait(
                article=article.id,
                text=f"{article.title}\n\n{article.text}",
                entities=frozenset(mention.entity for mention in names.mentions),
                topics=frozenset(keyword.topic for keyword in found if keyword.topic),
                duplicates=frozenset(other.article for other in duplication.resembles),
            )
            for article, names, found, duplication in zip(
                corpus.articles, linked.articles, keywords, duplications, strict=True
            )
        ],
        settings.related_per_article,
    )
    next(steps)
    together = cooccurrence.count(
        [entity.id for entity in linked.entities],
        [(analysis.sentences, names.mentions) for analysis, names in zip(analyses, linked.articles, strict=True)],
    )
    next(steps, None)
    records = tuple(
        Record(
            article=article,
            analysis=analysis,
            mentions=names.mentions,
            statements=names.statements,
            roles=names.roles,
            keywords=found,
            related=neighbours,
            resembles=duplication.resembles,
            duplicate_of=duplication.duplicate_of,
        )
        for article, analysis, names, found, neighbours, duplication in zip(
            corpus.articles, analyses, linked.articles, keywords, related, duplications, strict=True
        )
    )
    return Collection(
        records=records,
        entities=linked.entities,
        topics=topics.topics,
        cooccurrences=together,
        quarantined=corpus.quarantined,
        files=corpus.files,
        ignored=corpus.ignored,
        warnings=(*corpus.warnings, *linked.warnings, *topics.warnings),
        moved=(*linked.moved, *topics.moved),
        namesakes=linked.namesakes,
    )


def _link_keywords(analysed: Analysed, linked: Linked, topics: Topics) -> list[tuple[LinkedKeyword, ...]]:
    """The keywords of each article with their topics and entities."""
    return [
        tuple(
            LinkedKeyword(
                keyword=keyword,
                topic="" if keyword.mention is not None else topics.of_key.get(keyword.key, ""),
                entity="" if keyword.mention is None else names.entity_of[keyword.mention],
            )
            for keyword in analysis.keywords
        )
        for analysis, names in zip(analysed.analyses, linked.articles, strict=True)
    ]
