"""The collection's own names, other names and titles, in small scripts by how they begin.

A query that is the very name or title of a page is answered with that page first, whatever script it is in; a name that
is being typed is completed; and where nothing is found, names spelt nearly alike are offered.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.publish.search.pages import Page, fold
from generator.publish.search.scripts import Scripts
from generator.publish.search.shards import Shard
from generator.publish.search.tables import KINDS
from generator.publish.search.twins import call

MOST = 150
"""Names in one script; more are parted by their next letters. A script has 20 KB then."""
SHOWN = 12
"""Names that stand for all that begin with letters which too many begin with: the most prominent."""
LONGEST = 80
"""Code points of a name or title that its place depends on."""
WORDS = "words.js"


@dataclass(frozen=True, slots=True)
class Name:
    """One way to find a page."""

    key: str
    """Folded, from the beginning of one of the name's words on."""
    page: Page
    shard: int
    other: str
    """The name, where it is not the page's title."""


@dataclass(slots=True)
class _Entry:
    """A page in one script, with those of its other names that belong there."""

    name: Name
    others: list[str] = field(default_factory=list)

    def row(self, ids: Sequence[Mapping[str, str]]) -> list[object]:
        page, id = self.name.page, ids[self.name.shard].get(self.name.page.address, "")
        kind, weight = list(KINDS).index(page.record.kind), page.record.weight
        head = [page.record.title, page.address, kind, weight, self.name.shard, id]
        return [*head, *self.others]


@dataclass(frozen=True, slots=True)
class Names:
    """All names, as the scripts will have them."""

    entries: Mapping[str, Sequence[_Entry]]
    """By prefix."""
    words: str
    """All words of the names of what is no article, in order."""


def gather_names(found: Sequence[Shard]) -> Names:
    """The names of the pages of all shards; they are known before Pagefind has indexed any."""
    names = [name for number, shard in enumerate(found) for name in _names(number, shard)]
    buckets = _buckets(sorted(names, key=lambda name: (name.key, name.page.address, name.other)), "")
    words = {word for name in names if name.page.record.kind != "article" for word in name.key.split()}
    return Names({prefix: _entries(bucket) for prefix, bucket in buckets}, " ".join(sorted(words)))


def write_names(names: Names, ids: Sequence[Mapping[str, str]], scripts: Scripts) -> list[str]:
    """Write `names/<prefix>.js` for each prefix, and the words of all names; returns the prefixes, in order.

    `ids` tell, shard by shard, what Pagefind calls the page at an address. A query is answered by one script: that of
    the longest prefix it begins with, or the shortest that begins with it.
    """
    for prefix, entries in names.entries.items():
        script = call("keep", f"names/{prefix}", {"names": [entry.row(ids) for entry in entries]})
        scripts.write(f"names/{file_of(prefix)}", script)
    scripts.write(WORDS, call("keep", "words", {"words": names.words}))
    return sorted(names.entries)


def file_of(prefix: str) -> str:
    """The name of the script of a prefix: the code points of its letters, which any file system takes."""
    return "-".join(("n", *(f"{ord(char):x}" for char in prefix))) + ".js"


def _names(number: int, shard: Shard) -> Iterator[Name]:
    """Every way to find the pages of a shard: titles of articles from their first word on, names from any word on."""
    for page in shard.pages:
        record = page.record
        for name in dict.fromkeys((record.title, *record.names)):
            key = fold(name)
            other = "" if name == record.title else name
            for start in _starts(key) if record.kind != "article" else (0,):
                yield Name(key[start : start + LONGEST], page, number, other)


def _starts(key: str) -> Iterator[int]:
    yield 0
    yield from (place + 1 for place, char in enumerate(key) if char == " ")


def _buckets(names: Sequence[Name], prefix: str) -> Iterator[tuple[str, Sequence[Name]]]:
    """Part `names`, sorted by key and all beginning with `prefix`, so that no bucket has more than `MOST`.

    Where they are parted, the bucket of the prefix itself has the names that are no longer than it, and the most
    prominent of the others.
    """
    if len(names) <= MOST:
        yield prefix, names
        return
    prefix = _shared(names[0].key, names[-1].key)
    groups: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names:
        groups[name.key[len(prefix) : len(prefix) + 1]].append(name)
    whole = groups.pop("", [])
    longer = (name for group in groups.values() for name in group)
    shown = heapq.nsmallest(SHOWN, longer, key=lambda name: (-name.page.record.weight, name.key, name.page.address))
    yield prefix, [*whole, *shown]
    for letter, group in groups.items():
        yield from _buckets(group, prefix + letter)


def _shared(one: str, other: str) -> str:
    """The letters that both begin with."""
    pairs = zip(one, other, strict=False)
    return one[: next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))]


def _entries(names: Iterable[Name]) -> Sequence[_Entry]:
    """Gather names by page, the pages in the order of their first name."""
    entries: dict[str, _Entry] = {}
    for name in names:
        entry = entries.setdefault(name.page.address, _Entry(name))
        if name.other and name.other not in entry.others:
            entry.others.append(name.other)
    return tuple(entries.values())
