"""Formats that are a zip archive of parts (DOCX, ODT, EPUB): opened without believing what the archive says of itself.

What its parts unpack to is added up before any is opened, and counted again while they are read, since the list of an
archive may lie. Parts in XML are refused where they declare entities, which is how a small text is made a huge one, or
reaches for other files.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from lxml import etree
from lxml.etree import _Element as Element

from generator.errors import BrokenFormatError, EncryptedError, TooLargeError
from generator.settings import Limits

REMEDY = "Open it in the program it was written with, and save it anew."
DECRYPT = "Save it without a password, or put an underscore before its name to leave it out."
_MOST_PARTS = 10_000
"""A long book has hundreds."""
_RATIO = 200
"""How many times its size a package may unpack to: documents full of tables reach 50, a made trap 1,000."""
_SMALL = 10_000_000
"""Bytes up to which it does not matter how well a package was packed."""
_MOST_ELEMENTS = 1_000_000
"""Elements of XML in one part: an article at the limit of its length has half of that, and each costs 1 KB."""
_DEEPEST = 250
"""How deep elements may nest: readers call themselves three or four times a level, documents nest thirty deep."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What `zipfile` raises where the bytes of a part are not what the archive's list says."""


@dataclass(slots=True)
class Package:
    """An archive and how much of it may still be unpacked."""

    archive: zipfile.ZipFile
    limit: int
    """Bytes that all parts together may unpack to."""
    left: int = field(init=False)

    def __post_init__(self) -> None:
        self.left = self.limit

    def names(self) -> tuple[str, ...]:
        """The parts, in the archive's order, each once."""
        return tuple(dict.fromkeys(self.archive.namelist()))

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises `BrokenFormatError`, also where there is none, and `TooLargeError`."""
        try:
            with self.archive.open(name) as part:
                data = part.read(self.left + 1)
        except KeyError as error:
            raise BrokenFormatError(f"lacks its part {name[:200]!r}.", remedy=REMEDY) from error
        except _BROKEN as error:
            raise BrokenFormatError(f"has a part that is damaged, {name[:200]!r}.", remedy=REMEDY) from error
        self.left -= len(data)
        if self.left < 0:
            raise _too_large("", self.limit)
        return data

    def xml(self, name: str) -> Element:
        """The tree of a part in XML.

        Raises as `read` does, also where it is no XML, nests too deep, has too many elements or declares entities.
        """
        data = self.read(name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
        try:
            _check(data)
            return etree.fromstring(data, parser)
        except (expat.ExpatError, etree.XMLSyntaxError) as error:
            raise BrokenFormatError(f"has a part that is no XML, {name[:200]!r} ({error}).", remedy=REMEDY) from error


def unpack(data: bytes, limits: Limits) -> Package:
    """Open the archive that `data` is.

    Raises `BrokenFormatError` when it is none, `EncryptedError` when a part asks for a password, and `TooLargeError`
    when it unpacks to more than the settings allow.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except _BROKEN as error:
        raise BrokenFormatError("is damaged: its list of parts cannot be read.", remedy=REMEDY) from error
    if any(part.flag_bits & 1 for part in parts):
        raise EncryptedError("is encrypted: a part of it asks for a password.", remedy=DECRYPT)
    if len(parts) > _MOST_PARTS:
        raise TooLargeError(
            f"has {len(parts):,} parts, more than the {_MOST_PARTS:,} that are opened.", remedy="Split it."
        )
    size = sum(part.file_size for part in parts)
    if size > limits.unpacked_bytes:
        raise _too_large(f"{size:,} bytes, ", limits.unpacked_bytes)
    if size > max(_SMALL, _RATIO * len(data)):
        raise TooLargeError(
            f"unpacks to {size // len(data):,} times its size, more than the {_RATIO} that are believed.", remedy=REMEDY
        )
    return Package(archive, limits.unpacked_bytes)


def _too_large(found: str, limit: int) -> TooLargeError:
    return TooLargeError(
        f"unpacks to {found}more than the {limit:,} bytes that it may.",
        remedy="Take pictures out of it, or raise `extra: generator: limits: unpacked_bytes` in mkdocs.yml.",
    )


def _check(data: bytes) -> None:
    """Look through XML without keeping any of it.

    Raises `BrokenFormatError` where it declares an entity or nests too deep, `TooLargeError` where it has too many
    elements, and `ExpatError` where it is no XML.
    """
    elements = depth = 0

    def begin(name: str, attributes: object) -> None:
        nonlocal elements, depth
        elements += 1
        depth += 1
        if elements > _MOST_ELEMENTS:
            raise TooLargeError(f"has more than {_MOST_ELEMENTS:,} elements in one part.", remedy="Split it.")
        if depth > _DEEPEST:
            raise BrokenFormatError(f"nests more than {_DEEPEST} deep.", remedy=REMEDY)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*declared: object) -> None:
        raise BrokenFormatError("declares entities, which no such document does.", remedy=REMEDY)

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.EntityDeclHandler = refuse
    parser.Parse(data, True)


def repacked(package: Package, names: Iterator[str]) -> io.BytesIO:
    """A plain archive of the parts `names`, which are XML: what a library is given instead of the archive itself.

    Parts that are no XML are left out. Raises as `Package.xml` does for the others.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            data = package.read(name)
            try:
                _check(data)
            except expat.ExpatError:
                continue
            archive.writestr(zipfile.ZipInfo(name), data)
    made.seek(0)
    return made
