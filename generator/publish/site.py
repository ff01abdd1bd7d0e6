"""From docs/ to a complete site, put in place of the old one in a single step."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from mkdocs.commands.build import build
from mkdocs.exceptions import MkDocsException

from generator.errors import PublishError
from generator.executors import SERIAL, Workforce
from generator.progress import Progress
from generator.project import Project
from generator.publish.beginning import Beginning
from generator.publish.delta import Delta, make_delta
from generator.publish.manifest import Manifest, states_below, write_manifest
from generator.publish.mkdocs import load, messages, reproducible
from generator.publish.render import may_look_elsewhere, needs_all_pages
from generator.publish.search import build_search
from generator.publish.stage import SPARE, leave_spare
from generator.publish.swap import put_in_place
from generator.publish.watcher import Watcher

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

SEARCH = "search"
"""Folder of what is known of the search, in that of what is known of a site."""
UNKNOWN: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Published:
    """A site that was put in place."""

    rendered: int
    """Pages that were made anew."""
    pages: int
    """All pages."""
    warnings: tuple[str, ...]
    """What MkDocs warns of: settings it does not know, navigation that leads nowhere."""
    looks_elsewhere: bool
    """Whether something in mkdocs.yml may let the site depend on more than its files and settings."""


def check_configuration(project: Project) -> None:
    """Let MkDocs read mkdocs.yml with its theme and extensions; raises `SettingsError` with what it finds wrong."""
    load(project.config_file, project.docs, project.site)


def publish(
    project: Project,
    docs: Path,
    progress: Progress,
    *,
    sources: Mapping[str, str] = UNKNOWN,
    workforce: Workforce = SERIAL,
    ahead: Callable[[], Collection[str]] | None = None,
    beginning: Beginning | None = None,
) -> Published:
    """Make the site of the pages in `docs` and put it at `project.site`, where the old one stays until it is complete.

    `sources` gives the SHA-256 digests of files of `docs`, by path, as far as they are known; `workforce` renders;
    `ahead` waits for whoever indexes ahead (`generator.publish.foreseen`); `beginning` may be made already. Raises
    `PublishError` when it fails, or when there is a folder at `project.site` that holds something else than a site;
    `OSError` when it cannot be written.
    """
    with beginning or Beginning(project) as begun:
        begun.last()
        with reproducible():
            config, warnings = load(project.config_file, docs, begun.staged)
            made = _make(project, config, sources, begun, workforce, progress)
        of_search = build_search(
            begun.staged,
            begun.known / SEARCH,
            progress,
            digests={path: entry.sha256 for path, entry in made.entries.items() if entry.sha256},
            workforce=workforce,
            ahead=ahead,
            left=made.left,
        )
        manifest = Manifest(entries=made.entries, others={**made.others, **of_search})
        spare = begun.known / SPARE
        put_in_place(begun.staged, project.site, spare if made.is_shared else None)
        write_manifest(manifest, begun.known)
        leave_spare(project.site, spare)
    return Published(made.rendered, made.pages, (*warnings, *made.warnings), may_look_elsewhere(config))


def _make(
    project: Project,
    config: MkDocsConfig,
    sources: Mapping[str, str],
    begun: Beginning,
    workforce: Workforce,
    progress: Progress,
) -> Delta:
    """Fill the new site's folder."""
    last = begun.last()
    if needs_all_pages(config):
        last.stage.clear()
        made = _run(config, progress)
    else:
        made = make_delta(project, config, sources, last, workforce, progress)
    shutil.rmtree(begun.known / SPARE, ignore_errors=True)  # it is of no use to the next build
    return made


def _run(config: MkDocsConfig, progress: Progress) -> Delta:
    """Let MkDocs make all pages."""
    watcher = Watcher(progress)
    config.plugins["readingroom"] = watcher
    with messages() as said:
        try:
            build(config)
        except MkDocsException as error:
            reason = (said.texts() or (str(error),))[-1]
            raise PublishError(
                f"MkDocs failed: {reason}", remedy="Mend that page or theme file, and build again."
            ) from error
    others = states_below(Path(config.site_dir))
    return Delta(entries={}, others=others, rendered=watcher.pages, pages=watcher.pages, warnings=said.texts())
