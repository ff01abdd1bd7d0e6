"""One round of one engine over one target: `python -m tests.fuzz.engines ENGINE TARGET SECONDS`."""

from __future__ import annotations

import faulthandler
import hashlib
import importlib
import os
import pkgutil
import resource
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

import generator
from tests.fuzz.__main__ import WORK
from tests.fuzz.findings import keep, name_of

MEMORY = 3 << 30
"""Bytes of address space that a round may have."""
HANGS = 60
"""Seconds after which an input is given up, with the process."""
BATCH = 100
"""Inputs that Hypothesis makes before the time is looked at."""
SEEDS = {"ingest": 1, "page": 12}
"""Of how many seeds atheris begins with one: all of them are fed before it looks for more."""
LONGEST = 40_000
"""Bytes of an input."""

Target = Callable[[bytes], None]


class Fed:
    """A target that keeps what fails and goes on."""

    def __init__(self, engine: str, name: str, seconds: int) -> None:
        """Feed the target `name` for so long."""
        self.engine = engine
        self.name = name
        self.start = time.monotonic()
        self.end = self.start + seconds
        self.target = target_of(name)
        self.target(b"%%% a.html\n<p>The first input loads libraries, which is not its fault.</p>")
        self.inputs = 0
        self.seen: set[str] = set()
        self._current = (WORK / f"{name}.current").open("wb", buffering=0)

    def __call__(self, data: bytes) -> None:
        """Feed one input; ends the process, with code 0, when the time is over."""
        if time.monotonic() > self.end:
            self._finish()
        self.inputs += 1
        self._current.seek(0)
        self._current.truncate()
        self._current.write(data)
        faulthandler.dump_traceback_later(HANGS, exit=True)
        try:
            self.target(data)
        except Exception as error:
            what = name_of(error)
            keep(self.name, what, data)
            if what not in self.seen:
                self.seen.add(what)
                print(f"--- {what}: {data[:300]!r}", flush=True)
                traceback.print_exc(limit=-12)
        finally:
            faulthandler.cancel_dump_traceback_later()

    def _finish(self) -> None:
        took = time.monotonic() - self.start
        print(f"{time.strftime('%H:%M:%S')} {self.engine}: {self.inputs:,} inputs in {took:.0f} s, {sorted(self.seen)}")
        with (WORK / f"{self.name}.count").open("a") as counts:
            counts.write(f"{self.engine} {self.inputs} {took:.0f} {len(self.seen)}\n")
        (WORK / f"{self.name}.current").unlink()
        sys.stdout.flush()
        os._exit(0)  # libFuzzer knows no other way


def target_of(name: str) -> Target:
    """The function that a target is."""
    if name == "ingest":
        from tests.fuzz.ingest_target import ingest

        return ingest
    from tests.fuzz.page_target import page

    return page


def with_hypothesis(fed: Fed, folder: Path) -> NoReturn:
    """Feed structured inputs, other ones each time; some of them go to `folder` for atheris to go on from."""
    from hypothesis import HealthCheck, Phase, given, seed, settings

    from tests.fuzz.strategies import CORPORA

    kind = settings(
        max_examples=BATCH,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=[*HealthCheck],
    )

    @kind
    @given(data=CORPORA)
    def feed(data: bytes) -> None:
        fed(data)
        if fed.inputs % 20 == 0:
            _save(folder, data)

    batch = int(time.time())
    while True:
        seed(batch)(feed)()
        batch += 1


def with_atheris(fed: Fed, folder: Path) -> NoReturn:
    """Feed what coverage suggests, from what `folder` and the seeds hold."""
    import atheris

    from tests.fuzz.seeds import seeds

    first = WORK / f"{fed.name}-seeds"
    for data in seeds()[:: SEEDS[fed.name]]:
        _save(first, data)
    options = [
        f"-max_len={LONGEST}",
        "-timeout=600",
        "-rss_limit_mb=0",
        f"-artifact_prefix={WORK}/",
        f"-seed={int(time.time())}",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, str(folder), str(first)], fed)
    atheris.Fuzz()
    raise AssertionError  # it does not return


def main() -> NoReturn:
    """Run a round."""
    engine, name, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    faulthandler.enable()
    folder = WORK / name
    folder.mkdir(parents=True, exist_ok=True)
    if engine == "atheris":
        import atheris

        with atheris.instrument_imports(include=["generator"]):
            import_all(generator.__path__)
        with_atheris(Fed(engine, name, seconds), folder)
    with_hypothesis(Fed(engine, name, seconds), folder)


def import_all(path: Iterable[str]) -> None:
    """Import the stages whose coverage is to be seen."""
    for stage in ("ingest", "write", "publish"):
        for module in pkgutil.iter_modules([str(Path(one, stage)) for one in path]):
            importlib.import_module(f"generator.{stage}.{module.name}")


def _save(folder: Path, data: bytes) -> None:
    folder.mkdir(exist_ok=True)
    (folder / hashlib.sha256(data).hexdigest()[:20]).write_bytes(data)


if __name__ == "__main__":
    main()
