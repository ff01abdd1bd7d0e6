"""What a build is made from: whatever changes there, the next build looks at everything."""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TypeVar

import pytest

from generator.commands import contents
from generator.commands.build import build
from generator.commands.last_build import (
    Inputs,
    Summary,
    corpus_contents,
    corpus_marks,
    inputs_of,
    keep_summary,
    known_contents,
    last_record,
    last_summary,
    newcomers,
)
from generator.executors import SERIAL
from generator.ingest.opening import open_file
from generator.model import Quarantined
from generator.progress import Silent
from generator.project import Project, open_project
from generator.publish.manifest import Manifest, folder_of, states_below, write_manifest
from generator.publish.pages import Inventory
from tests.publish.editing import PIXEL, begin, made, write

T = TypeVar("T")
NO_DOCS = Inventory({}, {})


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return begin(tmp_path / "collection")


def inputs(project: Project) -> Inputs:
    corpus = corpus_marks(project)
    known = known_contents(project, corpus, last_record(project))
    found = corpus_contents(project, corpus.keys() - known.keys()).beside(known)
    return inputs_of(project, {}, corpus, found)


def _link_elsewhere(project: Project) -> None:
    (project.corpus / "a" / "picture.png").unlink()
    (project.corpus / "a" / "picture.png").symlink_to("_other.png")


def _same_size(project: Project) -> None:
    write(project.corpus / "_curation" / "stopwords.txt", "wind\n" * 100)


def _setting(project: Project) -> None:
    with project.config_file.open("a", encoding="utf-8") as file:
        file.write("# a note\n")


def _theme_variable(project: Project) -> None:
    os.environ["SOURCE_DATE_EPOCH"] = "1000000000"


