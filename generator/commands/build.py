"""The whole way: from the corpus to a site."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from generator.model import Collection
from generator.pipeline import collect
from generator.progress import Progress, Stopwatch
from generator.project import Project
from generator.publish import pages
from generator.publish.lock import only_build
from generator.publish.site import check_configuration, publish, refresh_theme
from generator.write import write_images, write_pages, write_tables


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    collection: Collection
    site: Path
    warnings: tuple[str, ...]
    """Of the corpus, then of the pages."""
    changes: Changes | None
    """What differs from the site that was there before; None when there was none."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Changes:
    """How many articles differ from those of an earlier site."""

    new: int
    changed: int
    removed: int


def build(project: Project, workers: int, progress: Progress) -> Built:
    """Build the site of the collection `project`; `workers` is the number of processes, 0 for a fitting one.

    The generated pages go to docs/, from where MkDocs alone can make the site again. Raises `CorpusMissingError`,
    `SettingsError`, `ModelMissingError`, `LockedError` and `PublishError`; the site that was there stays then.
    """
    with only_build(project.work):
        staged, collection, missing, watch = _write(project, workers, progress)
        warnings = (*missing, *pages.move_into(project.docs, staged))
        shutil.rmtree(staged)
        return _publish(project, project.docs, collection, warnings, watch)


def build_aside(project: Project, workers: int, progress: Progress) -> Built:
    """Build as `build` does, but leave docs/ alone: the generated pages stay in the folder of working state."""
    with only_build(project.work):
        staged, collection, missing, watch = _write(project, workers, progress)
        pages.add_hand_written(project.docs, staged)
        return _publish(project, staged, collection, missing, watch)


def _write(project: Project, workers: int, progress: Progress) -> tuple[Path, Collection, tuple[str, ...], Stopwatch]:
    """Collect, and write pages, tables and pictures to a fresh folder; returns it, and what there is to warn of."""
    watch = Stopwatch(progress)
    refresh_theme(project)
    check_configuration(project)
    collection = collect(project.corpus, project.settings, workers=workers, progress=watch)
    staged = project.work / "pages"
    shutil.rmtree(staged, ignore_errors=True)
    write_pages(collection, project.settings, staged, watch)
    write_tables(collection, staged / "data")
    return staged, collection, write_images(collection, project.corpus, staged), watch


def _publish(
    project: Project, docs: Path, collection: Collection, warnings: tuple[str, ...], watch: Stopwatch
) -> Built:
    """Make the site of `docs`, and note the times beside it."""
    changes = _changes(project.site / "data" / "articles.csv", collection)
    found = publish(project, docs, project.site, watch)
    timings = {what: round(seconds, 3) for what, seconds in watch.seconds.items()}
    (project.site.parent / "timings.json").write_text(json.dumps(timings, indent=1) + "\n", encoding="utf-8")
    return Built(
        collection=collection,
        site=project.site,
        warnings=(*collection.warnings, *warnings, *found),
        changes=changes,
        seconds=watch.elapsed(),
    )


def _changes(table: Path, collection: Collection) -> Changes | None:
    """Compare the articles with those of the table of an earlier site."""
    if not table.exists():
        return None
    with table.open(encoding="utf-8", newline="") as stream:
        before = {row["path"]: row["sha256"] for row in csv.DictReader(stream)}
    now = {record.article.path: record.article.sha256 for record in collection.records}
    return Changes(
        new=len(now.keys() - before.keys()),
        changed=sum(1 for path, digest in now.items() if before.get(path, digest) != digest),
        removed=len(before.keys() - now.keys()),
    )
