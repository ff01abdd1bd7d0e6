"""Topics: what several articles are about, folded from their keywords."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from types import MappingProxyType

from generator.analyse.keyword_folding import fold
from generator.analyse.keyword_generality import is_too_general, needs_evidence
from generator.curation import TopicCorrection
from generator.ids import slug, tell_apart
from generator.model import Moved, Topic
from generator.resolve.topic_curation import Arranged, arrange
from generator.resolve.topic_evidence import Evidence, about

TOO_COMMON = 0.25
"""Part of the collection from which on a keyword says nothing about one article …"""
FEW = 10
"""… unless so few have it."""
SMALL = 40
"""In collections of more articles than this a single or vague word needs one article more than a phrase."""
CONTAINED = 0.8
"""Part of a phrase's articles from which on a longer phrase that contains it takes its place."""
MOST_NEIGHBOURS = 8

NO_COPIES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of a collection, and where each keyword belongs."""

    topics: tuple[Topic, ...]
    """By id."""
    of_key: Mapping[str, str]
    """Id of the topic that keywords with this key belong to."""
    moved: tuple[Moved, ...] = ()
    """Ids that corrections have changed, by old id."""
    warnings: tuple[str, ...] = ()
    """Corrections that match nothing or contradict one another."""


def find_topics(
    evidence: Evidence,
    names: Iterable[str],
    corrections: Sequence[TopicCorrection] = (),
    copies: Mapping[str, str] = NO_COPIES,
) -> Topics:
    """Make topics of the keywords that enough articles share, and apply people's corrections.

    `names` are the surface forms of the collection's entities: what is a name is no topic, nor is what is too general,
    in too large a part of the articles, or mostly part of a longer topic. `copies` has the id of the earlier article
    that one nearly repeats: such articles count once. The time grows with the number of keywords.
    """
    forms, holders = evidence.forms, evidence.holders
    most = max(FEW, TOO_COMMON * about(evidence.articles))
    excluded = {fold(name) for name in names}
    story_of = {article: _original(article, copies) for article in copies}
    stories = {
        key: held if story_of.keys().isdisjoint(held) else {story_of.get(one, one) for one in held}
        for key, held in evidence.telling.items()
    }
    shared = {
        key: held
        for key, held in stories.items()
        if key in evidence.chief
        and len(held) >= evidence.enough + (evidence.articles > SMALL and needs_evidence(key))
        and len(holders[key]) <= most
        and key not in excluded
        and not is_too_general(key)
    }
    keys = sorted(shared.keys() - _contained(shared))
    found = dict(zip(tell_apart(_id(forms[key]) for key in keys), keys, strict=True))
    rare = {_id(forms[key]): key for key in sorted(forms, reverse=True)} if corrections else {}
    arranged = arrange(corrections, found, rare, holders, evidence.min_articles)
    return _topics(arranged, forms, holders, evidence.keys_of)


def _original(article: str, copies: Mapping[str, str]) -> str:
    """The first of the articles that repeat one another; `copies` leads from later to earlier ones."""
    while article in copies:
        article = copies[article]
    return article


def _contained(stories: Mapping[str, AbstractSet[str]]) -> set[str]:
    """The keys that stand within a longer one which covers nearly all their articles."""
    contained = set()
    for longer in stories:
        words = longer.split()
        for length in range(1, len(words)):
            for start in range(len(words) - length + 1):
                part = " ".join(words[start : start + length])
                held = stories.get(part, frozenset())
                if held and len(held & stories[longer]) >= CONTAINED * len(held):
                    contained.add(part)
    return contained


def _id(forms: Counter[str]) -> str:
    return f"topics/{slug(_ranked(forms)[0])}"


def _topics(
    arranged: Arranged,
    forms: Mapping[str, Counter[str]],
    holders: Mapping[str, AbstractSet[str]],
    keys_of: Mapping[str, str],
) -> Topics:
    id_of = {key: topic for topic, keys in arranged.members.items() for key in keys}
    held = {topic: set().union(*(holders[key] for key in keys)) for topic, keys in arranged.members.items()}
    neighbours = _neighbours(held)
    topics = []
    for topic, keys in sorted(arranged.members.items()):
        label = arranged.labels.get(topic) or _ranked(forms[keys[0]])[0]
        together = forms[keys[0]] if len(keys) == 1 else sum((forms[key] for key in keys), Counter[str]())
        given = arranged.broader.get(topic, ())
        topics.append(
            Topic(
                id=topic,
                label=label,
                variants=tuple(form for form in _ranked(together) if form != label),
                articles=tuple(sorted(held[topic])),
                broader=(*given, *(one for one in _broader(keys[0], id_of) if one not in (topic, *given))),
                neighbours=tuple(neighbours[topic]),
            )
        )
    of_key = {key: id_of[folded] for key, folded in keys_of.items() if folded in id_of}
    return Topics(tuple(topics), of_key, arranged.moved, arranged.warnings)


def _ranked(forms: Counter[str]) -> tuple[str, ...]:
    """Forms, most frequent first; of two as frequent the one with fewer capitals, then by text."""
    if len(forms) == 1:
        return tuple(forms)
    capitals = {form: sum(map(str.isupper, form)) for form in forms}
    return tuple(sorted(forms, key=lambda form: (-forms[form], capitals[form], form)))


def _broader(key: str, ids: Mapping[str, str]) -> tuple[str, ...]:
    """The topic whose words end this one's: "presidential election" is an "election"."""
    words = key.split()
    ends = (" ".join(words[start:]) for start in range(1, len(words)))
    return next(((ids[end],) for end in ends if end in ids), ())


def _neighbours(holders: Mapping[str, AbstractSet[str]]) -> dict[str, list[str]]:
    """For each topic those it most often shares articles with, by the cosine of their sets, as a power of two.

    The time grows with the pairs of topics that share an article.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    topics = sorted(holders)
    numbers = {article: number for number, article in enumerate(sorted(set().union(*holders.values())))}
    places = [numbers[article] for topic in topics for article in holders[topic]]
    sizes = np.array([len(holders[topic]) for topic in topics], dtype=np.int64)
    shape = (len(topics), len(numbers))
    held = csr_matrix((np.ones(len(places), dtype=np.int32), places, np.cumsum([0, *sizes])), shape=shape)
    shared = (held @ held.T).tocoo()
    apart = shared.row != shared.col
    rows, others, counts = shared.row[apart], shared.col[apart], shared.data[apart]
    logs = np.log2(sizes)
    steps = np.rint(2 * np.log2(counts) - logs[rows] - logs[others]).astype(np.int64)  # from -62 to 0
    order = np.argsort((rows * np.int64(64) - steps) * len(topics) + others)
    rows, others = rows[order], others[order]
    nearest: dict[str, list[str]] = {topic: [] for topic in topics}
    best = np.arange(len(rows)) - np.searchsorted(rows, rows) < MOST_NEIGHBOURS
    for row, other in zip(rows[best].tolist(), others[best].tolist(), strict=True):
        nearest[topics[row]].append(topics[other])
    return nearest
