"""What earlier builds have found out, kept in one file: values of pure functions, each under a key of all its inputs.

An entry that is missing, damaged or from another version is computed again by whoever asked for it, so a build with a
cache cannot differ from one without. Only the process that drives a build reads and writes it; several builds may share
the file, and several threads the cache.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final, Protocol, Self

FILE = "cache.sqlite"
"""Name of the file in the folder of working state."""
LAYOUT = 1
"""Number of the tables' layout; a file of another one is begun anew."""
ROOM = 268_435_456
"""Bytes that the file may have in any case; beyond them it is pruned when it has outgrown the last build."""
OUTGROWN = 3
"""So many times the bytes that the last build used."""
TOGETHER = 500
"""Entries that are looked up at once, in half the time that it takes one by one."""
PATIENCE = 20.0
"""Seconds to wait for another process that is writing."""

_MARK = 0x52524D43
"""Number in the header of the file that says whose it is."""
_CHECKSUM_BYTES = 8
_TABLES = (
    "CREATE TABLE kinds (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE entries (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, key BLOB NOT NULL, checksum BLOB NOT NULL,"
    " value BLOB NOT NULL)",
    "CREATE UNIQUE INDEX by_key ON entries (kind, key)",
    "CREATE TABLE used (entry INTEGER PRIMARY KEY)",  # those that the last finished build used
)
_OF_THE_MACHINE = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_IOERR,
    )
)
"""SQLite's codes for trouble that the file is not to blame for; whatever else it finds wrong is damage."""


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


@dataclass(frozen=True, slots=True)
class Contents:
    """What a cache holds of one kind."""

    kind: str
    entries: int
    size: int
    """Bytes of all values."""


