"""Web pages: the main text, title, day, author and site found by trafilatura (Barbaresi 2021) and its htmldate."""

from __future__ import annotations

import difflib
import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.ingest import dates
from generator.ingest.cleaning import Counts, clean_characters, clean_plain, squeeze
from generator.ingest.draft import Claims, Draft
from generator.ingest.html_body import Body, settle_links
from generator.ingest.images import Neighbours
from generator.ingest.markdown import without_frame
from generator.ingest.nesting import DEEPEST_ELEMENT, flattened, nests_too_deep
from generator.ingest.pictures import Pictures
from generator.ingest.text import read_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_PROLOGUE = re.compile(r"\s*<\?xml[^>]*>")
_LANGUAGE = re.compile(r"""<html\b[^>]{0,500}?\blang\s*=\s*["']?([A-Za-z]{2,3})\b""", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]*>([^<]*)</title", re.IGNORECASE)
_DATES = {"extensive_search": False, "original_date": True, "min_date": "1400-01-01", "max_date": "2100-01-01"}
"""Fixed limits: those of htmldate are 1995 and the day of the build."""
_LONGEST_TITLE = 500
_FLAT = (
    f"more than the {DEEPEST_ELEMENT} that can be read; what lies deepest is read as words of the element around it."
    " Look at the article, and mend the page (are elements never closed?) where it reads wrong."
)


def looks_like_html(text: str) -> bool:
    """Whether a text is a whole web page, whatever its file is called."""
    return _PAGE.match(text) is not None


def read_html(text: str, neighbours: Neighbours, counts: Counts) -> Draft:
    """Read a web page; what was cleaned goes to `counts`.

    A page that has too little text for the main text to be told from its frame is read as plain text without its tags.
    """
    import trafilatura
    from trafilatura.settings import Document

    for name in ("trafilatura", "htmldate"):  # what they could not read is said by us, or read otherwise
        logging.getLogger(name).setLevel(logging.CRITICAL)
    text = _PROLOGUE.sub("", clean_characters(text, counts), count=1)
    tree = trafilatura.load_html(text)
    deep: tuple[str, ...] = ()
    if tree is not None and nests_too_deep(tree):
        text, deepest = flattened(text)
        tree = trafilatura.load_html(text)
        deep = (f"has {deepest:,} elements in one another, {_FLAT}",)
    if tree is not None:
        tree = _whole(tree)
        settle_links(tree, neighbours)
    page = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        include_images=True,
        include_formatting=True,
        include_links=True,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    language = _LANGUAGE.search(text[:5_000])
    if not isinstance(page, Document) or page.body is None or not "".join(map(str, page.body.itertext())).strip():
        return replace(_little(text, language[1].lower() if language else "", counts), warnings=deep)
    title = _clean(page.title)
    url = page.url if page.url and re.match(r"https?://\S+$", page.url) else ""
    _drop_heading(page.body, title)
    pictures = Pictures(neighbours, counts)
    body = Body(pictures, url, counts)
    draft = without_frame(body.markdown(page.body), counts, title)
    claims = Claims(
        "html",
        title=title,
        date=dates.day(page.date or ""),
        source=_clean(page.sitename),
        authors=tuple(filter(None, (_clean(name) for name in (page.author or "").split(";")))),
        url=url,
        rights=_clean(page.license),
        language=language[1].lower() if language else "",
    )
    return replace(
        draft, claims=(claims, *draft.claims), images=tuple(pictures.copied), warnings=(*deep, *pictures.warnings)
    )


def _whole(tree: Element) -> Element:
    """A page around what is none: what stands outermost cannot be taken out, as htmldate does with some elements."""
    if tree.tag == "html":
        return tree
    from lxml import html

    page = html.document_fromstring("<html><body></body></html>")
    page[0].append(tree)
    return page


def _little(text: str, language: str, counts: Counts) -> Draft:
    found = _TITLE.search(text)
    title = _clean(found[1]) if found else ""
    draft = read_text(text, counts)
    return replace(draft, claims=(Claims("html", title=title, language=language), *draft.claims))


def _clean(value: str | None) -> str:
    return squeeze(clean_plain(value[:_LONGEST_TITLE], Counts())) if value else ""


def _drop_heading(tree: Element, title: str) -> None:
    """Take the heading that says the title again off the top of the text."""
    first = next(iter(tree), None)
    if first is None or first.tag != "head" or not title:
        return
    said = _clean("".join(map(str, first.itertext())))
    if difflib.SequenceMatcher(None, said.casefold(), title.casefold()).ratio() >= 0.8:
        tree.remove(first)
