"""Every executor gives the outcomes of one process alone, in order, whatever an item does to the one it is in."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from generator.errors import ExecutorError, ModelMissingError
from generator.executors import SERIAL, Failure, Workforce
from generator.executors.processes import WINDOW, Processes
from tests.executors.tasks import task, task_that_dies_loading, task_without_model, times_loaded
from tests.shared import ROOT

TWO = Workforce("processes", 2)
HARMLESS = tuple(f"item {number}".encode() for number in range(30))


def outcomes(workforce: Workforce, folder: Path, *items: bytes, seconds: int = 0) -> list[bytes | Failure]:
    with workforce.at_work(len(items), worth=1) as executor:
        return list(executor.outcomes(task(folder, seconds), items))


@pytest.mark.parametrize("workforce", [SERIAL, Workforce("processes", 1), TWO], ids=str)
def test_outcomes_come_in_order(workforce: Workforce, tmp_path: Path) -> None:
    assert outcomes(workforce, tmp_path, *HARMLESS) == [item[::-1] for item in HARMLESS]
    assert times_loaded(tmp_path) <= max(1, workforce.workers)


@pytest.mark.parametrize("workforce", [SERIAL, TWO], ids=str)
def test_what_raises_is_left_out_alone(workforce: Workforce, tmp_path: Path) -> None:
    said = Failure("error", "ValueError: no verb\\ud800")
    assert outcomes(workforce, tmp_path, b"ab", b"raise", b"print", b"raise") == [b"ba", said, b"tnirp", said]
    assert times_loaded(tmp_path) <= 2


@pytest.mark.parametrize("workforce", [SERIAL, TWO], ids=str)
@pytest.mark.parametrize("item", [b"sleep", b"spin"])
def test_what_takes_too_long_is_ended_alone(workforce: Workforce, item: bytes, tmp_path: Path) -> None:
    assert outcomes(workforce, tmp_path, b"ab", item, b"cd", seconds=1) == [b"ba", Failure("time"), b"dc"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux holds a process to its memory")
def test_what_takes_too_much_memory_is_left_out_alone(tmp_path: Path) -> None:
    with TWO.at_work(3, worth=1) as executor:
        found = list(executor.outcomes(task(tmp_path, memory=400_000_000), (b"ab", b"grow", b"cd")))
    assert found == [b"ba", Failure("memory"), b"dc"]


def test_the_time_limit_does_not_count_what_lies_between_two_items(tmp_path: Path) -> None:
    with SERIAL.at_work(2, worth=1) as executor:
        found = executor.outcomes(task(tmp_path, 1), (b"ab", b"cd"))
        assert next(found) == b"ba"
        time.sleep(1.2)
        assert next(found) == b"dc"


def test_serial_work_beside_the_main_thread_has_no_time_limit(tmp_path: Path) -> None:
    found: list[bytes | Failure] = []
    thread = threading.Thread(target=lambda: found.extend(outcomes(SERIAL, tmp_path, b"ab", seconds=1)))
    thread.start()
    thread.join()
    assert found == [b"ba"]


def test_what_ends_its_process_is_tried_once_more(tmp_path: Path) -> None:
    found = outcomes(TWO, tmp_path, b"ab", b"die once", b"die", b"cd")
    assert found == [b"ba", b"ecno eid", Failure("process"), b"dc"]


@pytest.mark.parametrize("workforce", [SERIAL, TWO], ids=str)
def test_a_missing_model_stops_the_work(workforce: Workforce) -> None:
    with workforce.at_work(9, worth=1) as executor, pytest.raises(ModelMissingError, match="no_such_model"):
        list(executor.outcomes(task_without_model(), HARMLESS))


def test_a_process_that_cannot_load_stops_the_work() -> None:
    with TWO.at_work(9, worth=1) as executor, pytest.raises(ExecutorError, match="while it loaded"):
        list(executor.outcomes(task_that_dies_loading(), HARMLESS))


def test_processes_that_have_begun_are_those_that_work(tmp_path: Path) -> None:
    with Processes(2) as executor:
        executor.begin(task(tmp_path), 1)
        wait_until((tmp_path / "loaded").exists)
        assert list(executor.outcomes(task(tmp_path), HARMLESS)) == [item[::-1] for item in HARMLESS]
    assert times_loaded(tmp_path) == 1


def test_what_goes_wrong_while_nobody_waits_is_raised_with_the_first_item() -> None:
    with Processes(1) as executor, pytest.raises(ModelMissingError, match="no_such_model"):
        executor.begin(task_without_model(), 1)
        list(executor.outcomes(task_without_model(), HARMLESS))


def test_nothing_is_left_of_processes_that_no_item_came_to(tmp_path: Path) -> None:
    with Processes(1) as executor:
        executor.begin(task(tmp_path), 1)
        wait_until((tmp_path / "loaded").exists)
    wait_until(lambda: not is_alive(int((tmp_path / "loaded").read_text())))


def test_items_are_taken_as_they_are_needed(tmp_path: Path) -> None:
    taken = 0

    def items() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield b"ab"

    with TWO.at_work(9, worth=1) as executor:
        assert list(islice(executor.outcomes(task(tmp_path), items()), 3)) == [b"ba"] * 3
    assert 3 <= taken <= 3 + 2 * WINDOW


def test_nothing_of_the_work_is_left_behind(tmp_path: Path) -> None:
    with TWO.at_work(9, worth=1) as executor:
        next(iter(executor.outcomes(task(tmp_path), (b"ab", b"sleep", b"sleep", b"sleep"))))
    deadline = time.monotonic() + 5
    while alive := [pid for pid in (tmp_path / "loaded").read_text().split() if is_alive(int(pid))]:
        assert time.monotonic() < deadline, alive
        time.sleep(0.05)


DRIVER = """
import sys
from pathlib import Path
from generator.executors import Workforce
from tests.executors.tasks import task
with Workforce("processes", 2).at_work(9, worth=1) as executor:
    list(executor.outcomes(task(Path(sys.argv[1])), (b"ab", sys.argv[2].encode(), sys.argv[2].encode())))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ends what lets no other thread run")
@pytest.mark.parametrize("item", ["sleep", "hold"])
def test_nothing_is_left_of_a_build_that_is_killed(item: str, tmp_path: Path) -> None:
    driver = subprocess.Popen([sys.executable, "-c", DRIVER, str(tmp_path), item], cwd=ROOT)
    wait_until(lambda: (tmp_path / "loaded").exists() and len((tmp_path / "loaded").read_text().split()) == 2)
    time.sleep(0.2)
    driver.kill()
    driver.wait()
    wait_until(lambda: not any(is_alive(int(pid)) for pid in (tmp_path / "loaded").read_text().split()))


def wait_until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")  # ended, and nobody asks


def test_only_as_many_processes_work_as_pay(tmp_path: Path) -> None:
    with Workforce().at_work(len(HARMLESS), worth=len(HARMLESS) - 1) as executor:
        assert len(list(executor.outcomes(task(tmp_path), HARMLESS))) == len(HARMLESS)
    assert times_loaded(tmp_path) == 1
