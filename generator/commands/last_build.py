"""What the last build was made from, and what it had to say: when nothing has changed since, it is said again.

The record holds only while the site and docs/ are as that build left them. Its inputs are compared by their content,
but a file of the corpus of which the system says that nothing has changed is not read once more to know it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.analyse.work import model_files
from generator.cache import digest
from generator.commands.contents import Contents, Known, Mark, marks_below, read_contents, unchanged
from generator.curation import FOLDER
from generator.errors import AnalysisError, MemoryLimitError, ProcessEndedError, TimeLimitError
from generator.ingest.length import check_files
from generator.model import Quarantined
from generator.project import Project
from generator.publish import chrome
from generator.publish.manifest import State, folder_of, forget_manifest, read_manifest, state_of
from generator.publish.pages import Inventory

NAME = "last"
"""Of the record, in the folder of what is known of a site."""
_OF_THE_DAY = frozenset(
    error.__name__ for error in (TimeLimitError, MemoryLimitError, ProcessEndedError, AnalysisError)
)
"""Errors of an article that may be the machine's: it was slow, or short of memory."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build tells the person who runs it."""

    articles: int
    entities: int
    topics: int
    files: int
    """All files of the corpus."""
    ignored: int
    """Those of them that are no articles."""
    quarantined: tuple[Quarantined, ...]
    warnings: tuple[str, ...]
    """Of the corpus, then of the pages."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a build is made from."""

    all: bytes
    """A digest of everything."""
    corpus: Mapping[str, Mark]
    """How to tell of each of the corpus's files that it has not changed, also while it was read."""
    contents: Mapping[str, bytes]
    """Digests of what is in them, by path, save for links and what is too large, blank or cannot be read."""
    known: Mapping[str, Known]
    """Those of them that need not be read again, by path."""
    others: Mapping[Path, State | None]
    """Size and time of change of the configuration, the theme and the hand-written pages; None for what is missing."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the last build left."""

    inputs: bytes
    """Digest of everything that it was made from."""
    corpus: dict[bytes, State]
    """The files of the corpus, by the path as the system knows it, which need not be a text."""
    docs: bytes
    """Digest of the files of docs/, made and written by hand."""
    summary: Summary
    """What it said."""
    known: dict[bytes, Known]
    """Files of the corpus that need not be read again, by path."""


def last_record(project: Project) -> Record | None:
    """What the last build left, if it ended well."""
    import msgspec

    try:
        data = (folder_of(project.work, project.site) / NAME).read_bytes()
        return msgspec.msgpack.decode(data, type=Record)
    except (OSError, ValueError):
        return None


def corpus_marks(project: Project) -> Mapping[str, Mark]:
    """How to tell of every file of the corpus, by path, that it has not changed; raises `CorpusTooLargeError`."""
    found = marks_below(project.corpus)
    check_files(len(found), project.corpus, project.settings.limits)
    return found


def known_contents(project: Project, corpus: Mapping[str, Mark], record: Record | None) -> Mapping[str, Known]:
    """The files of the `corpus` that have not changed since the last build, which knows what is in them."""
    known = {os.fsdecode(path): one for path, one in record.known.items()} if record else {}
    return unchanged(corpus, partial(_most, project), known)


def corpus_contents(project: Project, paths: Iterable[str]) -> Contents:
    """What is in the files of the corpus at `paths`."""
    return read_contents(project.corpus, paths, partial(_most, project))


def _most(project: Project, path: str) -> int:
    """How many bytes a file of the corpus may have."""
    return sys.maxsize if path.startswith(f"{FOLDER}/") else project.settings.limits.file_bytes


def inputs_of(project: Project, by_hand: Mapping[str, str], corpus: Mapping[str, Mark], contents: Contents) -> Inputs:
    """Everything that the site of `project` is made from.

    `by_hand` are the hand-written files of its docs/; `corpus` and `contents` tell of its corpus.
    """
    others = _states([*chrome.files(project), *(project.docs / path for path in by_hand)])
    parts: list[bytes | str] = [chrome.program(), chrome.configuration(project), chrome.theme(project)]
    parts.append(model_files(project.settings.ner_model))
    for listed in (by_hand, contents.found):
        for path, content in sorted(listed.items()):
            parts += (path, content)
    digests = {path: content for path, content in contents.found.items() if isinstance(content, bytes)}
    return Inputs(digest(*parts), corpus, digests, contents.known, others)


def newcomers(corpus: Mapping[str, Mark], record: Record | None) -> frozenset[str]:
    """The files of the corpus that seem to be new or changed since the last build; none when that is not known."""
    if record is None:
        return frozenset()
    return frozenset(path for path, mark in corpus.items() if record.corpus.get(os.fsencode(path)) != mark[:2])


def last_summary(project: Project, inputs: Inputs, docs: Inventory, record: Record | None) -> Summary | None:
    """What the last build said, if it was made from the same `inputs` and all it has made is still there."""
    if record is None or record.inputs != inputs.all or record.docs != _files(docs):
        return None
    return record.summary if read_manifest(folder_of(project.work, project.site)).describes(project.site) else None


def keep_summary(project: Project, inputs: Inputs, docs: Inventory, summary: Summary) -> None:
    """Remember what a build that is complete was made from and has said.

    Not if anything of that changed meanwhile, nor if an article failed that may succeed on another day: it is tried
    again. Where the theme or a page changed, no page of the site can be told to be of the old or of the new.
    """
    import msgspec

    folder = folder_of(project.work, project.site)
    failed = any(one.error in _OF_THE_DAY for one in summary.quarantined)
    edited = _states(inputs.others) != inputs.others or project.config_file.read_bytes() != project.text
    if edited:
        forget_manifest(folder)
    if edited or failed or _times(marks_below(project.corpus)) != _times(inputs.corpus):
        forget_summary(project)
        return
    corpus = {os.fsencode(path): State(mark.size, mark.mtime_ns) for path, mark in inputs.corpus.items()}
    known = {os.fsencode(path): one for path, one in inputs.known.items()}
    record = Record(inputs.all, corpus, _files(docs), summary, known)
    new = folder / f"{NAME}.new"
    new.write_bytes(msgspec.msgpack.encode(record))
    new.replace(folder / NAME)


def forget_summary(project: Project) -> None:
    """Let the next build look at everything."""
    (folder_of(project.work, project.site) / NAME).unlink(missing_ok=True)


def _states(files: Iterable[Path]) -> dict[Path, State | None]:
    """Size and time of change of files."""
    return {file: state_of(file) if file.exists() else None for file in files}


def _times(marks: Mapping[str, Mark]) -> dict[str, tuple[int, ...]]:
    """Of marks what stays from one look to the next on every file system: all but the inode, which some make up."""
    return {path: mark[:3] for path, mark in marks.items()}


def _files(docs: Inventory) -> bytes:
    listed = sorted([*docs.generated.items(), *docs.by_hand.items()])
    return digest(*(part for item in listed for part in item))
