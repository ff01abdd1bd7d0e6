"""The values that pass between the stages: frozen, slotted, made of tuples.

Those of which there are hundreds of thousands are structs, which are made and read several times as fast as
dataclasses, and arrays where they are kept or digested, which is half as long.

Offsets (`start`, `end`) count Unicode code points in the article's plain text, `Article.text`; `end` is exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from generator.cooccurrences import Cooccurrences
from generator.curation import NO_CORRECTIONS, TYPES, Curation

EntityType = Literal["person", "organisation", "place"]
FOLDERS: dict[EntityType, str] = {kind: folder for folder, kind in TYPES.items()}
"""The folder that an entity's id begins with, by its type."""
Source = Literal["metadata-csv", "front-matter", "html", "text", "filename", "made", "none"]
"""Where a title or a date came from, best first."""
StatementKind = Literal["direct", "indirect", "mixed"]
Precision = Literal["day", "month", "year"]


# ---- ingest ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that an article refers to and that lies beside it."""

    source: str
    """Path below the corpus folder, with `/`."""
    target: str
    """Name of the copy, as the article's Markdown refers to it: a path below `docs/articles/`."""


@dataclass(frozen=True, slots=True)
class Article:
    """One readable article, cleaned, as the rest of the build knows it."""

    id: str
    """Path below the corpus folder without the ending, made safe: `[a-z0-9-]`, `/` for folders."""
    path: str
    """Path below the corpus folder, with `/`, as it is on disk."""
    title: str
    title_source: Source
    date: str
    """ISO 8601 day, or empty when the day is not known."""
    date_source: Source
    language: str
    """ISO 639-1 code that the file or its keeper declares, or empty; what is detected is in `Analysis.language`."""
    source: str
    """The outlet: a site's name, or the domain of a byline's address; empty when unknown."""
    authors: tuple[str, ...]
    url: str
    rights: str
    encoding: str
    """IANA name of the encoding the bytes were read in, lower case; empty for a format that has its own."""
    sha256: str
    """Of the file's bytes, hexadecimal."""
    markdown: str
    """The body as CommonMark (with tables), without title, front matter and byline."""
    text: str
    """The plain text of `markdown`, as `generator.document.parse` gives it; paragraphs parted by one blank line."""
    images: tuple[Image, ...] = ()
    byline: str = ""
    """The line that was taken out of the text as a byline; empty when there was none."""
    cleaned: tuple[tuple[str, int], ...] = ()
    """What cleaning did: (kind, how often), by kind; kinds are a reader's words ("entities", "soft hyphens")."""
    glued: tuple[str, ...] = ()
    """Words that look like two words grown together, in order of appearance; reported, never changed."""
    links: tuple[str, ...] = ()
    """The addresses that links and images of the body name, as `generator.document.destinations` gives them."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file that could not become an article."""

    path: str
    error: str
    """Name of the error's class."""
    message: str
    """What is wrong, and the remedy."""
    line: int | None = None
    """Line in the file, from 1, where one can be named."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that was found below the corpus folder. `files == len(articles) + len(quarantined) + ignored`."""

    articles: tuple[Article, ...]
    """By id."""
    quarantined: tuple[Quarantined, ...]
    """By path."""
    files: int
    ignored: int
    """Files that are no articles by name or ending; those not meant to be are among `warnings`."""
    warnings: tuple[str, ...]
    curation: Curation = NO_CORRECTIONS
    """People's corrections of what the other stages find."""
    left_out: tuple[tuple[str, int], ...] = ()
    """Why files are ignored, in words, and how many for that reason; by reason. Together they are `ignored`."""


# ---- analyse --------------------------------------------------------------------------------------------------------


class Mention(msgspec.Struct, frozen=True, array_like=True):
    """One occurrence of a name in an article. Mentions do not overlap, save that two may share one span."""

    start: int
    end: int
    type: EntityType
    rules: tuple[str, ...]
    """What found it: `model`, `gazetteer`, `propagation`, `short-name`, `acronym`, `demonym`, …; sorted."""
    name: str
    """The fullest form of this name in the article, without article, title and possessive: for "Brezhnev" it is
    "Leonid Brezhnev" where the article has that. Mentions of one type, name and owner are one entity here."""
    owner: str = ""
    """ISO 3166 code, in capitals, of the country an organisation belongs to, or of the territory a place is."""
    wikidata: str = ""
    """Wikidata id ("Q159") where a gazetteer gives one."""
    entity: str = ""
    """Id of the entity that people say the name stands for; empty where they say nothing."""
    could_be: tuple[str, ...] = ()
    """Names, as in `name`, of the people that a short name could stand for, where they are several."""


class Statement(msgspec.Struct, frozen=True, array_like=True):
    """Something said, and by whom."""

    start: int
    end: int
    kind: StatementKind
    cue: str
    """The verb or phrase that reports it ("said", "according to"), lower case; empty when none."""
    speaker_start: int | None = None
    """Span of the words that name the speaker ("he", "the ministry's spokesman"); None when there are none."""
    speaker_end: int | None = None
    speaker: int | None = None
    """Index into `Analysis.mentions` of the name that the speaker is; None when it stays unknown."""


class Role(msgspec.Struct, frozen=True, array_like=True):
    """A description that the text gives of a person or organisation ("a senior fellow at …")."""

    start: int
    end: int
    mention: int
    """Index into `Analysis.mentions`."""


class Keyword(msgspec.Struct, frozen=True, array_like=True):
    """A keyword of one article."""

    text: str
    """As a person would write it as a label: normal case, no leading article."""
    key: str
    """Folded form; keywords of one key are variants of one topic."""
    score: float
    """Higher is better, rounded to four digits."""
    mention: int | None = None
    """Index into `Analysis.mentions` of a mention that this keyword is the name of."""


