"""What the fuzzers feed: small corpora written as bytes that a person can read, and an executor that hides nothing.

A line `%%% path` begins a file, `%%%zip path` an archive, and in an archive `%%% path` each of its members; what stands
before the first such line is the file `a.txt`.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
import time
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Self

from generator.executors import Outcome, Task, Workforce
from generator.executors.task import Work
from generator.settings import Limits, Settings

SECONDS = 5.0
"""What one corpus may take, in seconds of CPU, before it counts as a hang."""
SETTINGS = Settings(limits=Limits(file_bytes=200_000, article_characters=50_000, front_matter_bytes=8_000))
FILES = 8
"""Files of one corpus, at most."""
_LINE = re.compile(rb"^%%%(?P<kind>zip)? (?P<path>[^\n]+)\n", re.MULTILINE)
_MARK = b"%%%zip "


@contextmanager
def corpus(data: bytes) -> Iterator[Path]:
    """The corpus that `data` describes, in a folder of its own; raises `AssertionError` when its use takes too long."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        root = Path(folder, "corpus")
        root.mkdir()
        for path, content in files(data):
            _put(root, path, content)
        start = time.process_time()
        yield root
        took = time.process_time() - start
        assert took < SECONDS, f"took {took:.1f} seconds"


def files(data: bytes) -> list[tuple[bytes, bytes]]:
    """The files that `data` describes, by path; an archive packed."""
    first, *others = _parts(data)
    found = [(b"a.txt", first[2])] if first[2] else []
    archive: bytes | None = None
    members: list[tuple[bytes, bytes]] = []
    for kind, path, content in [*others, (b"zip", b"", b"")]:
        if kind and archive is not None:
            found.append((archive, packed(members)))
        if kind:
            archive, members = path, []
        elif archive is not None:
            members.append((path, content))
        else:
            found.append((path, content))
    return found[:FILES]


def packed(members: Iterable[tuple[bytes, bytes]]) -> bytes:
    """A zip archive of `members`, the first one not compressed, as ODT and EPUB want it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, warnings.catch_warnings(action="ignore"):  # a name may come twice
        for number, (path, content) in enumerate(members):
            kind = zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED
            info = zipfile.ZipInfo(path.decode("utf-8", "replace")[:200] or "x")
            archive.writestr(info, content, kind)
    return stream.getvalue()


def written(path: str, content: bytes) -> bytes:
    """The line that begins a file, and the file."""
    return b"%%% " + os.fsencode(path) + b"\n" + content


def archived(path: str, content: bytes) -> bytes:
    """The archive `content` as text; as it is when it is none that can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return written(path, content)
    return _MARK + os.fsencode(path) + b"\n" + b"\n".join(written(name, inside) for name, inside in members)


def _parts(data: bytes) -> list[tuple[bytes, bytes, bytes]]:
    """Kind, path and content of each part of `data`; the first has no path."""
    lines = [*_LINE.finditer(data)]
    ends = [*(line.start() for line in lines), len(data)]
    parts = [(b"", b"", data[: ends[0]])]
    for line, end in zip(lines, ends[1:], strict=True):
        # The line end before a mark belongs to the mark.
        content = data[line.end() : end]
        parts.append((line["kind"] or b"", line["path"], content[:-1] if end < len(data) else content))
    return parts


def _put(root: Path, path: bytes, content: bytes) -> None:
    """Write a file below `root`, as far as a disk can hold its name."""
    names = [name[:255] for name in path.replace(b"\0", b"").split(b"/") if name not in (b"", b".", b"..")][-4:]
    if not names:
        return
    file = Path(os.fsdecode(b"/".join([os.fsencode(root), *names])))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError:  # a folder has that name, or a file is where a folder should be
        return


class _Bare:
    """An executor that lets every exception go, where the others make a failure of it."""

    def outcomes(self, task: Task, items: Iterable[bytes]) -> Iterator[Outcome]:
        """As `Executor.outcomes`."""
        work = _loaded(task.load, task.arguments)
        yield from map(work, items)

    def __enter__(self) -> Self:
        """The executor itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Nothing."""


@cache
def _loaded(load: Callable[..., Work], arguments: tuple[object, ...]) -> Work:
    return load(*arguments)


class _Workforce(Workforce):
    def at_work(self, items: int, *, worth: int) -> _Bare:
        """An executor for so many `items`."""
        return _Bare()


BARE = _Workforce("serial")
