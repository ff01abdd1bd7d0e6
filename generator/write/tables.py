"""The tables: everything a collection knows, for spreadsheets, data frames and databases."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from msgspec.json import encode

from generator import __version__
from generator.fingerprint import Needs
from generator.garbage import spared
from generator.model import Collection, Record
from generator.write import addresses, long_tables
from generator.write.account import cleaned
from generator.write.cells import Cell, Row, line, lines, listed
from generator.write.columns import BUILD, CONTRACT, TABLES, TEXTS, Table
from generator.write.known import digest_of
from generator.write.parts import Files, Former, Parts
from generator.write.registers import entity_addresses
from generator.write.word_count import words

_NEEDS = Needs(("generator.write.tables",), ("msgspec", "numpy"))
_LINE_ENDS = {char.encode(): f"\\u{ord(char):04x}".encode() for char in "\x85\u2028\u2029"}
"""What parts lines for some readers, and how it stands in JSON."""


@spared()
def write_tables(collection: Collection, out_dir: Path, former: Former | None = None) -> Mapping[str, str]:
    """Write all tables into `out_dir`, which is made when it is missing; equal collections give equal bytes.

    What articles add to tables is copied from the `former` ones where it stands there, so that time grows with what has
    changed and with the bytes that are written; memory does not. Returns the SHA-256 digests of the files in hex, by
    name. Raises `OSError` when a file cannot be written.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    files = Files(out_dir, former, _NEEDS.fingerprint())
    records = collection.records
    by_article = {
        table.file: Parts(_head(table), _of_records(partial(_encoded, _LINES[table.file]), records))
        for table in TABLES
        if table.file in _LINES
    }
    by_article[TEXTS.file] = Parts(b"", _of_records(_texts, records))
    files.write_parts("articles", list(map(_digest, records)), by_article)
    for table in TABLES:
        if table.file not in _LINES:
            files.write(table.file, chain([_head(table)], map(str.encode, _lines(table, collection))))
    files.write(BUILD, [f"{json.dumps(_build(collection), ensure_ascii=False, indent=2)}\n".encode()])
    files.keep_index()
    return files.digests


def _digest(record: Record) -> bytes:
    """Of all that an article adds to tables."""
    known = record.analysis
    return digest_of(
        (
            record.article,
            known.language,
            known.dates,
            record.mentions,
            record.statements,
            record.roles,
            record.keywords,
            record.related,
            record.resembles,
            record.duplicate_of,
        )
    )


def _of_records(
    write: Callable[[Sequence[Record]], Iterable[bytes]], records: Sequence[Record]
) -> Callable[[Sequence[int]], Iterable[bytes]]:
    """Makes the parts of a table that the records of these numbers add."""
    return lambda numbers: write([records[number] for number in numbers])


def _encoded(write: Callable[[Sequence[Record]], Iterable[str]], records: Sequence[Record]) -> Iterator[bytes]:
    return map(str.encode, write(records))


def _head(table: Table) -> bytes:
    return line(tuple(column.name for column in table.columns)).encode()


def rows(table: Table, collection: Collection) -> Iterator[Row]:
    """The rows of `table`, by id, then by position; cells in the order of its columns."""
    return _CONTENTS[table.file].rows(collection)


def size(table: Table, collection: Collection) -> int:
    """How many rows `table` has."""
    return _CONTENTS[table.file].size(collection)


def _lines(table: Table, collection: Collection) -> Iterator[str]:
    content = _CONTENTS[table.file]
    return content.lines(collection) if content.lines else lines(content.rows(collection))


def _articles(collection: Collection) -> Iterator[Row]:
    return _articles_of(collection.records)


def _articles_of(records: Sequence[Record]) -> Iterator[Row]:
    """A row for each article."""
    counts = words(record.article.text for record in records)
    for record, count in zip(records, counts, strict=True):
        one = record.article
        alike = {twin.article: twin.similarity for twin in record.resembles}
        yield (
            one.id,
            one.path,
            one.title,
            one.title_source,
            one.date,
            one.date_source,
            record.analysis.language,
            one.source,
            listed(one.authors),
            one.url,
            one.rights,
            count,
            one.encoding,
            one.sha256,
            record.duplicate_of,
            alike.get(record.duplicate_of, ""),
            addresses.article(one.id),
        )


def _entities(collection: Collection) -> Iterator[Row]:
    pages = entity_addresses(collection.entities)
    for one in collection.entities:
        yield (
            one.id,
            one.type,
            one.name,
            listed(one.aliases),
            listed(one.descriptions),
            one.wikidata,
            one.country,
            one.mentions,
            one.articles,
            pages[one.id],
        )


def _mentions(collection: Collection) -> Iterator[Row]:
    types = {entity.id: entity.type for entity in collection.entities}
    for record in collection.records:
        for one in record.mentions:
            surface = record.article.text[one.start : one.end]
            kind = types[one.entity]
            yield record.article.id, one.start, one.end, surface, one.entity, kind, listed(one.rules)


def _statements(collection: Collection) -> Iterator[Row]:
    for record in collection.records:
        yield from _statements_of(record)


