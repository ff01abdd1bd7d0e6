"""What many pages show, and how it stands in their keys: by a digest that is taken once.

Of what a page lists there may be hundreds of thousands of lines, of which a build needs those of the few pages that it
makes. So lists are bytes, slices of tables that numpy puts together: of each thing its digest, and behind it the
numbers that belong to it. The bytes alone say what is listed, wherefore they stand for the list in the key of a page;
the things are looked up by their digests when it is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
from msgspec.msgpack import Encoder

Value = TypeVar("Value", covariant=True)
Thing = TypeVar("Thing")
Integers = npt.NDArray[np.integer[Any]]

DIGEST_BYTES = 16

_NUMBER = np.dtype("<u4")
_DIGEST_NUMBERS = DIGEST_BYTES // _NUMBER.itemsize


class Known(Generic[Value]):
    """A value that many pages show, which stands in their keys as its digest."""

    __slots__ = ("digest", "value")

    def __init__(self, value: Value, digest: bytes) -> None:
        """Take a value and the digest that stands for it."""
        self.value = value
        self.digest = digest


class Listed(Generic[Value]):
    """Things in order, each with as many numbers as the others, which stand in the key of a page as bytes."""

    __slots__ = ("_numbers", "_things", "rows")

    def __init__(self, rows: bytes, numbers: int, things: Mapping[bytes, Value]) -> None:
        """Take the digest and the `numbers` numbers of each thing, in 32 bits, and the `things` by their digests."""
        self.rows = rows
        self._numbers = numbers
        self._things = things

    def __len__(self) -> int:
        """How many there are."""
        return len(self.rows) // _width(self._numbers)

    def __iter__(self) -> Iterator[Value]:
        """The things without their numbers."""
        return map(self._things.__getitem__, self._digests())

    def numbered(self) -> Iterator[tuple[Value, Sequence[int]]]:
        """The things with their numbers."""
        table = np.frombuffer(self.rows, _NUMBER).reshape(-1, _DIGEST_NUMBERS + self._numbers)
        return zip(self, table[:, _DIGEST_NUMBERS:].tolist(), strict=True)

    def __reduce__(self) -> tuple[object, ...]:
        """Of all things there are, those that are listed go to another process."""
        listed = {digest: self._things[digest] for digest in self._digests()}
        return Listed, (self.rows, self._numbers, listed)

    def _digests(self) -> list[bytes]:
        rows, width = self.rows, _width(self._numbers)
        return [rows[at : at + DIGEST_BYTES] for at in range(0, len(rows), width)]


class Table(Generic[Thing]):
    """The rows of many lists, of which each is a slice."""

    __slots__ = ("_numbers", "_rows", "_things", "_width")

    def __init__(self, rows: bytes, numbers: int, things: Mapping[bytes, Thing]) -> None:
        """As of `Listed`."""
        self._rows = rows
        self._numbers = numbers
        self._things = things
        self._width = _width(numbers)

    def part(self, start: int, end: int) -> Listed[Thing]:
        """The rows from `start` to before `end`."""
        return Listed(self._rows[start * self._width : end * self._width], self._numbers, self._things)

    def parts(self, spans: Sequence[tuple[int, int]]) -> Listed[Thing]:
        """The rows of several slices in rising order, one after the other."""
        if not spans:
            return self.part(0, 0)
        (first, _), (_, last) = spans[0], spans[-1]
        if last - first == sum([end - start for start, end in spans]):
            return self.part(first, last)
        return self.joined(spans)

    def joined(self, spans: Iterable[tuple[int, int]]) -> Listed[Thing]:
        """The rows of several slices in any order, one after the other."""
        width = self._width
        rows = b"".join([self._rows[start * width : end * width] for start, end in spans])
        return Listed(rows, self._numbers, self._things)

    def picked(self, numbers: Iterable[int]) -> Listed[Thing]:
        """The rows of these numbers, in any order."""
        return self.joined([(number, number + 1) for number in numbers])

    def rows(self, numbers: Sequence[int]) -> Listed[Thing]:
        """The rows of these numbers, which rise."""
        if numbers and numbers[-1] - numbers[0] + 1 == len(numbers):
            return self.part(numbers[0], numbers[-1] + 1)
        return self.picked(numbers)


class Lists(Generic[Thing]):
    """A list for each of many owners, by number."""

    __slots__ = ("_bounds", "_table")

    def __init__(self, table: Table[Thing], owner: Integers, owners: int) -> None:
        """Take the rows of all, and the owner of each row, in rising order; there are `owners`."""
        self._table = table
        self._bounds: list[int] = np.searchsorted(owner, np.arange(owners + 1)).tolist()

    def __getitem__(self, owner: int) -> Listed[Thing]:
        """The list of one, which may be empty."""
        return self._table.part(self._bounds[owner], self._bounds[owner + 1])


class Directory(Generic[Thing]):
    """Things by number."""

    __slots__ = ("_by_digest", "_digests", "_table", "_things")

    def __init__(self, things: Iterable[Thing], digests: Sequence[bytes] = ()) -> None:
        """Take the `digests` that stand for the things; where none are given, what `digest_of` gives for each."""
        self._things = list(things)
        self._digests = digests or [*map(digest_of, self._things)]
        self._by_digest = dict(zip(self._digests, self._things, strict=True))
        self._table = np.frombuffer(b"".join(self._digests), _NUMBER).reshape(-1, _DIGEST_NUMBERS)

    def known(self) -> Iterator[Known[Thing]]:
        """Each thing with its digest."""
        return map(Known, self._things, self._digests)

    def listed(self, numbers: Iterable[int]) -> Listed[Thing]:
        """The things of these numbers."""
        return Listed(b"".join(map(self._digests.__getitem__, numbers)), 0, self._by_digest)

    def table(self, numbers: Integers, *columns: Integers) -> Table[Thing]:
        """A row for each of `numbers`: the thing, and its place in the `columns`, which hold numbers of 32 bits."""
        rows = np.empty((len(numbers), _DIGEST_NUMBERS + len(columns)), _NUMBER)
        rows[:, :_DIGEST_NUMBERS] = self._table[numbers]
        for at, column in enumerate(columns, _DIGEST_NUMBERS):
            rows[:, at] = column
        return Table(rows.tobytes(), len(columns), self._by_digest)


def digest_of(value: object, text: str = "") -> bytes:
    """Digest of a value made of dataclasses, tuples, mappings, texts, numbers and what is `Known`; 16 bytes.

    MessagePack keeps apart what differs, as far as values of one type go. Of sets and mappings the order is no part.
    A long `text` that belongs to the value is given beside it: within it, its UTF-8 would stay in memory as long as it.
    """
    content = _ENCODER.encode(value)
    return sha256(content + text.encode() if text else content).digest()[:DIGEST_BYTES]


def _by_digest(value: Any) -> bytes:
    """What stands for a value that MessagePack does not know."""
    if isinstance(value, Listed):
        return value.rows
    if isinstance(value, Known):
        return value.digest
    raise TypeError(f"a {type(value).__name__} cannot go into a page")


def _width(numbers: int) -> int:
    """Bytes of a row."""
    return DIGEST_BYTES + numbers * _NUMBER.itemsize


_ENCODER = Encoder(enc_hook=_by_digest, order="deterministic")
