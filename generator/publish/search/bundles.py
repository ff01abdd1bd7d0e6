"""Has Pagefind index shards, and keeps what it made: a bundle is made again only when what is indexed changes.

Bundles lie in the folder of working state under the digest of all they were made from, complete or not at all. The site
gets hard links to them, or copies where the file system knows no links.
"""

from __future__ import annotations

import fnmatch
import gzip
import html
import json
import os
import re
import shutil
import subprocess
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TypeVar

import msgspec

from generator.errors import PublishError, SearchMissingError
from generator.executors import Workforce
from generator.executors.forked import Forked
from generator.progress import Progress
from generator.publish.search.indexing import IndexingError, index_of
from generator.publish.search.kept import is_sealed, link, seal
from generator.publish.search.pages import Page, document, fold
from generator.publish.search.shards import Shard
from generator.publish.search.twins import write_twins

FORMAT = "4"
"""Part of each bundle's key: another number makes all bundles anew."""
AT_ONCE = 2
"""Shards that are indexed at the same time; Pagefind takes about 300 MB for one."""
STARTING = 60
"""Seconds in which Pagefind has to say what version it is."""
INDEXING = 1_800
"""Seconds that a shard may take; it takes a few."""
IDS = "ids.json"
COMMON = "common.json"
OFTEN = 1 / 20
"""The share of a shard's pages that a common word is on."""
ENGINE = "pagefind.js"
"""What runs in the browser, the same for all shards."""

Value = TypeVar("Value")
_TAG = re.compile(r"<[^>]*>")
_SIGNATURE = len(b"pagefind_dcd")
"""Pagefind begins each of its files with these bytes, before it packs them."""
_PARTS = ("pagefind-entry.json", "*.pf_meta", "index/*.pf_index", "fragment/*.pf_fragment")
_FIRST = ("pagefind-worker.js", "wasm.{language}.pagefind")
"""What the first shard of a family and language holds beside, for all its shards."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A shard's index as it lies in the site."""

    shard: Shard
    key: str
    """Digest of all it was made from."""
    ids: Mapping[str, str]
    """By address, what Pagefind calls each page in its results; in two shards it may call two pages alike."""
    common: frozenset[str]
    """Words, folded, that many of its pages have: a query need not ask whether it knows them."""


def pagefind() -> tuple[Path, str]:
    """The Pagefind program, and what version it is. Raises `SearchMissingError` when there is none that runs."""
    from pagefind.service import get_executable

    try:
        program = get_executable()
        if program is not None:
            said = subprocess.run(
                [program, "--version"], check=True, capture_output=True, text=True, errors="replace", timeout=STARTING
            )
            return program, said.stdout.strip()
    except (OSError, subprocess.SubprocessError):
        pass
    raise SearchMissingError(
        "The search cannot be made: Pagefind's program is missing or does not run.",
        remedy="Install it again with `pip install --force-reinstall pagefind-bin`, and build again.",
    )


def make_bundles(
    site: Path,
    search: Path,
    work: Path,
    found: Sequence[Shard],
    progress: Progress,
    workforce: Workforce,
    meanwhile: Callable[[], object] | None = None,
) -> tuple[Bundle, ...]:
    """Put the bundle of each shard of the pages in `site` below `search`; `work` keeps them for later builds.

    In the order of `found`; calls `meanwhile` while Pagefind is at work. Raises `SearchMissingError`, `PublishError`
    when Pagefind fails, `OSError`. Memory goes with the shards that are indexed at once.
    """
    program, version = pagefind()
    work.mkdir(parents=True, exist_ok=True)
    keys = [sha256("\n".join((FORMAT, version, shard.digest)).encode("utf-8")).hexdigest() for shard in found]
    new = [(shard, work / key) for shard, key in zip(found, keys, strict=True) if not is_sealed(work / key)]
    new.sort(key=lambda one: -len(one[0].pages))
    acts = [partial(_index, program, shard, site, kept) for shard, kept in new]
    for _ in progress.watch("indexing", _all_done(acts, workforce, meanwhile), len(acts)):
        pass
    bundles = tuple(
        Bundle(shard, key, _read(work / key / IDS, dict[str, str]), _read(work / key / COMMON, frozenset[str]))
        for shard, key in zip(found, keys, strict=True)
    )
    started: set[str] = set()
    for bundle in bundles:
        kept, index = work / bundle.key, bundle.shard.index
        link(kept / "bundle", search / bundle.shard.path)
        if index not in started:
            started.add(index)
            link(kept / "first", search / bundle.shard.path)
            link(kept / "engine", search)
    return bundles


