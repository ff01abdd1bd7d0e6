"""A plan that is made in a fork, and what becomes of it when the fork is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Timer

import pytest

from generator.executors import SERIAL, Workforce
from generator.executors.forked import CAN_FORK
from generator.write.aside import FEW, Aside, Plan

MANY = 20_000
"""Pages whose plan does not fit into a pipe."""


def planned(folder: Path, pages: int) -> Plan:
    """Pages that hold their own names; their digests are the last bytes of these."""
    paths = [f"{number:06}.md" for number in range(pages)]

    def make(places: Sequence[int]) -> Iterator[bytes]:
        for place in places:
            (folder / paths[place]).write_text(paths[place], encoding="utf-8")
            yield paths[place][:6].encode()

    return Plan([path.encode() for path in paths], paths, make)


@pytest.mark.parametrize("workforce", [SERIAL, Workforce("processes", 2)])
@pytest.mark.parametrize("missing", [0, 3, FEW + 1])
def test_a_plan_made_aside_is_the_same(workforce: Workforce, missing: int, tmp_path: Path) -> None:
    with Aside(lambda: planned(tmp_path, MANY), workforce) as aside:
        plan = aside.plan()
        made = list(plan.make(range(0, 2 * missing, 2)))
    assert list(plan.paths) == list(planned(tmp_path, MANY).paths)
    assert made == [b"%06d" % number for number in range(0, 2 * missing, 2)]
    assert sorted(file.name for file in tmp_path.iterdir()) == [plan.paths[place] for place in range(0, 2 * missing, 2)]


@pytest.mark.skipif(not CAN_FORK, reason="this system has no forks")
def test_a_fork_that_is_killed_while_it_tells_its_plan_costs_time_only(tmp_path: Path) -> None:
    others = _children()
    with Aside(lambda: planned(tmp_path, MANY), Workforce("processes", 2)) as aside:
        (fork,) = _children() - others
        Timer(0.5, os.kill, (fork, signal.SIGKILL)).start()  # it waits for somebody who reads
        os.waitid(os.P_PID, fork, os.WEXITED | os.WNOWAIT)
        plan = aside.plan()
        made = list(plan.make([1, 5]))
    assert len(plan.paths) == MANY
    assert made == [b"000001", b"000005"]


def _children() -> set[int]:
    """The processes that this one has begun and not yet heard the end of."""
    return {int(one) for one in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()}
