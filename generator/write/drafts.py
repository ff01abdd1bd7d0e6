"""A page before it is made: everything that goes into it, and the pure function that makes it of that.

A page's key is the digest of its inputs, so nothing can reach a page that is not in its key, and a page whose key is
known need not be made again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from msgspec import Struct

from generator.write.known import digest_of

Inputs = TypeVar("Inputs")


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page."""

    address: str
    """Below the site's root, ends in `.html`."""
    markdown: str
    """Front matter and body."""


class Draft(Struct, Generic[Inputs], frozen=True):
    """A page that can be made."""

    address: str
    """Below the site's root, ends in `.html`."""
    write: Callable[[str, Inputs], str]
    """Makes the Markdown of the address and the inputs alone; named at the top of a module."""
    inputs: Inputs
    """Frozen values, tuples, and what is `Known` or `Listed`."""

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
