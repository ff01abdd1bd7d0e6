"""Talks to Pagefind as its service: pages are handed over one after the other, in our order.

Of a folder Pagefind takes the pages as the file system lists them, and its index depends on that order: on another
disk it would be made of other bytes.
"""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer

import msgspec

AHEAD = 16
"""Pages that Pagefind is handed before it has answered for the first of them, so that neither waits for the other."""


class IndexingError(Exception):
    """What Pagefind, or the lack of an answer, says of a failure."""


class _File(msgspec.Struct):
    """A file of the index."""

    path: str
    content: bytes


class _Payload(msgspec.Struct):
    """What Pagefind answers; each kind of request is answered by some of it."""

    type: str
    index_id: int = 0
    message: str = ""
    files: tuple[_File, ...] = ()


class _Answer(msgspec.Struct):
    """An answer, as it is sent."""

    payload: _Payload


_decode = msgspec.json.Decoder(_Answer).decode


class Index:
    """An index that a running Pagefind has in memory."""

    def __init__(self, process: subprocess.Popen[bytes], tag: str) -> None:
        """Begin an index of pages whose language Pagefind calls `tag`; raises `IndexingError`, as everything here."""
        self._process = process
        self._asked = 0
        self._unanswered = 0
        self._said = b""
        options = {"force_language": tag, "keep_index_url": True}
        self._ask({"type": "NewIndex", "config": options})
        self._id = self._answer().index_id

    def add(self, address: str, page: str) -> None:
        """Put the page at `address` below the site into it, whose HTML is `page`; one that is there it replaces.

        The index is then the same as if only the last one had been given, at the place of the first.
        What is wrong with it is raised by this call, one of the next `AHEAD`, or `files`.
        """
        self._ask({"type": "AddFile", "index_id": self._id, "file_path": address, "file_contents": page})
        while self._unanswered > AHEAD:
            self._answer()

    def files(self, meanwhile: Callable[[], object]) -> dict[str, bytes]:
        """All files of the finished index, by path; calls `meanwhile` while Pagefind is at work on them.

        Pagefind could write them itself, but says that it has before it has, and whatever comes of it.
        """
        self._ask({"type": "GetFiles", "index_id": self._id})
        meanwhile()
        while self._unanswered > 1:
            self._answer()
        return {one.path: one.content for one in self._answer().files}

    def _ask(self, payload: Mapping[str, object]) -> None:
        """Send a request; they are answered in their order."""
        self._asked += 1
        request = msgspec.json.encode({"message_id": self._asked, "payload": payload})
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(base64.b64encode(request) + b",")
            self._process.stdin.flush()
        except OSError:
            while True:  # until that is raised which it said of its end, after what it has answered
                self._answer()
        self._unanswered += 1

    def _answer(self) -> _Payload:
        """Wait for the next answer."""
        assert self._process.stdout is not None
        parts = [self._said]
        while b"," not in parts[-1]:
            some = os.read(self._process.stdout.fileno(), 1 << 20)
            if not some:
                raise IndexingError(_end(self._process, b"".join(parts)))
            parts.append(some)
        answer, _, self._said = b"".join(parts).partition(b",")
        self._unanswered -= 1
        try:
            found = _decode(base64.b64decode(answer, validate=True)).payload
        except ValueError as error:
            raise IndexingError(_said(answer)) from error
        if found.type == "Error":
            raise IndexingError(found.message)
        return found


@contextmanager
def index_of(program: Path, tag: str, seconds: float) -> Iterator[Index]:
    """An index to fill and to take, in a Pagefind of its own, which is ended after so many `seconds` in any case.

    Raises `IndexingError`, and `OSError` when the program can't be run.
    """
    late = False

    def end() -> None:
        nonlocal late
        late = True
        process.kill()

    command: list[str | Path] = [program, "--service"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        timer = Timer(seconds, end)
        timer.start()
        try:
            yield Index(process, tag)
        except IndexingError as error:
            if late:
                raise IndexingError(f"it was not done after {seconds:,} seconds") from error
            raise
        finally:
            timer.cancel()
            process.kill()
            with suppress(OSError):  # what a process that has ended was still to be told
                process.stdin.close()  # type: ignore[union-attr]  # it was asked for above


def _end(process: subprocess.Popen[bytes], said: bytes) -> str:
    """How a process has ended that gives no more answers."""
    code = process.wait()
    return _said(said) or f"it ended with {code}"


def _said(answer: bytes) -> str:
    return " ".join(answer.decode("utf-8", "replace").split())[:500]
