"""One entity from many names: which mentions, across articles, are of one person, organisation or place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.analyse.entities_owners import canonical, is_shared
from generator.analyse.territories import country_name
from generator.curation import TYPES, EntityCorrection
from generator.ids import slug, tell_apart
from generator.model import (
    FOLDERS,
    Analysed,
    Analysis,
    Article,
    Entity,
    EntityType,
    LinkedMention,
    LinkedRole,
    LinkedStatement,
    Mention,
    Moved,
    Role,
)
from generator.resolve import curation
from generator.resolve.entities_groups import Evidence, Groups, Key, folded
from generator.resolve.entities_merge import merge
from generator.settings import Settings

SMALL_COLLECTION = 500
"""Up to so many articles every entity has a page of its own, unless the settings say otherwise."""


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """What one article's mentions are mentions of."""

    entity_of: tuple[str, ...]
    """The entity's id for each of `Analysis.mentions`, in their order; empty where people ignore it."""
    mentions: tuple[LinkedMention, ...]
    """By start, then entity."""
    statements: tuple[LinkedStatement, ...]
    """In the order of `Analysis.statements`."""
    roles: tuple[LinkedRole, ...]
    """In the order of `Analysis.roles`."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The entities of a collection and where they are."""

    entities: tuple[Entity, ...]
    """By id."""
    articles: tuple[LinkedArticle, ...]
    """One for each article, in their order."""
    moved: tuple[Moved, ...]
    """Ids that corrections have changed, by old id."""
    warnings: tuple[str, ...]
    """Corrections that match nothing or contradict one another."""


@dataclass(slots=True)
class _Portrait:
    """What is gathered of one entity."""

    names: set[str] = field(default_factory=set)
    surfaces: Counter[str] = field(default_factory=Counter)
    descriptions: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    wikidata: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    speaks: bool = False


def link_entities(analysed: Analysed, settings: Settings) -> Linked:
    """Find the entities of all articles and link every mention, statement and role to its own.

    Names are brought together by rule first; then people's corrections are applied to what that gives.
    """
    found = _found(analysed)
    curated = curation.apply(
        analysed.corpus.curation, [article.id for article in analysed.corpus.articles], found.mentions, found.names
    )
    portraits = _portraits(analysed, curated.assigned)
    articles = tuple(
        _linked(analysis, [one.entity for one in row], assigned, rules)
        for analysis, row, assigned, rules in zip(
            analysed.analyses, found.mentions, curated.assigned, found.rules, strict=True
        )
    )
    least = settings.entity_page_min_articles or (1 if len(articles) <= SMALL_COLLECTION else 2)
    entities = tuple(
        _entity(id, portraits[id], curated.names[id], curated.said_of.get(id), 0 if id in curated.kept else least)
        for id in sorted(portraits)
    )
    return Linked(entities, articles, curated.moved, curated.warnings)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the build finds by itself."""

    mentions: tuple[tuple[curation.Named, ...], ...]
    """For each article, in the order of `Analysis.mentions`."""
    rules: tuple[tuple[frozenset[str], ...], ...]
    """By which each of them was brought to another name's entity; most often none."""
    names: dict[str, str]
    """The name of each entity, by id."""


def _found(analysed: Analysed) -> _Found:
    """Give every mention the id of its entity: the one that people name, else by rule."""
    groups = _merged(analysed.analyses)
    forms: dict[Key, Counter[str]] = defaultdict(Counter)
    countries: dict[Key, Counter[str]] = defaultdict(Counter)
    for analysis in analysed.analyses:
        for mention in analysis.mentions:
            if not mention.entity:
                key = groups.find(_key(mention))
                forms[key][mention.name] += 1
                if mention.owner:
                    countries[key][mention.owner] += 1
    names = {key: _name(key[0], forms[key], _first(countries[key])) for key in forms}
    ids = _ids(names)
    mentions = tuple(
        tuple(
            curation.Named(_surface(article, mention), mention.entity or ids[groups.find(_key(mention))])
            for mention in analysis.mentions
        )
        for article, analysis in zip(analysed.corpus.articles, analysed.analyses, strict=True)
    )
    rules = tuple(
        tuple(frozenset() if mention.entity else groups.rules(_key(mention)) for mention in analysis.mentions)
        for analysis in analysed.analyses
    )
    return _Found(mentions, rules, {ids[key]: name for key, name in names.items()})


def _name(kind: EntityType, forms: Counter[str], owner: str) -> str:
    """The most frequent full form, of a person one of several words if known; an agency's with its country."""
    bare = {form: kind == "person" and " " not in form for form in forms}
    name = min(forms, key=lambda form: (bare[form], -forms[form], -len(form), form))
    if kind == "organisation" and owner and is_shared(name):
        return f"{name} ({country_name(owner)})"
    return name


def _surface(article: Article, span: Mention | Role) -> str:
    return " ".join(article.text[span.start : span.end].split())


def _key(mention: Mention) -> Key:
    name = canonical(mention.name) if mention.type == "organisation" else mention.name
    return mention.type, folded(name) or mention.name, mention.owner