@pytest.mark.parametrize("change", [_link_elsewhere, _same_size, _setting, _theme_variable])
def test_what_a_build_is_made_from_is_noticed(
    project: Project, change: Callable[[Project], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    config = project.config_file.read_text(encoding="utf-8")
    config = config.replace("  generator:\n", "  generator:\n    limits:\n      file_bytes: 300\n")
    project.config_file.write_text(config, encoding="utf-8")
    for name in ("_one.png", "_other.png"):
        (project.corpus / "a" / name).write_bytes(PIXEL)
    (project.corpus / "a" / "picture.png").symlink_to("_one.png")
    write(project.corpus / "_curation" / "stopwords.txt", "tide\n" * 100)
    before = inputs(open_project(project.config_file))
    assert inputs(open_project(project.config_file)).all == before.all
    change(project)
    assert inputs(open_project(project.config_file)).all != before.all


@pytest.mark.parametrize(
    ("error", "kept"), [("EmptyArticleError", True), ("TimeLimitError", False), ("ProcessEndedError", False)]
)
def test_an_article_that_failed_on_a_slow_day_is_tried_again(project: Project, error: str, kept: bool) -> None:
    write(project.site / "index.html", "A page.")
    write_manifest(Manifest(others=states_below(project.site)), folder_of(project.work, project.site))
    found = inputs(project)
    summary = Summary(4, 0, 0, 5, 0, (Quarantined("a/0.md", error, "It failed."),), ())
    keep_summary(project, found, NO_DOCS, summary)
    assert last_summary(project, found, NO_DOCS, last_record(project)) == (summary if kept else None)


@pytest.mark.skipif(os.name != "posix", reason="only there the system tells when a file was changed")
def test_a_build_knows_what_the_last_one_read_and_what_was_changed_since(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "SETTLED", -1)
    strange = os.fsdecode(b"M\xfcller.txt")  # a name that is no text
    (project.corpus / strange).write_bytes(b"Mine.")
    assert not build(project, SERIAL, Silent()).unchanged
    read: list[Path] = []

    def noted(file: Path) -> IO[bytes]:
        read.append(file)
        return open_file(file)

    monkeypatch.setattr(contents, "open_file", noted)
    assert build(project, SERIAL, Silent()).unchanged
    assert read == []
    file = project.corpus / "a" / "0.md"
    before = file.stat()
    text = file.read_text(encoding="utf-8")
    while file.stat().st_ctime_ns == before.st_ctime_ns:
        file.write_text(text.swapcase(), encoding="utf-8")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not build(project, SERIAL, Silent()).unchanged
    assert read == [file]


@pytest.mark.skipif(os.name != "posix", reason="only there the system tells when a file was changed")
def test_a_file_that_was_another_for_a_moment_is_not_taken_for_built(project: Project) -> None:
    write(project.site / "index.html", "A page.")
    write_manifest(Manifest(others=states_below(project.site)), folder_of(project.work, project.site))
    found = inputs(project)
    file = project.corpus / "a" / "0.md"
    before = file.stat()
    while file.stat().st_ctime_ns == before.st_ctime_ns:  # moved away and put back, with its own time
        file.rename(file.with_suffix(".away"))
        file.with_suffix(".away").rename(file)
    assert states_below(project.corpus)["a/0.md"] == (before.st_size, before.st_mtime_ns)
    keep_summary(project, found, NO_DOCS, Summary(4, 0, 0, 5, 0, (), ()))
    assert last_record(project) is None


def test_what_seems_new_is_told_by_size_and_time(project: Project) -> None:
    write(project.site / "index.html", "A page.")
    write_manifest(Manifest(others=states_below(project.site)), folder_of(project.work, project.site))
    assert not newcomers(corpus_marks(project), last_record(project))  # before the first build nothing is known
    (project.corpus / os.fsdecode(b"M\xfcller.txt")).write_bytes(PIXEL)  # a name that is no text
    keep_summary(project, inputs(project), NO_DOCS, Summary(4, 0, 0, 5, 0, (), ()))
    assert newcomers(corpus_marks(project), last_record(project)) == frozenset()
    write(project.corpus / "a" / "0.md", "Ines Okafor left.")
    write(project.corpus / "new.md", "Ines Okafor came.")
    assert newcomers(corpus_marks(project), last_record(project)) == {"a/0.md", "new.md"}


class Editing:
    """A progress during which somebody changes a file, and changes it back when the pages are made."""

    def __init__(self, file: Path, line: str) -> None:
        self._file = file
        self._line = line
        self._text = file.read_text(encoding="utf-8")

    def watch(self, what: str, items: Iterable[T], total: int | None = None) -> Iterator[T]:
        if what == "reading":
            self._file.write_text(f"{self._text}\n{self._line}\n", encoding="utf-8")
        yield from items
        if what == "rendering":
            self._file.write_text(self._text, encoding="utf-8")


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a build makes of the collection when nobody edits it meanwhile."""
    project = begin(tmp_path_factory.mktemp("clean") / "collection")
    build(project, SERIAL, Silent())
    return made(project)


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("mkdocs.yml", "copyright: Meanwhile"),
        ("docs/guide/index.md", "By the way."),
        ("theme/partials/footer.html", "<p>By the way.</p>"),
        ("corpus/a/0.md", "Ines Okafor left."),
    ],
)
def test_what_is_edited_during_a_build_and_undone_is_not_taken_for_built(
    project: Project, part: str, line: str, clean: dict[str, str]
) -> None:
    assert project.theme is not None
    shutil.copytree(project.theme, project.root / "theme")
    config = project.config_file.read_text(encoding="utf-8").replace(str(project.theme), "theme")
    project.config_file.write_text(config, encoding="utf-8")
    project = open_project(project.config_file)
    build(project, SERIAL, Editing(project.root / part, line))
    assert not build(open_project(project.config_file), SERIAL, Silent()).unchanged
    assert made(project) == clean


def test_the_times_lie_beside_a_site_in_the_collection_alone(project: Project, tmp_path: Path) -> None:
    (tmp_path / "srv").mkdir()
    build(dataclasses.replace(project, site=tmp_path / "srv" / "site"), SERIAL, Silent())
    assert {file.name for file in (tmp_path / "srv").iterdir()} == {"site"}
    assert (project.work / "timings.json").exists()


def test_only_a_build_that_made_nothing_says_that_nothing_has_changed(project: Project) -> None:
    assert not build(project, SERIAL, Silent()).unchanged
    assert build(project, SERIAL, Silent()).unchanged
    (project.corpus / "a" / "one.png").write_bytes(PIXEL)
    (project.site / "data" / "articles.csv").write_text("path;sha256\na/0;0\n", encoding="utf-8")
    again = build(project, SERIAL, Silent())
    assert (again.unchanged, again.changes) == (False, None)
    assert build(project, SERIAL, Silent()).unchanged
