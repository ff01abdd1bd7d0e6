"""What every table holds: its file, what one row is, and its columns with their meaning. The public data contract."""

from __future__ import annotations

from dataclasses import dataclass

CONTRACT = 1
"""Number of the contract; it changes when a column's meaning does, and only then."""
LIST_SEPARATOR = " | "
"""What parts the values of a list within one cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    meaning: str
    """One line for a person who has the table before them."""


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file."""

    file: str
    row: str
    """What one row is."""
    columns: tuple[Column, ...]
    """In the file's order."""


def _table(file: str, row: str, *columns: tuple[str, str]) -> Table:
    return Table(file, row, tuple(Column(name, meaning) for name, meaning in columns))


_ARTICLE = ("article", "id of the article")
_START = ("start", "where it begins in the article’s text, in code points from 0")
_END = ("end", "where it ends, exclusive")

TABLES = (
    _table(
        "articles.csv",
        "a published article",
        ("id", "path below the corpus folder without the ending, made safe"),
        ("path", "path below the corpus folder, as it is on disk"),
        ("title", "its title"),
        ("title_source", "where the title came from: metadata-csv, front-matter, html, text, filename or made"),
        ("date", "day of publication, ISO 8601; empty when it is not known"),
        ("date_source", "where the date came from: metadata-csv, front-matter, html, text, filename or none"),
        ("language", "ISO 639-1 code, declared or detected; und when it cannot be told"),
        ("source", "the outlet: a site’s name, or the domain of a byline’s address"),
        ("authors", "its authors, a list"),
        ("url", "where it was first published"),
        ("rights", "what may be done with it, as the file or its keeper says"),
        ("words", "number of words; a Chinese or Japanese character counts as one"),
        ("encoding", "the character encoding that the file was read in; empty for a format that has its own"),
        ("sha256", "checksum of the file’s bytes"),
        ("duplicate_of", "id of the earlier article that this one repeats"),
        ("similarity", "how alike the two are, 0 to 1: Jaccard similarity of their word shingles"),
        ("page", "its page, relative to the site’s root"),
    ),
    _table(
        "entities.csv",
        "a person, an organisation or a place",
        ("id", "people/…, organisations/… or places/…"),
        ("type", "person, organisation or place"),
        ("name", "the fullest name that the texts give"),
        ("aliases", "other forms of the name, most frequent first, a list"),
        ("descriptions", "what the texts call it, most frequent first, a list"),
        ("wikidata", "Wikidata id, where one is known"),
        ("country", "ISO 3166-1 alpha-2 code; of a state that is no more its ISO 3166-3 or common code"),
        ("mentions", "in how many places it is named"),
        ("articles", "in how many articles it is named"),
        ("page", "its page or its line in the A–Z, relative to the site’s root"),
    ),
    _table(
        "mentions.csv",
        "one occurrence of a name in an article",
        _ARTICLE,
        _START,
        _END,
        ("surface", "the name as it stands in the text"),
        ("entity", "id of the entity that it names"),
        ("type", "person, organisation or place"),
        ("rule", "what found it: model, gazetteer, propagation, short-name, acronym, demonym, curation …, a list"),
    ),
    _table(
        "statements.csv",
        "something said, and by whom",
        _ARTICLE,
        _START,
        _END,
        ("text", "the words of the statement, from its first piece to its last"),
        ("kind", "direct (quoted), indirect (reported) or mixed"),
        ("speaker_text", "the words that name the speaker"),
        ("speaker_start", "where those begin, in code points from 0"),
        ("speaker_end", "where those end, exclusive"),
        ("speaker", "id of the entity that speaks; empty when it is not known"),
        ("cue", "the verb or phrase that reports it"),
    ),
    _table(
        "roles.csv",
        "a description that a text gives of someone or something",
        _ARTICLE,
        _START,
        _END,
        ("text", "the description"),
        ("entity", "id of the entity that is described"),
    ),
    _table(
        "keywords.csv",
        "a keyword of an article",
        _ARTICLE,
        ("rank", "1 is the best of the article"),
        ("keyword", "the keyword"),
        ("score", "how well it describes the article; higher is better"),
        ("topic", "id of the topic that it belongs to"),
        ("entity", "id of the entity whose name it is"),
    ),
    _table(
        "topics.csv",
        "a keyword that several articles share",
        ("id", "topics/…"),
        ("label", "its usual form"),
        ("variants", "its other forms, most frequent first, a list"),
        ("articles", "how many articles have it"),
        ("page", "its page, relative to the site’s root"),
    ),
    _table(
        "dates.csv",
        "a date that a text speaks of",
        _ARTICLE,
        _START,
        _END,
        ("text", "the words of the date"),
        ("date", "ISO 8601, cut to its precision"),
        ("precision", "day, month or year"),
    ),
    _table(
        "related.csv",
        "a neighbour of an article",
        _ARTICLE,
        ("rank", "1 is the nearest"),
        ("related", "id of the neighbour"),
        ("score", "how near it is, 0 to 1"),
        ("shared_entities", "ids of the entities that both name, rarest first, a list"),
        ("shared_topics", "ids of the topics that both have, rarest first, a list"),
    ),
    _table(
        "cooccurrence.csv",
        "two entities that appear together",
        ("entity_a", "id of the one that comes first in the alphabet"),
        ("entity_b", "id of the other"),
        ("articles", "in how many articles both are named"),
        ("sentences", "in how many sentences both are named"),
    ),
)
"""In the order in which they are offered."""
TEXTS = Table(
    "texts.jsonl",
    "the plain text of an article, one JSON object on each line",
    (
        Column("id", "id of the article"),
        Column("text", "its text; paragraphs are parted by one blank line, and the title is not part of it"),
    ),
)
BUILD = "build.json"
"""How the build went: numbers of files, what was left out and why, warnings."""
