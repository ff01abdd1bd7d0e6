"""Files put together of parts, most of which stand word for word in the file that the last build wrote.

A part is what one article, say, adds to a table. An index in the folder of working state keeps the digest of what each
part was made from, and how long it is: a part whose digest is known is copied. The index speaks of files with the very
digests that it names, wherever they lie; what speaks of others, or is damaged, counts as none.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise
from pathlib import Path
from typing import IO, NamedTuple

import msgspec
import numpy as np

from generator.write.sealed import read_sealed, write_sealed

_CHUNK = 1 << 18
"""Bytes that are read at once."""
_LENGTH = np.dtype("<u8")


@dataclass(frozen=True, slots=True)
class Former:
    """What the last build wrote."""

    folder: Path
    """Where the files lie."""
    files: Mapping[str, str]
    """SHA-256 digests, in hex, of those that a build left there, by name; they are read before that is believed."""
    index: Path
    """Says what their parts are; it need not exist."""


class Parts(NamedTuple):
    """What a file is made of."""

    head: bytes
    """What comes before the first part."""
    make: Callable[[Sequence[int]], Iterable[bytes]]
    """Makes the parts of these numbers, which rise."""


class _File(msgspec.Struct, frozen=True):
    sha256: str
    head: int
    """Bytes before the first part."""
    lengths: bytes
    """Of all parts in order, in bytes."""

    def bounds(self) -> list[int]:
        """Where each part begins, and where the last ends."""
        return [*accumulate(np.frombuffer(self.lengths, _LENGTH).tolist(), initial=self.head)]


class _Index(msgspec.Struct, frozen=True):
    code: bytes
    """Fingerprint of what makes the parts."""
    digests: tuple[bytes, ...] = ()
    """Of what each part is made from, in order."""
    files: dict[str, _File] = {}
    """By name."""


class _Run(NamedTuple):
    """Parts that follow each other, from `start` to before `end`."""

    start: int
    end: int
    old: int | None
    """Number of the first in the old file, where they follow each other too; None where they have to be made."""


class Files:
    """Files that are written into a folder, out of those that a former build wrote."""

    def __init__(self, folder: Path, former: Former | None, code: bytes) -> None:
        """Write into `folder`; `code` is the fingerprint of what makes the parts."""
        self._folder = folder
        self._former = former
        self._old = _read_index(former.index, code) if former else _Index(code)
        self.digests: dict[str, str] = {}
        """Of the files that have been written, SHA-256 in hex, by name."""

    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write the file `name` anew."""
        with self._open(name) as add:
            for piece in pieces:
                add(piece)

    def write_parts(self, digests: Sequence[bytes], files: Mapping[str, Parts]) -> None:
        """Write `files`, by name, of which each has a part for each of `digests`: of all that the parts are made from.

        Those that stand in the old files are copied; the index speaks of the new ones then. To be called once.
        """
        made: dict[str, _File] = {}
        runs = _runs(digests, self._old.digests)
        anew = [_Run(0, len(digests), None)]
        for name, parts in files.items():
            lengths = self._write_from(self._old.files.get(name), runs, name, parts)
            if lengths is None:
                with self._open(name) as add:
                    lengths = _put_together(parts, anew, None, add)
            made[name] = _File(self.digests[name], len(parts.head), np.array(lengths, _LENGTH).tobytes())
        if self._former:
            write_sealed(self._former.index, _Index(self._old.code, tuple(digests), made))

    def _write_from(self, known: _File | None, runs: Sequence[_Run], name: str, parts: Parts) -> list[int] | None:
        """Write the file `name` out of the old one; None when that is not the one whose parts are `known`."""
        if not self._former or not known or known.sha256 != self._former.files.get(name):
            return None
        try:
            with (self._former.folder / name).open("rb", buffering=0) as stream:
                before = _state(stream)
                if hashlib.file_digest(stream, "sha256").hexdigest() != known.sha256:
                    return None
                with self._open(name) as add:
                    lengths = _put_together(parts, runs, _Source(stream, known.bounds()), add)
                return lengths if _state(stream) == before else None
        except OSError:  # where nothing can be written the next attempt says so
            return None

    @contextmanager
    def _open(self, name: str) -> Iterator[Callable[[bytes], None]]:
        """What adds to the file `name`, whose digest is known in the end."""
        sha256 = hashlib.sha256()
        with (self._folder / name).open("wb", buffering=_CHUNK) as stream:

            def add(data: bytes) -> None:
                sha256.update(data)
                stream.write(data)

            yield add
        self.digests[name] = sha256.hexdigest()


class _Source(NamedTuple):
    """An old file."""

    stream: IO[bytes]
    bounds: Sequence[int]
    """Where each of its parts begins, and where the last ends."""

    def pieces(self, start: int, end: int) -> Iterator[bytes]:
        """The bytes from `start` to before `end`. Raises `OSError` when there are not so many."""
        self.stream.seek(start)
        while start < end:
            piece = self.stream.read(min(_CHUNK, end - start))
            if not piece:
                raise OSError(f"{self.stream.name} was cut while it was read")
            start += len(piece)
            yield piece


def _put_together(
    parts: Parts, runs: Sequence[_Run], source: _Source | None, add: Callable[[bytes], None]
) -> list[int]:
    """Add the head and the parts of all `runs`; returns the lengths of the parts."""
    add(parts.head)
    fresh = iter(parts.make([number for run in runs if run.old is None for number in range(run.start, run.end)]))
    lengths: list[int] = []
    for run in runs:
        count = run.end - run.start
        if source is None or run.old is None:
            for part in islice(fresh, count):
                add(part)
                lengths.append(len(part))
        else:
            bounds = source.bounds[run.old : run.old + count + 1]
            for piece in source.pieces(bounds[0], bounds[-1]):
                add(piece)
            lengths += [end - start for start, end in pairwise(bounds)]
    return lengths


def _state(stream: IO[bytes]) -> tuple[int, int]:
    """Size and time of change of an open file."""
    found = os.fstat(stream.fileno())
    return found.st_size, found.st_mtime_ns


def _runs(digests: Sequence[bytes], old: Sequence[bytes]) -> list[_Run]:
    """How the parts of `digests` lie among the `old` ones."""
    places = {digest: number for number, digest in enumerate(old)}
    runs: list[_Run] = []
    for number, digest in enumerate(digests):
        place = places.get(digest)
        if runs:
            last = runs[-1]
            follows = None if last.old is None else last.old + last.end - last.start
            if place == follows:
                runs[-1] = last._replace(end=number + 1)
                continue
        runs.append(_Run(number, number + 1, place))
    return runs


def _read_index(path: Path, code: bytes) -> _Index:
    """The index at `path`; an empty one when there is none of this `code`, or it is damaged."""
    found = read_sealed(path, _Index)
    return found if found and found.code == code else _Index(code)
