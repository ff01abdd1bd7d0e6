"""The files of docs/ as MkDocs lists them, and what the files of the site that are made from them depend on.

MkDocs makes an object of each file and holds its path against patterns; for 29,000 pages that took longer than to link
all of them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mkdocs.structure.files import File, get_files
from mkdocs.utils import markdown_extensions

from generator.publish.manifest import sha256

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_ENDINGS = tuple(markdown_extensions)
_LEFT_OUT = "templates"
"""Folder of docs/ that does not belong to the site."""


class DocsFile(NamedTuple):
    """A file of docs/."""

    path: str
    """Below docs/."""
    target: str
    """Its path below the site."""
    is_included: bool
    """Whether it belongs to the site."""
    is_page: bool


def list_files(config: MkDocsConfig) -> list[DocsFile]:
    """All files of `config.docs_dir`, in MkDocs' order; of two that come out as one file those that MkDocs keeps."""
    return _listed_plainly(config) or _listed_by_mkdocs(config)


def _listed_by_mkdocs(config: MkDocsConfig) -> list[DocsFile]:
    return [
        DocsFile(file.src_uri, file.dest_uri, _is_included(file), file.is_documentation_page())
        for file in get_files(config)
    ]


def _is_included(file: File) -> bool:
    included: bool = file.inclusion.is_included()  # type: ignore[no-untyped-call]
    return included


def _listed_plainly(config: MkDocsConfig) -> list[DocsFile] | None:
    """The same where paths alone tell it: no patterns in the settings, and no two files that come out as one."""
    if config.use_directory_urls or config.exclude_docs or config.draft_docs:
        return None
    found: list[DocsFile] = []
    start = len(config.docs_dir) + 1
    for here, folders, names in os.walk(config.docs_dir, followlinks=True):
        folders.sort()
        below = f"{here[start:]}/".replace(os.sep, "/") if len(here) > start else ""
        is_included = not below.startswith((".", f"{_LEFT_OUT}/")) and "/." not in below
        targets = set()
        for name in sorted(names, key=_place):
            is_page = name.endswith(_ENDINGS)
            stem = name.rpartition(".")[0]
            if is_page and (stem == "README" or not stem.strip(".")):
                return None
            target = f"{stem}.html" if is_page else name
            targets.add(target)
            path = below + name
            found.append(DocsFile(path, below + target, is_included and not name.startswith("."), is_page))
        if len(targets) != len(names):
            return None
    return found


def _place(name: str) -> tuple[bool, str]:
    """Where a file stands among those of its folder: what may be the folder's first page comes first."""
    stem, point, _ = name.rpartition(".")
    return (stem if point and stem.strip(".") else name) not in ("index", "README"), name


class Keys:
    """Makes the keys of files of the site that are made from one file of docs/ each."""

    def __init__(self, docs: Path, sources: Mapping[str, str], shared: bytes) -> None:
        """`sources` gives SHA-256 digests by path as far as they are known; `shared` is what all of them depend on."""
        self._docs = docs
        self._sources = sources
        self._begun = blake2b(shared, digest_size=16)

    def of(self, path: str) -> bytes:
        """A digest of the file at `path` and of what is shared."""
        known = self._sources.get(path)
        found = self._begun.copy()
        found.update(bytes.fromhex(known) if known else sha256(self._docs / path))
        return found.digest()
