"""Tells how many pages MkDocs has written. It changes nothing, so a site is the same without it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator.progress import Progress


class Watcher(BasePlugin):  # type: ignore[type-arg, no-untyped-call]  # it has no configuration of its own
    """A plugin that is added to a run, never named in mkdocs.yml."""

    def __init__(self, progress: Progress) -> None:
        """Report to `progress`."""
        self._progress = progress
        self._written: Iterator[None] = iter(())
        self.pages = 0
        """How many pages the run has."""

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """All pages are read; begin to count those that are written."""
        self.pages = len(files.documentation_pages())
        self._written = self._progress.watch("rendering", repeat(None), self.pages)
        next(self._written)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> None:
        """One page is written."""
        next(self._written)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """All pages are written."""
        self._written = iter(())
