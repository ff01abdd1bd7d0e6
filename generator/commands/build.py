"""The whole way: from the corpus to a site."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands.last_build import (
    Inputs,
    Summary,
    corpus_contents,
    corpus_marks,
    forget_summary,
    inputs_of,
    keep_summary,
    known_contents,
    last_record,
    last_summary,
    newcomers,
)
from generator.executors import SERIAL
from generator.garbage import seldom
from generator.progress import Progress, Stopwatch
from generator.publish import pages
from generator.publish.lock import only_build
from generator.publish.swap import clear_up
from generator.publish.theme import refresh_theme
from generator.unread import leave_unread

if TYPE_CHECKING:
    from generator.cache import CacheFile
    from generator.executors import Workforce
    from generator.model import Collection
    from generator.project import Project
    from generator.publish.beginning import Beginning
    from generator.publish.foreseen import Foreseen
    from generator.publish.site import Published
    from generator.staff import Staff
    from generator.write import Written
    from generator.write.parts import Former

FEW = 40
"""Up to so many new files, who reads and who analyses them begin before anything is read, and up to so many files are
read without a fork. Where files are copied anew for each build, all seem to be new."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    summary: Summary
    site: Path
    notes: tuple[str, ...]
    """What was wrong with the machine's own files; the site is the same."""
    changes: Changes | None
    """What differs from the site that was there before; None when there was none."""
    rendered: int
    """How many pages were made anew."""
    seconds: float
    unchanged: bool = False
    """Whether nothing at all had changed, so that nothing was made."""
    collection: Collection | None = field(default=None, repr=False)
    """What the site shows; None where it was not looked at."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How many articles differ from those of an earlier site."""

    new: int = 0
    changed: int = 0
    removed: int = 0


NO_CHANGES = Changes()


def build(project: Project, workforce: Workforce, progress: Progress) -> Built:
    """Build the site of the collection `project`; `workforce` reads and analyses its articles and renders its pages.

    The generated pages go to docs/, from where MkDocs alone can make the site again. When nothing has changed since the
    last build, nothing is made. Raises `CorpusMissingError`, `SettingsError`, `ModelMissingError`, `LockedError`,
    `PublishError`, `SearchMissingError` and `ExecutorError`; the site that was there stays then.
    """
    return _build(project, project.docs, workforce, progress)


def build_aside(project: Project, workforce: Workforce, progress: Progress) -> Built:
    """Build as `build` does, but leave docs/ alone: the generated pages stay in the folder of working state."""
    return _build(project, project.work / "pages", workforce, progress)


def _build(project: Project, docs: Path, workforce: Workforce, progress: Progress) -> Built:
    """Build with the generated pages in `docs`."""
    from generator.cache_aside import SharedCacheFile
    from generator.executors.forked import Forked
    from generator.ingest.curation import read_curation
    from generator.staff import Staff

    with (
        only_build(project.work),
        seldom(),
        SharedCacheFile(project.work) as cache,
        Staff(project.corpus, project.settings, workforce) as staff,
    ):
        watch = Stopwatch(progress)
        clear_up(project.site)
        refresh_theme(project)
        corpus, record = corpus_marks(project), last_record(project)
        touched, known = newcomers(corpus, record), known_contents(project, corpus, record)
        others = [path for path in corpus if path not in known]
        with Forked(partial(corpus_contents, project, others), workforce if len(others) > FEW else SERIAL) as contents:
            if 0 < len(touched) <= FEW:
                staff.begin(read_curation(project.corpus)[0], touched)
            own = pages.inventory(project.docs)
            before = own if docs == project.docs else pages.inventory(docs)
            inputs = inputs_of(project, own.by_hand, corpus, contents.result().beside(known))
        if (last := last_summary(project, inputs, before, record)) is not None:
            return Built(last, project.site, cache.warnings, NO_CHANGES, 0, watch.elapsed(), unchanged=True)
        del record, known, others, contents  # what `inputs` does not hold
        leave_unread()
        from generator.publish.beginning import Beginning
        from generator.publish.foreseen import Foreseen

        forget_summary(project)
        with (
            Foreseen(project, docs, before.generated, workforce) as foreseen,
            Beginning(project, workforce) as beginning,
        ):
            collection, moved, warnings = _write(
                project, docs, own, before, inputs, touched, staff, foreseen, beginning, workforce, cache, watch
            )
            changes = _changes(project.site / "data" / "articles.csv", collection)
            published = _publish(project, docs, moved, own, foreseen, beginning, workforce, watch)
        cache.finish()
        summary = _summary(collection, (*warnings, *published.warnings))
        if not published.looks_elsewhere:
            after = pages.Inventory(moved, own.by_hand if docs == project.docs else {})
            keep_summary(project, inputs, after, summary)
        return Built(
            summary,
            project.site,
            cache.warnings,
            changes,
            published.rendered,
            watch.elapsed(),
            collection=collection,
        )


