"""The reading of one file as an executor does it: where it lies as bytes in, what became of it as bytes out."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import msgspec

from generator.cache import digest
from generator.errors import ArticleError
from generator.executors import Outcome, Task
from generator.fingerprint import Needs
from generator.ingest.draft import Claims
from generator.ingest.images import Neighbours
from generator.ingest.quarantine import quarantined, written
from generator.model import Article, Image, Quarantined
from generator.settings import Limits

LIBRARIES = (
    "anyascii",
    "charset-normalizer",
    "courlan",
    "dateparser",
    "ftfy",
    "htmldate",
    "justext",
    "lxml",
    "mammoth",
    "markdown-it-py",
    "mdit-py-plugins",
    "numpy",
    "py-svg-hush",
    "py3langid",
    "pypdfium2",
    "PyYAML",
    "striprtf",
    "symspellpy",
    "trafilatura",
)
"""The libraries that what is read may depend on."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to read."""

    path: bytes
    """Below the corpus folder, as the system knows it."""
    article_id: str
    claims: Claims
    """What metadata.csv says of it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found of another file that the article refers to."""

    question: Literal["find", "place"]
    """The method of `Neighbours`."""
    url: str
    found: Image | str


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a file."""

    digest: bytes
    """Of its bytes; empty where they could not be read."""
    article: Article | None
    """None where the file is in quarantine."""
    quarantined: Quarantined | None = None
    warnings: tuple[str, ...] = ()
    neighbours: tuple[Answer, ...] = ()
    """What was asked about other files, and is to be asked again before this is believed."""

    @property
    def outcome(self) -> Article | Quarantined:
        """What the file is from now on."""
        found = self.article or self.quarantined
        assert found is not None  # it is one of the two
        return found


encode = msgspec.msgpack.encode
decode = msgspec.msgpack.Decoder(Read).decode
"""What bytes say of a file."""


def task(root: Path, limits: Limits) -> Task:
    """What an executor has to know to read files below `root`."""
    return Task(
        load=load,
        # what the others say decides nothing that is found
        arguments=(str(root), replace(limits, article_seconds=0, article_memory=0, corpus_files=0)),
        needs=Needs(("generator.ingest.reading", __name__), LIBRARIES),
        seconds=limits.article_seconds,
        memory=limits.article_memory,
    )


def kind(known: Task) -> str:
    """What the outcomes of a task are kept as: those of other code or limits are of another kind."""
    _, limits = known.arguments
    return f"article/{digest(known.needs.fingerprint(), encode(limits)).hex()}"


def key(file: File, data: bytes) -> bytes:
    """Under what the outcome of a file is kept; `data` is the digest of its bytes."""
    return digest(data, encode(file))


def is_of(outcome: Outcome, data: bytes) -> bool:
    """Whether an outcome is of the bytes whose digest is `data`: a file may change while a corpus is read."""
    return isinstance(outcome, bytes) and decode(outcome).digest == data


def holds(read: Read, file: File, root: Path, limits: Limits) -> bool:
    """Whether all that a file refers to is as it was when it was read."""
    if not read.neighbours:
        return True
    neighbours = _Watched(root, os.fsdecode(file.path), file.article_id, limits.file_bytes)
    return all(getattr(neighbours, one.question)(one.url) == one.found for one in read.neighbours)


def load(root: str, limits: Limits) -> Callable[[bytes], bytes]:
    """What reads a file."""
    from generator.ingest.reading import read_article, read_bytes

    files = msgspec.msgpack.Decoder(File)

    def read(item: bytes) -> bytes:
        file = files.decode(item)
        path = os.fsdecode(file.path)
        neighbours = _Watched(Path(root), path, file.article_id, limits.file_bytes)
        seen = b""
        try:
            data = read_bytes(Path(root, path), limits)
            seen = digest(data)
            article, warnings = read_article(data, neighbours, file.claims, limits)
        except OSError as error:
            return encode(Read(b"", None, quarantined(path, error)))
        except ArticleError as error:
            return encode(Read(seen, None, quarantined(path, error), (), neighbours.answers()))
        return encode(Read(seen, replace(article, path=written(path)), None, warnings, neighbours.answers()))

    return read


@dataclass(frozen=True, slots=True)
class _Watched(Neighbours):
    """Neighbours that remember what they were asked."""

    asked: dict[tuple[Literal["find", "place"], str], Image | str] = field(default_factory=dict)

    def find(self, url: str) -> Image | str:
        """As `Neighbours.find`."""
        found = self.asked["find", url] = Neighbours.find(self, url)
        return found

    def place(self, url: str) -> str:
        """As `Neighbours.place`."""
        found = self.asked["place", url] = Neighbours.place(self, url)
        return found

    def answers(self) -> tuple[Answer, ...]:
        """What was asked, and the answers."""
        return tuple(Answer(question, url, found) for (question, url), found in self.asked.items())
