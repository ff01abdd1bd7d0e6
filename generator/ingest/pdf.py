"""PDF: the text layer, read by pdfium. A page holds lines at places; what they are is told from where they stand.

Lines of larger letters are headings, a gap or an indent begins a paragraph, what stands at the edge of page after page
is no text. Tables come out as lines of words; pictures of text say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

from generator.errors import BrokenFormatError, EmptyArticleError, EncryptedError
from generator.ingest import markup, pdf_layout, properties
from generator.ingest.cleaning import Counts
from generator.ingest.draft import Draft
from generator.ingest.images import Neighbours
from generator.ingest.length import check_length
from generator.ingest.packed import DECRYPT, REMEDY
from generator.ingest.pdf_layout import Line
from generator.settings import Limits

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_SCANNED = "Recognise its text first, for instance with `ocrmypdf in.pdf out.pdf`."
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_PASSWORD = 4
"""What pdfium answers where it is not let in."""


def read_pdf(data: bytes, neighbours: Neighbours, limits: Limits, counts: Counts) -> Draft:
    """Read the text layer of a PDF; what was cleaned goes to `counts`.

    Raises `EncryptedError`, `BrokenFormatError`, `TooLargeError`, and `EmptyArticleError` where there is no text layer.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise EncryptedError("is encrypted: it asks for a password.", remedy=DECRYPT) from error
        raise BrokenFormatError("is damaged: its pages cannot be found.", remedy=REMEDY) from error
    try:
        pages, failed = _pages(document, limits)
        title = properties.plausible(document.get_metadata_value("Title") or "")
    finally:
        document.close()
    said = "".join(line.text for page in pages for line in page)
    if not said.strip():
        raise EmptyArticleError("has no text: its pages are pictures, or empty.", remedy=_SCANNED)
    if len(_UNKNOWN.findall(said)) > max(8, len(said) // 5):
        raise BrokenFormatError("has letters that its fonts do not tell the meaning of.", remedy=_SCANNED)
    tree = pdf_layout.tree(pages, counts)
    draft = properties.with_title(markup.draft(tree, neighbours, counts), title)
    if not failed:
        return draft
    lost = f"{failed:,} of its {len(pages):,} pages cannot be read, so what they say is missing. {REMEDY}"
    return replace(draft, warnings=(*draft.warnings, lost))


def _pages(document: PdfDocument, limits: Limits) -> tuple[list[list[Line]], int]:
    """The lines of each page, and how many pages cannot be read.

    Raises `TooLargeError` as soon as there are more than an article may have.
    """
    from pypdfium2 import PdfiumError

    pages: list[list[Line]] = []
    length = failed = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except PdfiumError:
            failed += 1
            pages.append([])
            continue
        length += text.count_chars()
        check_length(length // 2, limits)  # up to half of it may be page heads and spaces
        pages.append(list(_lines(text)))
        text.close()
        page.close()
    if failed and failed == len(document):
        raise BrokenFormatError("is damaged: none of its pages can be read.", remedy=REMEDY)
    return pages, failed


def _lines(page: PdfTextPage) -> Iterator[Line]:
    """The lines of one page, in the order of its text; pdfium makes one of two between which a word is divided."""
    position = 0
    for part in re.split("(\r\n|[\r\n])", page.get_text_range()):
        shown = part.strip()
        if shown:
            start = position + part.index(shown[0])
            end = start + len(shown) - 1
            boxes = [_box(page, place) for place in (start, (start + end) // 2, end)]
            first, last = boxes[0], boxes[-1]
            height = median(abs(top - bottom) for _, bottom, _, top in boxes)
            yield Line(shown, first[0], last[2], first[1], last[1], height)
        position += len(part)


def _box(page: PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a letter, in points; zeros for one that stands nowhere."""
    from pypdfium2 import raw

    letter = raw.FPDFText_GetCharIndexFromTextIndex(page, index)
    return page.get_charbox(letter, loose=True) if letter >= 0 else (0.0, 0.0, 0.0, 0.0)
