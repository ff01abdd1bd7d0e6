"""Electronic books: the chapters in their order, read as the XHTML that they are, and what the package says of itself.

The container is read here, with zipfile and lxml: the library for it (ebooklib) has a licence that would bind users.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.etree import _Element as Element

from generator.errors import BrokenFormatError, EncryptedError
from generator.ingest import fields, markup
from generator.ingest.cleaning import Counts
from generator.ingest.decoding import decode
from generator.ingest.draft import Draft
from generator.ingest.images import Neighbours
from generator.ingest.length import check_length
from generator.ingest.markup import name, words
from generator.ingest.packed import REMEDY, Package, unpack
from generator.settings import Limits

_CONTAINER = "META-INF/container.xml"
_CHAPTERS = frozenset(("application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/xml", "text/xml"))
_TOLD = frozenset(("title", "creator", "date", "publisher", "rights", "language"))
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""How fonts are made unusable outside a book: no encryption of its text."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One file of a book, as its manifest lists it."""

    path: str
    kind: str
    is_navigation: bool


def read_epub(data: bytes, neighbours: Neighbours, limits: Limits, counts: Counts) -> Draft:
    """Read an EPUB; what was cleaned goes to `counts`. Raises an `ArticleError`."""
    package = unpack(data, limits)
    names = frozenset(package.names())
    if "META-INF/encryption.xml" in names and _is_protected(package.xml("META-INF/encryption.xml")):
        raise EncryptedError(
            "is encrypted: its chapters are protected against copying.",
            remedy="Take a copy without protection, or put an underscore before its name to leave it out.",
        )
    place = _package_document(package)
    book = package.xml(place)
    claims, warnings = fields.claims("front-matter", _told(book))
    tree = etree.Element("body")
    for item in _spine(book, posixpath.dirname(place)):
        if item.path not in names:
            warnings = (*warnings, f"the chapter {item.path[:200]!r} is not in the book.")
        elif item.kind not in _CHAPTERS:
            warnings = (*warnings, f"the chapter {item.path[:200]!r} is in a format that is not read; it is left out.")
        elif not item.is_navigation:
            text = decode(package.read(item.path)).text
            check_length(len(text) // 20, limits)
            chapter = markup.parsed(text)
            if chapter is not None:
                markup.from_html(chapter, etree.SubElement(tree, "div"))
    made = markup.draft(tree, neighbours, counts, claims.title)
    return replace(made, claims=(claims, *made.claims), warnings=(*warnings, *made.warnings))


def _is_protected(encryption: Element) -> bool:
    """Whether more than fonts is encrypted."""
    methods = (one.get("Algorithm") or "" for one in encryption.iter() if name(one) == "encryptionmethod")
    return any(method not in _FONTS for method in methods)


def _package_document(package: Package) -> str:
    """Where the package document lies, that lists what a book is made of."""
    if _CONTAINER in package.names():
        for one in package.xml(_CONTAINER).iter():
            if name(one) == "rootfile" and one.get("full-path"):
                return str(one.get("full-path"))
    found = next((part for part in package.names() if part.lower().endswith(".opf")), "")
    if not found:
        raise BrokenFormatError("is an archive, but no book: it does not say what it consists of.", remedy=REMEDY)
    return found


def _told(book: Element) -> dict[str, object]:
    """What the metadata say: the first of each, all authors, and of several days that of publication."""
    found: dict[str, object] = {}
    authors: list[str] = []
    for one in book.iter():
        kind = name(one)
        if kind not in _TOLD or name(one.getparent()) not in ("metadata", "dc-metadata"):
            continue
        said = words(one).strip()
        event = next((value for key, value in one.attrib.items() if key.endswith("event")), "publication")
        if kind == "creator" and said:
            authors.append(said)
        elif said and (kind != "date" or (event == "publication" and len(said) >= len("2001-02-03"))):
            found.setdefault(kind, said)
    return {**found, "authors": authors[:50]} if authors else found


def _spine(book: Element, folder: str) -> list[_Item]:
    """The chapters in reading order, each once."""
    items = {
        one.get("id"): _Item(
            _resolved(folder, one.get("href") or ""),
            (one.get("media-type") or "").strip().lower(),
            "nav" in (one.get("properties") or "").split(),
        )
        for one in book.iter()
        if name(one) == "item"
    }
    contents = {
        _resolved(folder, one.get("href") or "")
        for one in book.iter()
        if name(one) == "reference" and (one.get("type") or "").lower() in ("toc", "cover")
    }
    order = dict.fromkeys(one.get("idref") for one in book.iter() if name(one) == "itemref")
    found = [items[idref] for idref in order if idref in items]
    return [item for item in found if item.path not in contents] or found


def _resolved(folder: str, href: str) -> str:
    """The part that an address in the package document names."""
    try:
        path = unquote(urlsplit(href).path)
    except ValueError:
        return ""
    return posixpath.normpath(posixpath.join(folder, path)).lstrip("/") if path else ""
