"""What is gathered of each entity from all articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from operator import attrgetter, lt

from generator.curation import TYPES, EntityCorrection
from generator.model import Analysed, Entity, Mention
from generator.resolve.curation import Added
from generator.resolve.entities_found import Label

_START, _END = map(attrgetter, ("start", "end"))


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
    descriptions: Counter[tuple[str, str]] = Counter()
    articles: Counter[str] = Counter()
    speakers: set[str] = set()
    for number, (article, analysis) in enumerate(zip(analysed.corpus.articles, analysed.analyses, strict=True)):
        text, ids = article.text, assigned[number]
        starts, ends, held = _places(analysis.mentions, ids, added.get(number, ()))
        surfaces.update(zip(held, [text[start:end] for start, end in zip(starts, ends, strict=True)], strict=True))
        articles.update({*held})
        if analysis.roles:
            descriptions.update([(ids[role.mention], text[role.start : role.end]) for role in analysis.roles])
        if analysis.statements:
            speakers.update([ids[one.speaker] for one in analysis.statements if one.speaker is not None])
    named = Counter(zip(chain.from_iterable(assigned), chain.from_iterable(rows), strict=True))
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


def _places(
    mentions: Sequence[Mention], ids: Sequence[str], added: Iterable[Added]
) -> tuple[Sequence[int], Sequence[int], Sequence[str]]:
    """Where the mentions of an article begin and end and of what they are, those too that people found, each once."""
    starts, ends = list(map(_START, mentions)), list(map(_END, mentions))
    if not added and is_rising(starts):
        return starts, ends, ids
    besides = ((one.start, one.end, one.entity) for one in added)
    found = dict.fromkeys(chain(zip(starts, ends, ids, strict=True), besides))
    return [start for start, _, _ in found], [end for _, end, _ in found], [id for _, _, id in found]


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
    return sorted(sorted(counts), key=counts.__getitem__, reverse=True) if len(counts) > 1 else [*counts]


def _first(counts: Mapping[str, int]) -> str:
    return _ranked(counts)[0] if counts else ""