def _statements_of(record: Record) -> Iterator[Row]:
    text = record.article.text
    for linked in record.statements:
        one = linked.statement
        where: tuple[Cell, ...] = ("", "", "")
        if one.speaker_start is not None and one.speaker_end is not None:
            where = text[one.speaker_start : one.speaker_end], one.speaker_start, one.speaker_end
        said = text[one.start : one.end]
        yield record.article.id, one.start, one.end, said, one.kind, *where, linked.speaker, one.cue


def _roles(collection: Collection) -> Iterator[Row]:
    for record in collection.records:
        for one in record.roles:
            yield record.article.id, one.start, one.end, record.article.text[one.start : one.end], one.entity


def _keywords(collection: Collection) -> Iterator[Row]:
    for record in collection.records:
        for rank, linked in enumerate(record.keywords, 1):
            one = linked.keyword
            yield record.article.id, rank, one.text, one.score, linked.topic, linked.entity


def _topics(collection: Collection) -> Iterator[Row]:
    for one in collection.topics:
        yield one.id, one.label, listed(one.variants), len(one.articles), addresses.topic(one.id)


def _dates(collection: Collection) -> Iterator[Row]:
    for record in collection.records:
        for one in record.analysis.dates:
            spoken = record.article.text[one.start : one.end]
            yield record.article.id, one.start, one.end, spoken, one.date, one.precision


def _related(collection: Collection) -> Iterator[Row]:
    for record in collection.records:
        for rank, one in enumerate(record.related, 1):
            shared = listed(one.shared_entities), listed(one.shared_topics)
            yield record.article.id, rank, one.article, one.score, *shared


def _cooccurrences(collection: Collection) -> Iterator[Row]:
    yield from collection.cooccurrences


@dataclass(frozen=True, slots=True)
class _Content:
    """What a table is filled with."""

    rows: Callable[[Collection], Iterator[Row]]
    size: Callable[[Collection], int]
    lines: Callable[[Collection], Iterator[str]] | None = None
    """The rows as they stand in the file, where there is a faster way to them."""


def _each(of: Callable[[Record], Sized]) -> Callable[[Collection], int]:
    """Counts what each article has."""
    return lambda collection: sum(len(of(record)) for record in collection.records)


_CONTENTS: Mapping[str, _Content] = {
    "articles.csv": _Content(_articles, lambda collection: len(collection.records)),
    "entities.csv": _Content(_entities, lambda collection: len(collection.entities)),
    "mentions.csv": _Content(_mentions, _each(lambda record: record.mentions)),
    "statements.csv": _Content(_statements, _each(lambda record: record.statements)),
    "roles.csv": _Content(_roles, _each(lambda record: record.roles)),
    "keywords.csv": _Content(_keywords, _each(lambda record: record.keywords)),
    "topics.csv": _Content(_topics, lambda collection: len(collection.topics)),
    "dates.csv": _Content(_dates, _each(lambda record: record.analysis.dates)),
    "related.csv": _Content(_related, _each(lambda record: record.related)),
    "cooccurrence.csv": _Content(
        _cooccurrences, lambda collection: len(collection.cooccurrences), long_tables.cooccurrences
    ),
}
_LINES: Mapping[str, Callable[[Sequence[Record]], Iterable[str]]] = {
    "articles.csv": lambda records: map(line, _articles_of(records)),
    "mentions.csv": long_tables.mentions,
    "statements.csv": lambda records: ("".join(map(line, _statements_of(record))) for record in records),
    "roles.csv": long_tables.roles,
    "keywords.csv": long_tables.keywords,
    "dates.csv": long_tables.dates,
    "related.csv": long_tables.related,
}
"""The lines of each article in tables that have nothing but what `_digest` covers."""


def _texts(records: Iterable[Record]) -> Iterator[bytes]:
    for record in records:
        text = encode(record.article.text)
        for char, escaped in _LINE_ENDS.items():
            text = text.replace(char, escaped)
        yield b'{"id": %b, "text": %b}\n' % (encode(record.article.id), text)


def _build(collection: Collection) -> dict[str, object]:
    """How the build went, without a time, a host or a path of the machine."""
    return {
        "contract": CONTRACT,
        "generator": __version__,
        "inputs": {
            "files": collection.files,
            "published": len(collection.records),
            "duplicates": sum(bool(record.duplicate_of) for record in collection.records),
            "quarantined": len(collection.quarantined),
            "ignored": collection.ignored,
        },
        "ignored": [{"reason": reason, "files": files} for reason, files in collection.left_out],
        "cleaned": dict(sorted(cleaned(collection).items())),
        "quarantined": [
            {"path": one.path, "error": one.error, "message": one.message, "line": one.line}
            for one in collection.quarantined
        ],
        "counts": {
            "articles": len(collection.records),
            "entities": len(collection.entities),
            "topics": len(collection.topics),
            "mentions": sum(len(record.mentions) for record in collection.records),
            "statements": sum(len(record.statements) for record in collection.records),
            "pages": len(collection.records)
            + len(collection.topics)
            + sum(entity.has_page for entity in collection.entities),
        },
        "warnings": list(collection.warnings),
    }
