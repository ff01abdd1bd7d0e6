"""What the last build knows of the site it made: of each file what it was made from, and how to recognise it.

The manifest lies in the folder of working state, one for each place that a site is put at. It is never believed
alone: a file counts as the one it describes only while its size and time of change, or else its digest, say so too. So
a build that is killed between the site and its manifest, or a site that somebody copied or changed, costs time and
nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.cache import digest
from generator.errors import PublishError
from generator.places import seen_from, shown
from generator.publish.folders import files_in

NAME = "manifest"
"""Of the file, in the folder of what is known of a site."""
LAYOUT = 1
"""Number of the manifest's layout; another one counts as none."""


class State(NamedTuple):
    """How to recognise a file."""

    size: int
    """In bytes."""
    mtime_ns: int
    """When it was changed last: nanoseconds since 1970."""


class Entry(NamedTuple):
    """A file of the site that was made from one file."""

    key: bytes
    """Digest of all that it was made from."""
    state: State
    sha256: bytes
    canonical: str = ""
    """A page's full address where search engines may list it, otherwise empty."""
    asked: tuple[tuple[str, bool], ...] = ()
    """Files of docs/ that the page links to or asked for, and whether they were there."""
    warnings: tuple[str, ...] = ()
    """What there was to warn of when it was made."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A whole site."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    """By path below the site."""
    others: Mapping[str, State] = field(default_factory=dict)
    """The files that are made from many, by path."""
    layout: int = LAYOUT

    def describes(self, site: Path) -> bool:
        """Whether the folder `site` holds just the files of this site, none of them touched since."""
        made = {path: entry.state for path, entry in self.entries.items() if entry.sha256}
        return states_below(site) == made | dict(self.others)


def folder_of(work: Path, site: Path) -> Path:
    """Where what is known of the site at `site` lies, in the folder of working state `work`."""
    return work / "sites" / digest(seen_from(work, site)).hex()


def read_manifest(folder: Path) -> Manifest:
    """The manifest in `folder`; an empty one when there is none of this layout, or it cannot be read."""
    import msgspec

    try:
        found = msgspec.msgpack.decode((folder / NAME).read_bytes(), type=Manifest)
    except (OSError, ValueError):
        return Manifest()
    return found if found.layout == LAYOUT else Manifest()


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Put `manifest` into `folder`, whole or not at all."""
    import msgspec

    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f"{NAME}.new"
    new.write_bytes(msgspec.msgpack.encode(manifest))
    new.replace(folder / NAME)


def forget_manifest(folder: Path) -> None:
    """Let the next build make every file of the site anew."""
    (folder / NAME).unlink(missing_ok=True)


def refuse_nameless(folder: Path, path: str) -> None:
    """Raise `PublishError` when the name of the file at `path`, below `folder`, is no text: it can have no address."""
    try:
        path.encode()
    except UnicodeEncodeError as error:
        raise PublishError(
            "has a name that is not UTF-8, so it can have no address.", remedy="Rename it.", path=shown(folder / path)
        ) from error


def states_below(folder: Path, wanted: Callable[[str], bool] = lambda path: True) -> dict[str, State]:
    """Size and time of change of each file below `folder` whose path is `wanted`; none when there is no such folder.

    What goes meanwhile, or lies in a folder that may not be looked into, is left out.
    """
    return {path: State(found.st_size, found.st_mtime_ns) for path, found in files_in(folder, wanted)}


def state_of(file: Path) -> State:
    """Size and time of change of `file`."""
    found = file.stat()
    return State(found.st_size, found.st_mtime_ns)


def sha256(file: Path) -> bytes:
    """The digest of a file's bytes."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()