class CacheFile:
    """A cache in the folder of working state; use it in a `with` statement.

    Nothing that is wrong with the file raises: a damaged one is begun anew, any other trouble turns the cache off, and
    `warnings` says so.
    """

    def __init__(self, folder: Path) -> None:
        """Open the cache in `folder`, which is made when it is missing."""
        self.path = folder / FILE
        self._kinds: dict[str, int] = {}
        self._used: set[int] = set()
        self._warnings: list[str] = []
        self._begun_anew = False
        self._file: sqlite3.Connection | None = None
        self._one_at_a_time = threading.RLock()
        self._guard(self._open)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was wrong with the file, for the person who runs the build; the site does not depend on it."""
        return tuple(self._warnings)

    def fetch(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """As `Cache.fetch`."""
        found: dict[bytes, bytes] = {}
        self._with_file(lambda file: self._fetch(file, kind, keys, found))
        return found

    def store(self, kind: str, entries: Iterable[tuple[bytes, bytes]]) -> None:
        """As `Cache.store`."""
        rows = [(key, _checksum(kind, key, value), value) for key, value in entries]
        if rows:
            self._with_file(lambda file: self._store(file, kind, rows))

    def finish(self) -> None:
        """Note which entries this build has used; prune the file when it has outgrown them."""
        self._with_file(lambda file: _note_used(file, self._used))
        self._with_file(_prune_outgrown)
        self._kinds.clear()

    def prune(self) -> None:
        """Let every entry go that the last finished build did not use, and give the room back to the disk."""
        self._with_file(_prune)
        self._kinds.clear()

    def contents(self) -> list[Contents]:
        """What the file holds, by kind."""
        found: list[Contents] = []
        self._with_file(lambda file: found.extend(_contents(file)))
        return found

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        """The cache itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Close the file."""
        self.close()

    def _with_file(self, act: Callable[[sqlite3.Connection], None]) -> None:
        with self._one_at_a_time:
            file = self._file
            if file is not None:
                self._guard(lambda: act(file))

    def _guard(self, act: Callable[[], None]) -> None:
        """Do what may show that something is wrong with the file."""
        try:
            act()
        except OSError as error:
            self._turn_off(str(error.strerror))
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
            if code & 0xFF in _OF_THE_MACHINE:
                self._turn_off(str(error))
            else:
                self._begin_anew(str(error))
        except ValueError as error:  # of a damaged file SQLite gives texts that are none
            self._begin_anew(str(error))

    def _open(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = self._file = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        file.text_factory = bytes
        file.execute("PRAGMA synchronous = OFF")  # safe against a kill; what a power cut breaks is computed again
        if _layout(file) == (0, 0):
            with _transaction(file):
                if not file.execute("SELECT 1 FROM sqlite_master").fetchone():  # no other process was faster
                    for statement in (*_TABLES, f"PRAGMA application_id = {_MARK}", f"PRAGMA user_version = {LAYOUT}"):
                        file.execute(statement)
        tables = {sql for (sql,) in file.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL")}
        if _layout(file) != (_MARK, LAYOUT) or tables != {table.encode() for table in _TABLES}:
            raise sqlite3.DatabaseError("it is of another version")

    def _begin_anew(self, reason: str) -> None:
        """Put an empty file in the place of a damaged one, once."""
        self.close()
        self._kinds.clear()
        self._used.clear()
        if self._begun_anew:
            self._turn_off(reason)
            return
        self._begun_anew = True
        self._warn(f"could not be read ({reason}); it is begun anew, and what it held is computed again.")
        try:
            for file in self.path.parent.glob(f"{FILE}*"):
                file.unlink()
        except OSError as error:
            self._turn_off(str(error.strerror))
        else:
            self._guard(self._open)

    def _turn_off(self, reason: str) -> None:
        self.close()
        self._warn(f"is not used ({reason}).")

    def _warn(self, problem: str) -> None:
        text = f"the cache {self.path} {problem}"
        if text not in self._warnings:
            self._warnings.append(text)

    def _fetch(self, file: sqlite3.Connection, kind: str, keys: Sequence[bytes], found: dict[bytes, bytes]) -> None:
        number = self._number(file, kind)
        damaged = 0
        for start in range(0, len(keys) if number is not None else 0, TOGETHER):
            part = keys[start : start + TOGETHER]
            places = ",".join("?" * len(part))
            rows = file.execute(
                f"SELECT id, key, checksum, value FROM entries WHERE kind = ? AND key IN ({places})", (number, *part)
            )
            for entry, key, checksum, value in rows:
                if isinstance(value, bytes) and checksum == _checksum(kind, key, value):
                    found[key] = value
                    self._used.add(entry)
                else:
                    damaged += 1
        if damaged:
            self._warn(f"had damaged entries ({damaged} of {kind}), which are computed again.")

    def _store(self, file: sqlite3.Connection, kind: str, rows: Iterable[tuple[bytes, bytes, bytes]]) -> None:
        with _transaction(file):
            file.execute("INSERT OR IGNORE INTO kinds (name) VALUES (?)", (kind,))
            self._kinds.pop(kind, None)  # another process may have pruned it, and given its number to another kind
            number = self._number(file, kind)
            for row in rows:
                added = file.execute(
                    "INSERT OR REPLACE INTO entries (kind, key, checksum, value) VALUES (?, ?, ?, ?)", (number, *row)
                )
                self._used.add(added.lastrowid or 0)

    def _number(self, file: sqlite3.Connection, kind: str) -> int | None:
        """The number of a kind, or None when there is no entry of it."""
        if kind not in self._kinds:
            row = file.execute("SELECT id FROM kinds WHERE name = ?", (kind,)).fetchone()
            if row is None:
                return None
            self._kinds[kind] = row[0]
        return self._kinds[kind]


@contextmanager
def _transaction(file: sqlite3.Connection) -> Iterator[None]:
    """All of what is done, or nothing; other processes wait meanwhile."""
    file.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if file.in_transaction:
            file.execute("ROLLBACK")
        raise
    file.execute("COMMIT")


def _layout(file: sqlite3.Connection) -> tuple[int, int]:
    """Whose the file is, and the number of its layout; zeros in an empty one."""
    (mark,) = file.execute("PRAGMA application_id").fetchone()
    (layout,) = file.execute("PRAGMA user_version").fetchone()
    return mark, layout


def _note_used(file: sqlite3.Connection, used: set[int]) -> None:
    if used != {entry for (entry,) in file.execute("SELECT entry FROM used")}:
        with _transaction(file):
            file.execute("DELETE FROM used")
            file.executemany("INSERT INTO used VALUES (?)", ((entry,) for entry in sorted(used)))


def _prune_outgrown(file: sqlite3.Connection) -> None:
    (page,) = file.execute("PRAGMA page_size").fetchone()
    (pages,) = file.execute("PRAGMA page_count").fetchone()
    if page * pages > ROOM:
        (used,) = file.execute(
            "SELECT total(length(value)) FROM used CROSS JOIN entries ON entries.id = used.entry"
        ).fetchone()
        if page * pages > OUTGROWN * used:
            _prune(file)


def _prune(file: sqlite3.Connection) -> None:
    with _transaction(file):
        gone = file.execute("DELETE FROM entries WHERE id NOT IN (SELECT entry FROM used)").rowcount
        file.execute("DELETE FROM kinds WHERE id NOT IN (SELECT kind FROM entries)")
    if gone:
        file.execute("VACUUM")


def _contents(file: sqlite3.Connection) -> Iterator[Contents]:
    rows = file.execute(
        "SELECT name, count(*), total(length(value)) FROM entries JOIN kinds ON kinds.id = entries.kind"
        " GROUP BY name ORDER BY name"
    )
    for name, entries, size in rows:
        yield Contents(name.decode("utf-8", "replace"), entries, int(size))


def _checksum(kind: str, key: bytes, value: bytes) -> bytes:
    """Of an entry, its kind and its key: a value under the key of another is as damaged as one that has changed."""
    found = blake2b(kind.encode(), digest_size=_CHECKSUM_BYTES)
    found.update(key)
    found.update(value)
    return found.digest()
