"""People of one name: told apart, by article, where two kinds of evidence say that they are several.

The articles of a name are joined where they share company: another person or organisation, or a keyword. Parts that
share nothing are several people when what is said of them contradicts as well: their occupations belong to different
worlds (a senator and a goalkeeper), they hold offices in different countries, or they speak more than a lifetime apart.
One kind alone tells nobody apart, but is listed for people to look at. An article without such evidence belongs to the
part with the most articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.analyse.territories import country_name
from generator.resolve.entities_groups import Key

LIFETIME = 70
"""Years between two articles in which one person doesn't speak."""
LITTLE = 2
"""Company that two lives share at most where their articles hang together and they may still be two people's."""
FEW = 16
COMMON = 1 / 16
"""Part of the articles from which on company tells nothing, unless it is in no more than `FEW`."""

Company = frozenset[object]
"""Keys of other people and organisations, and keywords."""


@dataclass(slots=True)
class Sighting:
    """One name in one article."""

    article: int
    """Its number."""
    date: str
    """ISO 8601 day of the article, or empty."""
    occupations: list[str] = field(default_factory=list)
    """In the order of the text."""
    worlds: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    """ISO 3166 codes of nationalities in its descriptions."""
    offices: set[str] = field(default_factory=set)
    """Those of the countries in which it holds an office."""
    speaks: bool = False

    @property
    def age(self) -> tuple[str, int]:
        """For sorting: by date, undated last."""
        return self.date or "9999", self.article


