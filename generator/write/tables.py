"""The tables: everything a collection knows, for spreadsheets, data frames and databases."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from generator import __version__
from generator.model import Collection
from generator.write import addresses
from generator.write.columns import BUILD, CONTRACT, LIST_SEPARATOR, TABLES, TEXTS, Table

Cell: TypeAlias = str | int | float
Row: TypeAlias = tuple[Cell, ...]

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile(r'[,"\r\n]')
_IDEOGRAPH = r"\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_IDEOGRAPH}]|[^\W{_IDEOGRAPH}]+(?:['’.-][^\W{_IDEOGRAPH}]+)*")
_LINE_ENDS = str.maketrans({char: f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"})


def write_tables(collection: Collection, out_dir: Path) -> None:
    """Write all tables into `out_dir`, which is made when it is missing; equal collections give equal bytes.

    Raises `OSError` when a file cannot be written.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        _save(out_dir / table.file, _csv(table, rows(table, collection)))
    _save(out_dir / TEXTS.file, "".join(_texts(collection)))
    _save(out_dir / BUILD, json.dumps(_build(collection), ensure_ascii=False, indent=2) + "\n")


def rows(table: Table, collection: Collection) -> Iterator[Row]:
    """The rows of `table`, by id, then by position; cells in the order of its columns."""
    return _ROWS[table.file](collection)


def guarded(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula; readers take it off again."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def words(text: str) -> int:
    """How many words `text` has; a Chinese or Japanese character counts as one."""
    return sum(1 for _ in _WORD.finditer(text))


def _csv(table: Table, table_rows: Iterable[Row]) -> str:
    header = tuple(column.name for column in table.columns)
    return "".join(",".join(map(_cell, row)) + "\n" for row in (header, *table_rows))


def _cell(value: Cell) -> str:
    """Write one cell by RFC 4180; the csv module leaves a lone carriage return without quotes."""
    text = guarded(value) if isinstance(value, str) else str(value)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def _save(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def _listed(values: Iterable[str]) -> str:
    return LIST_SEPARATOR.join(values)


def _articles(collection: Collection) -> Iterator[Row]:
    for record in collection.records:
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
            _listed(one.authors),
            one.url,
            one.rights,
            words(one.text),
            one.encoding,
            one.sha256,
            record.duplicate_of,
            alike.get(record.duplicate_of, ""),
            addresses.article(one.id),
        )


def _entities(collection: Collection) -> Iterator[Row]:
    for one in collection.entities:
        yield (
            one.id,
            one.type,
            one.name,
            _listed(one.aliases),
            _listed(one.descriptions),
            one.wikidata,
            one.country,
            one.mentions,
            one.articles,
            addresses.entity(one),
        )


def _mentions(collection: Collection) -> Iterator[Row]:
    types = {entity.id: entity.type for entity in collection.entities}
    for record in collection.records:
        for one in record.mentions:
            surface = record.article.text[one.start : one.end]
            kind = types[one.entity]
            yield record.article.id, one.start, one.end, surface, one.entity, kind, _listed(one.rules)


def _statements(collection: Collection) -> Iterator[Row]:
    for record in collection.records:
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
        yield one.id, one.label, _listed(one.variants), len(one.articles), addresses.topic(one.id)


def _dates(collection: Collection) -> Iterator[Row]:
    for record in collection.records:
        for one in record.analysis.dates:
            spoken = record.article.text[one.start : one.end]
            yield record.article.id, one.start, one.end, spoken, one.date, one.precision


def _related(collection: Collection) -> Iterator[Row]:
    for record in collection.records:
        for rank, one in enumerate(record.related, 1):
            shared = _listed(one.shared_entities), _listed(one.shared_topics)
            yield record.article.id, rank, one.article, one.score, *shared


def _cooccurrences(collection: Collection) -> Iterator[Row]:
    for one in collection.cooccurrences:
        yield one.entity_a, one.entity_b, one.articles, one.sentences


_ROWS: Mapping[str, Callable[[Collection], Iterator[Row]]] = {
    "articles.csv": _articles,
    "entities.csv": _entities,
    "mentions.csv": _mentions,
    "statements.csv": _statements,
    "roles.csv": _roles,
    "keywords.csv": _keywords,
    "topics.csv": _topics,
    "dates.csv": _dates,
    "related.csv": _related,
    "cooccurrence.csv": _cooccurrences,
}


def _texts(collection: Collection) -> Iterator[str]:
    for record in collection.records:
        line = json.dumps({"id": record.article.id, "text": record.article.text}, ensure_ascii=False)
        yield line.translate(_LINE_ENDS) + "\n"


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
