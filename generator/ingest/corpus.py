"""The corpus folder: what lies in it, which of it is an article, and what becomes of every other file."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator import ids
from generator.errors import ArticleError, BrokenFormatError, CorpusMissingError, UnreadableError
from generator.ingest.cleaning import squeeze
from generator.ingest.curation import read_curation
from generator.ingest.images import FORMATS as IMAGE_FORMATS
from generator.ingest.metadata import read_metadata
from generator.ingest.reading import ENDINGS, read_article
from generator.model import Article, Corpus, Quarantined
from generator.progress import Progress
from generator.settings import Settings

_LONGEST_ID = 180
"""Longest id of an article, in characters: with the site's own folders it stays below what Windows allows a path."""


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    """Below the corpus folder, with `/`."""
    trouble: str = ""
    """Why it cannot be read, where its kind already says so."""


def read_corpus(root: Path, settings: Settings, progress: Progress) -> Corpus:
    """Read every article below `root`; every file is published, quarantined or ignored.

    Articles get their ids in the order of their paths and are returned by id. Raises `CorpusMissingError` when `root`
    is no folder; what is wrong with one file never ends the build.
    """
    if not root.is_dir():
        raise CorpusMissingError(
            "There is no such folder of articles.",
            remedy="Make it and put articles into it, or name another.",
            path=str(root),
        )
    keeper = read_metadata(root)
    curation, misunderstood = read_curation(root)
    found = sorted(_walk(root, ""), key=lambda file: file.path)
    wanted = [file for file in found if _is_article(file.path)]
    warnings = [*keeper.warnings, *misunderstood, *_unknown_endings(found)]
    articles: list[Article] = []
    quarantined: list[Quarantined] = []
    addresses = dict(zip((f.path for f in wanted), ids.tell_apart(article_id(f.path) for f in wanted), strict=True))
    for file in progress.watch("reading", wanted, len(wanted)):
        try:
            if file.trouble:
                raise UnreadableError(file.trouble, remedy="Put the file itself there, or remove it.")
            claims = keeper.of(written(file.path))
            article, said = read_article(root, file.path, addresses[file.path], claims, settings)
        except Exception as error:  # whatever one file does to a parser, the others are published
            quarantined.append(_quarantine(file.path, error))
        else:
            articles.append(replace(article, path=written(file.path)))
            warnings.extend(f"{printable(file.path)}: {warning}" for warning in said)
    warnings.extend(keeper.unmatched({written(file.path) for file in wanted}))
    return Corpus(
        articles=tuple(sorted(articles, key=lambda article: article.id)),
        quarantined=tuple(quarantined),
        files=len(found),
        ignored=len(found) - len(wanted),
        warnings=tuple(warnings),
        curation=curation,
    )


def article_id(path: str) -> str:
    """The id that the article at `path` (below the corpus folder) asks for, before ids that collide are told apart."""
    *folders, name = path.split("/")
    wanted = "/".join([*(ids.slug(folder) for folder in folders), ids.slug(name.rpartition(".")[0])])
    if len(wanted) <= _LONGEST_ID:
        return wanted
    return f"deep/{hashlib.sha256(path.encode(errors='surrogateescape')).hexdigest()[:12]}/{wanted.rpartition('/')[2]}"


def written(path: str) -> str:
    """`path` as UTF-8 can hold it: bytes of a name that are none stand as `\\xe9`."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def printable(path: str) -> str:
    """`path` on one line of a message: control characters as escapes, too."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in written(path))


def _walk(folder: Path, below: str) -> Iterator[_File]:
    """Every file below `folder`; folders behind symbolic links are not entered."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _File(below.rstrip("/") + "/", f"it is a folder that cannot be opened ({error.strerror}).")
        return
    for entry in entries:
        path = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name, path + "/")
        else:
            yield _File(path, _trouble(Path(entry.path)))


def _trouble(path: Path) -> str:
    """Why a file is not opened, or empty: it is a link, a pipe, a device."""
    try:
        mode = path.lstat().st_mode
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


def _unknown_endings(found: list[_File]) -> Iterator[str]:
    """A warning for every file that is neither read nor left out on purpose; images may lie beside articles."""
    for file in found:
        if not _is_article(file.path) and not _is_meant(file.path) and _ending(file.path) not in IMAGE_FORMATS:
            reason = file.trouble or "no reader knows its ending."
            remedy = "Put what it leads to there itself" if file.trouble else "Convert it to .txt, .md or .html"
            yield f"{printable(file.path)}: ignored, for {reason} {remedy}, or put an underscore before its name."


def _quarantine(path: str, error: Exception) -> Quarantined:
    if isinstance(error, OSError):
        error = UnreadableError(f"cannot be read ({error.strerror}).", remedy="Check that you may read it.")
    elif not isinstance(error, ArticleError):
        said = squeeze(str(error))[:200]
        error = BrokenFormatError(
            f"broke its reader ({type(error).__name__}: {said}).", remedy="Save it anew, or report it with the file."
        )
    return Quarantined(written(path), type(error).__name__, f"{error.problem} {error.remedy}", error.line)
