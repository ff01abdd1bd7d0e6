"""Topics: what several articles are about, folded from their keywords."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.ids import slug, tell_apart
from generator.model import Keyword, Topic


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of a collection, and where each keyword belongs."""

    topics: tuple[Topic, ...]
    """By id."""
    of_key: Mapping[str, str]
    """Id of the topic that keywords with this key belong to."""


def find_topics(articles: Sequence[tuple[str, Sequence[Keyword]]], names: Iterable[str], min_articles: int) -> Topics:
    """Make topics of the keywords that at least `min_articles` articles share.

    Takes, for each article, its id and its keywords; `names` are the surface forms of the collection's entities: what
    is a name is no topic.
    """
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    holders: dict[str, set[str]] = defaultdict(set)
    known = {name.casefold() for name in names}
    for article, keywords in articles:
        for keyword in keywords:
            if keyword.mention is None and keyword.text.casefold() not in known:
                forms[keyword.key][keyword.text] += 1
                holders[keyword.key].add(article)
    keys = sorted(key for key, found in holders.items() if len(found) >= min_articles)
    ids = dict(zip(keys, tell_apart(f"topics/{slug(key)}" for key in keys), strict=True))
    topics = []
    for key in keys:
        ranked = sorted(forms[key], key=lambda form: (-forms[key][form], form))
        topics.append(Topic(ids[key], ranked[0], tuple(ranked[1:]), tuple(sorted(holders[key]))))
    return Topics(tuple(sorted(topics, key=lambda topic: topic.id)), ids)
