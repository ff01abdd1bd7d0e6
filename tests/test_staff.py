"""Who begins before it is known what there is to do does it, and nobody begins beside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pytest

from generator.curation import NO_CORRECTIONS
from generator.executors import Workforce
from generator.executors.worker import Worker
from generator.pipeline import collect
from generator.progress import Silent
from generator.settings import Settings
from generator.staff import Staff

HERE = Workforce("processes")


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The modules of the tasks that processes were begun for."""
    tasks: list[str] = []
    begin = Worker._begin

    def counted(worker: Worker) -> Popen[bytes]:
        tasks.append(worker._task.load.__module__)
        return begin(worker)

    monkeypatch.setattr(Worker, "_begin", counted)
    yield tasks


def test_one_process_reads_and_one_analyses(begun: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor of Ghent, Anna Claes, opened the bridge on Monday.", encoding="utf-8")
    with Staff(tmp_path, Settings(), HERE) as staff:
        staff.begin(NO_CORRECTIONS, {"a.txt"})
        found = collect(tmp_path, Settings(), progress=Silent(), workforce=HERE, begun=staff)
    assert sorted(begun) == ["generator.analyse.work", "generator.ingest.work"]
    assert found == collect(tmp_path, Settings(), progress=Silent())


def test_for_a_correction_no_process_reads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with Staff(tmp_path, Settings(), HERE) as staff:
        monkeypatch.setattr(staff.readers, "begin", lambda wanted, items: pytest.fail("asked to read"))
        staff.begin(NO_CORRECTIONS, {"_curation/entities.yml"})
