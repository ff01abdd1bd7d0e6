"""Topics that may be one: labels that nearly agree, and articles that do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.analyse.keyword_folding import fold
from generator.model import Topic

SHARED = 0.5
"""Part of the smaller topic's articles that two topics of similar labels share."""

_SPELLINGS = (("our", "or"), ("isation", "ization"), ("ise", "ize"), ("yse", "yze"), ("ence", "ense"), ("ll", "l"))
_GAP = re.compile(r"[\s\-]+")


def doubles(topics: Sequence[Topic]) -> Iterator[tuple[Topic, Topic]]:
    """Pairs of topics that may be one, the one in more articles first; in the order of the ids.

    Labels that differ in spelling only ("aircraft" and "air craft", "defence" and "defense"), or that share a word and
    at least `SHARED` of the smaller one's articles; a topic and its broader one are no such pair. Topics are compared
    with their neighbours only, so that the time grows with their number.
    """
    by_id = {topic.id: topic for topic in topics}
    pairs: set[tuple[str, str]] = set()
    spelt: dict[str, list[str]] = defaultdict(list)
    for topic in topics:
        spelt[_spelling(topic.label)].append(topic.id)
        for other in topic.neighbours:
            if _alike(topic, by_id[other]):
                pairs.add((min(topic.id, other), max(topic.id, other)))
    for several in spelt.values():
        pairs.update((several[0], other) for other in several[1:])
    for pair in sorted(pairs):
        first, second = sorted((by_id[id] for id in pair), key=lambda topic: (-len(topic.articles), topic.id))
        yield first, second


def _spelling(label: str) -> str:
    """What spellings of one label have in common."""
    joined = _GAP.sub("", fold(label))
    for british, american in _SPELLINGS:
        joined = joined.replace(british, american)
    return joined


def _alike(one: Topic, other: Topic) -> bool:
    if one.id in other.broader or other.id in one.broader:
        return False
    shared = len(set(one.articles) & set(other.articles))
    words = set(fold(one.label).split()), set(fold(other.label).split())
    return bool(words[0] & words[1]) and shared >= SHARED * min(len(one.articles), len(other.articles))
