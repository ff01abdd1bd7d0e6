"""Talks to Pagefind as its service: pages are handed over one after the other, in our order.

Of a folder Pagefind takes the pages as the file system lists them, and its index depends on that order: on another
disk it would be made of other bytes.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from typing import Any


class IndexingError(Exception):
    """What Pagefind, or the lack of an answer, says of a failure."""


class Index:
    """An index that a running Pagefind has in memory."""

    def __init__(self, process: subprocess.Popen[bytes], language: str) -> None:
        """Begin an index of pages in `language`; raises `IndexingError`, as everything here."""
        self._process = process
        self._asked = 0
        options = {"force_language": language, "keep_index_url": True}
        self._id = self._ask({"type": "NewIndex", "config": options})["index_id"]

    def add(self, address: str, page: str) -> None:
        """Put the page at `address` below the site into it, whose HTML is `page`."""
        self._ask({"type": "AddFile", "index_id": self._id, "file_path": address, "file_contents": page})

    def files(self) -> dict[str, bytes]:
        """All files of the finished index, by path.

        Pagefind could write them itself, but says that it has before it has, and whatever comes of it.
        """
        found = self._ask({"type": "GetFiles", "index_id": self._id})["files"]
        return {one["path"]: base64.b64decode(one["content"]) for one in found}

    def _ask(self, payload: Mapping[str, object]) -> dict[str, Any]:
        """Send a request, and wait for what is answered."""
        self._asked += 1
        request = json.dumps({"message_id": self._asked, "payload": payload}).encode("utf-8")
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            self._process.stdin.write(base64.b64encode(request) + b",")
            self._process.stdin.flush()
            answer = bytearray()
            while not answer.endswith(b","):
                some = os.read(self._process.stdout.fileno(), 1 << 20)
                if not some:
                    raise IndexingError(_end(self._process, bytes(answer)))
                answer += some
        except OSError as error:
            raise IndexingError(_end(self._process, self._process.stdout.read())) from error
        try:
            found: dict[str, Any] = json.loads(base64.b64decode(answer[:-1], validate=True))["payload"]
        except (ValueError, KeyError, TypeError) as error:
            raise IndexingError(_said(bytes(answer))) from error
        if found.get("type") == "Error":
            raise IndexingError(str(found.get("message")))
        return found


@contextmanager
def index_of(program: Path, language: str, seconds: float) -> Iterator[Index]:
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
            yield Index(process, language)
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
