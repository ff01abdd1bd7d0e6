"""The tables: everything a collection knows, for spreadsheets, data frames and databases."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from functools import partial
from itertools import chain
from operator import attrgetter
from pathlib import Path

from msgspec.json import encode

from generator import __version__
from generator.fingerprint import Needs
from generator.garbage import spared
from generator.model import Collection, Record
from generator.write import addresses, long_tables
from generator.write.account import cleaned
from generator.write.catalogue import Catalogue, catalogue
from generator.write.cells import Cell, Row, line, lines, listed
from generator.write.columns import BUILD, CONTRACT, TABLES, TEXTS, Table
from generator.write.parts import Files, Former, Parts
from generator.write.word_count import words

_NEEDS = Needs(("generator.write.tables",), ("msgspec", "numpy"))
_LINE_ENDS = {char.encode(): f"\\u{ord(char):04x}".encode() for char in "\x85\u2028\u2029"}
"""What parts lines for some readers, and how it stands in JSON."""


@spared()
def write_tables(
    collection: Collection, out_dir: Path, former: Former | None = None, shelf: Catalogue | None = None
) -> Mapping[str, str]:
    """Write all tables into `out_dir`, which is made when it is missing; equal collections give equal bytes.

    `shelf` is the catalogue of the collection, where there is one already.
    What articles add to tables is copied from the `former` ones where it stands there, so that time grows with what has
    changed and with the bytes that are written; memory does not. Returns the SHA-256 digests of the files in hex, by
    name. Raises `OSError` when a file cannot be written.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    files = Files(out_dir, former, _NEEDS.fingerprint())
    shelf = shelf or catalogue(collection, "")
    records = collection.records
    digests = [shelf.volumes[shelf.places[record.article.id]].digest for record in records]
    heads = {table.file: line(tuple(column.name for column in table.columns)).encode() for table in TABLES}
    parts = {
        name: Parts(heads[name], _of_records(partial(_encoded, write), records)) for name, write in _OF_ARTICLES.items()
    }
    parts[TEXTS.file] = Parts(b"", _of_records(_texts, records))
    files.write_parts(digests, parts)
    for name, write in _OF_THE_WHOLE.items():
        files.write(name, chain([heads[name]], map(str.encode, write(shelf))))
    files.write(BUILD, [f"{json.dumps(_build(collection), ensure_ascii=False, indent=2)}\n".encode()])
    return files.digests


def _of_records(
    write: Callable[[Sequence[Record]], Iterable[bytes]], records: Sequence[Record]
) -> Callable[[Sequence[int]], Iterable[bytes]]:
    """Makes the parts of a table that the records of these numbers add."""
    return lambda numbers: write([records[number] for number in numbers])


def _encoded(write: Callable[[Sequence[Record]], Iterable[str]], records: Sequence[Record]) -> Iterator[bytes]:
    return map(str.encode, write(records))


def size(table: Table, collection: Collection) -> int:
    """How many rows `table` has."""
    return _SIZES[table.file](collection)


def _articles(records: Sequence[Record]) -> Iterator[Row]:
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


def _entities(shelf: Catalogue) -> Iterator[Row]:
    for one in shelf.collection.entities:
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
            shelf.names[one.id].address,
        )


def _statements(record: Record) -> Iterator[Row]:
    """A row for each statement of an article."""
    text = record.article.text
    for linked in record.statements:
        one = linked.statement
        where: tuple[Cell, ...] = ("", "", "")
        if one.speaker_start is not None and one.speaker_end is not None:
            where = text[one.speaker_start : one.speaker_end], one.speaker_start, one.speaker_end
        said = text[one.start : one.end]
        yield record.article.id, one.start, one.end, said, one.kind, *where, linked.speaker, one.cue


def _topics(shelf: Catalogue) -> Iterator[Row]:
    for one in shelf.collection.topics:
        yield one.id, one.label, listed(one.variants), len(one.articles), addresses.topic(one.id)


def _each(of: Callable[[Record], Sized]) -> Callable[[Collection], int]:
    """Counts what each article has."""
    return lambda collection: sum(map(len, map(of, collection.records)))


_OF_ARTICLES: Mapping[str, Callable[[Sequence[Record]], Iterable[str]]] = {
    "articles.csv": lambda records: map(line, _articles(records)),
    "mentions.csv": long_tables.mentions,
    "statements.csv": lambda records: ("".join(map(line, _statements(record))) for record in records),
    "roles.csv": long_tables.roles,
    "keywords.csv": long_tables.keywords,
    "dates.csv": long_tables.dates,
    "related.csv": long_tables.related,
}
"""The lines of each article in tables that have nothing but what the digest of a record covers."""
_OF_THE_WHOLE: Mapping[str, Callable[[Catalogue], Iterable[str]]] = {
    "entities.csv": lambda shelf: lines(_entities(shelf)),
    "topics.csv": lambda shelf: lines(_topics(shelf)),
    "cooccurrence.csv": lambda shelf: long_tables.cooccurrences(shelf.collection),
}
"""The lines of the other tables, some at a time."""
_SIZES: Mapping[str, Callable[[Collection], int]] = {
    "articles.csv": lambda collection: len(collection.records),
    "entities.csv": lambda collection: len(collection.entities),
    "mentions.csv": _each(attrgetter("mentions")),
    "statements.csv": _each(attrgetter("statements")),
    "roles.csv": _each(attrgetter("roles")),
    "keywords.csv": _each(attrgetter("keywords")),
    "topics.csv": lambda collection: len(collection.topics),
    "dates.csv": _each(attrgetter("analysis.dates")),
    "related.csv": _each(attrgetter("related")),
    "cooccurrence.csv": lambda collection: len(collection.cooccurrences),
}


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
