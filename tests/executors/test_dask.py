"""Over a real scheduler and real workers on this machine the outcomes are those of one process; losses cost nothing."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import dask
import distributed  # noqa: F401  # here: what it adds to Dask's configuration would go with what a test sets for a while
import psutil
import pytest
import yaml

from generator.commands.build import build
from generator.errors import ExecutorError, ModelMissingError
from generator.executors import SERIAL, Failure, Workforce
from generator.executors.dask import Dask, release, work_on
from generator.fingerprint import Needs
from generator.progress import Silent
from tests.executors.tasks import NOTHING, task, task_without_model, times_loaded
from tests.publish.editing import begin, copy_of, made, write_article
from tests.shared import ROOT

GUIDE = ROOT / "docs/guide/publishing.md"
HOME = "127.0.0.1"


@dataclass
class Cluster:
    """A scheduler and its workers, each a process of its own."""

    environment: dict[str, str]
    log: Path
    address: str = ""
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, program: str, *options: str) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{program}", *options, "--no-dashboard"],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def begin_worker(self) -> None:
        options = ("--nworkers=1", "--nthreads=1", f"--host={HOME}", "--no-nanny")
        self.workers.append(self.start("dask_worker", self.address, *options))

    @property
    def workforce(self) -> Workforce:
        return Workforce("dask", scheduler=self.address)


@contextmanager
def cluster(folder: Path, **environment: str) -> Iterator[Cluster]:
    """Two workers on this machine."""
    made = Cluster({**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **environment}, folder / "log")
    scheduler = made.start("dask_scheduler", f"--host={HOME}", "--port=0")
    try:
        wait_for(lambda: b"Scheduler at:" in made.log.read_bytes())
        made.address = re.findall(rb"Scheduler at:\s*(\S+)", made.log.read_bytes())[0].decode()
        made.begin_worker()
        made.begin_worker()
        yield made
    finally:
        for process in (*made.workers, scheduler):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("dask")) as made:
        yield made


ITEMS = tuple(f"item {number}".encode() for number in range(60))


def test_whatever_an_item_does_the_outcomes_are_those_of_one_process(home: Cluster, tmp_path: Path) -> None:
    items = (*ITEMS, b"raise", b"die once", b"die", b"spin", *ITEMS)
    with home.workforce.at_work(len(items), worth=1) as executor:
        found = list(executor.outcomes(task(tmp_path, 1), items))
    said = (Failure("error", "ValueError: no verb\\ud800"), b"ecno eid", Failure("process"), Failure("time"))
    backwards = [item[::-1] for item in ITEMS]
    assert found == [*backwards, *said, *backwards]


def test_a_missing_model_stops_the_work(home: Cluster) -> None:
    with home.workforce.at_work(9, worth=1) as executor, pytest.raises(ModelMissingError, match="no_such_model"):
        list(executor.outcomes(task_without_model(), ITEMS))


def test_a_worker_with_other_versions_is_refused(
    home: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Needs, "fingerprint", lambda self: b"another")
    with home.workforce.at_work(9, worth=1) as executor, pytest.raises(ExecutorError, match="another version"):
        list(executor.outcomes(task(tmp_path), ITEMS))


def test_a_worker_that_is_killed_costs_a_retry_and_nothing_else(tmp_path: Path) -> None:
    with cluster(tmp_path) as made, made.workforce.at_work(9, worth=1) as executor:
        found = executor.outcomes(task(tmp_path), [*ITEMS, *[b"wait"] * 40, *ITEMS])
        first = [next(found) for _ in range(10)]
        os.killpg(made.workers[0].pid, signal.SIGKILL)
        rest = list(found)
        assert first + rest == [item[::-1] for item in (*ITEMS, *[b"wait"] * 40, *ITEMS)]
        assert made.workers[0].wait() and made.workers[1].poll() is None


def test_the_whole_site_is_that_of_one_process_though_a_worker_is_killed(tmp_path: Path) -> None:
    """Under another path, hash seed, language and time zone, too, and with workers that have others again."""
    alone = begin(tmp_path / "alone")
    random = Random(4)
    for number in range(5, 24):
        write_article(alone.corpus / "c" / f"{number}.md", random)
    over_dask = copy_of(alone, tmp_path / "over Dask, ünder another path")
    build(alone, SERIAL, Silent())
    with cluster(tmp_path, PYTHONHASHSEED="3", LC_ALL="C", TZ="America/St_Johns") as made_of:
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "build", "--executor", "dask", "--scheduler", made_of.address],
            cwd=over_dask.root,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "PYTHONHASHSEED": "7",
                "LC_ALL": "C",
                "TZ": "Pacific/Kiritimati",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        wait_for(lambda: process.poll() is not None or psutil.Process(made_of.workers[0].pid).children())
        os.killpg(made_of.workers[0].pid, signal.SIGKILL)
        said, _ = process.communicate()
        assert process.returncode == 0, said
        assert made_of.workers[0].wait() == -signal.SIGKILL
        other = psutil.Process(made_of.workers[1].pid)
        times = [one.cpu_times() for one in (other, *other.children())]
        assert sum(spent.user + spent.children_user for spent in times) > 2  # it did the work
    assert re.search(r"articles +24 ", said), said
    assert re.search(r"quarantined +0 ", said), said
    assert made(over_dask) == made(alone)


def test_two_builds_share_a_scheduler_and_do_not_disturb_each_other(home: Cluster, tmp_path: Path) -> None:
    """Whichever ends first leaves the other its processes."""
    (tmp_path / "other").mkdir()
    with home.workforce.at_work(9, worth=1) as one, home.workforce.at_work(9, worth=1) as other:
        long = other.outcomes(task(tmp_path / "other"), [*ITEMS, *[b"wait"] * 60, *ITEMS])
        first = [next(long) for _ in range(4)]
        assert list(one.outcomes(task(tmp_path), ITEMS)) == [item[::-1] for item in ITEMS]
        assert first + list(long) == [item[::-1] for item in (*ITEMS, *[b"wait"] * 60, *ITEMS)]
    assert times_loaded(tmp_path / "other") <= 2


def test_what_a_killed_build_has_begun_on_a_worker_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.executors.dask.IDLE", 0.2)
    assert work_on("a build", task(tmp_path), NOTHING.fingerprint(), (b"ab",)) == [b"ba"]
    (pid,) = (tmp_path / "loaded").read_text().split()
    assert psutil.pid_exists(int(pid))
    wait_for(lambda: not psutil.pid_exists(int(pid)))
    assert work_on("a build", task(tmp_path), NOTHING.fingerprint(), (b"ab",)) == [b"ba"]
    release("a build")


def test_without_a_worker_left_the_work_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.executors.dask.PATIENCE", 5)
    with cluster(tmp_path) as made, made.workforce.at_work(9, worth=1) as executor:
        found = executor.outcomes(task(tmp_path), [*ITEMS, *[b"wait"] * 40])
        next(found)
        for worker in made.workers:
            os.killpg(worker.pid, signal.SIGKILL)
        with pytest.raises(ExecutorError, match=r"no worker left|lost one after the other"):
            list(found)


def test_another_machine_is_asked_by_tls_alone() -> None:
    for address in ("tcp://192.0.2.1:8786", "192.0.2.1:8786", "head:8786", "ws://head:80"):
        with pytest.raises(ExecutorError, match="without encryption"):
            Dask(address, 1)


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.executors.dask.PATIENCE", 1)
    with pytest.raises(ExecutorError, match=r"127\.0\.0\.1:9.*cannot be reached"):
        Dask("tcp://127.0.0.1:9", 1)


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificates")
def test_what_the_guide_says_of_tls_works(tmp_path: Path) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    (script,) = re.findall(r"```sh title=\"certificates\"\n(.*?)```", guide, re.DOTALL)
    subprocess.run(["sh", "-e", "-c", script], cwd=tmp_path, check=True, capture_output=True)
    (configuration,) = re.findall(r"```yaml title=\"~/.config/dask/distributed.yaml\"\n(.*?)```", guide, re.DOTALL)
    (tmp_path / "distributed.yaml").write_text(configuration.replace("/etc/readingroom", str(tmp_path)))
    (commands,) = re.findall(r"```sh\n(dask scheduler .*?)```", guide, re.DOTALL)
    address = f"tls://{HOME}:{free_port()}"
    scheduler, worker, ours = (
        commands.replace("8786", address.rpartition(":")[2]).replace("head.example", HOME).splitlines()
    )
    assert ours == f"readingroom build --executor dask --scheduler {address}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_CONFIG": str(tmp_path)}
    tls = yaml.safe_load((tmp_path / "distributed.yaml").read_text())["distributed"]["comm"]["tls"]
    own = {"distributed.comm.tls.ca-file": tls["ca-file"], "distributed.comm.tls.client.cert": tls["client"]["cert"]}
    begun = []
    try:
        for command in (scheduler, worker):
            program = Path(sys.executable).with_name("dask")
            arguments = command.split()[1:]
            quiet = subprocess.DEVNULL
            begun.append(
                subprocess.Popen(
                    [program, *arguments], env=environment, stdout=quiet, stderr=quiet, start_new_session=True
                )
            )
        with dask.config.set(own), Workforce("dask", scheduler=address).at_work(9, worth=1) as executor:
            assert list(executor.outcomes(task(tmp_path), ITEMS)) == [item[::-1] for item in ITEMS]
    finally:
        for process in begun:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def free_port() -> int:
    with socket.socket() as free:
        free.bind((HOME, 0))
        port: int = free.getsockname()[1]
        return port