@dataclass(slots=True)
class Life:
    """What several articles say of one person."""

    articles: list[Sighting]
    worlds: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    """In which it speaks."""

    def add(self, other: Life) -> None:
        """Make one life of two."""
        self.articles += other.articles
        self.worlds |= other.worlds
        self.countries |= other.countries
        self.offices |= other.offices
        self.years |= other.years

    @property
    def says_nothing(self) -> bool:
        """Whether nothing in it could contradict another life."""
        return not (self.worlds or self.countries or self.offices or self.years)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The people that one name may be."""

    articles: tuple[tuple[int, ...], ...]
    """The numbers of the articles of each, in rising order; the person in the most articles first."""
    labels: tuple[str, ...]
    """What tells each from the others: "senator", "goalkeeper, Canada", "1911"."""
    reason: str
    certain: bool
    """Whether they are told apart, and not only listed as doubtful."""


def tell_apart(
    sightings: Mapping[Key, Sequence[Sighting]], company: Mapping[int, Company], articles: int
) -> Iterator[tuple[Key, Verdict]]:
    """Judge each name of `sightings` (by article) that may be several people's, in the order of the keys.

    `company` has that of every article in which they stand, `articles` is the number of all articles. The time grows
    with the company in their articles: there are no more lives of one name than worlds and countries.
    """
    spread = Counter(one for found in company.values() for one in found)
    most = max(FEW, COMMON * 2 ** articles.bit_length())
    telling = {
        number: frozenset(one for one in found if spread[one] <= most) for number, found in sorted(company.items())
    }
    for key in sorted(sightings):
        if verdict := _judged(sightings[key], {s.article: telling[s.article] - {key} for s in sightings[key]}):
            yield key, verdict


def candidates(sightings: Mapping[Key, Mapping[int, Sighting]]) -> list[Key]:
    """The names of which something contradicts: no world or no country is common to all who have one, or the years."""
    return [key for key, found in sorted(sightings.items()) if len(found) > 1 and _may_differ(list(found.values()))]


def _may_differ(found: Sequence[Sighting]) -> bool:
    for sets in ([one.worlds for one in found], [one.countries for one in found]):
        said = [one for one in sets if one]
        if len(said) > 1 and not set.intersection(*said):
            return True
    years = [int(one.date[:4]) for one in found if one.speaks and one.date]
    return bool(years) and max(years) - min(years) > LIFETIME


def _judged(found: Sequence[Sighting], company: Mapping[int, Company]) -> Verdict | None:
    parts = _parts(found, company)
    lives = _lives(parts, _contradiction)
    certain = len(lives) > 1
    if not certain:
        lives = _lives(parts, _hint)
    if len(lives) == 1:
        lives = _lives([_life([one]) for one in found], _other_world)
        if len(lives) > 1 and _shared(lives[0], lives[1], company) > LITTLE:
            return None
    if len(lives) == 1:
        return None
    return Verdict(
        articles=tuple(tuple(sorted(one.article for one in life.articles)) for life in lives),
        labels=_labels(lives),
        reason=_reason(lives, "nobody and no keyword in common" if len(parts) > 1 else "little in common"),
        certain=certain,
    )


def _parts(found: Sequence[Sighting], company: Mapping[int, Company]) -> list[Life]:
    """The articles that hang together by shared company, as lives."""
    head = list(range(len(found)))

    def find(one: int) -> int:
        while head[one] != one:
            head[one] = head[head[one]]
            one = head[one]
        return one

    first: dict[object, int] = {}
    for number, sighting in enumerate(found):
        for one in company[sighting.article]:
            head[find(number)] = find(first.setdefault(one, number))
    parts: dict[int, list[Sighting]] = defaultdict(list)
    for number, sighting in enumerate(found):
        parts[find(number)].append(sighting)
    return [_life(part) for part in parts.values()]


def _life(part: list[Sighting]) -> Life:
    return Life(
        list(part),
        set().union(*(one.worlds for one in part)),
        set().union(*(one.countries for one in part)),
        set().union(*(one.offices for one in part)),
        {int(one.date[:4]) for one in part if one.speaks and one.date},
    )


def _lives(parts: Sequence[Life], differ: Callable[[Life, Life], bool]) -> list[Life]:
    """The parts, joined where they do not differ; those in the most articles first.

    Each part joins the first life that it does not differ from. What says nothing joins the largest life.
    """
    lives: list[Life] = []
    silent: list[Life] = []
    for part in sorted(parts, key=_weight):
        if part.says_nothing:
            silent.append(part)
            continue
        life = next((life for life in lives if not differ(life, part)), None)
        if life:
            life.add(part)
        else:
            lives.append(_life(part.articles))
    lives.sort(key=_weight)
    for part in silent:
        if lives:
            lives[0].add(part)
        else:
            lives.append(_life(part.articles))
    return lives


def _weight(life: Life) -> tuple[int, tuple[str, int]]:
    return -len(life.articles), min(one.age for one in life.articles)


def _contradiction(one: Life, other: Life) -> bool:
    """Whether two lives that share nothing are lives of two people."""
    return (
        _other_world(one, other)
        or _disjoint(one.offices, other.offices)
        or (_lifetimes_apart(one, other) and not one.worlds & other.worlds)
    )


def _hint(one: Life, other: Life) -> bool:
    """Whether two lives that share nothing may be lives of two people."""
    return _contradiction(one, other) or _disjoint(one.countries, other.countries) or _lifetimes_apart(one, other)


def _other_world(one: Life, other: Life) -> bool:
    return _disjoint(one.worlds, other.worlds)


def _disjoint(one: set[str], other: set[str]) -> bool:
    return bool(one and other and one.isdisjoint(other))


def _lifetimes_apart(one: Life, other: Life) -> bool:
    """Whether all years of one life are long after those of the other."""
    if not one.years or not other.years:
        return False
    return max(min(one.years) - max(other.years), min(other.years) - max(one.years)) > LIFETIME


def _shared(one: Life, other: Life, company: Mapping[int, Company]) -> int:
    """How many companions two lives share."""
    mine, others = (frozenset().union(*(company[s.article] for s in life.articles)) for life in (one, other))
    return len(mine & others)


def _labels(lives: Sequence[Life]) -> tuple[str, ...]:
    """The shortest labels of one kind that differ: occupations, with countries, with years; else numbers."""
    told = [[_occupation(life), _country(life), _year(life)] for life in lives]
    for first, last in ((0, 1), (0, 2), (1, 2), (2, 3), (0, 3)):
        labels = tuple(", ".join(part for part in parts[first:last] if part) for parts in told)
        if all(labels) and len(set(labels)) == len(labels):
            return labels
    return tuple(str(number) for number in range(1, len(lives) + 1))


def _occupation(life: Life) -> str:
    """The first that the earliest article gives: later articles do not change it."""
    return next((name for one in sorted(life.articles, key=lambda one: one.age) for name in one.occupations), "")


def _country(life: Life) -> str:
    found = sorted(life.offices or life.countries)
    return country_name(found[0]) if found else ""


def _year(life: Life) -> str:
    return min(one.age for one in life.articles)[0][:4].replace("9999", "")


def _reason(lives: Sequence[Life], company: str) -> str:
    """What speaks for several people: "nobody and no keyword in common; senator – goalkeeper"."""
    occupations = [_occupation(life) for life in lives]
    countries = [" or ".join(country_name(code) for code in sorted(life.countries)) for life in lives]
    years = [_year(life) for life in lives]
    told = [
        (occupations, _other_world),
        (countries, lambda one, other: _disjoint(one.countries, other.countries)),
        (years, _lifetimes_apart),
    ]
    kinds = [" – ".join(found) for found, differ in told if differ(lives[0], lives[1]) and all(found)]
    return "; ".join([company, *kinds])
