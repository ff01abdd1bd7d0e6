"""What is gathered of each entity from all articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import lt

from generator.curation import TYPES, EntityCorrection
from generator.model import Analysed, Entity
from generator.resolve.curation import Added
from generator.resolve.entities_found import Label


@dataclass(slots=True)
class Portrait:
    """What is gathered of one entity."""

    surfaces: dict[str, int] = field(default_factory=dict)
    """How often each form stands in texts; a full form that stands nowhere has 0."""
    descriptions: dict[str, int] = field(default_factory=dict)
    countries: dict[str, int] = field(default_factory=dict)
    wikidata: dict[str, int] = field(default_factory=dict)
    articles: int = 0
    speaks: bool = False


def portraits(
    analysed: Analysed,
    labels: Sequence[Label],
    rows: Sequence[Sequence[int]],
    assigned: Sequence[Sequence[str]],
    added: Mapping[int, Iterable[Added]],
) -> dict[str, Portrait]:
    """What is known of each entity, by id.

    For each article `rows` has the number of the label of each mention and `assigned` its entity, or nothing; `added`
    has what people found besides, by the article's number. The time grows with the number of mentions.
    """
    surfaces: Counter[tuple[str, str]] = Counter()
    named: Counter[tuple[str, int]] = Counter()
    descriptions: Counter[tuple[str, str]] = Counter()
    articles: Counter[str] = Counter()
    speakers: set[str] = set()
    for number, (article, analysis) in enumerate(zip(analysed.corpus.articles, analysed.analyses, strict=True)):
        text, ids = article.text, assigned[number]
        found: Collection[tuple[int, int, str]] = [
            (mention.start, mention.end, id) for mention, id in zip(analysis.mentions, ids, strict=True)
        ]
        if number in added:
            found = dict.fromkeys([*found, *((one.start, one.end, one.entity) for one in added[number])])
        elif not is_rising([start for start, _, _ in found]):
            found = dict.fromkeys(found)
        surfaces.update([(id, text[start:end]) for start, end, id in found])
        named.update(zip(ids, rows[number], strict=True))
        articles.update({id for _, _, id in found})
        if analysis.roles:
            descriptions.update([(ids[role.mention], text[role.start : role.end]) for role in analysis.roles])
        speakers.update([ids[one.speaker] for one in analysis.statements if one.speaker is not None])
    gathered: dict[str, Portrait] = defaultdict(Portrait)
    for (id, surface), count in surfaces.items():
        _add(gathered[id].surfaces, " ".join(surface.split()), count)
    for (id, label), count in named.items():
        _take_in(gathered[id], labels[label], count)
    for (id, description), count in descriptions.items():
        _add(gathered[id].descriptions, " ".join(description.split()), count)
    for id, count in articles.items():
        gathered[id].articles = count
        gathered[id].speaks = id in speakers
    gathered.pop("", None)
    return dict(gathered)


def is_rising(starts: Sequence[int]) -> bool:
    """Whether each mention starts behind the one before it, so that no two share a place: most often so."""
    return all(map(lt, starts, islice(starts, 1, None)))


def _take_in(portrait: Portrait, label: Label, count: int) -> None:
    portrait.surfaces.setdefault(label.name, 0)
    if label.owner:
        _add(portrait.countries, label.owner, count)
    if label.wikidata:
        _add(portrait.wikidata, label.wikidata, count)


def _add(counts: dict[str, int], value: str, count: int) -> None:
    counts[value] = counts.get(value, 0) + count


def entity(id: str, portrait: Portrait, name: str, said: EntityCorrection | None, least: int) -> Entity:
    """The entity, of which people say `said`; it has a page when it is in `least` articles or speaks."""
    aliases, descriptions = _ranked(portrait.surfaces), _ranked(portrait.descriptions)
    if said:
        aliases = list(dict.fromkeys([*said.alt_label, *aliases]))
        descriptions = list(dict.fromkeys([*filter(None, [said.description]), *descriptions]))
    return Entity(
        id=id,
        type=TYPES[id.partition("/")[0]],
        name=name,
        aliases=tuple([form for form in aliases if form != name]),
        descriptions=tuple(descriptions),
        wikidata=(said.wikidata if said else "") or _first(portrait.wikidata),
        country=(said.country if said else "") or _first(portrait.countries),
        mentions=sum(portrait.surfaces.values()),
        articles=portrait.articles,
        has_page=portrait.articles >= least or portrait.speaks,
    )


def _ranked(counts: Mapping[str, int]) -> list[str]:
    """Most frequent first, then by text."""
    return sorted(sorted(counts), key=counts.__getitem__, reverse=True) if len(counts) > 1 else list(counts)


def _first(counts: Mapping[str, int]) -> str:
    return next(iter(_ranked(counts)), "")
