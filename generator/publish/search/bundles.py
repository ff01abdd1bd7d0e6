"""Has Pagefind index shards, and keeps what it made: a bundle is made again only when what is indexed changes.

Bundles lie in the folder of working state under the digest of all they were made from, complete or not at all. The site
gets hard links to them, or copies where the file system knows no links.
"""

from __future__ import annotations

import fnmatch
import json
import os
import shutil
import subprocess
import zlib
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, Self, TypeVar

import msgspec

from generator.errors import SearchMissingError
from generator.executors import Workforce
from generator.executors.forked import Forked
from generator.progress import Progress
from generator.publish.search.filling import Filling, filling
from generator.publish.search.kept import Kept, Links, is_sealed, prune
from generator.publish.search.pages import Page
from generator.publish.search.shards import Shard
from generator.publish.search.texts import Texts, prune_texts
from generator.publish.search.twins import twins

FORMAT = "4"
"""Part of each bundle's key: another number makes all bundles anew."""
AT_ONCE = 2
"""Shards that are indexed at the same time; Pagefind takes about 300 MB for one."""
STARTING = 60
"""Seconds in which Pagefind has to say what version it is."""
KEPT = "bundles"
"""Folder of working state in which they are kept."""
TEXTS = "texts"
"""Folder of working state in which it is kept what was indexed."""
IDS = "ids.json"
COMMON = "common.json"
PATH = "path"
"""Files of a bundle beside those of the site: what Pagefind calls its pages, its common words, and its shard's path."""
ENGINE = "pagefind.js"
"""What runs in the browser, the same for all shards."""

Value = TypeVar("Value")
Read = Callable[[Page], bytes]
"""Gives the HTML of a page."""
_SIGNATURE = len(b"pagefind_dcd")
"""Pagefind begins each of its files with these bytes, before it packs them."""
_GZIP = 16 + zlib.MAX_WBITS
_PARTS = ("pagefind-entry.json", "*.pf_meta", "index/*.pf_index", "fragment/*.pf_fragment")
_FIRST = ("pagefind-worker.js", "wasm.{tag}.pagefind")
"""What the first shard of a language holds beside, for all its shards."""


class _Fragment(msgspec.Struct):
    """A page, in a file of Pagefind's."""

    url: str


_decode = msgspec.json.Decoder(_Fragment).decode


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
    links: Links,
    work: Path,
    found: Sequence[Shard],
    progress: Progress,
    workforce: Workforce,
    meanwhile: Callable[[], object] | None = None,
    ahead: Callable[[], Collection[str]] | None = None,
) -> tuple[Bundle, ...]:
    """Put the bundles of all shards of the pages in `site` where `links` do; `work` keeps them for later builds.

    In the order of `found`; calls `meanwhile` while Pagefind is at work. `ahead` waits until no bundles are made
    elsewhere, and gives the keys of those that were found, or left, as they should be. Raises `SearchMissingError`,
    `PublishError` when Pagefind fails, `OSError`. Memory goes with the shards that are indexed at once.
    """
    program, version = pagefind()
    kept_in = work / KEPT
    kept_in.mkdir(parents=True, exist_ok=True)
    keys = [key_of(shard, version) for shard in found]
    whole = ahead() if ahead else ()
    missing = [
        (shard, key)
        for shard, key in zip(found, keys, strict=True)
        if key not in whole and not is_sealed(kept_in / key)
    ]
    missing.sort(key=lambda one: one[0].effort, reverse=True)

    def read(page: Page) -> bytes:
        return (site / page.address).read_bytes()

    acts = [partial(_index, program, version, shard, read, work) for shard, _ in missing]
    for _ in progress.watch("indexing", _all_done(acts, workforce, meanwhile if acts else None), len(acts)):
        pass
    bundles = bundles_of(found, keys, work)
    started: set[str] = set()
    for bundle in bundles:
        kept, language = kept_in / bundle.key, bundle.shard.language
        links.add(kept, "bundle", bundle.shard.path)
        if language not in started:
            started.add(language)
            links.add(kept, "first", bundle.shard.path)
            links.add(kept, "engine")
    prune(kept_in, set(keys))
    prune_texts(work / TEXTS, found)
    return bundles


def bundles_of(found: Iterable[Shard], keys: Iterable[str], work: Path) -> tuple[Bundle, ...]:
    """The bundles of shards under their keys, which are all in `work`."""
    kept = work / KEPT
    return tuple(
        Bundle(shard, key, _read(kept / key / IDS, dict[str, str]), _read(kept / key / COMMON, frozenset[str]))
        for shard, key in zip(found, keys, strict=True)
    )


def whole_bundles(work: Path) -> frozenset[str]:
    """The keys of all bundles in `work` that are as they should be."""
    with os.scandir(work / KEPT) as entries:
        return frozenset(entry.name for entry in entries if is_sealed(Path(entry.path)))


