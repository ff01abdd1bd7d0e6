"""The files beside an article that it refers to; pictures are known by their first bytes and get a name for a copy."""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

from generator import ids
from generator.errors import BrokenFormatError, UnreadableError
from generator.ingest.opening import open_file
from generator.model import Image

FORMATS: dict[str, tuple[bytes, ...]] = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "svg": (b"<", b"\xef\xbb\xbf<"),
}
"""The first bytes of the formats that are copied, by ending."""
_MOST_INDENTS = 5_000_000
"""How deep the elements of a drawing may stand, all added up: made safe, it has each on a line of its own, indented."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The files that the article at `path` may refer to."""

    root: Path
    path: str
    article_id: str
    limit: int
    """Largest picture, in bytes."""

    def find(self, url: str) -> Image | str:
        """The picture beside the article that `url` names, or why there is none to copy."""
        source = self.place(url)
        if not source:
            return "is not in the corpus folder"
        ending = source.rpartition(".")[2].lower()
        if ending not in FORMATS:
            return "is in no format that is copied (PNG, JPEG, GIF, WebP, SVG)"
        try:
            with _open(self.root, source) as file:
                head = file.read(self.limit + 1)
        except OSError as error:
            return f"cannot be opened ({error.strerror})"
        except UnreadableError as error:
            return error.problem
        if len(head) > self.limit:
            return f"is larger than {self.limit:,} bytes"
        if not _is_a(ending, head):
            return f"is not what its ending .{ending} says"
        return Image(source, _copy_name(source, ending))

    def place(self, url: str) -> str:
        """The path below the corpus folder of the file that `url` leads to from the article; empty when it is none."""
        try:
            parts = urlsplit(url)
            path = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), unquote(parts.path)))
            if parts.scheme or parts.netloc or not parts.path or path.startswith(("/", "..")):
                return ""
            file = self.root / path
            return path if file.is_file() and file.resolve().is_relative_to(self.root.resolve()) else ""
        except (ValueError, OSError):  # no address, or no name of a file
            return ""

    def link(self, image: Image) -> str:
        """How the article's page refers to the copy of `image`."""
        return posixpath.relpath(image.target, posixpath.dirname(self.article_id) or ".")


def image_bytes(root: Path, image: Image) -> bytes:
    """The bytes to publish for `image`: those of the file, or a sanitised drawing where it is an SVG.

    `root` is the corpus folder. Raises `BrokenFormatError` for a drawing that cannot be read, `OSError` or
    `UnreadableError` when the file has gone.
    """
    with _open(root, image.source) as file:
        data = file.read()
    ending = image.target.rpartition(".")[2]
    if not _is_a(ending, data):
        raise BrokenFormatError(
            f"was changed while it was read, and is not what its ending .{ending} says.",
            remedy="Build again.",
            path=image.source,
        )
    if ending != "svg":
        return data
    from py_svg_hush import filter_svg

    try:
        _check_depth(data)
        safe: bytes = filter_svg(data)
    except (ValueError, expat.ExpatError) as error:
        raise BrokenFormatError(
            f"is no drawing that can be made safe ({error}).", remedy="Save it anew as SVG or PNG.", path=image.source
        ) from error
    return safe


def _check_depth(data: bytes) -> None:
    """Raise `ValueError` where a drawing nests so deep that a small one would become a huge one, or `ExpatError`."""
    depth = indents = 0

    def begin(name: str, attributes: object) -> None:
        nonlocal depth, indents
        depth += 1
        indents += depth
        if indents > _MOST_INDENTS:
            raise ValueError("its elements stand too deep in one another")

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.Parse(data, True)


def _open(root: Path, source: str) -> BinaryIO:
    """Open the file at `source` below `root`, which a link may lead to from another place there."""
    file = (root / source).resolve()
    if not file.is_relative_to(root.resolve()):
        raise UnreadableError("leads out of the corpus folder.", remedy="Put the file itself there.", path=source)
    return open_file(file)


def _is_a(ending: str, data: bytes) -> bool:
    if ending == "svg":
        return b"<svg" in data[:4096]
    return data.startswith(FORMATS[ending]) and (ending != "webp" or data[8:12] == b"WEBP")


def _copy_name(source: str, ending: str) -> str:
    """A name that two different pictures never share, whichever articles refer to them."""
    mark = hashlib.sha256(source.encode(errors="surrogateescape")).hexdigest()[:8]
    *folders, name = source.split("/")
    return "/".join([*(ids.slug(folder) for folder in folders), f"{ids.slug(name.rpartition('.')[0])}-{mark}.{ending}"])