def _merged(analyses: Sequence[Analysis]) -> Groups:
    """The keys of all mentions, in groups of one entity each."""
    evidence: dict[Key, Evidence] = defaultdict(Evidence)
    acronyms: set[tuple[str, Key]] = set()
    for number, analysis in enumerate(analyses):
        for mention in analysis.mentions:
            if mention.entity:
                continue
            key = _key(mention)
            evidence[key].forms[mention.name] += 1
            evidence[key].articles.add(number)
            if "acronym" in mention.rules:
                acronyms.add(("".join(word[0] for word in key[1].split()), key))
    return merge(evidence, sorted(acronyms))


def _portraits(analysed: Analysed, assigned: Sequence[Sequence[str]]) -> dict[str, _Portrait]:
    """What is known of each entity, by id; `assigned` has the entity of each mention, or nothing."""
    portraits: dict[str, _Portrait] = defaultdict(_Portrait)
    for article, analysis, ids in zip(analysed.corpus.articles, analysed.analyses, assigned, strict=True):
        counted = set()
        for id, mention in zip(ids, analysis.mentions, strict=True):
            portrait = portraits[id]
            if (mention.start, mention.end, id) not in counted:
                counted.add((mention.start, mention.end, id))
                portrait.surfaces[_surface(article, mention)] += 1
            portrait.names.add(mention.name)
            if mention.owner:
                portrait.countries[mention.owner] += 1
            if mention.wikidata:
                portrait.wikidata[mention.wikidata] += 1
        for id in set(ids):
            portraits[id].articles += 1
        for role in analysis.roles:
            portraits[ids[role.mention]].descriptions[_surface(article, role)] += 1
        for statement in analysis.statements:
            if statement.speaker is not None:
                portraits[ids[statement.speaker]].speaks = True
    portraits.pop("", None)
    return dict(portraits)


def _ids(names: dict[Key, str]) -> dict[Key, str]:
    """Ids in the order of the names, so that of two alike the later gets a number."""
    keys = sorted(names, key=lambda key: (names[key], key))
    wanted = [f"{FOLDERS[key[0]]}/{slug(names[key])}" for key in keys]
    return dict(zip(keys, tell_apart(wanted), strict=True))


def _linked(
    analysis: Analysis, found: Sequence[str], entity_of: Sequence[str], rules: Sequence[frozenset[str]]
) -> LinkedArticle:
    """The mentions that stay; `found` is what each was a mention of, by `rules`, and `entity_of` what it is."""
    entity_named = {
        mention.name: entity
        for mention, entity in zip(analysis.mentions, entity_of, strict=True)
        if mention.type == "person"
    }
    mentions: dict[tuple[int, int, str], LinkedMention] = {}
    for mention, before, entity, merged in zip(analysis.mentions, found, entity_of, rules, strict=True):
        place = mention.start, mention.end, entity
        twin = mentions.get(place)  # a name that stood for two entities which are one now
        by = {*mention.rules, *merged, *(() if entity == before else ("curation",)), *(twin.rules if twin else ())}
        open_to = _open_to(mention, entity_named) if entity == before else ()
        mentions[place] = LinkedMention(*place, tuple(sorted(by)), open_to)
    return LinkedArticle(
        entity_of=tuple(entity_of),
        mentions=tuple(
            sorted(
                (mention for mention in mentions.values() if mention.entity),
                key=lambda mention: (mention.start, mention.entity),
            )
        ),
        statements=tuple(
            LinkedStatement(statement, "" if statement.speaker is None else entity_of[statement.speaker])
            for statement in analysis.statements
        ),
        roles=tuple(
            LinkedRole(role.start, role.end, entity_of[role.mention])
            for role in analysis.roles
            if entity_of[role.mention]
        ),
    )


def _open_to(mention: Mention, entity_named: Mapping[str, str]) -> tuple[str, ...]:
    """The entities that a short name could stand for, if there are still several."""
    found = {entity_named.get(name, "") for name in mention.could_be} - {""}
    return tuple(sorted(found)) if len(found) > 1 else ()


def _entity(entity_id: str, portrait: _Portrait, name: str, said: EntityCorrection | None, least: int) -> Entity:
    """The entity, of which people say `said`; it has a page when it is in `least` articles or speaks."""
    forms = portrait.surfaces.copy()
    forms.update(dict.fromkeys(portrait.names, 0))
    aliases = dict.fromkeys([*(said.alt_label if said else ()), *_ranked(forms)])
    descriptions = dict.fromkeys(
        [*([said.description] if said and said.description else ()), *_ranked(portrait.descriptions)]
    )
    return Entity(
        id=entity_id,
        type=TYPES[entity_id.partition("/")[0]],
        name=name,
        aliases=tuple(form for form in aliases if form != name),
        descriptions=tuple(descriptions),
        wikidata=(said.wikidata if said else "") or _first(portrait.wikidata),
        country=(said.country if said else "") or _first(portrait.countries),
        mentions=sum(portrait.surfaces.values()),
        articles=portrait.articles,
        has_page=portrait.articles >= least or portrait.speaks,
    )


def _ranked(counts: Counter[str]) -> list[str]:
    """Most frequent first, then by text."""
    return sorted(counts, key=lambda text: (-counts[text], text))


def _first(counts: Counter[str]) -> str:
    return next(iter(_ranked(counts)), "")
