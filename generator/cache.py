"""What earlier builds have found out, kept in one file: values of pure functions, each under a key of all its inputs.

An entry that is missing, damaged or from another version is computed again by whoever asked for it, so a build with a
cache cannot differ from one without. Only the process that drives a build reads and writes it; several builds may share
the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

FILE = "cache.sqlite"
"""Name of the file in the folder of working state."""
LAYOUT = 1
"""Number of the tables' layout; a file of another one is begun anew."""
ROOM = 268_435_456
"""Bytes that entries may take in any case."""
ROOM_FOR_OTHERS = 2
"""What entries may take beyond that: so many times the bytes that the last build used."""
PATIENCE = 20.0
"""Seconds to wait for another process that is writing."""

_MARK = 0x52524D43
"""Number in the header of the file that says whose it is: `RRMC`."""
_CHECKSUM_BYTES = 8
_TABLES = """
CREATE TABLE kinds (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE entries (
    id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, key BLOB NOT NULL, size INTEGER NOT NULL, checksum BLOB NOT NULL,
    value BLOB NOT NULL
);
CREATE UNIQUE INDEX by_key ON entries (kind, key);
CREATE TABLE uses (entry INTEGER PRIMARY KEY, build INTEGER NOT NULL);
"""
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_NO_ROOM = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
)


class Cache(Protocol):
    """Where a stage looks before it computes, and leaves what it has computed."""

    def fetch(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The sound entries of `kind` under those of `keys` that have one.

        `kind` names a function and its version ("article/3"); a key is a digest of everything else that the value
        depends on (see `digest`).
        """
        ...

    def store(self, kind: str, entries: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep entries of `kind`, each a key and a value; one that is there already is replaced."""
        ...


class _NoCache:
    """Keeps nothing."""

    def fetch(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Nothing."""
        return {}

    def store(self, kind: str, entries: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep nothing."""


NO_CACHE: Final[Cache] = _NoCache()


def digest(*parts: bytes | str) -> bytes:
    """A key of 16 bytes made of all `parts`; other parts, or the same otherwise divided, give another key."""
    found = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "little"))
        found.update(data)
    return found.digest()


class CacheFile:
    """A cache in the folder of working state; use it in a `with` statement.

    Nothing that is wrong with the file raises: it is begun anew, or left alone, and `warnings` says so.
    """

    def __init__(self, folder: Path) -> None:
        """Open the cache in `folder`, which is made when it is missing."""
        self._path = folder / FILE
        self._used: set[int] = set()
        self._kinds: dict[str, int] = {}
        self._warnings: list[str] = []
        self._file: sqlite3.Connection | None = None
        self._open()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was wrong with the file, for the person who runs the build; the site does not depend on it."""
        return tuple(self._warnings)

    def fetch(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """As `Cache.fetch`."""
        found: dict[bytes, bytes] = {}
        damaged = 0
        try:
            file, number = self._file, self._kind(kind)
            if file is None or number is None:
                return found
            for key in keys:
                row = file.execute(
                    "SELECT id, checksum, value FROM entries WHERE kind = ? AND key = ?", (number, key)
                ).fetchone()
                if row is None:
                    continue
                identity, checksum, value = row
                if isinstance(value, bytes) and checksum == _checksum(kind, key, value):
                    found[key] = value
                    self._used.add(identity)
                else:
                    damaged += 1
        except sqlite3.Error as error:
            self._failed(error)
        if damaged:
            self._warn(f"{damaged} entries were damaged and are computed again.")
        return found

    def store(self, kind: str, entries: Iterable[tuple[bytes, bytes]]) -> None:
        """As `Cache.store`."""
        rows = [(key, len(value), _checksum(kind, key, value), value) for key, value in entries]
        try:
            if self._file is None or not rows:
                return
            with self._file as file:
                file.execute("INSERT OR IGNORE INTO kinds (name) VALUES (?)", (kind,))
                number = self._kind(kind)
                for row in rows:
                    added = file.execute(
                        "INSERT OR REPLACE INTO entries (kind, key, size, checksum, value) VALUES (?, ?, ?, ?, ?)",
                        (number, *row),
                    )
                    self._used.add(added.lastrowid or 0)
        except sqlite3.Error as error:
            self._failed(error)

    def finish(self) -> None:
        """Note which entries this build has used, and let the longest unused ones go where all take too much room."""

    def prune(self) -> None:
        """Let every entry go that the last finished build did not use, and give its room back to the disk."""

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        """The cache itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def _open(self) -> None:
        """Open the file, or begin one."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = self._file = sqlite3.connect(self._path, timeout=PATIENCE)
            file.text_factory = bytes
            file.execute("PRAGMA synchronous = OFF")  # safe against a kill; what a power cut breaks is computed again
            with file:
                file.execute("BEGIN IMMEDIATE")
                mark, layout = (
                    file.execute(f"PRAGMA {what}").fetchone()[0] for what in ("application_id", "user_version")
                )
                if (mark, layout) == (0, 0) and not file.execute("SELECT 1 FROM sqlite_master").fetchone():
                    for statement in _TABLES.split(";"):
                        file.execute(statement)
                    file.execute(f"PRAGMA application_id = {_MARK}")
                    file.execute(f"PRAGMA user_version = {LAYOUT}")
                elif (mark, layout) != (_MARK, LAYOUT):
                    raise sqlite3.DatabaseError("it is from another version")
        except (sqlite3.Error, OSError) as error:
            self._failed(error)

    def _kind(self, name: str) -> int | None:
        """The number of a kind, or None when there is no entry of it."""
        if name not in self._kinds and self._file is not None:
            row = self._file.execute("SELECT id FROM kinds WHERE name = ?", (name,)).fetchone()
            if row is None:
                return None
            self._kinds[name] = row[0]
        return self._kinds.get(name)

    def _failed(self, error: sqlite3.Error | OSError) -> None:
        """Say what is wrong; a damaged file is begun anew, once, any other trouble turns the cache off."""
        self._warn(f"it cannot be used ({error}).")
        self.close()

    def _warn(self, problem: str) -> None:
        """Say once what is wrong with the cache."""
        text = f"the cache {self._path}: {problem}"
        if text not in self._warnings:
            self._warnings.append(text)


def _checksum(kind: str, key: bytes, value: bytes) -> bytes:
    """Of an entry, its kind and its key: a value under the key of another is as damaged as one that has changed."""
    found = blake2b(key, digest_size=_CHECKSUM_BYTES, person=blake2b(kind.encode(), digest_size=16).digest())
    found.update(value)
    return found.digest()
