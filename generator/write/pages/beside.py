"""What stands beside and below an article's text: names, topics, statements, dates, kin, provenance.

Every function gives values for front matter; addresses in them are relative to the article's page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.model import EntityType, Record, StatementKind
from generator.places import visible
from generator.write import addresses, kwic, words
from generator.write.found import Card
from generator.write.markdown import Value
from generator.write.pages.sheet import Sheet

Item = dict[str, Value]
"""A line of a list in a template: `title`, mostly `url`, and what the template's macro names beside them."""

MOST_KEYWORDS = 5
"""Keywords named beside a text; the table has them all."""
STATEMENT_LENGTH = 150
"""Longest beginning of a statement in the side column, in code points."""
QUOTATION_MARKS = "\"“”„‟«»‘’'"

_FORMATS = {
    "txt": "plain text",
    "md": "Markdown",
    "markdown": "Markdown",
    "html": "HTML",
    "htm": "HTML",
    "xhtml": "HTML",
    "docx": "Word document",
    "odt": "OpenDocument text",
    "rtf": "Rich Text",
    "pdf": "PDF",
    "epub": "EPUB",
    "eml": "mail",
}


def names(sheet: Sheet, kind: EntityType) -> list[Item]:
    """The entities of one type in the article, most mentioned first, then in order of appearance."""
    here = addresses.article(sheet.record.article.id)
    counts = Counter(mention.entity for mention in sheet.record.mentions)
    found = (sheet.names[id] for id in counts)
    return [
        {
            "title": entity.name,
            "url": addresses.relative(here, entity.address),
            "count": counts[entity.id],
        }
        for entity in sorted(found, key=lambda entity: -counts[entity.id])
        if entity.type == kind
    ]


def topics(sheet: Sheet) -> list[Item]:
    """The topics of the article, best first."""
    here = addresses.article(sheet.record.article.id)
    return [{"title": one.label, "url": addresses.relative(here, addresses.topic(one.id))} for one in sheet.topics]


def keywords(record: Record) -> list[Item]:
    """The best keywords that are neither a topic nor a name and say enough, best first."""
    found = [
        linked.keyword.text
        for linked in record.keywords
        if not (linked.topic or linked.entity) and linked.keyword.score > 0
    ]
    return [{"title": text} for text in found[:MOST_KEYWORDS]]


def statements(sheet: Sheet) -> list[Item]:
    """The statements by speaker, speakers in order of appearance: `title`, `url`, and the speaker's `said`."""
    record = sheet.record
    here = addresses.article(record.article.id)
    groups: dict[str, Item] = {}
    said: dict[str, list[Item]] = {}
    for linked in record.statements:
        statement = linked.statement
        text = record.article.text
        speaker = sheet.names.get(linked.speaker)
        if speaker:
            key, title = speaker.id, speaker.name
        elif statement.speaker_start is not None and statement.speaker_end is not None:
            title = words.lead(text[statement.speaker_start : statement.speaker_end], 60)
            key = title.casefold()
        else:
            key, title = "", "Speaker not known"
        url = addresses.relative(here, speaker.address) if speaker else ""
        groups.setdefault(key, {"title": title, "url": url, "type": speaker.type if speaker else ""})
        said.setdefault(key, []).append(
            {
                "title": _quoted(text[statement.start : statement.end], statement.kind),
                "url": f"#s{sentence_at(record, statement.start)}",
            }
        )
    return [{**group, "said": said[key]} for key, group in groups.items()]


def _quoted(text: str, kind: StatementKind) -> str:
    """The beginning of a statement, in quotation marks where it is somebody's very words."""
    beginning = words.lead(text, STATEMENT_LENGTH).rstrip(" ,;:")
    return f"“{beginning.strip(QUOTATION_MARKS).rstrip(' ,;:')}”" if kind == "direct" else beginning


def dates(record: Record) -> list[Item]:
    """The days, months and years that the text speaks of, earliest first, each with its first place in the text."""
    first: dict[str, int] = {}
    for spoken in record.analysis.dates:
        first.setdefault(spoken.date, spoken.start)
    return [{"title": words.day(date), "url": f"#s{sentence_at(record, first[date])}"} for date in sorted(first)]


def same_story(sheet: Sheet) -> list[Item]:
    """The articles with nearly the same text."""
    return [
        {
            **_card(sheet, sheet.alike[resemblance.article]),
            "note": " · ".join(
                [
                    *_facts(sheet.alike[resemblance.article]),
                    f"{round(resemblance.similarity * 100)} % alike",
                    *(["the earlier copy"] if resemblance.article == sheet.record.duplicate_of else []),
                ]
            ),
        }
        for resemblance in sheet.record.resembles
    ]


def related(sheet: Sheet) -> list[Item]:
    """The neighbours that are no copies, each with the names and topics it shares."""
    record = sheet.record
    here = addresses.article(record.article.id)
    copies = {resemblance.article for resemblance in record.resembles}
    cards = []
    for neighbour in sheet.related:
        if neighbour.card.id in copies:
            continue
        shared = [
            *((one.name, one.address) for one in neighbour.names),
            *((one.label, addresses.topic(one.id)) for one in neighbour.subjects),
        ]
        reasons = [{"title": title, "url": addresses.relative(here, url)} for title, url in shared]
        note = " · ".join(_facts(neighbour.card))
        cards.append({**_card(sheet, neighbour.card), "note": note, "reasons": reasons})
    return cards


def provenance(sheet: Sheet) -> list[Item]:
    """Where the article came from and what was done to it: `term`, `text`, and `code` where it is to be typed."""
    article = sheet.record.article
    ending = article.path.rpartition(".")[2].lower()
    rows = [
        ("File", visible(f"{sheet.corpus}/{article.path}"), "code"),
        ("Read as", ", ".join(filter(None, (_FORMATS.get(ending, ending), article.encoding))), ""),
        ("Title", words.evidence(article.title_source), ""),
        ("Date", words.evidence(article.date_source), ""),
        ("Cleaned", ", ".join(f"{count:,} {kind}" for kind, count in article.cleaned), ""),
        ("Byline", article.byline, ""),
        ("Words perhaps grown together", ", ".join(article.glued), ""),
        ("Rights", article.rights, ""),
        ("SHA-256", article.sha256, "code"),
    ]
    return [{"term": term, "text": text, "kind": kind} for term, text, kind in rows if text]


def sentence_at(record: Record, position: int) -> int:
    """The start of the sentence that `position`, in code points, lies in; `position` itself when in none."""
    sentence = kwic.sentence_at(record.analysis.sentences, position)
    return sentence[0] if sentence else position


def _card(sheet: Sheet, there: Card) -> Item:
    return {
        "title": there.title,
        "url": addresses.relative(addresses.article(sheet.record.article.id), addresses.article(there.id)),
        "lang": there.language,
    }


def _facts(card: Card) -> Iterable[str]:
    return [fact for fact in (words.day(card.date), card.source) if fact]
