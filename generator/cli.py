"""The commands, their options and exit codes. What they do is in `generator.commands`, imported when it is needed."""

from __future__ import annotations

import dataclasses
import errno
import gc
import sys
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import __version__
from generator.executors import NAMES, Workforce
from generator.places import shown, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.cache import Cache
    from generator.commands.build import Built
    from generator.executors import Name
    from generator.model import Quarantined
    from generator.project import Project

FINE = 0
"""Everything went well."""
PROBLEMS = 1
"""`check` found faults, or `--strict` is on and there were warnings or quarantined files."""
NOT_STARTED = 2
"""Nothing was made: a wrong option or setting, a missing folder or model, another build at work."""

REMEDY = "See to that folder, its permissions and the room on its disk, and try again."
"""For whatever the system refuses to read or write."""

FOLDER = click.Path(file_okay=False, path_type=Path)

config_option = click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The collection's configuration file.",
)
executor_option = click.option(
    "--executor",
    type=click.Choice(NAMES),
    default="processes",
    show_default=True,
    help="Who does the work: this process, several, or Dask, which spreads the analysis over machines.",
)
workers_option = click.option(
    "--workers",
    type=click.IntRange(min=0),
    default=0,
    help="Number of processes; 0, the default, chooses a fitting one.",
)
scheduler_option = click.option(
    "--scheduler",
    metavar="ADDRESS",
    default="",
    help="The Dask scheduler to use; without it, Dask begins one of its own.",
)


