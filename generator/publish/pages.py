"""Which files of docs/ a build made, and how the next build replaces them without touching a hand-written one.

The list of them lies in docs/ itself, so that it is lost or kept together with the files. Each file is moved into place
whole, and the list names its old and its new digest before that: a build that is killed leaves every file either old or
new, and known as generated. Beside the digest stand size and time of change, so that a file which nobody has touched
since need not be read again to know it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from generator.publish.manifest import refuse_nameless, sha256

LIST = ".generated.json"
"""Name of the list in docs/: of each path below docs/ what is known of its file."""
NOTHING: Mapping[str, str] = MappingProxyType({})


class Made(NamedTuple):
    """What the list says of a file."""

    digests: tuple[str, ...]
    """SHA-256 digests that the file may have: one, or more when a build was at work when the list was written."""
    size: int = -1
    """In bytes."""
    mtime_ns: int = -1
    """When it was changed last: nanoseconds since 1970; -1 where only the digest can tell whether it is that file."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """The files of docs/ by path, with their SHA-256 digests in hex."""

    generated: Mapping[str, str]
    """As a build left them."""
    by_hand: Mapping[str, str]
    """Made, or changed since, by hand."""
    listed: Mapping[str, Made] = field(default_factory=dict, compare=False)
    """What the list has to say of the generated files, and said of those that are gone or were changed by hand."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What came of moving generated files into docs/."""

    generated: Mapping[str, str]
    """The generated files that docs/ holds now, by path, with their digests."""
    warnings: tuple[str, ...]
    """One for each hand-written file that stands where a generated one belongs."""


def inventory(docs: Path) -> Inventory:
    """Look at every file of `docs`, and read those that are not known by their size and time of change.

    Raises `PublishError` when one has a name that is no text, for which there is no address.
    """
    listed = _read_list(docs)
    generated: dict[str, str] = {}
    by_hand: dict[str, str] = {}
    for path, file in _files_below(docs):
        made = listed.get(path)
        if made and _is_untouched(file.stat(), made):
            generated[path] = made.digests[0]
            continue
        refuse_nameless(docs, path)
        now = _known(docs / path)
        digest = now.digests[0]
        if made and digest in made.digests:
            generated[path] = digest
            listed[path] = now
        else:
            by_hand[path] = digest
    return Inventory(dict(sorted(generated.items())), dict(sorted(by_hand.items())), listed)


def move_into(
    docs: Path,
    staged: Path,
    kept: Mapping[str, str] = NOTHING,
    found: Inventory | None = None,
    digests: Mapping[str, str] = NOTHING,
) -> Moved:
    """Move the generated files below `staged` into `docs`, and remove those of earlier builds that are no more.

    `digests` are those of files below `staged`, by path, as far as they are known; others are read.
    `kept` gives the digests of generated files that lie in `docs` already and stay; they are not looked at once more if
    an inventory has `found` them so. A file that no build wrote, or that was changed by hand since, stays as it is.
    """
    docs.mkdir(parents=True, exist_ok=True)
    before = _read_list(docs)
    looked_at = found.listed if found else before
    new = {path: _known(staged / path, digests.get(path)) for path in files_below(staged)}
    in_the_way = [path for path in new if _is_hand_written(docs / path, before.get(path), new[path].digests)]
    for path in in_the_way:
        del new[path]
    now = {path: _still_known(docs, path, looked_at.get(path), digest) for path, digest in kept.items()} | new
    either = {path: Made((*before[path].digests, *new[path].digests)) if path in before else new[path] for path in new}
    written = {**before, **either}
    if either or before.keys() != now.keys():
        _write_list(docs, written)
    for path, made in new.items():
        target = docs / path
        if path in before and target.exists() and _digest_of(target, before[path]) in made.digests:
            now[path] = _known(target)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            (staged / path).replace(target)
    gone = sorted(before.keys() - now.keys())
    remove(docs, (path for path in gone if not _is_hand_written(docs / path, before[path], ())))
    if now != written:
        _write_list(docs, now)
    return Moved(
        generated={path: made.digests[0] for path, made in now.items()},
        warnings=left_out(docs, in_the_way),
    )


