"""One file to hand on: the site as a zip that is unpacked and opened by double-click."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from generator.errors import PublishError, SiteMissingError
from generator.places import shown
from generator.progress import Progress
from generator.publish.search.twins import WORKER

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of every file in an archive, the first that a zip can hold: the same site gives the same bytes."""
ON_A_HOST = re.compile(r"404\.html|sitemap[^/]*\.xml(\.gz)?|.+\.map|assets/javascripts/(lunr|workers)/.+")
"""Files that only a web host serves or a developer reads; links lead to none of them."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What was packed."""

    files: int
    size: int
    """Of the archive, in bytes."""


def pack(site: Path, target: Path, folder: str, progress: Progress) -> Archive:
    """Pack the site into `target`, a zip with one folder of that name in it; what was at `target` is replaced whole.

    Of the search only the scripts are packed, as pages opened by double-click can fetch nothing. Raises
    `SiteMissingError` when `site` holds none, `PublishError` when `target` lies within it, `OSError`.
    """
    if not (site / "data" / "build.json").exists():
        raise SiteMissingError("holds no site.", remedy="Build it first: `readingroom build`.", path=shown(site))
    if site.resolve() in target.resolve().parents:
        raise PublishError("lies within the site.", remedy="Give another `--output`.", path=shown(target))
    files = [file for file in sorted(site.rglob("*")) if file.is_file()]
    needed = [file for file in files if is_needed(file.relative_to(site).as_posix(), site)]
    staged = target.with_name(f".{target.name}.new")
    staged.parent.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(staged, "w") as packed:
            for file in progress.watch("packing", needed, len(needed)):
                packed.writestr(
                    _entry(f"{folder}/{file.relative_to(site).as_posix()}"), file.read_bytes(), compresslevel=6
                )
        staged.replace(target)
    finally:
        staged.unlink(missing_ok=True)
    return Archive(len(needed), target.stat().st_size)


def is_needed(path: str, site: Path) -> bool:
    """Whether a page opened by double-click may ask for the file at `path` below `site`, or a reader for it."""
    if ON_A_HOST.fullmatch(path):
        return False
    return not path.startswith("search/") or (path.endswith(".js") and not _has_twin(path, site))


def _has_twin(path: str, site: Path) -> bool:
    return path.endswith(WORKER) or (site / f"{path}.js").exists()


def _entry(name: str) -> zipfile.ZipInfo:
    """The head of a file in an archive, with nothing in it of this machine or day."""
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, so that the permissions mean something
    entry.external_attr = 0o644 << 16
    return entry
