"""What is gathered of each entity from all articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

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
        found = dict.fromkeys(
            (mention.start, mention.end, id) for mention, id in zip(analysis.mentions, ids, strict=True)
        )
        found.update(dict.fromkeys((one.start, one.end, one.entity) for one in added.get(number, ())))
        surfaces.update([(id, " ".join(text[start:end].split())) for start, end, id in found])
        named.update(zip(ids, rows[number], strict=True))
        articles.update({id for _, _, id in found})
        descriptions.update(
            [(ids[role.mention], " ".join(text[role.start : role.end].split())) for role in analysis.roles]
        )
        speakers.update([ids[one.speaker] for one in analysis.statements if one.speaker is not None])
    gathered: dict[str, Portrait] = defaultdict(Portrait)
    for (id, surface), count in surfaces.items():
        gathered[id].surfaces[surface] = count
    for (id, label), count in named.items():
        _take_in(gathered[id], labels[label], count)
    for (id, description), count in descriptions.items():
        gathered[id].descriptions[description] = count
    for id, count in articles.items():
        gathered[id].articles = count
        gathered[id].speaks = id in speakers
    gathered.pop("", None)
    return dict(gathered)


def _take_in(portrait: Portrait, label: Label, count: int) -> None:
    portrait.surfaces.setdefault(label.name, 0)
    if label.owner:
        portrait.countries[label.owner] = portrait.countries.get(label.owner, 0) + count
    if label.wikidata:
        portrait.wikidata[label.wikidata] = portrait.wikidata.get(label.wikidata, 0) + count


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
    return sorted(counts, key=lambda text: (-counts[text], text)) if len(counts) > 1 else list(counts)


def _first(counts: Mapping[str, int]) -> str:
    return next(iter(_ranked(counts)), "")
