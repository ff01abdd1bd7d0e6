"""What is said of a file that could not become an article, and how paths are written."""

from __future__ import annotations

from typing import Literal

from generator.errors import (
    AnalysisError,
    ArticleError,
    BrokenFormatError,
    MemoryLimitError,
    ProcessEndedError,
    TimeLimitError,
    UnreadableError,
)
from generator.executors import Failure
from generator.ingest.cleaning import squeeze
from generator.model import Quarantined
from generator.places import visible
from generator.settings import Limits


def quarantined(path: str, error: ArticleError | OSError) -> Quarantined:
    """The file at `path`, below the corpus folder, in quarantine because of `error`."""
    if isinstance(error, OSError):
        error = UnreadableError(f"cannot be read ({error.strerror}).", remedy="Check that you may read it.")
    return Quarantined(written(path), type(error).__name__, visible(f"{error.problem} {error.remedy}"), error.line)


def error_of(failure: Failure, doing: Literal["reading", "analysis"], limits: Limits) -> ArticleError:
    """The error that a failure of an executor is to the article it was at."""
    if failure.reason == "time":
        return TimeLimitError(
            f"Its {doing} took longer than the {limits.article_seconds:,} seconds that it may take.",
            remedy="Split it, or raise `extra: generator: limits: article_seconds` in mkdocs.yml.",
        )
    if failure.reason == "memory":
        return MemoryLimitError(
            f"Its {doing} needed more memory than there is, or than its {limits.article_memory:,} bytes.",
            remedy="Split it, or raise `extra: generator: limits: article_memory` in mkdocs.yml.",
        )
    if failure.reason == "process":
        return ProcessEndedError(
            f"Its {doing} ended the process it was done in, and did so again when it was tried once more.",
            remedy="Where memory is short, give fewer `--workers`; otherwise save it anew, or report it with the file.",
        )
    kind = BrokenFormatError if doing == "reading" else AnalysisError
    return kind(
        f"Its {doing} failed ({printable(squeeze(failure.message)[:200])}).",
        remedy="Save it anew, or report it with the file.",
    )


def written(path: str) -> str:
    """`path` as UTF-8 can hold it: bytes of a name that are none stand as `\\xe9`."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def printable(path: str) -> str:
    """`path` on one line of a message: control characters as escapes, too."""
    return visible(written(path))
