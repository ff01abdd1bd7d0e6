"""Which keywords could be topics, and in which articles they stand: all that needs to look at every keyword."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import log2
from operator import attrgetter

from generator.analyse.keyword_folding import fold
from generator.analyse.keyword_generality import is_too_general, needs_evidence
from generator.curation import TopicCorrection
from generator.model import Keyword

MANY = 1024
"""Articles from which on a topic needs more of them than the settings say."""
CHIEF = 10
"""A topic is among so many best keywords of an article; what needs evidence, of enough articles."""

_KEY = attrgetter("key")

Articles = Sequence[tuple[str, Sequence[Keyword]]]
"""For each article its id and its keywords."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The keywords that could be topics, by the key that all their forms share."""

    articles: int
    """How many there are in all."""
    min_articles: int
    """How many the settings ask for."""
    enough: int
    """How many must share a keyword."""
    forms: Mapping[str, Counter[str]]
    """How often each form of it stands."""
    holders: Mapping[str, AbstractSet[str]]
    """Ids of the articles that have it."""
    telling: Mapping[str, AbstractSet[str]]
    """Those of them that count: among whose best keywords it is, and the others where it needs no evidence."""
    chief: AbstractSet[str]
    """What is among the best keywords of some article."""
    keys_of: Mapping[str, str]
    """Those keys by the keys of keywords, which may be acronyms of them."""


def gather(articles: Articles, min_articles: int, corrections: Sequence[TopicCorrection] = ()) -> Evidence:
    """What is known of the keywords that at least `min_articles` articles share and that are not too general.

    An acronym joins its long form where one article has both and no other reads it otherwise. Where there are
    `corrections`, every keyword could become a topic. The time grows with the number of keywords.
    """
    own: list[list[Keyword]] = []
    met: Counter[str] = Counter()
    acronyms: set[tuple[str, str]] = set()
    for _, keywords in articles:  # all that looks at every keyword looks at it while it is at hand for the processor
        own.append([keyword for keyword in keywords if keyword.mention is None])
        met.update(map(_KEY, own[-1]))
        acronyms.update([(keyword.text, keyword.key) for keyword in keywords if keyword.text[1:2].isupper()])
    spelt_out = _spelt_out(acronyms)
    often: Counter[str] = Counter()
    for key, times in met.items():
        often[spelt_out.get(key, key)] += times
    enough = _enough(min_articles, len(articles))
    possible = {key for key, n in often.items() if corrections or (n >= enough and not is_too_general(key))}
    keys_of = {key: long for key in met if (long := spelt_out.get(key, key)) in possible}
    vague = {key for key in possible if needs_evidence(key)}
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    holders: dict[str, set[str]] = defaultdict(set)
    telling: dict[str, set[str]] = defaultdict(set)
    chief: set[str] = set()
    for (article, _), keywords in zip(articles, own, strict=True):
        for rank, keyword in enumerate(keywords):
            if keyword.key not in keys_of:
                continue
            key = keys_of[keyword.key]
            forms[key][keyword.text] += 1
            holders[key].add(article)
            if rank < CHIEF:
                chief.add(key)
                telling[key].add(article)
            elif key not in vague:
                telling[key].add(article)
    return Evidence(
        len(articles), min_articles, enough, dict(forms), dict(holders), dict(telling), frozenset(chief), keys_of
    )


def _enough(min_articles: int, articles: int) -> int:
    """How many articles must share a keyword: one more for each fourfold of `MANY`, for what some two of them share is
    chance."""
    return min_articles + max(0, (about(articles) // MANY).bit_length() + 1) // 2


def about(articles: int) -> int:
    """The nearest power of two: that one more article changes no threshold but once in a doubling."""
    return 2 ** round(log2(articles)) if articles else 0


def _spelt_out(acronyms: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The keys of acronyms, each with the one key of its long form.

    Takes texts and keys of keywords in capitals: one whose text is no form of its key is an acronym that its article
    spells out.
    """
    readings: dict[str, set[str]] = defaultdict(set)
    for text, key in acronyms:
        short = fold(text)
        if short != key:
            readings[short].add(key)
    return {short: min(long) for short, long in readings.items() if len(long) == 1}
