"""A build that ends in the middle, by a signal or for want of room, harms nothing: the next one is as good as any."""

from __future__ import annotations

import math
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import psutil
import pytest

from generator.commands.build import build
from generator.executors import SERIAL
from generator.progress import Silent
from generator.project import Project, open_project
from tests.publish.editing import begin, copy_of, digests, edit, made
from tests.shared import ROOT

KILLS = int(os.environ.get("KILLS", "2"))
"""How many builds are killed: `make test-kill` kills fifty."""
SEED = int(os.environ.get("KILLS_SEED", "1"))
HOWS = ("swap", "child", "cache", "search", "time", "docs", "records", "rendering", "time", "writing")
"""At a step of a stage, at any time, or not the build itself but a process that it has begun; in turn."""
LEFT_BEHIND = 15.0
"""Seconds after which no process of a killed build may be there."""


def command(project: Project, *options: str, dying: tuple[str, int] = ("-", 0)) -> subprocess.Popen[str]:
    """A build in a process of its own, and in a session that tells its processes; `dying`: at which step of what."""
    stage, last = dying
    return subprocess.Popen(
        [sys.executable, "-m", "tests.publish.dying", steps_of(project), stage, str(last), "build", *options],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def steps_of(project: Project) -> Path:
    """The file in which a build notes its steps."""
    return project.root.with_name(f"{project.root.name}.steps")


def finish(project: Project, *options: str) -> float:
    """Build to the end; returns the seconds it took."""
    start = time.perf_counter()
    process = command(project, *options)
    _, said = process.communicate()
    assert process.returncode == 0, said
    return time.perf_counter() - start


@dataclass
class State:
    """What people have written, and what a clean build makes of it."""

    project: Project
    site: dict[str, str]
    all: dict[str, str]

    @classmethod
    def of(cls, project: Project) -> State:
        """Build `project`, where nothing was built before."""
        finish(project)
        return cls(project, digests(project.site), made(project))


@dataclass
class Victim:
    """A collection whose builds are killed."""

    project: Project
    random: Random
    most: Counter[str] = field(default_factory=Counter)
    """Most steps that a build of it took in each stage."""
    seconds: float = 0.0
    """How long its last build took."""

    def turn_into(self, state: State) -> None:
        """Let people have written what they wrote in `state`."""
        for part in ("corpus", "docs/guide"):
            shutil.rmtree(self.project.root / part)
            shutil.copytree(state.project.root / part, self.project.root / part, copy_function=shutil.copyfile)

    def finish(self) -> None:
        """Build to the end, and learn how long that is."""
        self.seconds = finish(self.project)
        for line in steps_of(self.project).read_text(encoding="utf-8").splitlines():
            stage, steps = line.split()
            self.most[stage] = max(self.most[stage], int(steps))

    def is_killed(self, how: str) -> bool:
        """Begin a build and kill it; false where it came to its end before."""
        options = ("--executor", "processes", "--workers", "2") if how == "child" or self.random.random() < 0.3 else ()
        last = round(math.exp(self.random.uniform(0, math.log(self.most[how] + 1)))) if how in self.most else 0
        process = command(self.project, *options, dying=(how, last))
        killed = False
        if how == "time":
            with suppress(subprocess.TimeoutExpired):
                process.wait(self.random.uniform(0, self.seconds))
            process.kill()
        elif how == "child":
            killed = self._kill_a_child(process)
        _, said = process.communicate()
        if how == "child":
            assert process.returncode == 0 or said.splitlines()[-1].startswith("readingroom: "), said
            assert "Traceback" not in said
        else:
            killed = process.returncode == -signal.SIGKILL
            assert killed or process.returncode == 0, said
        self._orphans_of = process.pid
        return killed

    def _kill_a_child(self, process: subprocess.Popen[str]) -> bool:
        seen: set[int] = set()
        wanted = self.random.randint(1, 8)
        while process.poll() is None:
            with suppress(psutil.NoSuchProcess):
                for child in psutil.Process(process.pid).children():
                    if child.pid not in seen and len(seen | {child.pid}) == wanted:
                        time.sleep(self.random.choice((0, self.random.uniform(0, 3))))
                        child.kill()
                        return True
                    seen.add(child.pid)
            time.sleep(0.002)
        return False

    def has_orphans(self) -> bool:
        """Whether a process of the killed build is still there."""
        deadline = time.monotonic() + LEFT_BEHIND
        while alive := [pid for pid in psutil.pids() if session_of(pid) == self._orphans_of]:
            if time.monotonic() > deadline:
                return bool(alive)
            time.sleep(0.1)
        return False


def session_of(pid: int) -> int:
    with suppress(OSError):
        return os.getsid(pid)
    return 0


def test_killed_at_any_moment_the_next_build_gives_the_bytes_of_a_clean_one(tmp_path: Path) -> None:
    random = Random(SEED)
    states = [State.of(begin(tmp_path / "0"))]
    for number in range(1, 2 + KILLS // 25):
        project = copy_of(states[-1].project, tmp_path / str(number))
        for _ in range(3):
            edit(project.root, random)
        states.append(State.of(project))
    shutil.copytree(states[0].project.root, tmp_path / "mine")
    victim = Victim(open_project(tmp_path / "mine" / "mkdocs.yml"), random)
    victim.turn_into(states[1])
    victim.finish()
    names = {file.name for file in victim.project.root.iterdir()}
    now = states[1]
    killed: Counter[str] = Counter()
    survived = 0
    while killed.total() < KILLS:
        how = HOWS[killed.total() % len(HOWS)]
        before, now = now, random.choice([state for state in states if state is not now])
        victim.turn_into(now)
        if random.random() < 0.3:  # so that articles are read and analysed, with models and in processes
            (victim.project.work / "cache.sqlite").unlink()
        if victim.is_killed(how):
            killed[how] += 1
        else:
            survived += 1
        assert digests(victim.project.site) in (before.site, now.site), how
        victim.finish()
        assert made(victim.project) == now.all, how
        assert {file.name for file in victim.project.root.iterdir()} == names, how
        assert not victim.has_orphans(), how
        print(f"{killed.total()} builds killed, {survived} came to their end before", flush=True)
    print(f"killed {dict(killed)}; most steps of a build {dict(victim.most)}")


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
