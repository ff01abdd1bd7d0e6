"""What the fuzzers begin with: the sample collection, and corpora of hostile and odd files where present."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.fuzz.inputs import archived, written
from tests.shared import ROOT, SHARED

LARGEST = 40_000
"""Bytes of a seed: a fuzzer gets nowhere with large ones."""
_ENDINGS = ("txt", "md", "html")
_TOGETHER = 30
"""Payloads in one seed."""


@cache
def seeds() -> tuple[bytes, ...]:
    """All that can be found, each in the form of `inputs`; in the same order on every machine that has the same."""
    found = [*_folder(ROOT / "corpus"), *_curations()]
    corpora = SHARED / "corpora"
    if corpora.is_dir():
        for name in ("formats", "hostile/frontmatter", "seeds"):
            found += _folder(corpora / name)
        found += sorted(_folder(corpora / "messy"))[:20]
        found += [*_payloads(corpora / "hostile"), *_specification(corpora), *_weird(corpora / "hostile")]
    return tuple(dict.fromkeys(found))


def _folder(folder: Path) -> Iterator[bytes]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.stat().st_size <= LARGEST:
            yield archived(path.relative_to(folder).as_posix(), path.read_bytes())


def _curations() -> Iterator[bytes]:
    """An article beside each file of corrections."""
    for path in sorted((ROOT / "corpus" / "_curation").glob("*")):
        article = written("wire/a.md", b"# A title\n\nAnn Holm met Carl Brandt.\n")
        yield article + b"\n" + written(f"_curation/{path.name}", path.read_bytes())


def _payloads(hostile: Path) -> Iterator[bytes]:
    lines = (hostile / "xss" / "all_payloads.txt").read_bytes().splitlines()
    strings = json.loads((hostile / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    payloads = [*lines[::10], *(one.encode("utf-8", "surrogatepass") for one in strings)]
    for number, start in enumerate(range(0, len(payloads), _TOGETHER)):
        text = b"\n\n".join(payloads[start : start + _TOGETHER])
        yield written(f"a.{_ENDINGS[number % 3]}", text[:LARGEST])


def _specification(corpora: Path) -> Iterator[bytes]:
    examples = json.loads((corpora / "commonmark" / "spec.json").read_text(encoding="utf-8"))
    for example in examples:
        yield written("a.md", str(example["markdown"]).encode())


def _weird(hostile: Path) -> Iterator[bytes]:
    with tarfile.open(hostile / "weird-files.tar.gz") as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isreg() and member.size <= LARGEST else None
            if file is not None:
                yield archived(member.name.removeprefix("./articles/"), file.read())
