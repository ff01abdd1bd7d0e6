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
from generator.places import shown
from generator.progress import Progress
from generator.project import Project
from generator.publish.delta import Delta, make_delta
from generator.publish.manifest import Manifest, folder_of, read_manifest, states_below, write_manifest
from generator.publish.mkdocs import load, messages, reproducible
from generator.publish.render import may_look_elsewhere, needs_all_pages
from generator.publish.search import build_search
from generator.publish.stage import SPARE, leave_spare
from generator.publish.swap import beside, clear_up, put_in_place
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
) -> Published:
    """Make the site of the pages in `docs` and put it at `project.site`, where the old one stays until it is complete.

    `sources` gives the SHA-256 digests of files of `docs`, by path, as far as they are known; `workforce` renders;
    `ahead` waits for whoever indexes ahead (`generator.publish.foreseen`). Raises `PublishError` when it fails, or when
    there is a folder at `project.site` that holds something else than a site; `OSError` when it cannot be written.
    """
    site = project.site
    _refuse_other_folder(site)
    clear_up(site)
    staged = beside(site)
    staged.mkdir(parents=True)
    known = folder_of(project.work, site)
    try:
        with reproducible():
            config, warnings = load(project.config_file, docs, staged)
            made = _make(project, config, sources, known, workforce, progress)
        build_search(
            staged,
            known / SEARCH,
            progress,
            digests={path: entry.sha256 for path, entry in made.entries.items() if entry.sha256},
            workforce=workforce,
            ahead=ahead,
            left=made.left,
        )
        others = states_below(staged, lambda path: path not in made.entries)
        manifest = Manifest(entries=made.entries, others=others)
        put_in_place(staged, site, known / SPARE if made.is_shared else None)
        write_manifest(manifest, known)
        leave_spare(site, known / SPARE)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return Published(made.rendered, made.pages, (*warnings, *made.warnings), may_look_elsewhere(config))


def _make(
    project: Project,
    config: MkDocsConfig,
    sources: Mapping[str, str],
    known: Path,
    workforce: Workforce,
    progress: Progress,
) -> Delta:
    """Fill the new site's folder; `known` is the one of what is known of the old site."""
    spare = known / SPARE
    made = (
        _run(config, progress)
        if needs_all_pages(config)
        else make_delta(project, config, sources, read_manifest(known), workforce, progress, spare)
    )
    shutil.rmtree(spare, ignore_errors=True)  # it is of no use to the next build
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
    return Delta(entries={}, rendered=watcher.pages, pages=watcher.pages, warnings=said.texts())


def _refuse_other_folder(site: Path) -> None:
    """Raise `PublishError` when `site` holds anything but a site, which the new one would replace."""
    if site.exists() and not (site.is_dir() and (not any(site.iterdir()) or (site / "data" / "build.json").exists())):
        raise PublishError(
            "is not a site that a build made, so it is not replaced.",
            remedy="Give another `--site-dir`, or empty that folder.",
            path=shown(site),
        )
