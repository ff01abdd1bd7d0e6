"""A build that ends in the middle, by a signal or for want of room, harms nothing: the next one is as good as any."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from generator.commands.build import build
from generator.executors import SERIAL
from generator.progress import Silent
from generator.project import Project, open_project
from tests.publish.editing import begin, copy_of, edit, made
from tests.shared import ROOT

KILLS = int(os.environ.get("KILLS", "2"))
"""How many builds are killed: `make test-kill` kills fifty."""
SEED = int(os.environ.get("KILLS_SEED", "1"))


def command(project: Project, *options: str) -> subprocess.Popen[str]:
    """A build in a process of its own, and in a group that can be killed with it."""
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "--config", project.config_file, *options],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(project: Project, *options: str) -> float:
    """Build to the end; returns the seconds it took."""
    start = time.perf_counter()
    process = command(project, *options)
    _, said = process.communicate()
    assert process.returncode == 0, said
    return time.perf_counter() - start


def is_whole(site: Path) -> bool:
    """Whether every file that a build is sure to make is there."""
    return all((site / part).stat().st_size for part in ("index.html", "search/collection.js", "data/build.json"))


def test_killed_at_any_moment_the_next_build_gives_the_bytes_of_a_clean_one(tmp_path: Path) -> None:
    random = Random(SEED)
    project = begin(tmp_path / "mine")
    finish(project)
    names = {file.name for file in project.root.iterdir()}
    for _ in range(KILLS):
        done = [edit(project.root, random) for _ in range(3)]
        whole = finish(copy_of(project, tmp_path / "clean"), "--executor", random.choice(("serial", "processes")))
        process = command(project, "--executor", random.choice(("serial", "processes")))
        after = random.uniform(0, whole)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert is_whole(project.site), (done, after)
        finish(project)
        assert made(project) == made(open_project(tmp_path / "clean" / "mkdocs.yml")), (done, after)
        assert {file.name for file in project.root.iterdir()} == names, (done, after)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with room for one site and little more."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("a small file system can be mounted by root alone")
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk], check=False).returncode:
        pytest.skip("this system lets nobody mount a file system")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_full_disk_gives_one_line_and_leaves_the_old_site(small_disk: Path) -> None:
    project = begin(small_disk / "mine")
    build(project, SERIAL, Silent())
    before = made(project)
    assert shutil.disk_usage(small_disk).free > 1_000_000
    edit(project.root, Random(2))
    with (small_disk / "filler").open("wb") as filler:
        filler.write(bytes(shutil.disk_usage(small_disk).free - 600_000))
    process = command(project)
    _, said = process.communicate()
    assert process.returncode == 2, said
    assert len(said.splitlines()) == 1, said
    assert "No space left on device" in said
    assert {path: before[path] for path in before if path.startswith("site/")} == {
        path: digest for path, digest in made(project).items() if path.startswith("site/")
    }
    (small_disk / "filler").unlink()
    finish(project)
    finish(copy_of(project, small_disk / "clean"))
    assert made(project) == made(open_project(small_disk / "clean" / "mkdocs.yml"))


def test_a_folder_that_cannot_be_written_gives_one_line(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    project = begin(tmp_path / "mine")
    project.root.chmod(0o555)
    process = command(project)
    _, said = process.communicate()
    project.root.chmod(0o755)
    assert process.returncode == 2
    assert len(said.splitlines()) == 1, said