class Ahead:
    """Has shards indexed, some of which are begun before all of their pages are known; use it in a `with` statement."""

    def __init__(self, work: Path, read: Read) -> None:
        """A later `make_bundles` finds the bundles in `work`; `read` gives the HTML of a page.

        Everything here raises as `make_bundles` does, and what `read` raises.
        """
        self._program, self._version = pagefind()
        self._work = work
        self._read = read
        self._begun: dict[str, Filling] = {}
        self._stack = ExitStack()

    def begin(self, likely: Shard) -> None:
        """Hand Pagefind the pages of a shard such as is likely to come."""
        texts = Texts(self._work / TEXTS / likely.path, self._read)
        begun = self._stack.enter_context(filling(self._program, likely, texts))
        self._begun[likely.path] = begun
        begun.give(likely)

    def has_begun(self, shard: Shard) -> bool:
        """Whether a shard was begun at that place."""
        return shard.path in self._begun

    def index(self, shard: Shard, meanwhile: Callable[[], object]) -> str:
        """Have a shard indexed; returns the key of the bundle. `meanwhile` is called while Pagefind is at work.

        If it was begun, or indexed, with pages at the very same addresses, only those are handed over that turn out
        otherwise.
        """
        if shard.path not in self._begun or not self._begun[shard.path].fits(shard):
            self.begin(shard)
        return _finish(shard, self._begun[shard.path], self._version, self._work, meanwhile)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *raised: Any) -> None:
        """End every Pagefind that is at work."""
        self._stack.__exit__(*raised)


def key_of(shard: Shard, version: str) -> str:
    """Digest of all that the bundle of a shard is made from by that version of Pagefind."""
    return sha256("\n".join((FORMAT, version, shard.digest)).encode("utf-8")).hexdigest()


def _all_done(
    acts: Sequence[Callable[[], object]], workforce: Workforce, meanwhile: Callable[[], object] | None
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
            begun.popleft().result()
            yield
            begun.extend(stack.enter_context(Forked(act, workforce)) for act in islice(waiting, 1))


def _index(
    program: Path, version: str, shard: Shard, read: Read, work: Path, meanwhile: Callable[[], object] = lambda: None
) -> str:
    """Index `shard`; returns the key under which `work` has its bundle then."""
    with filling(program, shard, Texts(work / TEXTS / shard.path, read)) as begun:
        return _finish(shard, begun, version, work, meanwhile)


def _finish(shard: Shard, begun: Filling, version: str, work: Path, meanwhile: Callable[[], object]) -> str:
    """Hand over what is missing of `shard`, and put its bundle into `work`, where it is only when it is complete."""
    begun.give(shard)
    made = begun.files(shard, meanwhile)
    key = key_of(shard, version)
    kept = work / KEPT / key
    new = kept.with_name(f".{key}.{os.getpid()}.new")  # the Pagefind of a killed build may still be at work
    shutil.rmtree(new, ignore_errors=True)
    ids = _ids(made)
    firsts = [name.format(tag=shard.tag) for name in _FIRST]
    bundle = Kept(new, _former(kept.parent, shard))
    for part, patterns, place in (
        ("bundle", _PARTS, shard.path),
        ("first", firsts, shard.path),
        ("engine", [ENGINE], ""),
    ):
        files = {path: made[path] for pattern in patterns for path in fnmatch.filter(made, pattern)}
        for path, content in (files | twins(files, place)).items():
            bundle.write(f"{part}/{path}", content)
    bundle.write(IDS, json.dumps(ids, sort_keys=True).encode())
    bundle.write(COMMON, json.dumps(begun.common()).encode())
    bundle.write(PATH, shard.path.encode())
    bundle.seal()
    shutil.rmtree(kept, ignore_errors=True)
    new.rename(kept)
    return key


def _ids(made: Mapping[str, bytes]) -> dict[str, str]:
    """What Pagefind calls the pages it has indexed, by address."""
    ids = {}
    for path in sorted(fnmatch.filter(made, "fragment/*.pf_fragment")):
        fragment = _decode(zlib.decompress(made[path], wbits=_GZIP)[_SIGNATURE:])
        ids[fragment.url.removeprefix("/")] = PurePosixPath(path).stem
    return ids


def _read(file: Path, kind: type[Value]) -> Value:
    """What a file of a sealed bundle holds."""
    return msgspec.json.decode(file.read_bytes(), type=kind)


def _former(kept_in: Path, shard: Shard) -> Path | None:
    """A bundle of `shard` as it was in an earlier build; None when there is none."""
    for kept in sorted(kept_in.iterdir()):
        with suppress(OSError):
            if not kept.name.startswith(".") and (kept / PATH).read_bytes() == shard.path.encode():
                return kept
    return None
