"""The collection's own names, other names and titles, in small scripts by how they begin.

A query that is the very name or title of a page is answered with that page first, whatever script it is in; a name that
is being typed is completed; and where nothing is found, names spelt nearly alike are offered.
"""

from __future__ import annotations

import heapq
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import msgspec

from generator.publish.search.pages import Page, fold
from generator.publish.search.scripts import Scripts, keep
from generator.publish.search.shards import Shard
from generator.publish.search.tables import KINDS

MOST = 150
"""Names in one script; more are parted by their next letters. A script has 20 KB then."""
SHOWN = 12
"""Names that stand for all that begin with letters which too many begin with: the most prominent."""
LONGEST = 80
"""Code points of a name or title that its place depends on."""
WORDS = "words.js"
_SPACE = re.compile(" ")
_KINDS = {kind: number for number, kind in enumerate(KINDS)}


class Name(NamedTuple):
    """One way to find a page."""

    key: str
    """Folded, from the beginning of one of the name's words on."""
    address: str
    other: str
    """The name, where it is not the page's title."""
    page: int
    """Number of the page, among those of all shards."""


@dataclass(frozen=True, slots=True)
class Names:
    """All names, as the scripts will have them."""

    pages: Sequence[tuple[int, Page]]
    """All pages, with the numbers of their shards."""
    buckets: Mapping[str, Sequence[Name]]
    """By prefix."""
    words: str
    """All words of the names of what is no article, in order."""


def gather_names(found: Sequence[Shard]) -> Names:
    """The names of the pages of all shards; they are known before Pagefind has indexed any."""
    pages = [(number, page) for number, shard in enumerate(found) for page in shard.pages]
    names = sorted(name for number, (_, page) in enumerate(pages) for name in _names(number, page))
    no_article = [page.record.kind != "article" for _, page in pages]
    words = set(" ".join(name.key for name in names if no_article[name.page]).split())
    return Names(pages, dict(_Buckets(names, pages).within(0, len(names), "")), " ".join(sorted(words)))


def write_names(names: Names, ids: Sequence[Mapping[str, str]], scripts: Scripts) -> list[str]:
    """Write `names/<prefix>.js` for each prefix, and the words of all names; returns the prefixes, sorted.

    `ids` tell, shard by shard, what Pagefind calls the page at an address. A query is answered by one script: that of
    the longest prefix it begins with, or the shortest that begins with it.
    """
    heads = [_head(page, shard, ids[shard].get(page.address, "")) for shard, page in names.pages]
    for prefix, bucket in names.buckets.items():
        rows = msgspec.Raw(b"[" + b",".join(_rows(bucket, heads)) + b"]")
        scripts.write(f"names/{file_of(prefix)}", keep(f"names/{prefix}", {"names": rows}))
    scripts.write(WORDS, keep("words", {"words": names.words}))
    return sorted(names.buckets)


def front_coded(prefixes: Sequence[str]) -> str:
    """Sorted prefixes, a line each: how many code points it shares with the one before, a space, the rest.

    That takes a third of the room.
    """
    shared = [(prefix, len(_shared(before, prefix))) for before, prefix in pairwise(("", *prefixes))]
    return "\n".join(f"{same} {prefix[same:]}" for prefix, same in shared)


def file_of(prefix: str) -> str:
    """The name of the script of a prefix: the code points of its letters, which any file system takes."""
    return "-".join(("n", *(f"{ord(char):x}" for char in prefix))) + ".js"


def _names(number: int, page: Page) -> Iterator[Name]:
    """Every way to find a page: the title of an article from its first word on, names from any word on."""
    record = page.record
    for name in dict.fromkeys((record.title, *record.names)):
        key = fold(name)
        other = "" if name == record.title else name
        yield Name(key[:LONGEST], page.address, other, number)
        if record.kind != "article":
            for space in _SPACE.finditer(key):
                yield Name(key[space.end() : space.end() + LONGEST], page.address, other, number)


class _Buckets:
    """Parts names by how they begin, so that no bucket has many more than `MOST`."""

    def __init__(self, names: Sequence[Name], pages: Sequence[tuple[int, Page]]) -> None:
        """`names` are sorted."""
        self._names = names
        weights = [pages[name.page][1].record.weight for name in names]
        self._by_weight = sorted(range(len(names)), key=weights.__getitem__, reverse=True)
        """The places of all names, the most prominent first."""
        self._ranks = [0] * len(names)
        for rank, place in enumerate(self._by_weight):
            self._ranks[place] = rank

    def within(self, start: int, end: int, prefix: str) -> Iterator[tuple[str, Sequence[Name]]]:
        """The buckets of the names from place `start` to `end`, which all begin with `prefix`, each with its prefix.

        Where they are parted, the bucket of the prefix itself has the names that are no longer than it, and the most
        prominent of the others.
        """
        names = self._names
        if end - start <= MOST:
            yield prefix, names[start:end]
            return
        prefix = _shared(names[start].key, names[end - 1].key)
        size = len(prefix)
        longer = bisect_right(names, size, start, end, key=lambda name: len(name.key))
        shown = heapq.nsmallest(SHOWN, self._ranks[longer:end])
        yield prefix, [*names[start:longer], *(names[self._by_weight[rank]] for rank in shown)]
        while longer < end:
            letter = names[longer].key[size]
            start, longer = longer, bisect_right(names, letter, longer, end, key=lambda name: name.key[size])
            yield from self.within(start, longer, prefix + letter)


def _shared(one: str, other: str) -> str:
    """The letters that both begin with."""
    pairs = zip(one, other, strict=False)
    return one[: next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))]


def _head(page: Page, shard: int, id: str) -> bytes:
    """The beginning of a page's row, in JSON, to which its other names are added."""
    record = page.record
    return msgspec.json.encode((record.title, page.address, _KINDS[record.kind], record.weight, shard, id))[:-1]


def _rows(bucket: Iterable[Name], heads: Sequence[bytes]) -> Iterator[bytes]:
    """The pages of a bucket in the order of their first name, each with those of its other names that are in it."""
    others: dict[int, list[str]] = {}
    for name in bucket:
        known = others.setdefault(name.page, [])
        if name.other and name.other not in known:
            known.append(name.other)
    for page, known in others.items():
        yield heads[page] + (b"," + msgspec.json.encode(known)[1:] if known else b"]")
