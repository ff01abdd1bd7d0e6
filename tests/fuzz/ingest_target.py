"""Any bytes under any names: every file becomes an article or is quarantined with a typed error, and soon."""

from __future__ import annotations

import re
from pathlib import Path

from generator import document, errors
from generator.errors import ArticleError
from generator.ingest.cleaning import squeeze
from generator.ingest.corpus import read_corpus
from generator.model import Article, Corpus
from generator.progress import Silent
from tests.fuzz.inputs import BARE, SETTINGS, corpus

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_ID = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*")


def ingest(data: bytes) -> None:
    """Read the corpus that `data` describes."""
    with corpus(data) as root:
        check(read_corpus(root, SETTINGS, Silent(), workforce=BARE), root)


def check(found: Corpus, root: Path) -> None:
    """What must hold of any corpus."""
    assert found.files == sum(1 for path in root.rglob("*") if path.is_file())
    assert found.files == len(found.articles) + len(found.quarantined) + found.ignored
    assert len({article.id for article in found.articles}) == len(found.articles)
    for lost in found.quarantined:
        kind = getattr(errors, lost.error)
        assert issubclass(kind, ArticleError) and lost.message.strip()
        assert_one_line(lost.message)
    for warning in found.warnings:
        assert_one_line(warning)
    for article in found.articles:
        _check_article(article)


def _check_article(article: Article) -> None:
    assert _ID.fullmatch(article.id) and len(article.id) <= 200
    assert article.title == squeeze(article.title) != ""
    assert article.text.strip() or article.markdown.strip()
    assert article.text == document.parse(article.markdown).text
    assert article.date == "" or re.fullmatch(r"\d{4}-\d\d-\d\d", article.date)
    lines = (article.title, article.byline, article.source, article.rights, article.url, *article.authors)
    for text in (*lines, article.markdown, article.text, *article.glued):
        assert not _UNSEEN.search(text), f"{_UNSEEN.search(text)} in {text[:200]!r}"
    assert not any("\n" in line for line in lines)
    for image in article.images:
        assert re.fullmatch(r"[a-z0-9/-]+\.[a-z]+", image.target)


def assert_one_line(message: str) -> None:
    """A message can be printed to a terminal as it is."""
    assert message.isprintable(), f"not printable: {message!r}"
