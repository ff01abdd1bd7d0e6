"""What is indexed on a page: its record in `data-search`, and the elements that carry `data-pagefind-body`."""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal
from urllib.parse import quote

import msgspec

from generator.errors import PublishError
from generator.scripts import UNSPACED

Kind = Literal["article", "person", "organisation", "place", "topic", "page"]
Label = str | tuple[str, str]
"""A value of a facet that is its own label, or the value and its label."""


class Record(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """The value of `data-search`, as templates print it, but for the facets."""

    kind: Kind
    title: str
    lang: str = ""
    """ISO 639-1; empty for that of the page."""
    date: str = ""
    source: str = ""
    names: tuple[str, ...] = ()
    """Other names it is to be found by, in any script."""
    about: str = ""
    """One line that describes it."""
    weight: int = 0
    """How prominent it is, in powers of two: of pages of one name the heavier comes first."""


class _Faceted(msgspec.Struct, frozen=True):
    """The rest of it."""

    facets: dict[str, tuple[Label, ...]] = {}


class Page(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A page that is found."""

    address: str
    """Path below the site, with `/`."""
    record: Record
    language: str
    """ISO 639-1 code of what is indexed, or `und`."""
    digest: str
    """SHA-256 of `document`."""
    shown: str = ""
    """SHA-256 of `data-search`: of what is told of the page beside what is indexed."""
    packed: bytes = b"\x80"
    """Its `facets`, in MessagePack: they are most of what is told of it, and seldom asked for."""

    @property
    def facets(self) -> dict[str, tuple[Label, ...]]:
        """The values it has of each facet."""
        return _unpack(self.packed)


_RECORD = re.compile(rb"<article\b[^>]*\sdata-search='([^']*)'")
_LANGUAGE = re.compile(rb'<html[^>]*\slang="([^"]*)"')
FACTS = "facts="
"""Begins the name of an anchor that holds, for hits: kind, date, source, language, and the number of words of the
title, which comes first. Pagefind would index its own metadata as words of the page."""

_MARK = b" data-pagefind-body"
_BODY = re.compile(r"<(h1|section|article)\b[^>]*\sdata-pagefind-body\b[^>]*>")
"""Elements that no article's text can hold, so that the first end is the right one."""
_LEFT_OUT = re.compile(r"</?a\b[^>]*>|<nav\b.*?</nav>", re.DOTALL)
_REPEATED = re.compile(r"<span [^>]*\bdata-href=[^>]*>")
"""Links, and names that become links on demand: where they lead may change with every article that is added."""
_TAG_OR_LETTER = re.compile(rf"<[^>]*>|{UNSPACED.pattern}")
_CODE = re.compile(r"[a-z]{2,3}")
_decode = msgspec.json.Decoder(Record).decode
_decode_facets = msgspec.json.Decoder(_Faceted).decode
_unpack = msgspec.msgpack.Decoder(dict[str, tuple[Label, ...]]).decode
_APART = re.compile(r"[\W_]+")


class _Plain(dict[int, str]):
    """Letters decomposed and without accents (Unicode's form KD), by code point, as they are asked for.

    Each stands for itself: to put a letter's accents in order, as the form asks for, makes no difference without them.
    """

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code))
        plain = self[code] = "".join(char for char in parts if unicodedata.category(char)[0] != "M")
        return plain


_plain = _Plain()
NOTHING: Mapping[str, Page | None] = MappingProxyType({})


def read_pages(site: Path, known: Mapping[str, Page | None] = NOTHING) -> Iterator[tuple[str, Page | None]]:
    """The addresses of all pages below `site`, in order, each with the page, or None where it carries no record.

    What `known` has of an address is taken for its page. Raises `PublishError` for one that cannot be read.
    """
    for address in sorted(_html_files(site)):
        yield address, known[address] if address in known else read_page(address, (site / address).read_bytes())


def read_page(address: str, content: bytes) -> Page | None:
    """The page at `address`, None where `content`, its HTML, carries no record. Raises `PublishError`."""
    found = _record(content)
    if found is None:
        return None
    try:
        record, facets = _decode(found), _decode_facets(found).facets
    except msgspec.DecodeError as error:
        raise PublishError(
            f"its record for the search cannot be read: {error}.",
            remedy="Mend `data-search` in the template of that page.",
            path=address,
        ) from error
    language = record.lang or _language(content)
    code = _CODE.match(language.lower())
    text = document(record, language, content)
    digest, shown = _sha256(text.encode("utf-8")), _sha256(found)
    return Page(address, record, code[0] if code else "und", digest, shown, msgspec.msgpack.encode(facets))


def fold(text: str) -> str:
    """Lower case without accents, words parted by one space: `fold` of the loader does the same."""
    if not text.isascii():
        text = text.translate(_plain)
    return _APART.sub(" ", text.lower()).strip()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _html_files(site: Path) -> Iterator[str]:
    """Addresses of all pages below `site`."""
    for folder, _, names in os.walk(site):
        below = os.path.relpath(folder, site).replace(os.sep, "/")
        start = "" if below == "." else f"{below}/"
        yield from (f"{start}{name}" for name in names if name.endswith(".html"))


def document(record: Record, language: str, content: bytes) -> str:
    """The page that Pagefind is given: only what is to be found, in HTML; `content` is the page as it is published.

    Letters of scripts that part no words stand apart, each a word: a query is parted alike, and found as a phrase.
    """
    title = _parted(f"<h1>{html.escape(record.title)}</h1>")
    bodies = "".join(_bodies(content))
    unlinked = _REPEATED.sub("<span>", _LEFT_OUT.sub("", bodies))
    text = _parted(unlinked) if bodies else title + _parted(_described(record))
    facts = (record.kind, record.date, record.source, language, len(_parted(record.title).split()))
    return (
        f'<html><body><meta data-pagefind-meta="title[content]" content="{html.escape(record.title)}">'
        f'<i id="{FACTS}{quote(json.dumps(facts), safe="")}"></i>{text}</body></html>'
    )


def _record(content: bytes) -> bytes | None:
    """The record that the page's first article carries; None when there is none."""
    found = _RECORD.match(content, max(content.find(b"<article"), 0))
    return found[1] if found else None


def _described(record: Record) -> str:
    """The other names and the line that describes, where a page is found by them alone."""
    sentences = (", ".join(record.names), record.about)
    return "".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences if sentence)


def _bodies(content: bytes) -> Iterator[str]:
    """The elements that are indexed, without their attributes."""
    if _MARK in content:
        text = content.decode("utf-8")
        for found in _BODY.finditer(text, max(text.find("<article"), 0)):
            tag = found[1]
            yield f"<{tag}>{text[found.end() : text.index(f'</{tag}>', found.end())]}</{tag}>"


def _language(content: bytes) -> str:
    found = _LANGUAGE.search(content)
    return found[1].decode("utf-8") if found else ""


def _parted(text: str) -> str:
    """Put spaces around each letter of a script that parts no words, outside of tags."""
    if text.isascii() or not UNSPACED.search(text):
        return text
    return _TAG_OR_LETTER.sub(lambda found: found[0] if len(found[0]) > 1 else f" {found[0]} ", text)