class SpokenDate(msgspec.Struct, frozen=True, array_like=True):
    """A date that a text speaks of."""

    start: int
    end: int
    date: str
    """ISO 8601, cut to the precision."""
    precision: Precision


class Analysis(msgspec.Struct, frozen=True, array_like=True):
    """All that is known of one article by looking at it alone; without its id, so that it can be cached by content."""

    language: str
    """ISO 639-1, declared or detected; "und" when undecided."""
    sentences: tuple[tuple[int, int], ...]
    """Spans in order; none crosses a paragraph."""
    mentions: tuple[Mention, ...]
    """By start, then name."""
    statements: tuple[Statement, ...]
    """By start."""
    roles: tuple[Role, ...]
    """By start."""
    keywords: tuple[Keyword, ...]
    """Best first."""
    dates: tuple[SpokenDate, ...]
    """By start."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """A corpus with its analyses; articles whose analysis failed have moved to `corpus.quarantined`."""

    corpus: Corpus
    analyses: tuple[Analysis, ...]
    """One for each of `corpus.articles`, in that order."""


# ---- resolve --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation or place of the collection."""

    id: str
    """`people/…`, `organisations/…` or `places/…`."""
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    """Other surface forms, most frequent first, then by name."""
    descriptions: tuple[str, ...]
    """What texts call it, most frequent first, then by text."""
    wikidata: str
    country: str
    """ISO 3166 code in capitals, or empty."""
    mentions: int
    articles: int
    has_page: bool
    """Whether it has a page of its own; otherwise it is a line of the A–Z."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A keyword that several articles share."""

    id: str
    """`topics/…`."""
    label: str
    variants: tuple[str, ...]
    """Other forms, most frequent first, then by text."""
    articles: tuple[str, ...]
    """Ids of the articles, by id."""
    broader: tuple[str, ...] = ()
    """Ids of topics that this one is a kind of (their label is the end of this one's)."""
    neighbours: tuple[str, ...] = ()
    """Ids of the topics it is most often found with, best first."""


class LinkedMention(msgspec.Struct, frozen=True, array_like=True):
    """A mention with its entity."""

    start: int
    end: int
    entity: str
    rules: tuple[str, ...]
    could_be: tuple[str, ...] = ()
    """Ids of the other entities that it could be a mention of, where the article leaves that open; sorted."""


@dataclass(frozen=True, slots=True)
class LinkedStatement:
    """A statement with its speaker's entity."""

    statement: Statement
    speaker: str
    """Entity id, or empty."""


@dataclass(frozen=True, slots=True)
class LinkedRole:
    """A description with the entity it describes."""

    start: int
    end: int
    entity: str


class LinkedKeyword(msgspec.Struct, frozen=True, array_like=True):
    """A keyword with the topic it belongs to, or the entity whose name it is; both may be empty."""

    keyword: Keyword
    topic: str
    entity: str


class Related(msgspec.Struct, frozen=True, array_like=True):
    """A neighbour of an article, and why."""

    article: str
    score: float
    """0 to 1, rounded to four digits."""
    shared_entities: tuple[str, ...]
    """Entity ids, rarest in the collection first."""
    shared_topics: tuple[str, ...]
    """Topic ids, rarest first."""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Another article with nearly the same text."""

    article: str
    similarity: float
    """Jaccard similarity of word shingles, 0 to 1, rounded to two digits."""


@dataclass(frozen=True, slots=True)
class Record:
    """A published article with everything that is known about it."""

    article: Article
    analysis: Analysis
    mentions: tuple[LinkedMention, ...]
    """By start, then entity."""
    statements: tuple[LinkedStatement, ...]
    roles: tuple[LinkedRole, ...]
    keywords: tuple[LinkedKeyword, ...]
    related: tuple[Related, ...]
    """Best first."""
    resembles: tuple[Resemblance, ...]
    """Near-duplicates, most similar first, then by id."""
    duplicate_of: str
    """Id of the earlier article that this one repeats, or empty."""


@dataclass(frozen=True, slots=True)
class Namesakes:
    """One name that may be two people's or more."""

    entities: tuple[str, ...]
    """Ids: one for each of them where they were told apart, a single one where that was not sure enough."""
    labels: tuple[str, ...]
    """What each of them is called, or would be."""
    articles: tuple[tuple[str, ...], ...]
    """For each of them the ids of its articles, by id."""
    reason: str
    """What speaks for several people, in words."""


@dataclass(frozen=True, slots=True)
class Moved:
    """An id that corrections have changed."""

    old: str
    new: tuple[str, ...]
    """What it has become, by id; several where it was split."""


@dataclass(frozen=True, slots=True)
class Collection:
    """The whole collection, resolved: what the pages and the tables are written from."""

    records: tuple[Record, ...]
    """By article id."""
    entities: tuple[Entity, ...]
    """By id."""
    topics: tuple[Topic, ...]
    """By id."""
    cooccurrences: Cooccurrences
    """Numbers its entities as they stand in `entities`."""
    quarantined: tuple[Quarantined, ...]
    files: int
    ignored: int
    warnings: tuple[str, ...]
    moved: tuple[Moved, ...] = ()
    """Entities and topics, by old id: their addresses lead on."""
    namesakes: tuple[Namesakes, ...] = ()
    """By their first entity's id."""
    left_out: tuple[tuple[str, int], ...] = ()
    """As `Corpus.left_out`."""
