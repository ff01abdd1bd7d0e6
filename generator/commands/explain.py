"""Why an article's page shows what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from generator.cache import Cache
from generator.errors import UnknownArticleError
from generator.executors import Workforce
from generator.explain import explain as explain_record
from generator.pipeline import collect
from generator.progress import Progress
from generator.settings import Settings


def explain(
    article: str, corpus: Path, settings: Settings, workforce: Workforce, cache: Cache, progress: Progress
) -> Iterator[str]:
    """The lines that explain one article, given by id or by path below the corpus folder.

    Names depend on the whole collection, so all of it is read. Raises `UnknownArticleError`, `CorpusMissingError`,
    `ModelMissingError` and `ExecutorError`.
    """
    collection = collect(corpus, settings, progress=progress, workforce=workforce, cache=cache)
    for record in collection.records:
        if article in (record.article.id, record.article.path):
            return explain_record(record, collection)
    known = [name for record in collection.records for name in (record.article.id, record.article.path)]
    near = get_close_matches(article, known, n=1, cutoff=0.5)
    raise UnknownArticleError(
        f"No article is called `{article}`.",
        remedy=f"Did you mean `{near[0]}`?" if near else "`articles.csv` of the site lists them.",
    )
