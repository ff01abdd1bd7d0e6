"""One entity from many names: which mentions, across articles, are of one person, organisation or place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from generator.ids import slug, tell_apart
from generator.model import Analysed, Entity, EntityType, LinkedMention, LinkedRole, LinkedStatement, Mention
from generator.settings import Settings

FOLDERS: dict[EntityType, str] = {"person": "people", "organisation": "organisations", "place": "places"}
"""The part of an entity's id before its name."""


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """What one article's mentions are mentions of."""

    entity_of: tuple[str, ...]
    """The entity's id for each of `Analysis.mentions`, in their order."""
    mentions: tuple[LinkedMention, ...]
    """By start, then entity."""
    statements: tuple[LinkedStatement, ...]
    """In the order of `Analysis.statements`."""
    roles: tuple[LinkedRole, ...]
    """In the order of `Analysis.roles`."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The entities of a collection and where they are."""

    entities: tuple[Entity, ...]
    """By id."""
    articles: tuple[LinkedArticle, ...]
    """One for each article, in their order."""


def link_entities(analysed: Analysed, settings: Settings) -> Linked:
    """Find the entities of all articles and link every mention, statement and role to its own."""
    keys = sorted({_key(m) for a in analysed.analyses for m in a.mentions})
    ids = dict(zip(keys, tell_apart(f"{FOLDERS[t]}/{slug(n)}" for t, n, _ in keys), strict=True))
    articles = []
    counts: Counter[str] = Counter()
    article_counts: Counter[str] = Counter()
    surfaces: dict[str, Counter[str]] = {}
    speakers: set[str] = set()
    for article, analysis in zip(analysed.corpus.articles, analysed.analyses, strict=True):
        entity_of = tuple(ids[_key(m)] for m in analysis.mentions)
        for mention, entity in zip(analysis.mentions, entity_of, strict=True):
            counts[entity] += 1
            surfaces.setdefault(entity, Counter())[article.text[mention.start : mention.end]] += 1
        article_counts.update(sorted(set(entity_of)))
        statements = tuple(
            LinkedStatement(s, "" if s.speaker is None else entity_of[s.speaker]) for s in analysis.statements
        )
        speakers.update(s.speaker for s in statements if s.speaker)
        articles.append(
            LinkedArticle(
                entity_of=entity_of,
                mentions=tuple(
                    sorted(
                        (
                            LinkedMention(m.start, m.end, e, m.rules)
                            for m, e in zip(analysis.mentions, entity_of, strict=True)
                        ),
                        key=lambda m: (m.start, m.entity),
                    )
                ),
                statements=statements,
                roles=tuple(LinkedRole(r.start, r.end, entity_of[r.mention]) for r in analysis.roles),
            )
        )
    least = settings.entity_page_min_articles or (1 if len(articles) <= 500 else 2)
    entities = tuple(
        Entity(
            id=ids[key],
            type=key[0],
            name=key[1],
            aliases=tuple(s for s, _ in sorted(surfaces[ids[key]].items(), key=lambda i: (-i[1], i[0])) if s != key[1]),
            descriptions=(),
            wikidata="",
            country=key[2],
            mentions=counts[ids[key]],
            articles=article_counts[ids[key]],
            has_page=article_counts[ids[key]] >= least or ids[key] in speakers,
        )
        for key in keys
    )
    return Linked(tuple(sorted(entities, key=lambda e: e.id)), tuple(articles))


def _key(mention: Mention) -> tuple[EntityType, str, str]:
    return mention.type, mention.name, mention.owner
