"""What a value depends on beside its inputs: the code that makes it, and the libraries that the code uses."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from generator.cache import digest

_PACKAGE = Path(__file__).resolve().parent
_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<origin>generator[\w.]*)[ \t]+import[ \t]+(?:\((?P<several>[^)]*)\)|(?P<names>[^#\n]*))"
    r"|import[ \t]+(?P<whole>generator[\w.]*))",
    re.MULTILINE,
)
_NAME = re.compile(r"[\w.-]+")
_SEPARATORS = re.compile(r"[-_.]+")
_EXTRA = re.compile(r";.*\bextra\b")


@dataclass(frozen=True, slots=True)
class Needs:
    """Code and libraries."""

    modules: tuple[str, ...]
    """Full names of modules of ours; what they import of ours counts too, and the tables that lie beside."""
    libraries: tuple[str, ...]
    """Names as pip knows them; what they require counts too, and that one is not installed."""

    def fingerprint(self) -> bytes:
        """A digest of the code and of all versions, Python's up to the second number; the same in all of a process."""
        return _fingerprint(self)


@cache
def _fingerprint(needs: Needs) -> bytes:
    parts: list[bytes | str] = ["python", ".".join(map(str, sys.version_info[:2]))]
    for library, version in sorted(versions(needs.libraries).items()):
        parts += [library, version]
    for file in sorted(_files(needs.modules)):
        parts += [file.relative_to(_PACKAGE).as_posix(), _content(file)]
    return digest(*parts)


def folder(place: Path) -> bytes:
    """A digest of all files below `place`, with their paths; of compiled Python nothing. Raises `OSError`."""
    parts: list[bytes | str] = []
    for here, folders, names in os.walk(place):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            file = Path(here, name)
            with file.open("rb") as stream:
                parts += (os.path.relpath(file, place), hashlib.file_digest(stream, "sha256").digest())
    return digest(*parts)


def _files(modules: Iterable[str]) -> set[Path]:
    """The files of `modules`, of what they import, and the tables beside them."""
    waiting = list(modules)
    seen: set[str] = set()
    files: set[Path] = set()
    while waiting:
        name = waiting.pop()
        file = _file(name)
        if name in seen or file is None:
            continue
        seen.add(name)
        files.add(file)
        if file.parent != _PACKAGE:
            files.update(_tables(file.parent))
        waiting.extend(_imported(file))
    return files


@cache
def _tables(place: Path) -> tuple[Path, ...]:
    """What lies in a folder of ours beside modules."""
    return tuple(one for one in place.iterdir() if one.is_file() and one.suffix not in (".py", ".pyc"))


@cache
def _imported(file: Path) -> tuple[str, ...]:
    """The modules of ours that a `file` of ours imports anywhere; of a package only those that are named."""
    return tuple(_imports(_content(file).decode()))


def _imports(source: str) -> Iterator[str]:
    for found in _IMPORT.finditer(source):
        origin = found["whole"] or found["origin"]
        for line in (found["several"] or found["names"] or "").split("\n"):
            for name in line.partition("#")[0].split(","):
                module = f"{origin}.{name.partition(' as ')[0].strip()}"
                yield module if _file(module) else origin


@cache
def _file(module: str) -> Path | None:
    """The file of a module of ours, None when there is none of that name."""
    if not module:
        return None
    place = _PACKAGE.parent.joinpath(*module.split("."))
    return next((file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file()), None)


@cache
def _content(file: Path) -> bytes:
    return file.read_bytes()


def versions(libraries: Iterable[str]) -> dict[str, str]:
    """The versions of `libraries` and of all that they require, by name; "none" for what is not installed."""
    waiting = list(libraries)
    found: dict[str, str] = {}
    while waiting:
        name = _SEPARATORS.sub("-", waiting.pop()).lower()
        if name not in found:
            found[name], required = _installed(name)
            waiting.extend(required)
    return found


@cache
def _installed(library: str) -> tuple[str, tuple[str, ...]]:
    """The version of a library, and the names of what it requires wherever it is installed, extras apart."""
    try:
        known = distribution(library)
    except PackageNotFoundError:
        return "none", ()
    names = (_NAME.match(one) for one in known.requires or () if not _EXTRA.search(one))
    return known.version, tuple(name[0] for name in names if name)
