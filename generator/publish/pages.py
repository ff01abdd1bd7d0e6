"""Which files of docs/ a build made, and how the next build replaces them without touching a hand-written one.

The list of them lies in docs/ itself, so that it is lost or kept together with the files. Each file is moved into place
whole, and the list names its old and its new digest before that: a build that is killed leaves every file either old or
new, and known as generated.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

LIST = ".generated.json"
"""Name of the list in docs/: paths below docs/, each with the SHA-256 digests that its file may have."""


def move_into(docs: Path, staged: Path) -> tuple[str, ...]:
    """Move the generated files below `staged` into `docs`, and remove those of earlier builds that are no more.

    A file that no build wrote, or that was changed by hand since, stays as it is. Returns a warning for each such file
    that stands where a generated one belongs.
    """
    docs.mkdir(parents=True, exist_ok=True)
    before = _read_list(docs)
    now = {path: _digest(staged / path) for path in _files_below(staged)}
    kept = [path for path in now if _is_hand_written(docs / path, {*before.get(path, ()), now[path]})]
    for path in kept:
        del now[path]
    either = {path: [*before.get(path, ()), now[path]] for path in now}
    _write_list(docs, {**before, **either})
    for path, digest in now.items():
        target = docs / path
        if not target.exists() or _digest(target) != digest:
            target.parent.mkdir(parents=True, exist_ok=True)
            (staged / path).replace(target)
    for path in sorted(set(before) - set(now)):
        if not _is_hand_written(docs / path, before[path]):
            (docs / path).unlink(missing_ok=True)
            _remove_empty_folders(docs, Path(path).parent)
    _write_list(docs, {path: [digest] for path, digest in now.items()})
    return tuple(
        f"{docs.name}/{path} was written by hand, so the generated page of that name is left out: rename it"
        for path in kept
    )


def add_hand_written(docs: Path, staged: Path) -> None:
    """Copy the files of `docs` that no build made to `staged`, over generated ones of the same name."""
    before = _read_list(docs)
    for path in _files_below(docs):
        if _is_hand_written(docs / path, before.get(path, ())):
            target = staged / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(docs / path, target)


def remove_generated(docs: Path) -> None:
    """Remove every file of `docs` that a build made, and the list of them."""
    for path, digests in _read_list(docs).items():
        if not _is_hand_written(docs / path, digests):
            (docs / path).unlink(missing_ok=True)
            _remove_empty_folders(docs, Path(path).parent)
    (docs / LIST).unlink(missing_ok=True)


def _files_below(folder: Path) -> Iterator[str]:
    """Paths of all files below `folder` but those whose name or folder begins with a dot, in order, with `/`."""
    found = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file())
    return (path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))


def _is_hand_written(file: Path, digests: Collection[str]) -> bool:
    """Whether `file` exists and is none of those that `digests` stand for."""
    return file.exists() and _digest(file) not in digests


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _read_list(docs: Path) -> dict[str, list[str]]:
    """The list of generated files; empty when there is none or it cannot be read."""
    try:
        values = json.loads((docs / LIST).read_text(encoding="utf-8"))
        return {str(path): [str(digest) for digest in digests] for path, digests in values.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _write_list(docs: Path, digests: Mapping[str, list[str]]) -> None:
    new = docs / f"{LIST}.new"
    new.write_text(json.dumps(digests, indent=0, sort_keys=True), encoding="utf-8")
    new.replace(docs / LIST)


def _remove_empty_folders(docs: Path, folder: Path) -> None:
    """Remove `folder`, a path below `docs`, and those above it, as far as they are empty."""
    with suppress(OSError):
        while folder.parts:
            (docs / folder).rmdir()
            folder = folder.parent
