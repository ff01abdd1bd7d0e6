"""Runs MkDocs: from docs/ to a complete site, put in place of the old one in a single step."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import PublishError, SettingsError
from generator.progress import Progress
from generator.project import Project
from generator.publish.search import add_index_script
from generator.publish.swap import put_in_place

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

EPOCH = "315532800"
"""1980-01-01, the earliest date that archives can hold: the same for every build, so that two give the same bytes."""


def refresh_theme(project: Project) -> None:
    """Copy the theme to where mkdocs.yml looks for it, when that is in the folder of working state.

    So MkDocs alone can make the site too, with the theme of the version that wrote the pages.
    """
    theme = project.theme
    if theme is None or project.work not in theme.parents:
        return
    staged = theme.with_name(f".{theme.name}.new")
    shutil.rmtree(staged, ignore_errors=True)
    with as_file(files("generator") / "theme") as installed:
        shutil.copytree(installed, staged)
    put_in_place(staged, theme)


def check_configuration(project: Project) -> None:
    """Let MkDocs read mkdocs.yml with its theme and extensions; raises `SettingsError` with what it finds wrong."""
    _load(project, project.docs, project.site)


def publish(project: Project, docs: Path, site: Path, progress: Progress) -> tuple[str, ...]:
    """Make the site of the pages in `docs` and put it at `site`, where the old one stays until the new is complete.

    Returns what MkDocs warns of: settings it does not know, navigation that leads nowhere. Raises `PublishError` when
    it fails, or when `site` is a folder that holds something else than a site; `OSError` when it cannot be written.
    """
    _refuse_other_folder(site)
    staged = site.with_name(f".{site.name}.new")
    shutil.rmtree(staged, ignore_errors=True)
    staged.parent.mkdir(parents=True, exist_ok=True)
    try:
        warnings = _render(project, docs, staged, progress)
        add_index_script(staged)
        put_in_place(staged, site)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return warnings


def _render(project: Project, docs: Path, staged: Path, progress: Progress) -> tuple[str, ...]:
    """Run MkDocs; returns its warnings in order."""
    from mkdocs.commands.build import build
    from mkdocs.exceptions import MkDocsException

    from generator.publish.watcher import Watcher

    config, warnings = _load(project, docs, staged)
    config.plugins["readingroom"] = Watcher(progress)
    with _messages() as messages, _reproducible():
        try:
            build(config)
        except MkDocsException as error:
            reason = (messages.texts() or (str(error),))[-1]
            raise PublishError(
                f"MkDocs failed: {reason}", remedy="Mend that page or theme file, and build again."
            ) from error
    return (*warnings, *messages.texts())


def _load(project: Project, docs: Path, site: Path) -> tuple[MkDocsConfig, tuple[str, ...]]:
    """MkDocs' own configuration, with its folders set, and what it warns of; raises `SettingsError`."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material prints an announcement otherwise
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    docs.mkdir(parents=True, exist_ok=True)
    with _messages() as messages:
        try:
            config = load_config(str(project.config_file), docs_dir=str(docs), site_dir=str(site), strict=False)
        except MkDocsException as error:
            reason = " ".join(" ".join(messages.texts(logging.ERROR) or (str(error),)).split()).rstrip(".")
            path = os.path.relpath(project.config_file)
            raise SettingsError(f"{reason}.", remedy="Mend that setting.", path=path) from error
    return config, messages.texts()


class _Messages(logging.Handler):
    """Keeps what MkDocs has to say."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def texts(self, least: int = logging.WARNING) -> tuple[str, ...]:
        """What was said, in order, of that severity at least."""
        return tuple(record.getMessage() for record in self.records if record.levelno >= least)


@contextmanager
def _messages() -> Iterator[_Messages]:
    """Gather MkDocs' warnings and errors instead of letting them be printed."""
    messages = _Messages()
    logger = logging.getLogger("mkdocs")
    before = logger.propagate
    logger.addHandler(messages)
    logger.propagate = False
    try:
        yield messages
    finally:
        logger.removeHandler(messages)
        logger.propagate = before


@contextmanager
def _reproducible() -> Iterator[None]:
    """Give MkDocs one date for everything it dates, unless the person who builds has given one."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
    try:
        yield
    finally:
        if given is None:
            del os.environ["SOURCE_DATE_EPOCH"]


def _refuse_other_folder(site: Path) -> None:
    """Raise `PublishError` when `site` holds anything but a site, which the new one would replace."""
    if site.exists() and not (site.is_dir() and (not any(site.iterdir()) or (site / "data" / "build.json").exists())):
        raise PublishError(
            "is not a site that a build made, so it is not replaced.",
            remedy="Give another `--site-dir`, or empty that folder.",
            path=os.path.relpath(site),
        )
