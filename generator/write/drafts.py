"""A page before it is made: everything that goes into it, and the pure function that makes it of that.

A page's key is the digest of its inputs, so nothing can reach a page that is not in its key, and a page whose key is
known need not be made again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Generic, TypeVar

from msgspec.msgpack import Encoder

Value = TypeVar("Value", covariant=True)
Inputs = TypeVar("Inputs")

DIGEST_BYTES = 16


class Known(Generic[Value]):
    """A value that many pages show, which stands in their keys as its digest, made once."""

    __slots__ = ("digest", "value")

    def __init__(self, value: Value) -> None:
        """Take the digest of `value`."""
        self.value = value
        self.digest = digest_of(value)


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page."""

    address: str
    """Below the site's root, ends in `.html`."""
    markdown: str
    """Front matter and body."""


@dataclass(frozen=True, slots=True)
class Draft(Generic[Inputs]):
    """A page that can be made."""

    address: str
    """Below the site's root, ends in `.html`."""
    write: Callable[[str, Inputs], str]
    """Makes the Markdown of the address and the inputs alone; named at the top of a module."""
    inputs: Inputs
    """Frozen values, tuples and what is `Known`."""

    def key(self, code: bytes) -> bytes:
        """The digest of everything that the page depends on; `code` is that of the code."""
        return digest_of((code, self.address, self.write.__module__, self.write.__qualname__, self.inputs))

    def page(self) -> Page:
        """Make the page."""
        return Page(self.address, self.write(self.address, self.inputs))


def finished(address: str, markdown: str) -> Draft[str]:
    """A page that costs less to make than to put off."""
    return Draft(address, _as_it_is, markdown)


def _as_it_is(address: str, markdown: str) -> str:
    return markdown


def digest_of(value: object) -> bytes:
    """Digest of a value made of dataclasses, tuples, mappings, texts, numbers and what is `Known`; 16 bytes.

    MessagePack keeps apart what differs, as far as values of one type go. Of sets and mappings the order is no part.
    """
    return sha256(_ENCODER.encode(value)).digest()[:DIGEST_BYTES]


def _by_digest(value: Any) -> bytes:
    """What stands for a value that MessagePack does not know."""
    if isinstance(value, Known):
        return value.digest
    raise TypeError(f"a {type(value).__name__} cannot go into a page")


_ENCODER = Encoder(enc_hook=_by_digest, order="deterministic")
