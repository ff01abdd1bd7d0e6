"""Every file of golden/ and what becomes of it, side by side: `NAME` and `NAME.expected`."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.ingest.corpus import read_corpus
from generator.model import Article
from generator.progress import Silent
from generator.settings import Settings

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.stem for path in GOLDEN.glob("*.expected"))


def shown(article: Article) -> str:
    """An article as the expected files write it: what is known of it, a line of dashes, its Markdown."""
    known = {
        "title": f"{article.title} ({article.title_source})",
        "date": f"{article.date} ({article.date_source})",
        "source": article.source,
        "authors": " | ".join(article.authors),
        "url": article.url,
        "rights": article.rights,
        "language": article.language,
        "byline": article.byline,
        "images": " | ".join(f"{image.source} -> {image.target}" for image in article.images),
        "cleaned": ", ".join(f"{number} {kind}" for kind, number in article.cleaned),
        "glued": " ".join(article.glued),
    }
    head = "\n".join(f"{name}: {value}" for name, value in known.items() if value)
    return f"{head}\n----\n{article.markdown}\n"


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    corpus = read_corpus(GOLDEN, Settings(), Silent())
    assert corpus.quarantined == ()
    return {article.path: article for article in corpus.articles}


@pytest.mark.parametrize("case", CASES)
def test_file_becomes_what_is_expected(case: str, articles: dict[str, Article]) -> None:
    assert shown(articles[case]) == (GOLDEN / f"{case}.expected").read_text(encoding="utf-8")


def test_every_file_has_its_expectation(articles: dict[str, Article]) -> None:
    assert sorted(articles) == CASES
