"""How long an article may be, and how many files a corpus may have."""

from __future__ import annotations

from pathlib import Path

from generator.errors import CorpusTooLargeError, TooLargeError
from generator.places import shown
from generator.settings import Limits


def check_length(length: int, limits: Limits) -> None:
    """Raise `TooLargeError` where an article of `length` code points is longer than the settings allow."""
    limit = limits.article_characters
    if length > limit:
        raise TooLargeError(
            f"has {length:,} characters, more than the {limit:,} that an article may have.",
            remedy="Split it, or raise `extra: generator: limits: article_characters` in mkdocs.yml.",
        )


def check_files(files: int, root: Path, limits: Limits) -> None:
    """Raise `CorpusTooLargeError` where the corpus at `root` has more `files` than the settings allow."""
    if files > limits.corpus_files:
        raise CorpusTooLargeError(
            f"holds {files:,} files, more than the {limits.corpus_files:,} that a corpus may have.",
            remedy="Name the folder that is meant, or raise `extra: generator: limits: corpus_files` in mkdocs.yml.",
            path=shown(root),
        )
