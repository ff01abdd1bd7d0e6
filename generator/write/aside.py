"""Plans pages in a fork of this process while it is at others, and writes there those of them that are missing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Self

import msgspec

from generator.executors import Workforce
from generator.executors.forked import Forked

FEW = 500
"""Missing pages up to which the fork writes them; more are for processes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Pages that can be written."""

    keys: Sequence[bytes]
    paths: Sequence[str]
    """Of their files, below docs/."""
    make: Callable[[Sequence[int]], Iterator[bytes]]
    """Writes those at some places of `paths`; gives the digests of their files, in that order."""


class Aside:
    """A plan that a fork makes, where there can be one; use it in a `with` statement."""

    def __init__(self, plan: Callable[[], Plan], workforce: Workforce) -> None:
        """Begin to `plan`; where `workforce` is this process alone, or the fork is killed, that is done here."""
        self._plan = plan
        heard, telling = os.pipe()
        hearing, said = os.pipe()
        self._telling: IO[bytes] = os.fdopen(telling, "wb")
        self._hearing: IO[bytes] = os.fdopen(hearing, "rb")
        serve = _Service(plan, heard, said, os.getpid())
        try:
            self._fork: Forked[bytes] = Forked(serve, workforce, keeps=(heard, said))
        finally:
            os.close(heard)
            os.close(said)

    def plan(self) -> Plan:
        """The pages; to be asked for once."""
        try:
            keys, paths = msgspec.msgpack.decode(self._hearing.read(), type=tuple[list[bytes], list[str]])
        except msgspec.DecodeError:  # there is no fork, or it was killed before it had told all
            return self._plan()
        return Plan(keys, paths, self._make)

    def _make(self, places: Sequence[int]) -> Iterator[bytes]:
        """Have pages written."""
        made = b""
        if 0 < len(places) <= FEW:
            try:
                with self._telling:
                    self._telling.write(msgspec.msgpack.encode([*places]))
            except OSError:  # nobody listens
                pass
            else:
                made = self._fork.result()
        if not made:
            self._fork.__exit__()  # one plan at a time
            return self._plan().make(places) if places else iter(())
        size = len(made) // len(places)
        return (made[at : at + size] for at in range(0, len(made), size))

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End the fork if it was not asked to write anything."""
        self._fork.__exit__(*raised)
        self._hearing.close()
        self._telling.close()


@dataclass(frozen=True, slots=True)
class _Service:
    """What the fork does."""

    plan: Callable[[], Plan]
    heard: int
    """A pipe by which the places of the missing pages come."""
    said: int
    """A pipe for the plan."""
    builder: int
    """The process that asks."""

    def __call__(self) -> bytes:
        """Tell the plan, and write what is missing then; returns the digests one after the other."""
        if os.getpid() == self.builder:  # there is no fork, or it was killed
            return b""
        plan = self.plan()
        with os.fdopen(self.said, "wb") as saying:
            saying.write(msgspec.msgpack.encode((plan.keys, plan.paths)))
        with os.fdopen(self.heard, "rb") as hearing:
            places = hearing.read()
        return b"".join(plan.make(msgspec.msgpack.decode(places, type=list[int]))) if places else b""
