"""Work that goes wrong in every way, for processes that import it by name."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from generator.errors import ModelMissingError
from generator.executors import Task
from generator.fingerprint import Needs

NOTHING = Needs((), ())


def task(folder: Path, seconds: int = 0, memory: int = 0) -> Task:
    """What `load` makes of an item; `folder` is where it leaves what others should know."""
    return Task(load, (str(folder),), NOTHING, seconds, memory)


def load(folder: str) -> Callable[[bytes], bytes]:
    """Count the loading, then turn every item round, save those that are a command."""
    with Path(folder, "loaded").open("a") as file:
        file.write(f"{os.getpid()}\n")

    def work(item: bytes) -> bytes:
        if item == b"raise":
            raise ValueError("no verb\ud800")
        if item == b"print":
            print("this is no answer", flush=True)
        if item == b"wait":
            time.sleep(0.05)
        if item == b"sleep":
            time.sleep(60)
        if item == b"spin":
            while True:
                with suppress(Exception):
                    sum(range(10_000))
        if item == b"hold":
            re.match(rb"(a+)+$", b"a" * 40 + b"b")  # for years, without a moment for another thread
        if item == b"grow":
            return bytes(600_000_000)
        if item == b"die":
            os._exit(3)
        if item == b"die once" and not Path(folder, "died").exists():
            Path(folder, "died").touch()
            os._exit(3)
        return item[::-1]

    return work


def task_without_model() -> Task:
    return Task(load_without_model, (), NOTHING, 0)


def load_without_model() -> Callable[[bytes], bytes]:
    raise ModelMissingError("no_such_model", remedy="Install it.")


def task_that_dies_loading() -> Task:
    return Task(load_and_die, (), NOTHING, 0)


def load_and_die() -> Callable[[bytes], bytes]:
    os._exit(3)


def times_loaded(folder: Path) -> int:
    return len((folder / "loaded").read_text().splitlines())