def _all_done(
    acts: Sequence[Callable[[], None]], workforce: Workforce, meanwhile: Callable[[], object] | None
) -> Iterator[None]:
    """Do `acts` in forks of this process, at most `AT_ONCE` at a time, and `meanwhile` in it; yields as they are done.

    In their order: those that take longest should come first.
    """
    waiting = iter(acts)
    with ExitStack() as stack:
        begun = deque(stack.enter_context(Forked(act, workforce)) for act in islice(waiting, AT_ONCE))
        if meanwhile:
            meanwhile()
        while begun:
            yield begun.popleft().result()
            begun.extend(stack.enter_context(Forked(act, workforce)) for act in islice(waiting, 1))


def _index(program: Path, shard: Shard, site: Path, kept: Path) -> None:
    """Index `shard` into the folder `kept`, which is there only when it is complete."""
    new = kept.with_name(f".{kept.name}.{os.getpid()}.new")  # the Pagefind of a killed build may still be at work
    shutil.rmtree(new, ignore_errors=True)
    pages_with: Counter[str] = Counter()

    def prepared(page: Page) -> tuple[str, frozenset[str]]:
        text = document(page.record, page.language, (site / page.address).read_bytes())
        return text, frozenset(fold(html.unescape(_TAG.sub(" ", text))).split())

    try:
        with ThreadPoolExecutor(1) as ahead, index_of(program, shard.language, INDEXING) as index:
            for page, (text, words) in zip(shard.pages, ahead.map(prepared, shard.pages), strict=True):
                index.add(page.address, text)
                pages_with.update(words)
            made = index.files()
    except IndexingError as error:
        raise _failure(shard, str(error)) from error
    ids = _ids(made)
    _take(made, new / "bundle", _PARTS)
    _take(made, new / "first", [name.format(language=shard.language) for name in _FIRST])
    _take(made, new / "engine", [ENGINE])
    write_twins(new / "bundle", shard.path)
    write_twins(new / "first", shard.path)
    write_twins(new / "engine", "")
    common = sorted(word for word, pages in pages_with.items() if pages >= OFTEN * len(shard.pages))
    (new / IDS).write_text(json.dumps(ids, sort_keys=True), encoding="utf-8")
    (new / COMMON).write_text(json.dumps(common), encoding="utf-8")
    seal(new)
    shutil.rmtree(kept, ignore_errors=True)
    new.rename(kept)


def _failure(shard: Shard, reason: str) -> PublishError:
    return PublishError(
        f"Pagefind failed on {shard.path}: {reason}.", remedy="See to memory and disk, and build again."
    )


def _ids(made: Mapping[str, bytes]) -> dict[str, str]:
    """What Pagefind calls the pages it has indexed, by address."""
    ids = {}
    for path in sorted(fnmatch.filter(made, "fragment/*.pf_fragment")):
        fragment = json.loads(gzip.decompress(made[path])[_SIGNATURE:])
        ids[str(fragment["url"]).removeprefix("/")] = PurePosixPath(path).stem
    return ids


def _read(file: Path, kind: type[Value]) -> Value:
    """What a file of a sealed bundle holds."""
    return msgspec.json.decode(file.read_bytes(), type=kind)


def _take(made: Mapping[str, bytes], target: Path, patterns: Iterable[str]) -> None:
    """Write those of the files that fit one of the patterns below `target`."""
    for path in (path for pattern in patterns for path in fnmatch.filter(made, pattern)):
        there = target / path
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(made[path])
