"""Indexes pages of articles for the search while the other pages of the site are still to be written.

To index the shard of one new article takes as long as nearly all the rest, and the article's page alone tells what will
be in it. So a fork of the build begins as soon as that is there; what it makes is looked up by its content.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from generator.executors import Workforce
from generator.executors.forked import Forked
from generator.project import Project
from generator.publish.listing import list_files
from generator.publish.manifest import folder_of
from generator.publish.mkdocs import load, messages, reproducible
from generator.publish.render import Listed, Renderer, needs_all_pages
from generator.publish.search import index_ahead
from generator.publish.site import SEARCH

if TYPE_CHECKING:
    from generator.write.writing import Written

FOLDER = "articles/"
"""Where the pages of articles lie, below docs/, beside their pictures and the page that lists them:"""
INDEX = "articles/index.md"
FEW = 50
"""Pages up to which it pays: one of the search's shards has changed, or some."""


class Foreseen:
    """The pages of articles that are known before all others; use it in a `with` statement."""

    def __init__(self, project: Project, docs: Path, workforce: Workforce) -> None:
        """`docs` holds the pages of the last build."""
        self._project = project
        self._docs = docs
        self._workforce = workforce
        self._begun: Forked[None] | None = None

    def begin(self, staged: Path, articles: Written, before: Iterable[str]) -> None:
        """Index the pages of `articles`, of which the new ones lie below `staged`, if few of them are new or gone.

        `before` are the paths of all pages that there were, below docs/.
        """
        now = {*articles.staged, *articles.kept, INDEX}
        gone = [path for path in before if path.startswith(FOLDER) and path.endswith(".md") and path not in now]
        if self._workforce.name != "serial" and 0 < len(articles.staged) + len(gone) <= FEW:
            texts = {path: (staged / path).read_text(encoding="utf-8") for path in sorted(articles.staged)}
            act = partial(_index, self._project, self._docs, texts, gone, os.getpid())
            self._begun = Forked(act, self._workforce)

    @property
    def wait(self) -> Callable[[], None] | None:
        """What waits until it is done, to be called once; None where nothing has begun."""
        return self._begun.result if self._begun else None

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End what is still at work."""
        if self._begun:
            self._begun.__exit__(*raised)


def _index(project: Project, docs: Path, texts: Mapping[str, str], gone: Collection[str], builder: int) -> None:
    """Index the pages made of `texts`, without those that are `gone`; all paths are below docs/."""
    if os.getpid() == builder:  # there is no fork, or it was killed; MkDocs cannot be called by two threads at once
        return
    try:
        with reproducible(), messages():
            config, _ = load(project.config_file, docs, project.site)
            if needs_all_pages(config):
                return
            there = {file.path: file.target for file in list_files(config) if file.is_included}
            renderer = Renderer(config, Listed(tuple(there.keys() | texts.keys()), ()))
            changed = dict(renderer.preview(path, text) for path, text in texts.items())
        known = folder_of(project.work, project.site) / SEARCH
        index_ahead(project.site, known, changed, [there[path] for path in gone if path in there])
    except Exception:  # whatever is wrong with a page shows again when it is made
        return
