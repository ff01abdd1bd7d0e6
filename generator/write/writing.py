"""Writes the pages whose inputs have changed, and says which have not."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.executors import SERIAL, Failure, Task, Workforce
from generator.fingerprint import Needs
from generator.garbage import spared
from generator.progress import Progress
from generator.write import addresses
from generator.write.aside import Aside, Plan
from generator.write.catalogue import Catalogue
from generator.write.drafts import Draft
from generator.write.pages import of_articles, of_names, of_the_rest
from generator.write.sealed import read_sealed, write_sealed

NOTHING: Mapping[str, str] = MappingProxyType({})

NEEDS = Needs(("generator.write.pages",), ("anyascii", "babel", "markdown-it-py", "numpy", "scipy"))
PORTION = 20
"""Pages that go to a process at once, and that are lost when it ends."""
WORTH = 500
"""Pages from which on a further process pays for its start."""


@dataclass(frozen=True, slots=True)
class Written:
    """The pages of a collection; every page is in one of the two. Paths are below docs/, digests are SHA-256 in hex."""

    staged: Mapping[str, str]
    """Digests of the files that were made, by path; they lie in the folder that was written to."""
    kept: Mapping[str, str]
    """Digests of the files that are there already, by path, and stay as they are; they were not made."""


def write_pages(
    shelf: Catalogue,
    staged: Path,
    progress: Progress,
    *,
    memory: Path | None = None,
    present: Mapping[str, str] = NOTHING,
    workforce: Workforce = SERIAL,
    articles_written: Callable[[Written], None] = lambda written: None,
) -> Written:
    """Write the pages of the collection below `staged`, save those that are as they should be already.

    `present` gives the digests of the files that docs/ holds now, by path: a page is not made when the last build has
    noted in the file `memory` that it comes out with the very digest that its file has. Articles' pages come first, and
    `articles_written` is told of them.
    Folders are made where they are missing, files of the same name replaced, others left alone. Raises `OSError`.
    """
    plan = partial(_plan, code=NEEDS.fingerprint(), shelf=shelf, staged=staged, workforce=workforce)
    known = (read_sealed(memory, dict[bytes, bytes]) if memory else None) or {}
    digests: dict[bytes, bytes] = {}
    write = partial(_write, known=known, digests=digests, present=present)
    with Aside(partial(plan, of_names), workforce if present else SERIAL) as aside:
        articles = write(plan(of_articles), progress, "writing articles")
        articles_written(articles)
        others = write(plan(of_the_rest), progress, "writing pages")
        names = write(aside.plan(), progress, "writing pages")
    if memory and digests != known:
        write_sealed(memory, digests)
    parts = (articles, others, names)
    return Written(
        {path: digest for part in parts for path, digest in part.staged.items()},
        {path: digest for part in parts for path, digest in part.kept.items()},
    )


def _write(
    plan: Plan,
    progress: Progress,
    what: str,
    *,
    known: Mapping[bytes, bytes],
    digests: dict[bytes, bytes],
    present: Mapping[str, str],
) -> Written:
    """Write those of the pages that are not as they should be; adds the digests of all to `digests`, by key."""
    kept: dict[str, str] = {}
    missing: list[int] = []
    for place, (key, path) in enumerate(zip(plan.keys, plan.paths, strict=True)):
        content = known.get(key)
        if content and present.get(path) == content.hex():
            kept[path] = present[path]
            digests[key] = content
        else:
            missing.append(place)
    made: dict[str, str] = {}
    for place, content in zip(progress.watch(what, missing, len(missing)), plan.make(missing), strict=True):
        made[plan.paths[place]] = content.hex()
        digests[plan.keys[place]] = content
    return Written(staged=made, kept=kept)


@spared()
def _plan(
    drafts: Callable[[Catalogue], Iterable[Draft[Any]]],
    *,
    code: bytes,
    shelf: Catalogue,
    staged: Path,
    workforce: Workforce,
) -> Plan:
    """Pages, not yet made."""
    planned = [*drafts(shelf)]
    return Plan(
        keys=[draft.key(code) for draft in planned],
        paths=[addresses.source_file(draft.address) for draft in planned],
        make=lambda places: _make([planned[place] for place in places], staged, workforce),
    )


def load_maker(staged: str) -> Maker:
    """The function that a process makes pages with."""
    return Maker(Path(staged))


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes pages and writes them below a folder."""

    staged: Path

    def __call__(self, portion: bytes) -> bytes:
        """Write the pages of pickled drafts; returns their SHA-256 digests one after the other."""
        return b"".join(map(self.write, pickle.loads(portion)))

    def write(self, draft: Draft[Any]) -> bytes:
        """Write one page; returns the digest of its file. Raises `OSError`."""
        content = draft.page().markdown.encode("utf-8")
        target = self.staged / addresses.source_file(draft.address)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        return hashlib.sha256(content).digest()


def _make(drafts: Sequence[Draft[Any]], staged: Path, workforce: Workforce) -> Iterator[bytes]:
    """Write pages, in several processes where that pays; the digests of their files in the order of the pages."""
    maker = Maker(staged)
    if workforce.name == "serial" or len(drafts) < 2 * WORTH:
        yield from map(maker.write, drafts)
        return
    portions = [drafts[start : start + PORTION] for start in range(0, len(drafts), PORTION)]
    task = Task(load_maker, (str(staged),), NEEDS, seconds=0)
    with workforce.here().at_work(len(drafts), worth=WORTH) as executor:
        outcomes = executor.outcomes(task, map(pickle.dumps, portions))
        for portion, outcome in zip(portions, outcomes, strict=True):
            if isinstance(outcome, Failure):  # once more here, where what is wrong can be raised
                yield from map(maker.write, portion)
            else:
                size = hashlib.sha256().digest_size
                yield from (outcome[at : at + size] for at in range(0, len(outcome), size))
