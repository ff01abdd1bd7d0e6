"""What is gathered of each entity from all articles."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from generator.curation import TYPES, EntityCorrection
from generator.model import Analysed, Entity, Mention
from generator.resolve.curation import Added
from generator.resolve.entities_columns import Columns, Integers, Numbers, counted
from generator.resolve.entities_found import Label


class Portrait(NamedTuple):
    """What is gathered of one entity; of texts the most frequent first, then by text."""

    surfaces: Sequence[str]
    """The forms that stand in texts, and last the full forms that stand nowhere."""
    descriptions: Sequence[str]
    wikidata: Sequence[str]
    countries: Sequence[str]
    mentions: int
    articles: int
    speaks: bool


def portraits(
    analysed: Analysed,
    labels: Sequence[Label],
    mentions: Columns,
    assigned: Sequence[Sequence[str]],
    added: Mapping[int, Iterable[Added]],
) -> dict[str, Portrait]:
    """What is known of each entity, by id.

    For each article `assigned` has the entity of each mention, or nothing; `added` has what people found besides, by
    the article's number. The time grows with the number of mentions.
    """
    ids = Numbers[str]()
    named = np.fromiter(map(ids.__getitem__, chain.from_iterable(assigned)), np.int64, len(mentions.label))
    read = _read(analysed, mentions, named, ids, assigned, added)
    size = len(ids)
    owner, label, times = counted(named, mentions.label)
    full_form = np.array([read.surfaces[one.name] for one in labels], np.int64)[label]
    forms = _ranked(
        size,
        np.concatenate((read.entity, owner)),
        np.concatenate((read.surface, full_form)),
        np.concatenate((np.ones_like(read.entity), np.zeros_like(owner))),
        read.surfaces,
    )
    said = _ranked(size, read.described, read.description, np.ones_like(read.described), read.descriptions)
    wikidata = _ranked(size, *_known([one.wikidata for one in labels], owner, label, times))
    countries = _ranked(size, *_known([one.owner for one in labels], owner, label, times))
    often = np.bincount(read.entity, minlength=size).tolist()
    in_some_article, _, _ = counted(read.entity, read.article)
    spread = np.bincount(in_some_article, minlength=size).tolist()
    speaks = [id in read.speakers for id in ids]
    found_of_each = map(Portrait, forms, said, wikidata, countries, often, spread, speaks)
    gathered = dict(zip(ids, found_of_each, strict=True))
    gathered.pop("", None)
    return gathered


@dataclass(frozen=True, slots=True)
class _Read:
    """What stands in texts, in columns of numbers."""

    surfaces: Numbers[str]
    descriptions: Numbers[str]
    article: Integers
    """Of each mention that stays, those too that people found; as are the next two."""
    entity: Integers
    surface: Integers
    described: Integers
    """The entity of each description."""
    description: Integers
    speakers: frozenset[str]


def _read(
    analysed: Analysed,
    mentions: Columns,
    named: Integers,
    ids: Numbers[str],
    assigned: Sequence[Sequence[str]],
    added: Mapping[int, Iterable[Added]],
) -> _Read:
    """Look at every text once; `named` has the entity of each mention by its number, and `ids` has the numbers."""
    surfaces, descriptions = Numbers[str](), Numbers[str]()
    surface, described, description = array("q"), array("q"), array("q")
    entities: list[Integers] = []
    first = begun = 0
    sizes: list[int] = []
    speakers: set[str] = set()
    for number, (article, analysis) in enumerate(zip(analysed.corpus.articles, analysed.analyses, strict=True)):
        text, own, found = article.text, assigned[number], analysis.mentions
        if number in mentions.tangled or number in added:
            places = _places(found, own, added.get(number, ()))
            sizes.append(len(places))
            entities += [named[begun:first], np.array([ids[id] for _, _, id in places], np.int64)]
            begun = first + len(found)
            surface.extend([surfaces[text[start:end]] for start, end, _ in places])
        else:
            sizes.append(len(found))
            surface.extend(map(surfaces.__getitem__, [text[one.start : one.end] for one in found]))
        for role in analysis.roles:
            described.append(ids[own[role.mention]])
            description.append(descriptions[text[role.start : role.end]])
        if analysis.statements:
            speakers.update([own[one.speaker] for one in analysis.statements if one.speaker is not None])
        first += len(found)
    return _Read(
        surfaces=surfaces,
        descriptions=descriptions,
        article=np.repeat(np.arange(len(sizes)), sizes),
        entity=np.concatenate([*entities, named[begun:]]),
        surface=np.array(surface),
        described=np.array(described),
        description=np.array(description),
        speakers=frozenset(speakers),
    )


def _places(
    mentions: Sequence[Mention], ids: Sequence[str], added: Iterable[Added]
) -> Collection[tuple[int, int, str]]:
    """Where the mentions of an article begin and end and of what they are, those too that people found, each once."""
    found = ((one.start, one.end, id) for one, id in zip(mentions, ids, strict=True))
    return dict.fromkeys(chain(found, ((one.start, one.end, one.entity) for one in added)))


def _known(
    values: Sequence[str], owner: Integers, label: Integers, times: Integers
) -> tuple[Integers, Integers, Integers, Iterable[str]]:
    """What those labels say that have one of the `values`; for `_ranked`."""
    numbers = Numbers[str]()
    value = np.array([numbers[one] for one in values], np.int64)[label]
    said = np.array([bool(one) for one in values], np.bool_)[label]
    return owner[said], value[said], times[said], numbers


def _ranked(size: int, entity: Integers, text: Integers, times: Integers, texts: Iterable[str]) -> list[list[str]]:
    """For each of so many entities what is said of it: most often first, then by text, white space made even.

    Takes in columns which one of `texts` is said of which entity how often.
    """
    plain = [" ".join(one.split()) for one in texts]
    known = sorted({*plain})
    place = {one: number for number, one in enumerate(known)}
    owner, which, total = counted(entity, np.array([place[one] for one in plain], np.int64)[text], times)
    said = [known[number] for number in which[np.lexsort((which, -total, owner))].tolist()]
    return [said[start:end] for start, end in pairwise(np.searchsorted(owner, np.arange(size + 1)).tolist())]


def entity(id: str, portrait: Portrait, name: str, said: EntityCorrection | None, least: int) -> Entity:
    """The entity, of which people say `said`; it has a page when it is in `least` articles or speaks."""
    aliases, descriptions = portrait.surfaces, portrait.descriptions
    if said:
        aliases = list(dict.fromkeys([*said.alt_label, *aliases]))
        descriptions = list(dict.fromkeys([*filter(None, [said.description]), *descriptions]))
    return Entity(
        id=id,
        type=TYPES[id.partition("/")[0]],
        name=name,
        aliases=tuple([form for form in aliases if form != name]),
        descriptions=tuple(descriptions),
        wikidata=(said.wikidata if said else "") or next(iter(portrait.wikidata), ""),
        country=(said.country if said else "") or next(iter(portrait.countries), ""),
        mentions=portrait.mentions,
        articles=portrait.articles,
        has_page=portrait.articles >= least or portrait.speaks,
    )