def workforce_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give `command` the options that say who does the work; it gets them as `workforce`."""

    @executor_option
    @workers_option
    @scheduler_option
    @wraps(command)
    def with_workforce(*args: object, executor: Name, workers: int, scheduler: str, **others: object) -> None:
        if scheduler and executor != "dask":
            raise click.UsageError("--scheduler is an address for --executor dask.")
        command(*args, workforce=Workforce(executor, workers, scheduler), **others)

    return with_workforce


class _Commands(click.Group):
    """Shows every error that is meant for people as one line, and ends with its exit code."""

    def invoke(self, context: click.Context) -> object:
        from generator.errors import GeneratorError

        try:
            return super().invoke(context)
        except GeneratorError as error:
            click.echo(f"readingroom: {error}", err=True)
            context.exit(NOT_STARTED)
        except OSError as error:
            if error.errno == errno.EPIPE:  # nobody reads on what is printed, which click takes quietly
                raise
            file = error.filename2 or error.filename
            where = f"{shown(file)}: " if file else ""
            click.echo(f"readingroom: {where}{error.strerror or error}. {REMEDY}", err=True)
            context.exit(NOT_STARTED)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="readingroom")
def main() -> None:
    """Turn a folder of articles into a site that can be read, searched and cited.

    Exit codes: 0 all is well; 1 `check` found faults, or `--strict` is on and there were warnings or quarantined files;
    2 nothing was made, the last line says why.
    """


@main.command()
@config_option
@click.option("--corpus", type=FOLDER, help="Build from this folder instead, and leave docs/ alone.")
@click.option("--site-dir", type=FOLDER, help="Put the site here instead of where mkdocs.yml says.")
@click.option("--aside", is_flag=True, help="Leave docs/ alone: keep the generated pages with the working state.")
@click.option("--strict", is_flag=True, help="Exit with 1 when there are warnings or quarantined files.")
@workforce_options
@click.pass_obj
def build(
    lasting: list[object] | None,
    config: Path,
    corpus: Path | None,
    site_dir: Path | None,
    aside: bool,
    strict: bool,
    workforce: Workforce,
) -> None:
    """Build the site.

    Reads the articles, writes their pages to docs/ and has MkDocs make the site of them. The site that was there stays
    until the new one is complete.
    """
    from rich.console import Console

    from generator.commands.build import build as build_site
    from generator.commands.build import build_aside
    from generator.commands.console import drawn_progress

    own = _open(config)
    project = dataclasses.replace(
        own, corpus=corpus.resolve() if corpus else own.corpus, site=site_dir.resolve() if site_dir else own.site
    )
    make = build_aside if aside or project.corpus.resolve() != own.corpus.resolve() else build_site
    with drawn_progress(Console(stderr=True)) as progress:
        built = make(project, workforce, progress)
    if lasting is not None:
        lasting.append(built)
    _print_problems(built.summary.quarantined, (*built.summary.warnings, *built.notes))
    _print_built(built)
    if strict and (built.summary.warnings or built.summary.quarantined):
        sys.exit(PROBLEMS)


@main.command()
@click.argument("corpus", type=FOLDER)
@click.argument("out", type=FOLDER)
@click.option("--strict", is_flag=True, help="Exit with 1 when there are warnings or quarantined files.")
@workforce_options
def data(corpus: Path, out: Path, strict: bool, workforce: Workforce) -> None:
    """Write the tables of the articles in CORPUS to the folder OUT, and no pages.

    The settings are those of mkdocs.yml in the current folder, if there is one.
    """
    from rich.console import Console

    from generator.commands.console import drawn_progress
    from generator.commands.data import write_data
    from generator.settings import Settings

    config = Path("mkdocs.yml")
    project = _open(config) if config.exists() else None
    settings = project.settings if project else Settings()
    with drawn_progress(Console(stderr=True)) as progress, _cache(project) as cache:
        collection = write_data(corpus, out, settings, workforce, cache, progress)
    _print_problems(collection.quarantined, collection.warnings)
    click.echo(f"{len(collection.records)} articles, tables in {out}")
    if strict and (collection.warnings or collection.quarantined):
        sys.exit(PROBLEMS)


@main.command()
@config_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen at.")
@workforce_options
def serve(config: Path, host: str, port: int, workforce: Workforce) -> None:
    """Show the site in a browser, and build it again when a file changes.

    Watches the corpus, docs/ and the configuration. Works aside: docs/ and the site that `build` made stay as they are.
    """
    from rich.console import Console

    from generator.commands.console import drawn_progress
    from generator.commands.serve import serve as serve_site

    with drawn_progress(Console(stderr=True)) as progress:
        serve_site(lambda: _open(config), host, port, workforce, progress)


@main.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
def new(folder: Path) -> None:
    """Begin a collection in the folder DIR.

    Writes mkdocs.yml, a corpus folder with a note, .gitignore, and what GitHub and GitLab need to publish the site.
    """
    from generator.new import begin_collection

    for file in begin_collection(folder):
        click.echo(file)
    click.echo(f"Put articles into {folder / 'corpus'}, then: cd {folder} && readingroom build")
    click.echo("To publish by GitHub or GitLab, name Reading Room's repository in the file that is theirs.")


@main.command()
@config_option
@click.option("--site-dir", type=FOLDER, help="Check the site in this folder instead of the one mkdocs.yml names.")
@click.option("--strict", is_flag=True, help="Exit with 1 when there are warnings or quarantined files, too.")
def check(config: Path, site_dir: Path | None, strict: bool) -> None:
    """Print what became of all files, and what is wrong with the built site and its articles.

    How many files were published, ignored and cleaned; then remarks: quarantined files with their remedy and
    warnings; then the site's faults: links and anchors that lead nowhere, requests to other hosts. With faults it ends
    with 1, and with remarks where --strict is on.
    """
    from rich.console import Console

    from generator.commands.check import account, faults, remarks
    from generator.commands.console import drawn_progress

    own = _open(config)
    project = dataclasses.replace(own, site=site_dir.resolve() if site_dir else own.site)
    with drawn_progress(Console(stderr=True)) as progress:
        remarked = list(remarks(project))
        found = list(faults(project, progress))
    for line in (*account(project), *remarked, *found):
        click.echo(line)
    click.echo(f"remarks: {len(remarked):,}, faults: {len(found):,}")
    if found or (strict and remarked):
        sys.exit(PROBLEMS)


@main.command()
@config_option
@click.option("--site-dir", type=FOLDER, help="Pack the site in this folder instead of the one mkdocs.yml names.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; without it, a zip named for the site, beside mkdocs.yml.",
)
def archive(config: Path, site_dir: Path | None, output: Path | None) -> None:
    """Pack the built site into one zip, to be unpacked and opened by double-click.

    It holds what pages need that are opened from a folder, the search among it, and not what only a web host needs.
    """
    from rich.console import Console

    from generator.commands.archive import archive as pack
    from generator.commands.console import drawn_progress

    own = _open(config)
    project = dataclasses.replace(own, site=site_dir.resolve() if site_dir else own.site)
    with drawn_progress(Console(stderr=True)) as progress:
        file, packed = pack(project, output, progress)
    click.echo(f"{shown(file)}: {packed.files:,} files, {packed.size / 1e6:.1f} MB")


@main.command()
@click.argument("article")
@config_option
@click.option("--corpus", type=FOLDER, help="Look in this folder instead of the one mkdocs.yml names.")
@workforce_options
def explain(article: str, config: Path, corpus: Path | None, workforce: Workforce) -> None:
    """Print what was found in ARTICLE, with the rule that found it and its sentence.

    ARTICLE is an article's id (as in its address) or its path below the corpus folder.
    """
    from rich.console import Console

    from generator.commands.console import drawn_progress
    from generator.commands.explain import explain as lines_about

    project = _open(config)
    with drawn_progress(Console(stderr=True)) as progress, _cache(project) as cache:
        lines = lines_about(article, corpus or project.corpus, project.settings, workforce, cache, progress)
    for line in lines:
        click.echo(line)


@main.command()
@config_option
@click.option("--corpus", type=FOLDER, help="Look in this folder instead of the one mkdocs.yml names.")
@workforce_options
def review(config: Path, corpus: Path | None, workforce: Workforce) -> None:
    """Print the decisions that a person should look at, each with its sentences.

    What is printed is YAML for `_curation/entities.yml`: paste what is right, or what its comments offer instead.
    """
    from rich.console import Console

    from generator.commands.console import drawn_progress
    from generator.commands.review import review as doubts_in

    project = _open(config)
    with drawn_progress(Console(stderr=True)) as progress, _cache(project) as cache:
        lines = doubts_in(corpus or project.corpus, project.settings, workforce, cache, progress)
    for line in lines:
        click.echo(line)


@main.command()
@config_option
@click.option("--prune", is_flag=True, help="Let everything go that the last build did not use.")
def cache(config: Path, prune: bool) -> None:
    """Print what earlier builds have kept, so that the next need not do it again.

    It lies in .readingroom/cache.sqlite, which may be removed at any time: the next build then takes longer, and makes
    the same site.
    """
    from generator.commands import cache as kept

    for line in (kept.prune if prune else kept.describe)(_open(config)):
        click.echo(line)


def run() -> None:
    """What `readingroom` runs: `main`, whose collection is left to the system.

    To free 10,000 articles, thing by thing, takes half a second at the end of a process.
    """
    lasting: list[object] = []
    lasting.append(lasting)
    try:
        main(obj=lasting)
    finally:
        gc.freeze()  # so a list that holds itself is never looked at again


def _open(config: Path) -> Project:
    """The collection that `config` describes."""
    from generator.project import open_project

    return open_project(config)


@contextmanager
def _cache(project: Project | None) -> Iterator[Cache]:
    """What earlier builds of `project` have kept, for use in a `with` statement; what is wrong with it is printed."""
    from generator.cache import NO_CACHE
    from generator.cache_aside import SharedCacheFile

    if project is None:
        yield NO_CACHE
        return
    with SharedCacheFile(project.work) as cache:
        yield cache
    for warning in cache.warnings:
        click.echo(f"warning: {warning}", err=True)


def _print_problems(quarantined: Iterable[Quarantined], warnings: Iterable[str]) -> None:
    """Name each quarantined file with its remedy, then each warning, on the error stream."""
    for one in quarantined:
        where = one.path if one.line is None else f"{one.path}:{one.line}"
        click.echo(visible(f"quarantined: {where}: {one.message}"), err=True)
    for warning in warnings:
        click.echo(visible(f"warning: {warning}"), err=True)


def _print_built(built: Built) -> None:
    """Print the table at the end of a build."""
    from rich.console import Console

    from generator.commands.console import print_summary

    summary, changes = built.summary, built.changes
    difference = f" ({changes.new} new, {changes.changed} changed, {changes.removed} removed)" if changes else ""
    rendered = "nothing has changed" if built.unchanged else f"{built.rendered} rendered"
    home = built.site / "index.html"
    print_summary(
        Console(),
        (
            ("articles", f"{summary.articles}{difference}"),
            ("quarantined", str(len(summary.quarantined))),
            ("entities", str(summary.entities)),
            ("topics", str(summary.topics)),
            ("pages", rendered),
            ("warnings", str(len(summary.warnings))),
            ("seconds", f"{built.seconds:.1f}"),
            ("open", shown(home)),
        ),
    )
