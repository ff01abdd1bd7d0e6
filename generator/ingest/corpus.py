"""The corpus folder: what lies in it, which of it is an article, and what becomes of every other file."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from generator import ids
from generator.cache import NO_CACHE, Cache, digest
from generator.curation import Curation
from generator.errors import ArticleError, CorpusMissingError, UnreadableError
from generator.executors import SERIAL, Failure, Outcome, Workforce
from generator.executors.standby import Standby
from generator.ingest import work
from generator.ingest.curation import read_curation
from generator.ingest.formats import ENDINGS
from generator.ingest.images import FORMATS as IMAGE_FORMATS
from generator.ingest.length import check_files
from generator.ingest.metadata import Metadata, read_metadata
from generator.ingest.quarantine import error_of, printable, quarantined, written
from generator.ingest.readers import readers
from generator.memo import memoised
from generator.model import Article, Corpus, Quarantined
from generator.places import visible
from generator.progress import Progress
from generator.settings import Limits, Settings

UNKNOWN: Mapping[str, bytes] = MappingProxyType({})
_LONGEST_ID = 180
"""Longest id of an article, in characters: with the site's own folders it stays below what Windows allows a path."""


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    """Below the corpus folder, with `/`."""
    trouble: str = ""
    """Why it cannot be read, where its kind already says so."""


def read_corpus(
    root: Path,
    settings: Settings,
    progress: Progress,
    *,
    workforce: Workforce = SERIAL,
    cache: Cache = NO_CACHE,
    digests: Mapping[str, bytes] = UNKNOWN,
    begun: Standby | None = None,
    reading: Callable[[Curation, int], None] = lambda curation, files: None,
) -> Corpus:
    """Read every article below `root` that `cache` does not know; every file is published, quarantined or ignored.

    `digests` are those of the files' bytes, by path, as far as they are known; files are read by those who have `begun`
    to load what that needs, or by `workforce`; `reading` is told people's corrections and how many files have to be
    read, as soon as there are some. Articles get their ids in the order of their paths and are returned by id. Raises
    `CorpusMissingError` when `root` is no folder, `CorpusTooLargeError` before anything is read, and `ExecutorError`;
    what is wrong with one file never ends the build.
    """
    if not root.is_dir():
        raise CorpusMissingError(
            "There is no such folder of articles.",
            remedy="Make it and put articles into it, or name another.",
            path=str(root),
        )
    found = sorted(_walk(root), key=lambda file: file.path)
    check_files(len(found), root, settings.limits)
    keeper = read_metadata(root)
    curation, misunderstood = read_curation(root)
    wanted: list[_File] = []
    others: list[_File] = []
    for file in found:
        (wanted if _is_article(file.path) else others).append(file)
    warnings = [*keeper.warnings, *misunderstood, *_unknown_endings(others)]
    articles: list[Article] = []
    lost: list[Quarantined] = []
    contents = [digests.get(file.path) or _content(root, file, settings.limits) for file in wanted]
    standby = begun or readers(workforce)
    read = _read(root, wanted, contents, keeper, settings.limits, standby, cache, partial(reading, curation))
    for file, (outcome, said) in zip(wanted, progress.watch("reading", read, len(wanted)), strict=True):
        if isinstance(outcome, Article):
            articles.append(outcome)
            warnings.extend(f"{printable(file.path)}: {warning}" for warning in said)
        else:
            lost.append(outcome)
    warnings.extend(keeper.unmatched({written(file.path) for file in wanted}))
    return Corpus(
        articles=tuple(sorted(articles, key=lambda article: article.id)),
        quarantined=tuple(lost),
        files=len(found),
        ignored=len(others),
        warnings=tuple(map(visible, warnings)),  # what a keeper's file says may be anything
        curation=curation,
        left_out=_left_out(others),
    )