def left_out(docs: Path, in_the_way: Iterable[str]) -> tuple[str, ...]:
    """A warning for each hand-written file of `docs` that stands where a generated one belongs."""
    return tuple(
        f"{docs.name}/{path} was written by hand, so the generated page of that name is left out: rename it"
        for path in in_the_way
    )


def add_hand_written(docs: Path, by_hand: Mapping[str, str], staged: Path, aside: Inventory) -> dict[str, str]:
    """Copy the files `by_hand` of `docs` to `staged`, over generated ones of the same name.

    Those that `aside`, where `staged` will be moved to, holds already are not copied but returned with their digests.
    """
    kept = {}
    for path, digest in by_hand.items():
        target = staged / path
        if aside.generated.get(path) == digest:
            target.unlink(missing_ok=True)
            kept[path] = digest
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(docs / path, target)
    return kept


def remove(folder: Path, paths: Iterable[str]) -> None:
    """Remove the files at `paths` below `folder`, and the folders that this leaves empty."""
    for path in paths:
        (folder / path).unlink(missing_ok=True)
        with suppress(OSError):
            for above in Path(path).parents:
                if above.parts:
                    (folder / above).rmdir()


def files_below(folder: Path) -> tuple[str, ...]:
    """Paths of all files below `folder` but those whose name or folder begins with a dot, in order, with `/`."""
    return tuple(sorted(path for path, _ in _files_below(folder)))


def _files_below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The same, in any order."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with suppress(OSError), os.scandir(folder / below) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if _is_folder(entry):
                    waiting.append(f"{below}{entry.name}/")
                else:
                    yield below + entry.name, entry


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether `entry` is a folder, or leads to one; what cannot be looked at counts as a file, which will be said."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_hand_written(file: Path, made: Made | None, digests: Collection[str]) -> bool:
    """Whether `file` exists and is neither what the list says of it nor one that `digests` stand for."""
    return file.exists() and _digest_of(file, made) not in {*(made.digests if made else ()), *digests}


def _known(file: Path, digest: str | None = None) -> Made:
    """What the list will say of `file`, which is read unless its `digest` is known."""
    found = file.stat()
    return Made((digest or sha256(file).hex(),), found.st_size, found.st_mtime_ns)


def _still_known(docs: Path, path: str, made: Made | None, digest: str) -> Made:
    """What the list will say of the generated file at `path` that stays, of which `made` is what is known.

    If it was changed since, no time is given, so that the next build reads it.
    """
    if made and made.digests == (digest,) and made.mtime_ns >= 0:
        return made
    found = _known(docs / path)
    return found if found.digests == (digest,) else Made((digest,))


def _digest_of(file: Path, made: Made | None) -> str:
    """The digest of `file`, which is read unless the list knows it by its size and time of change."""
    return made.digests[0] if made and _is_untouched(file.stat(), made) else sha256(file).hex()


def _is_untouched(found: os.stat_result, made: Made) -> bool:
    """Whether a file is the one that the list knows, by its size and time of change."""
    return found.st_mtime_ns == made.mtime_ns and found.st_size == made.size and len(made.digests) == 1


def _read_list(docs: Path) -> dict[str, Made]:
    """The list of generated files; empty when there is none or it cannot be read."""
    import msgspec

    try:
        text = (docs / LIST).read_bytes()
        try:
            return msgspec.json.decode(text, type=dict[str, Made])
        except msgspec.ValidationError:  # written before size and time were kept
            alone = msgspec.json.decode(text, type=dict[str, tuple[str, ...]])
            return {path: Made(digests) for path, digests in alone.items()}
    except (OSError, ValueError):
        return {}


def _write_list(docs: Path, made: Mapping[str, Made]) -> None:
    import msgspec

    encode = msgspec.json.encode
    lines = (encode(path) + b": " + encode(made[path]) for path in sorted(made))
    new = docs / f"{LIST}.new"
    new.write_bytes(b"{\n" + b",\n".join(lines) + b"\n}\n")
    new.replace(docs / LIST)
