"""Where people's names stand, and what is said of them there: the evidence for telling people of one name apart."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

from generator.analyse.keyword_generality import is_too_general
from generator.model import Analysed, Analysis, Article
from generator.resolve.entities_groups import Key
from generator.resolve.entities_namesakes import Company, Sighting, Verdict, candidates, tell_apart
from generator.resolve.occupations import is_office, occupation

_START = attrgetter("start")

Rows = Sequence[Sequence[int]]
"""For each article, for each of its mentions, the number of its label."""


def judge(analysed: Analysed, heads: Sequence[Key], rows: Rows) -> Iterator[tuple[Key, Verdict]]:
    """The verdict on each name that may be several people's, in the order of the keys.

    `heads` has for each label the key that stands for its entity.
    """
    found = sightings(analysed, heads, rows)
    doubtful = {key: found[key] for key in candidates(found)}
    labels = {label for label, key in enumerate(heads) if key in doubtful}
    for number, (article, row) in enumerate(zip(analysed.corpus.articles, rows, strict=True)):
        for label in labels.intersection(row):
            doubtful[heads[label]].setdefault(number, Sighting(number, article.date))
    wanted = sorted({number for by_article in doubtful.values() for number in by_article})
    of_article = {key: [by_article[number] for number in sorted(by_article)] for key, by_article in doubtful.items()}
    yield from tell_apart(of_article, company(analysed, heads, rows, wanted), len(rows))


def sightings(analysed: Analysed, heads: Sequence[Key], rows: Rows) -> dict[Key, dict[int, Sighting]]:
    """The sightings of people who are described or speak, by the number of the article.

    The time grows with the number of descriptions and statements.
    """
    found: dict[Key, dict[int, Sighting]] = defaultdict(dict)
    articles = zip(analysed.corpus.articles, analysed.analyses, rows, strict=True)
    for number, (article, analysis, row) in enumerate(articles):
        if not analysis.roles and not analysis.statements:
            continue
        speakers = {statement.speaker for statement in analysis.statements if statement.speaker is not None}
        for place in sorted({role.mention for role in analysis.roles} | speakers):
            key = heads[row[place]]
            if key[0] == "person":
                of_name = found[key]
                if number not in of_name:
                    of_name[number] = Sighting(number, article.date)
                of_name[number].speaks |= place in speakers
        _read_roles(article, analysis, [heads[row[role.mention]] for role in analysis.roles], found, number)
    return dict(found)


def _read_roles(
    article: Article,
    analysis: Analysis,
    described: Sequence[Key],
    found: Mapping[Key, Mapping[int, Sighting]],
    number: int,
) -> None:
    """Note what the descriptions in one article say of people; `described` has the key of each."""
    starts = list(map(_START, analysis.mentions)) if analysis.roles else []
    for role, key in zip(analysis.roles, described, strict=True):
        if key[0] != "person":
            continue
        sighting = found[key][number]
        name, world = occupation(article.text[role.start : role.end])
        if world:
            sighting.occupations.append(name)
            sighting.worlds.add(world)
        first, last = bisect_left(starts, role.start), bisect_left(starts, role.end)
        if first == last:
            continue
        countries = {
            mention.owner for mention in analysis.mentions[first:last] if mention.owner and "demonym" in mention.rules
        }
        sighting.countries |= countries
        if is_office(name):
            sighting.offices |= countries


def company(analysed: Analysed, heads: Sequence[Key], rows: Rows, wanted: Sequence[int]) -> dict[int, Company]:
    """The company in the articles with the numbers `wanted`: keys of people and organisations, and keywords."""
    found: dict[int, Company] = {}
    for number in wanted:
        keywords = (one.key for one in analysed.analyses[number].keywords if one.mention is None)
        found[number] = frozenset(
            [
                *(heads[label] for label in rows[number] if heads[label][0] in ("person", "organisation")),
                *(key for key in keywords if not is_too_general(key)),
            ]
        )
    return found