def _read(
    root: Path,
    wanted: Sequence[_File],
    contents: Sequence[bytes | Quarantined],
    keeper: Metadata,
    limits: Limits,
    standby: Standby,
    cache: Cache,
    reading: Callable[[int], None],
) -> Iterator[tuple[Article | Quarantined, tuple[str, ...]]]:
    """What becomes of each of `wanted`, in their order, and the warnings about it.

    `contents` are the digests of their bytes; `reading` is told how many files are not known.
    """
    addresses = ids.tell_apart(article_id(file.path) for file in wanted)
    readable = [
        (work.File(os.fsencode(file.path), address, keeper.of(written(file.path))), data)
        for file, address, data in zip(wanted, addresses, contents, strict=True)
        if isinstance(data, bytes)
    ]
    keys = [work.key(file, data) for file, data in readable]
    task = work.task(root, limits)

    def compute(missing: Sequence[int]) -> Iterator[tuple[bytes | None, Outcome]]:
        if missing:
            reading(len(missing))
            with standby.executor(task, len(missing)) as executor:
                items = (work.encode(readable[index][0]) for index in missing)
                for index, outcome in zip(missing, executor.outcomes(task, items), strict=True):
                    yield keys[index] if work.is_of(outcome, readable[index][1]) else None, outcome

    def holds(index: int, read: work.Read) -> bool:
        return work.holds(read, readable[index][0], root, limits)

    outcomes = memoised(cache, work.kind(task), keys, work.decode, compute, holds, ahead=standby.are_processes)
    for file, data in zip(wanted, contents, strict=True):
        if isinstance(data, Quarantined):
            yield data, ()
            continue
        read = next(outcomes)
        if isinstance(read, Failure):
            yield quarantined(file.path, error_of(read, "reading", limits)), ()
        else:
            yield read.outcome, read.warnings


def _content(root: Path, file: _File, limits: Limits) -> bytes | Quarantined:
    """A digest of the bytes of a file."""
    from generator.ingest.reading import read_bytes

    try:
        if file.trouble:
            raise UnreadableError(file.trouble, remedy="Put the file itself there, or remove it.")
        return digest(read_bytes(root / file.path, limits))
    except (ArticleError, OSError) as error:
        return quarantined(file.path, error)


def article_id(path: str) -> str:
    """The id that the article at `path` (below the corpus folder) asks for, before ids that collide are told apart."""
    *folders, name = path.split("/")
    wanted = "/".join([*(ids.slug(folder) for folder in folders), ids.slug(name.rpartition(".")[0])])
    if len(wanted) <= _LONGEST_ID:
        return wanted
    return f"deep/{hashlib.sha256(path.encode(errors='surrogateescape')).hexdigest()[:12]}/{wanted.rpartition('/')[2]}"


def _walk(root: Path) -> Iterator[_File]:
    """Every file below `root`, in no order; folders behind symbolic links are not entered. No depth matters."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            entries = list(os.scandir(root / below))
        except OSError as error:
            yield _File(below.rstrip("/") + "/", f"it is a folder that cannot be opened ({error.strerror}).")
            continue
        for entry in entries:
            path = below + entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path + "/")
            else:
                yield _File(path, _trouble(entry))


def _trouble(entry: os.DirEntry[str]) -> str:
    """Why a file is not opened, or empty: it is a link, a pipe, a device."""
    try:
        mode = entry.stat(follow_symlinks=False).st_mode
    except OSError as error:
        return f"it cannot be looked at ({error.strerror})."
    if stat.S_ISLNK(mode):
        return "it is a symbolic link, and none is followed, not even one that stays in this folder."
    return "" if stat.S_ISREG(mode) else "it is a pipe or a device, not a file."


def _is_meant(path: str) -> bool:
    """Whether a file is left out on purpose: it or one of its folders begins with `.` or `_`."""
    return any(part.startswith((".", "_")) for part in path.split("/"))


def _ending(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else ""


def _is_article(path: str) -> bool:
    return not _is_meant(path) and (_ending(path) in ENDINGS or path.endswith("/"))


def _left_out(others: list[_File]) -> tuple[tuple[str, int], ...]:
    """Why files are no articles, and how many for each reason. Names are not told: some are left out on purpose."""
    return tuple(sorted(Counter(map(_reason, others)).items()))


def _reason(file: _File) -> str:
    if _is_meant(file.path):
        return "left out on purpose (a name, or that of a folder, begins with . or _)"
    if _ending(file.path) in IMAGE_FORMATS:
        return "pictures, which articles may show"
    return "links, pipes or devices" if file.trouble else "in a format that is not read"


def _unknown_endings(others: list[_File]) -> Iterator[str]:
    """A warning for every file that is neither read nor left out on purpose; images may lie beside articles."""
    for file in others:
        if not _is_meant(file.path) and _ending(file.path) not in IMAGE_FORMATS:
            reason = file.trouble or "no reader knows its ending."
            remedy = "Put what it leads to there itself" if file.trouble else "Convert it to .txt, .md, .html or .pdf"
            yield f"{printable(file.path)}: ignored, for {reason} {remedy}, or put an underscore before its name."
