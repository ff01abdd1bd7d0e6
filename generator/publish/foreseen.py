"""Indexes pages for the search while the site that they belong to is still made.

To index the shard of a new article, and that of a new name, takes as long as nearly all the rest. Which shards those
will be, and what their other pages are, is known long before the new pages; so a fork of the build is told of the site
to come by and by: first what pages of articles there will be, and how they are likely to read, then what pages of names
there will be, and at last their texts. What it makes is looked up by its content.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from generator.executors import Workforce
from generator.executors.forked import GIVES_WAY, Forked
from generator.progress import Silent
from generator.project import Project
from generator.publish.listing import list_files
from generator.publish.manifest import folder_of
from generator.publish.mkdocs import load, messages, reproducible
from generator.publish.render import Listed, Renderer, needs_all_pages
from generator.publish.search.ahead import Foretold, index_ahead
from generator.publish.site import SEARCH
from generator.resolve import resolve
from generator.write import addresses, catalogue
from generator.write.pages import of_articles

if TYPE_CHECKING:
    from generator.model import Analysed
    from generator.model import Collection as Everything
    from generator.write.writing import Written

FOLDER = "articles/"
"""Where the pages of articles lie, below docs/, beside their pictures and the page that lists them:"""
INDEX = "articles/index.md"
NOTHING: frozenset[str] = frozenset()
FEW = 50
"""Pages of articles up to which it pays: one of the search's shards has changed, or some."""
MANY = 400
"""Pages, of whatever kind, from which on it does not: the fork makes one after the other."""
MESSAGES = 4
"""What the fork is told: the articles' pages that are likely, all pages of names, the texts of either."""


class Foreseen:
    """The pages that are known before the site is; use it in a `with` statement."""

    def __init__(self, project: Project, docs: Path, before: Collection[str], workforce: Workforce) -> None:
        """Begin a fork that waits to be told; `before` are the paths of all pages of the last build, below `docs`."""
        self._project = project
        self._before = before
        self._begun: Forked[frozenset[str]] | None = None
        self._telling: IO[bytes] | None = None
        self._awaited: Collection[str] = NOTHING
        self._names: Collection[str] = NOTHING
        if workforce.name == "serial" or not before:
            return
        heard, said = os.pipe()
        self._telling = os.fdopen(said, "wb")
        try:
            act = partial(_index, project, docs, heard, os.getpid())
            self._begun = Forked(act, workforce, keeps=(heard,), niceness=GIVES_WAY)
        finally:
            os.close(heard)

    def articles(self, analysed: Analysed, touched: Collection[str]) -> None:
        """Tell what pages of articles there will be, if few are new, changed or gone.

        `touched` are the paths of files of the corpus that seem to be new or changed. What is indexed of an article is
        nearly always what it would be in a collection of these alone.
        """
        if not self._telling:
            return
        articles = analysed.corpus.articles
        pages = [addresses.source_file(addresses.article(article.id)) for article in articles]
        few = [
            number
            for number, (page, article) in enumerate(zip(pages, articles, strict=True))
            if page not in self._before or article.path in touched
        ]
        now = {INDEX, *pages}
        gone = [path for path in self._before if path.startswith(FOLDER) and path.endswith(".md") and path not in now]
        if not 0 < len(few) + len(gone) <= FEW:
            self._tell_no_more()
            return
        self._awaited = {pages[number] for number in few}
        alone = replace(
            analysed,
            corpus=replace(analysed.corpus, articles=tuple([articles[number] for number in few])),
            analyses=tuple([analysed.analyses[number] for number in few]),
        )
        self._tell((self._texts_of(alone) if few else {}, gone))

    def names(self, everything: Everything) -> None:
        """Tell what pages of people, organisations, places and topics there will be."""
        if self._telling:
            entities = (addresses.entity(one.id) for one in everything.entities if one.has_page)
            topics = (addresses.topic(one.id) for one in everything.topics)
            self._names = {addresses.source_file(page) for page in (*entities, *topics)}
            self._tell(self._names)

    def written(self, staged: Path, pages: Written) -> None:
        """Hand over what was written below `staged`: first the articles' pages, then, in a second call, names'."""
        if not self._telling:
            return
        made = self._awaited & pages.staged.keys()
        self._awaited = self._names
        if len(made) > MANY:
            self._tell_no_more()
        else:
            self._tell({path: (staged / path).read_text(encoding="utf-8") for path in made})

    def _texts_of(self, analysed: Analysed) -> dict[str, str]:
        """The pages of the articles in a collection of no others, by path."""
        settings = self._project.settings
        shelf = catalogue(resolve(analysed, settings, Silent()), settings.corpus)
        return {addresses.source_file(draft.address): draft.page().markdown for draft in of_articles(shelf)}

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
        self._tell_no_more()

    def _tell(self, message: object) -> None:
        assert self._telling
        try:
            pickle.dump(message, self._telling)
            self._telling.flush()
        except OSError:  # nobody listens
            self._tell_no_more()

    def _tell_no_more(self) -> None:
        """The fork ends as soon as it waits for more."""
        telling, self._telling = self._telling, None
        if telling:
            with suppress(OSError):  # what nobody has listened to is told once more
                telling.close()


def _index(project: Project, docs: Path, heard: int, builder: int) -> frozenset[str]:
    """Index what is told by `heard`, a pipe; all paths are below docs/."""
    if os.getpid() == builder:  # there is no fork, or it was killed; MkDocs cannot be called by two threads at once
        return NOTHING
    try:
        stream, threads = os.fdopen(heard, "rb"), ThreadPoolExecutor(1)
        heard_of = iter([threads.submit(pickle.load, stream) for _ in range(MESSAGES)])  # who tells shall not wait

        def told() -> Any:
            return next(heard_of).result()

        with reproducible(), messages():
            config, _ = load(project.config_file, docs, project.site)
            if needs_all_pages(config):
                return NOTHING
            there = {file.path: file.target for file in list_files(config) if file.is_included}
            likely, gone = told()  # after docs/ was listed, from where what is gone will be removed
            renderer = Renderer(config, Listed(tuple(there.keys() | likely.keys()), ()))

            def rendered(texts: Mapping[str, str]) -> dict[str, bytes]:
                return {renderer.address(path): renderer.preview(path, text) for path, text in texts.items()}

            def names() -> tuple[set[str], dict[str, bytes]]:
                paths = told()
                old = {there[path] for path in paths if path in there}
                new = paths - there.keys() if old else NOTHING
                return old, {renderer.address(path): (project.site / min(old)).read_bytes() for path in new}

            return index_ahead(
                project.site,
                folder_of(project.work, project.site) / SEARCH,
                Foretold(
                    articles=rendered(likely),
                    gone=[there[path] for path in gone if path in there],
                    names=names,
                    articles_written=lambda: rendered(told()),
                    names_written=lambda: rendered(told()),
                ),
            )
    except Exception:  # whatever is wrong with a page shows again when it is made
        return NOTHING
