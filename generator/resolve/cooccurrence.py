"""Which entities appear together: in one article, and in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from generator.model import Cooccurrence, LinkedMention

MOST_IN_ARTICLE = 50
"""Of an article with more entities than this, only the most mentioned are paired: pairs grow with the square."""
MOST_IN_SENTENCE = 30
"""Of a sentence with more entities than this (a list, a table), only the first are paired."""

Span = tuple[int, int]
Pair = tuple[str, str]


def count(articles: Iterable[tuple[Sequence[Span], Sequence[LinkedMention]]]) -> tuple[Cooccurrence, ...]:
    """Count in how many articles and sentences two entities appear together.

    Takes, for each article, its sentences' spans and its mentions, both in order of their start; a mention belongs to
    the sentence in which it starts. Gives the pairs that share an article, by `entity_a`, then `entity_b`. Costs at
    most `MOST_IN_ARTICLE`² / 2 steps an article, and `MOST_IN_SENTENCE`² / 2 a sentence.
    """
    in_articles: Counter[Pair] = Counter()
    in_sentences: Counter[Pair] = Counter()
    for sentences, mentions in articles:
        together = set(combinations(_chief_entities(mentions), 2))
        for entities in _entities_by_sentence(sentences, mentions):
            pairs = set(combinations(sorted(entities), 2))
            in_sentences.update(pairs)
            together |= pairs
        in_articles.update(together)
    return tuple(Cooccurrence(a, b, n, in_sentences[a, b]) for (a, b), n in sorted(in_articles.items()))


def _chief_entities(mentions: Sequence[LinkedMention]) -> list[str]:
    """The entities mentioned most, at most `MOST_IN_ARTICLE`, by id."""
    counts = Counter(mention.entity for mention in mentions)
    chief = sorted(counts, key=lambda entity: (-counts[entity], entity))[:MOST_IN_ARTICLE]
    return sorted(chief)


def _entities_by_sentence(sentences: Sequence[Span], mentions: Sequence[LinkedMention]) -> Iterator[list[str]]:
    """The first `MOST_IN_SENTENCE` entities of each sentence that has two or more."""
    position = 0
    for start, end in sentences:
        found: dict[str, None] = {}
        while position < len(mentions) and mentions[position].start < end:
            if mentions[position].start >= start and len(found) < MOST_IN_SENTENCE:
                found[mentions[position].entity] = None
            position += 1
        if len(found) > 1:
            yield list(found)
