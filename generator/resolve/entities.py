"""One entity from many names: which mentions, across articles, are of one person, organisation or place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.analyse.entities_owners import canonical, is_shared
from generator.analyse.territories import country_name
from generator.ids import slug, tell_apart
from generator.model import Analysed, Analysis, Entity, EntityType, LinkedMention, LinkedRole, LinkedStatement, Mention
from generator.resolve.entities_merge import Evidence, Key, folded, merge
from generator.settings import Settings

FOLDERS: dict[EntityType, str] = {"person": "people", "organisation": "organisations", "place": "places"}
"""The part of an entity's id before its name."""
SMALL_COLLECTION = 500
"""Up to so many articles every entity has a page of its own, unless the settings say otherwise."""


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """What one article's mentions are mentions of."""

    entity_of: tuple[str, ...]
    """The entity's id for each of `Analysis.mentions`, in their order."""
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


@dataclass(slots=True)
class _Portrait:
    """What is gathered of one entity before it has its id."""

    type: EntityType
    names: Counter[str] = field(default_factory=Counter)
    surfaces: Counter[str] = field(default_factory=Counter)
    descriptions: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    wikidata: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    speaks: bool = False

    @property
    def name(self) -> str:
        """The most frequent full form, of a person one of several words if known; an agency's with its country."""
        bare = {form: self.type == "person" and " " not in form for form in self.names}
        name = min(self.names, key=lambda form: (bare[form], -self.names[form], -len(form), form))
        owner = _first(self.countries)
        if self.type == "organisation" and owner and is_shared(name):
            return f"{name} ({country_name(owner)})"
        return name


def link_entities(analysed: Analysed, settings: Settings) -> Linked:
    """Find the entities of all articles and link every mention, statement and role to its own."""
    stands_for = _merged(analysed.analyses)
    portraits = _portraits(analysed, stands_for)
    ids = _ids(portraits)
    articles = tuple(
        _linked(analysis, [ids[stands_for[_key(mention)]] for mention in analysis.mentions])
        for analysis in analysed.analyses
    )
    least = settings.entity_page_min_articles or (1 if len(articles) <= SMALL_COLLECTION else 2)
    entities = sorted((_entity(ids[key], portraits[key], least) for key in portraits), key=lambda entity: entity.id)
    return Linked(tuple(entities), articles)


def _key(mention: Mention) -> Key:
    name = canonical(mention.name) if mention.type == "organisation" else mention.name
    return mention.type, folded(name) or mention.name, mention.owner


def _merged(analyses: Sequence[Analysis]) -> dict[Key, Key]:
    """For each key of a mention the key of its entity."""
    evidence: dict[Key, Evidence] = defaultdict(Evidence)
    acronyms: set[tuple[str, Key]] = set()
    for number, analysis in enumerate(analyses):
        for mention in analysis.mentions:
            key = _key(mention)
            evidence[key].forms[mention.name] += 1
            evidence[key].articles.add(number)
            if "acronym" in mention.rules:
                acronyms.add(("".join(word[0] for word in key[1].split()), key))
    return merge(evidence, sorted(acronyms))


def _portraits(analysed: Analysed, stands_for: dict[Key, Key]) -> dict[Key, _Portrait]:
    portraits: dict[Key, _Portrait] = {}
    for article, analysis in zip(analysed.corpus.articles, analysed.analyses, strict=True):
        keys = [stands_for[_key(mention)] for mention in analysis.mentions]
        for key, mention in zip(keys, analysis.mentions, strict=True):
            portrait = portraits.setdefault(key, _Portrait(key[0]))
            portrait.surfaces[" ".join(article.text[mention.start : mention.end].split())] += 1
            portrait.names[mention.name] += 1
            if mention.owner:
                portrait.countries[mention.owner] += 1
            if mention.wikidata:
                portrait.wikidata[mention.wikidata] += 1
        for key in set(keys):
            portraits[key].articles += 1
        for role in analysis.roles:
            portraits[keys[role.mention]].descriptions[" ".join(article.text[role.start : role.end].split())] += 1
        for statement in analysis.statements:
            if statement.speaker is not None:
                portraits[keys[statement.speaker]].speaks = True
    return portraits


def _ids(portraits: dict[Key, _Portrait]) -> dict[Key, str]:
    """Ids in the order of the names, so that of two alike the later gets a number."""
    keys = sorted(portraits, key=lambda key: (portraits[key].name, key))
    wanted = [f"{FOLDERS[key[0]]}/{slug(portraits[key].name)}" for key in keys]
    return dict(zip(keys, tell_apart(wanted), strict=True))


def _linked(analysis: Analysis, entity_of: Sequence[str]) -> LinkedArticle:
    mentions = [
        LinkedMention(mention.start, mention.end, entity, mention.rules)
        for mention, entity in zip(analysis.mentions, entity_of, strict=True)
    ]
    return LinkedArticle(
        entity_of=tuple(entity_of),
        mentions=tuple(sorted(mentions, key=lambda mention: (mention.start, mention.entity))),
        statements=tuple(
            LinkedStatement(statement, "" if statement.speaker is None else entity_of[statement.speaker])
            for statement in analysis.statements
        ),
        roles=tuple(LinkedRole(role.start, role.end, entity_of[role.mention]) for role in analysis.roles),
    )


def _entity(entity_id: str, portrait: _Portrait, least: int) -> Entity:
    name = portrait.name
    forms = portrait.surfaces.copy()
    forms.update(dict.fromkeys(portrait.names, 0))
    return Entity(
        id=entity_id,
        type=portrait.type,
        name=name,
        aliases=tuple(form for form in _ranked(forms) if form != name),
        descriptions=tuple(_ranked(portrait.descriptions)),
        wikidata=_first(portrait.wikidata),
        country=_first(portrait.countries),
        mentions=sum(portrait.surfaces.values()),
        articles=portrait.articles,
        has_page=portrait.articles >= least or portrait.speaks,
    )


def _ranked(counts: Counter[str]) -> list[str]:
    """Most frequent first, then by text."""
    return sorted(counts, key=lambda text: (-counts[text], text))


def _first(counts: Counter[str]) -> str:
    return next(iter(_ranked(counts)), "")
