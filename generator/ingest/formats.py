"""Which reader reads a file: its ending says so, and its first bytes must agree.

The libraries of Word documents, Rich Text and PDF come with the extra `readingroom[formats]`; each is imported when
the first file asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.errors import ArticleError, BrokenFormatError, EncryptedError, ReaderMissingError
from generator.ingest.cleaning import Counts, squeeze
from generator.ingest.draft import Draft
from generator.ingest.images import Neighbours
from generator.settings import Limits

Reader = Callable[[bytes, Neighbours, Limits, Counts], Draft]
TEXT = frozenset({"txt", "md", "markdown", "html", "htm", "xhtml"})
"""The endings of text."""
DOCUMENTS = frozenset({"docx", "odt", "rtf", "pdf", "epub", "eml"})
"""The endings of formats of their own."""
ENDINGS = TEXT | DOCUMENTS
"""The endings of the files that are read."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_HEADER = re.compile(rb"\s*(?:From [^\n]*\n)?[!-9;-~]+:")
_HEADERS = re.compile(rb"(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+(?:\n|\Z)")
_MIME = re.compile(rb"^(?:mime-version|content-type):", re.IGNORECASE | re.MULTILINE)
_HEAD = 65_536
"""Bytes from the beginning in which a format shows what it is."""
_CONTAINERS = {
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.text": "odt",
}
_NAMES = {
    "docx": "a Word document (.docx)",
    "odt": "an OpenDocument text (.odt)",
    "rtf": "Rich Text (.rtf)",
    "pdf": "a PDF (.pdf)",
    "epub": "an electronic book (.epub)",
    "eml": "a mail (.eml)",
}


def read_document(data: bytes, ending: str, neighbours: Neighbours, limits: Limits, counts: Counts) -> Draft:
    """Read a file of one of the `DOCUMENTS`; what was cleaned goes to `counts`.

    Raises an `ArticleError` when it is another format, encrypted, broken, or there is no library to read it.
    """
    _check(data, ending)
    try:
        return _reader(ending)(data, neighbours, limits, counts)
    except (ArticleError, MemoryError):  # for want of memory nothing is known of the file
        raise
    except ModuleNotFoundError as error:
        raise ReaderMissingError(
            f"is {_NAMES[ending]}, and the library that reads it is not installed ({error.name}).",
            remedy="pip install 'readingroom[formats]'",
        ) from error
    except Exception as error:  # what a damaged file does to a library is not foreseen by the library
        said = squeeze(f"{type(error).__name__}: {error}")[:200]
        raise BrokenFormatError(
            f"is damaged, or no {_without_article(ending)} as its reader knows it ({said}).",
            remedy="Open it in the program it was written with, and save it anew.",
        ) from error


def check_text(data: bytes) -> None:
    """Raise `BrokenFormatError` where a file with an ending of text is one of the `DOCUMENTS`."""
    found = _shown(data)
    if found:
        raise _misnamed(found)


def _reader(ending: str) -> Reader:
    match ending:
        case "docx":
            from generator.ingest.docx import read_docx

            return read_docx
        case "odt":
            from generator.ingest.odt import read_odt

            return read_odt
        case "rtf":
            from generator.ingest.rtf import read_rtf

            return read_rtf
        case "pdf":
            from generator.ingest.pdf import read_pdf

            return read_pdf
        case "epub":
            from generator.ingest.epub import read_epub

            return read_epub
        case _:
            from generator.ingest.mail import read_mail

            return read_mail


def _check(data: bytes, ending: str) -> None:
    """Compare what a file is called with what its first bytes show."""
    if data.startswith(_OLE):
        if _ENCRYPTED_PART in data:
            raise EncryptedError(
                "is encrypted: it was saved with a password.",
                remedy="Save it without one, or put an underscore before its name to leave it out.",
            )
        raise BrokenFormatError(
            "is a document of an old Office program (.doc, .xls, .msg), which is not read.",
            remedy=f"Open it in Word or LibreOffice, and save it as .{ending}.",
        )
    found = _shown(data)
    if found and found != ending:
        raise _misnamed(found)
    if not found and not _may_be(data[:_HEAD], ending):
        raise BrokenFormatError(
            f"is no {_without_article(ending)}, whatever its name says: it does not begin like one.",
            remedy="Give it the ending of what it is, or save it anew.",
        )


def _shown(data: bytes) -> str:
    """The one of the `DOCUMENTS` that a file shows to be beyond doubt, or empty."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"PK\x03\x04"):
        contained = next((kind for mark, kind in _CONTAINERS.items() if mark in data[:256]), "")
        return contained or ("docx" if b"word/document" in data else "")
    headers = _HEADERS.match(head.replace(b"\r\n", b"\n"))
    return "eml" if headers and _MIME.search(headers[0]) else ""


def _may_be(head: bytes, ending: str) -> bool:
    """Whether a file that shows nothing may yet be what its ending says."""
    if ending == "eml":
        return _HEADER.match(head) is not None
    return b"%PDF-" in head[:1024] if ending == "pdf" else ending != "rtf" and head.startswith(b"PK")


def _without_article(ending: str) -> str:
    """The name of a format, behind "no"."""
    return re.sub("^an? ", "", _NAMES[ending])


def _misnamed(kind: str) -> BrokenFormatError:
    return BrokenFormatError(
        f"is {_NAMES[kind]}, whatever its name says.", remedy=f"Give it the ending .{kind}, or save it anew."
    )
