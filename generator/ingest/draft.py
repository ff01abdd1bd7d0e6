"""What a reader of one format found in one file, before it is decided which of it counts."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Image, Source


@dataclass(frozen=True, slots=True)
class Claims:
    """What one witness says about an article; empty where it says nothing."""

    witness: Source
    title: str = ""
    date: str = ""
    """ISO 8601 day."""
    source: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    rights: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One file, read."""

    markdown: str
    """The body as CommonMark with tables: without title, front matter and byline."""
    claims: tuple[Claims, ...] = ()
    """What the file says about itself."""
    byline: str = ""
    encoding: str = ""
    """IANA name of the encoding the bytes were read in, lower case; empty for a format that has its own."""
    images: tuple[Image, ...] = ()
    warnings: tuple[str, ...] = ()
