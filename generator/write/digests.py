"""What stands for an article in keys: one digest of what it says by itself, and one of all that is known of it."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter

from generator.model import Article, Record
from generator.write.known import digest_of

_SHORT_FIELDS = attrgetter(*[field.name for field in fields(Article) if field.name not in ("text", "markdown")])


def digest_of_text(record: Record) -> bytes:
    """Of the article, and of what pages show of its analysis as it is."""
    article, found = record.article, record.analysis
    short = _SHORT_FIELDS(article), found.language, found.sentences, found.dates
    return digest_of((short, len(article.text)), article.text + article.markdown)


def digest_of_record(record: Record, text: bytes) -> bytes:
    """Of all that pages and tables show of a record; `text` is the digest of its text."""
    return digest_of(
        (
            text,
            record.mentions,
            record.statements,
            record.roles,
            record.keywords,
            record.related,
            record.resembles,
            record.duplicate_of,
        )
    )
