"""Indexes pages of articles for the search while the other pages of the site are still to be written.

To index the shard of one new article takes as long as nearly all the rest. Which shard that will be, and what its other
pages are, is known long before the article's page; so a fork of the build begins as soon as the articles are known,
and is told of the page when that is there. What it makes is looked up by its content.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from generator.executors import Workforce
from generator.executors.forked import Forked
from generator.project import Project
from generator.publish.listing import list_files
from generator.publish.manifest import folder_of
from generator.publish.mkdocs import load, messages, reproducible
from generator.publish.render import Listed, Renderer, needs_all_pages
from generator.publish.search.ahead import index_ahead
from generator.publish.site import SEARCH
from generator.write import addresses

if TYPE_CHECKING:
    from generator.model import Analysed
    from generator.write.writing import Written

FOLDER = "articles/"
"""Where the pages of articles lie, below docs/, beside their pictures and the page that lists them:"""
INDEX = "articles/index.md"
NOTHING: frozenset[str] = frozenset()
FEW = 50
"""Pages up to which it pays: one of the search's shards has changed, or some."""

MOST = 30_000
"""Articles up to which there is room for a fork that lives as long as the build: what both hold is copied by and by,
some 300 MB with 10,000."""


class Foreseen:
    """The pages of articles that are known before all others; use it in a `with` statement."""

    def __init__(self, project: Project, docs: Path, workforce: Workforce) -> None:
        """`docs` holds the pages of the last build."""
        self._project = project
        self._docs = docs
        self._workforce = workforce
        self._begun: Forked[frozenset[str]] | None = None
        self._telling: IO[bytes] | None = None
        self._likely: Mapping[str, str] = {}

    def begin(self, analysed: Analysed, before: Collection[str], touched: Collection[str]) -> None:
        """Begin to index the shard that few new, changed or removed articles belong to.

        `before` are the paths of all pages that there were, below docs/; `touched` those of files of the corpus that
        seem to be new or changed.
        """
        now = {INDEX}
        likely: dict[str, str] = {}
        in_language: dict[str, str] = {}
        for article, analysis in zip(analysed.corpus.articles, analysed.analyses, strict=True):
            page = addresses.source_file(addresses.article(article.id))
            now.add(page)
            if page in before:
                in_language.setdefault(analysis.language, page)
            if page not in before or article.path in touched:
                likely[page] = analysis.language
        gone = [path for path in before if path.startswith(FOLDER) and path.endswith(".md") and path not in now]
        few = 0 < len(likely) + len(gone) <= FEW and len(now) <= MOST
        if self._workforce.name == "serial" or not few:
            return
        self._likely = {
            page: page if page in before else in_language.get(language, "") for page, language in likely.items()
        }
        heard, said = os.pipe()
        self._telling = os.fdopen(said, "wb")
        act = partial(_index, self._project, self._docs, self._likely, gone, heard, os.getpid())
        try:
            self._begun = Forked(act, self._workforce, keeps=(heard,))
        finally:
            os.close(heard)

    def tell(self, staged: Path, articles: Written) -> None:
        """Hand over the pages that were foreseen, which lie below `staged` as far as they are made anew."""
        if self._telling:
            texts = {
                path: (staged / path).read_text(encoding="utf-8") for path in self._likely if path in articles.staged
            }
            telling, self._telling = self._telling, None
            try:
                with telling:
                    pickle.dump(texts, telling)
            except OSError:  # nobody listens
                return

    @property
    def wait(self) -> Callable[[], frozenset[str]] | None:
        """What waits for what `index_ahead` returns, to be called once; None where nothing has begun."""
        return self._begun.result if self._begun else None

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End what is still at work."""
        if self._begun:
            self._begun.__exit__(*raised)
        if self._telling:
            self._telling.close()


def _index(
    project: Project, docs: Path, likely: Mapping[str, str], gone: Collection[str], heard: int, builder: int
) -> frozenset[str]:
    """Index the pages that are `likely`, each with the path of one that it may be like, without those that are `gone`.

    Their texts come by `heard`, a pipe; all paths are below docs/.
    """
    if os.getpid() == builder:  # there is no fork, or it was killed; MkDocs cannot be called by two threads at once
        return NOTHING
    try:
        told = ThreadPoolExecutor(1).submit(os.fdopen(heard, "rb").read)  # at once: the other process shall not wait
        with reproducible(), messages():
            config, _ = load(project.config_file, docs, project.site)
            if needs_all_pages(config):
                return NOTHING
            there = {file.path: file.target for file in list_files(config) if file.is_included}
            renderer = Renderer(config, Listed(tuple(there.keys() | likely.keys()), ()))

            def rendered(texts: Mapping[str, str]) -> dict[str, bytes]:
                return dict(renderer.preview(path, text) for path, text in texts.items())

            old = {path: (docs / like).read_text(encoding="utf-8") for path, like in likely.items() if like in there}
            return index_ahead(
                project.site,
                folder_of(project.work, project.site) / SEARCH,
                rendered(old),
                lambda: rendered(pickle.loads(told.result())),
                [there[path] for path in gone if path in there],
            )
    except Exception:  # whatever is wrong with a page shows again when it is made
        return NOTHING