def _write(
    project: Project,
    docs: Path,
    own: pages.Inventory,
    before: pages.Inventory,
    inputs: Inputs,
    touched: frozenset[str],
    staff: Staff,
    foreseen: Foreseen,
    beginning: Beginning,
    workforce: Workforce,
    cache: CacheFile,
    watch: Stopwatch,
) -> tuple[Collection, Mapping[str, str], tuple[str, ...]]:
    """Bring the generated pages, tables and pictures in `docs` to the state of the corpus.

    Returns the collection, the digests of the generated files by path, and what there is to warn of.
    """
    from generator.executors.forked import Forked
    from generator.pipeline import collect
    from generator.publish.site import check_configuration
    from generator.write import catalogue, write_images, write_pages, write_tables

    check_configuration(project)
    collection = collect(
        project.corpus,
        project.settings,
        progress=watch,
        workforce=workforce,
        cache=cache,
        digests=inputs.contents,
        begun=staff,
        meanwhile=beginning.look if len(touched) <= FEW else _nothing,
        known=lambda analysed: foreseen.articles(analysed, touched),
    )
    foreseen.names(collection)
    staged = project.work / "staged"

    def meanwhile(articles: Written) -> None:
        foreseen.written(staged, articles)
        beginning.look()

    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir()
    collection = write_images(collection, project.corpus, staged)
    former = _former_tables(project, docs, before)
    shelf = catalogue(collection, project.settings.corpus)
    with Forked(lambda: write_tables(collection, staged / "data", former, shelf), workforce) as tables:
        written = write_pages(
            shelf,
            staged,
            watch,
            memory=_noted(project, docs, "written"),
            present=before.generated,
            workforce=workforce,
            articles_written=meanwhile,
        )
        foreseen.written(staged, written)
        made = {**written.staged, **{f"data/{name}": digest for name, digest in tables.result().items()}}
    kept = dict(written.kept)
    hidden: tuple[str, ...] = ()
    if docs != project.docs:
        generated = {**written.kept, **written.staged}
        in_the_way = sorted(path for path, digest in generated.items() if own.by_hand.get(path, digest) != digest)
        hidden = pages.left_out(project.docs, in_the_way)
        kept |= pages.add_hand_written(project.docs, own.by_hand, staged, before)
        pages.remove(docs, before.by_hand)
    moved = pages.move_into(docs, staged, kept, before, {path: made[path] for path in made.keys() - own.by_hand.keys()})
    shutil.rmtree(staged)
    return collection, moved.generated, (*hidden, *moved.warnings)


def _nothing() -> None:
    """What a long analysis does meanwhile: until its end the last site may be another."""


def _former_tables(project: Project, docs: Path, before: pages.Inventory) -> Former:
    """The tables that the last build left in `docs`."""
    from generator.write.parts import Former

    tables = [path for path in before.generated if path.startswith("data/")]
    return Former(
        folder=docs / "data",
        files={path.removeprefix("data/"): before.generated[path] for path in tables},
        index=_noted(project, docs, "tables"),
    )


def _noted(project: Project, docs: Path, what: str) -> Path:
    """The file that notes something of the generated pages in `docs`; those that leave docs/ alone have their own."""
    return project.work / (what if docs == project.docs else f"{what}-aside")


def _publish(
    project: Project,
    docs: Path,
    moved: Mapping[str, str],
    own: pages.Inventory,
    foreseen: Foreseen,
    beginning: Beginning,
    workforce: Workforce,
    watch: Stopwatch,
) -> Published:
    """Make the site of `docs`, and note the times beside it; in the working state where the site lies elsewhere."""
    from generator.publish.site import publish

    published = publish(
        project,
        docs,
        watch,
        sources={**own.by_hand, **moved},
        workforce=workforce,
        ahead=foreseen.wait,
        beginning=beginning,
    )
    timings = {what: round(seconds, 3) for what, seconds in watch.seconds.items()}
    beside = project.site.parent if project.root in project.site.resolve().parents else project.work
    (beside / "timings.json").write_text(json.dumps(timings, indent=1) + "\n", encoding="utf-8")
    return published


def _summary(collection: Collection, warnings: tuple[str, ...]) -> Summary:
    return Summary(
        articles=len(collection.records),
        entities=len(collection.entities),
        topics=len(collection.topics),
        files=collection.files,
        ignored=collection.ignored,
        quarantined=collection.quarantined,
        warnings=(*collection.warnings, *warnings),
    )


def _changes(table: Path, collection: Collection) -> Changes | None:
    """Compare the articles with those of the table of an earlier site; None where there is none that can be read."""
    try:
        with table.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream)
            header = next(rows, [])
            select = itemgetter(header.index("path"), header.index("sha256"))
            before = dict(map(select, rows))
    except (OSError, IndexError, ValueError, csv.Error):  # somebody may have saved it in another form
        return None
    now = {record.article.path: record.article.sha256 for record in collection.records}
    return Changes(
        new=len(now.keys() - before.keys()),
        changed=sum(1 for path, digest in now.items() if before.get(path, digest) != digest),
        removed=len(before.keys() - now.keys()),
    )
