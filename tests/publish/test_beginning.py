"""What is seen of the last site is the same wherever it is looked at, and nothing is left of a beginning given up."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Mapping
from pathlib import Path

import psutil
import pytest

from generator.errors import PublishError
from generator.executors import SERIAL, Workforce
from generator.executors.forked import CAN_FORK
from generator.project import Project, open_project
from generator.publish.beginning import Beginning
from generator.publish.manifest import Entry, Manifest, State, state_of, write_manifest
from generator.publish.stage import SPARE, Kept
from tests.site.conftest import begin_project

FORKS = Workforce("processes")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with a site, of which the manifest knows two pages, and a spare that has one of them."""
    begin_project(tmp_path)
    found = open_project(tmp_path / "mkdocs.yml")
    for path in ("index.html", "people/a.html", "data/build.json"):
        file = found.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path, encoding="utf-8")
    known = Beginning(found).known
    pages = ("index.html", "people/a.html", "gone.html")
    write_manifest(Manifest({path: Entry(b"key", State(1, 1), b"digest") for path in pages}), known)
    (known / SPARE / "people").mkdir(parents=True)
    os.link(found.site / "people/a.html", known / SPARE / "people/a.html")
    (known / SPARE / "index.html").write_text("older", encoding="utf-8")
    return found


def seen(project: Project, workforce: Workforce) -> tuple[Manifest, Mapping[str, State], Kept]:
    with Beginning(project, workforce) as beginning:
        beginning.look()
        last = beginning.last()
        assert beginning.last() is last
        kept = last.stage.keep(["index.html", "people/a.html"], lambda path: False)
    assert not beginning.staged.exists()
    return last.manifest, last.states, kept


def test_a_fork_sees_the_last_site_and_the_spare_as_this_process_does(project: Project) -> None:
    spare = Beginning(project).known / SPARE
    shutil.copytree(spare, spare.with_name("again"), copy_function=os.link)
    manifest, states, kept = there = seen(project, FORKS)
    assert sorted(manifest.entries) == ["gone.html", "index.html", "people/a.html"]
    assert states == {path: state_of(project.site / path) for path in ("index.html", "people/a.html")}
    assert kept == (("index.html",), {})
    spare.with_name("again").rename(spare)
    assert seen(project, SERIAL) == there


@pytest.mark.skipif(not CAN_FORK, reason="only on Linux are processes forked")
def test_a_fork_that_looks_is_ended_with_the_beginning(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Beginning, "_seen", lambda beginning: signal.pause())
    others = set(psutil.Process().children())
    with Beginning(project, FORKS) as beginning:
        beginning.look()
        assert len(set(psutil.Process().children()) - others) == 1
    assert not set(psutil.Process().children()) - others
    assert not beginning.staged.exists()


def test_another_folder_than_a_site_is_refused_before_anything_is_moved(project: Project) -> None:
    (project.site / "data" / "build.json").unlink()
    spare = Beginning(project).known / SPARE
    with pytest.raises(PublishError), Beginning(project, FORKS) as beginning:
        beginning.look()
    assert spare.exists()
    assert not beginning.staged.exists()
