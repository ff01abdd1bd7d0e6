"""Why an article's page shows what it shows: each finding with the rule that made it and its sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby

from generator.model import Article, Collection, LinkedKeyword, LinkedStatement, Namesakes, Record

_INDENT = "    "


def explain(record: Record, collection: Collection) -> Iterator[str]:
    """The lines of plain text that explain one article of `collection`, without line ends, in a fixed order.

    First what is known of the file, then names, keywords, statements, descriptions, dates and neighbours; offsets count
    code points of the article's text. Control characters of the corpus are shown as "�": they could steer a terminal.
    """
    for line in _lines(record, collection):
        yield "".join(character if character.isprintable() else "�" for character in line)


def _lines(record: Record, collection: Collection) -> Iterator[str]:
    yield from _article(record)
    yield from _section("Names", _names(record, collection))
    yield from _section("Keywords", (_keyword(keyword) for keyword in record.keywords))
    yield from _section("Statements", _statements(record))
    yield from _section("Descriptions", _roles(record))
    yield from _section("Dates spoken of", _dates(record))
    yield from _section("Related articles", _related(record))


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    yield ""
    yield title
    empty = True
    for line in lines:
        empty = False
        yield f"  {line}"
    if empty:
        yield "  none found"


def _article(record: Record) -> Iterator[str]:
    article = record.article
    yield article.title
    yield f"  {', '.join(filter(None, (article.path, article.encoding)))}"
    yield f"  title: {_origin(article.title_source)}"
    yield f"  date: {article.date or 'unknown'}, {_origin(article.date_source)}"
    yield f"  language: {record.analysis.language}, {'declared' if article.language else 'detected'}"
    for kind, count in article.cleaned:
        yield f"  cleaned: {kind} ({count})"
    if record.duplicate_of:
        yield f"  repeats {record.duplicate_of}"


def _origin(source: str) -> str:
    return {"none": "found nowhere", "made": "made from the lead"}.get(source, f"from {source}")


def _names(record: Record, collection: Collection) -> Iterator[str]:
    """Every entity of the article by id, and under it each mention with its rules."""
    entities = {entity.id: entity for entity in collection.entities}
    namesakes = {id: one for one in collection.namesakes for id in one.entities}
    mentions = sorted(record.mentions, key=lambda mention: (mention.entity, mention.start))
    for entity_id, group in groupby(mentions, key=lambda mention: mention.entity):
        entity = entities[entity_id]
        known = ", ".join(part for part in (entity.type, entity.country, entity.wikidata) if part)
        yield f"{entity.name} ({known}) = {entity_id}"
        if entity_id in namesakes:
            yield f"{_INDENT}{_namesakes(entity_id, namesakes[entity_id])}"
        for mention in group:
            rules = ", ".join(mention.rules)
            yield f"{_INDENT}{_place(record.article, mention.start, mention.end)} by {rules}"
            yield f"{_INDENT}{_INDENT}{sentence_at(record, mention.start)}"


def _namesakes(entity: str, found: Namesakes) -> str:
    """Why a person was told apart from others of that name, or not."""
    others = ", ".join(id for id in found.entities if id != entity)
    return f"kept apart from {others}: {found.reason}" if others else f"may be several people: {found.reason}"


def _keyword(keyword: LinkedKeyword) -> str:
    target = keyword.topic or keyword.entity or "no page: not in enough articles"
    return f"{keyword.keyword.text} (score {keyword.keyword.score:g}) = {target}"


def _statements(record: Record) -> Iterator[str]:
    for linked in record.statements:
        statement = linked.statement
        cue = f'by "{statement.cue}"' if statement.cue else "by its quotation marks"
        yield f"{statement.kind}, {cue}, {_speaker(record, linked)}"
        yield f"{_INDENT}{_place(record.article, statement.start, statement.end)}"


def _speaker(record: Record, linked: LinkedStatement) -> str:
    statement = linked.statement
    named = ""
    if statement.speaker_start is not None and statement.speaker_end is not None:
        named = f" from {_place(record.article, statement.speaker_start, statement.speaker_end)}"
    return f"speaker: {linked.speaker or 'unknown'}{named}"


def _roles(record: Record) -> Iterator[str]:
    for role in record.roles:
        yield f"{_place(record.article, role.start, role.end)} of {role.entity}, by the words beside the name"
        yield f"{_INDENT}{sentence_at(record, role.start)}"


def _dates(record: Record) -> Iterator[str]:
    for spoken in record.analysis.dates:
        yield f"{_place(record.article, spoken.start, spoken.end)} = {spoken.date} ({spoken.precision})"
        yield f"{_INDENT}{sentence_at(record, spoken.start)}"


def _related(record: Record) -> Iterator[str]:
    for related in record.related:
        shared = ", ".join((*related.shared_entities, *related.shared_topics)) or "the text alone"
        yield f"{related.article} (score {related.score:g}), by {shared}"


def _place(article: Article, start: int, end: int) -> str:
    """A stretch of the text with its offsets, on one line."""
    return f'[{start}-{end}] "{" ".join(article.text[start:end].split())}"'


def sentence_at(record: Record, offset: int) -> str:
    """The sentence that `offset` lies in, on one line."""
    start, end = sentence_span(record, offset)
    return " ".join(record.article.text[start:end].split())


def sentence_span(record: Record, offset: int) -> tuple[int, int]:
    """Where the sentence that `offset` lies in begins and ends, in code points; (0, 0) before the first one."""
    sentences = record.analysis.sentences
    place = bisect_right(sentences, offset, key=lambda span: span[0]) - 1
    return sentences[place] if place >= 0 else (0, 0)
