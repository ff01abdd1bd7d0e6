"""The collection's own names, other names and titles, in small scripts by how they begin.

A query that is the very name or title of a page is answered with that page first, whatever script it is in; a name that
is being typed is completed; and where nothing is found, names spelt nearly alike are offered.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.publish.search.bundles import Bundle
from generator.publish.search.pages import Page, fold
from generator.publish.search.scripts import Scripts
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
    id: str
    """What Pagefind calls the page."""
    other: str
    """The name, where it is not the page's title."""


@dataclass(slots=True)
class _Entry:
    """A page in one script, with those of its other names that belong there."""

    name: Name
    others: list[str] = field(default_factory=list)

    def row(self) -> list[object]:
        page = self.name.page
        kind, weight = list(KINDS).index(page.record.kind), page.record.weight
        head = [page.record.title, page.address, kind, weight, self.name.shard, self.name.id]
        return [*head, *self.others]


def write_names(bundles: Sequence[Bundle], scripts: Scripts) -> list[str]:
    """Write `names/<prefix>.js` for each prefix, and the words of all names; returns the prefixes, in order.

    A query is answered by one script: that of the longest prefix it begins with, or the shortest that begins with it.
    """
    found = [name for number, bundle in enumerate(bundles) for name in _names(number, bundle)]
    buckets = dict(_buckets(sorted(found, key=lambda name: (name.key, name.page.address, name.other)), ""))
    for prefix, names in buckets.items():
        script = call("keep", f"names/{prefix}", {"names": [entry.row() for entry in _entries(names)]})
        scripts.write(f"names/{file_of(prefix)}", script)
    words = sorted({word for name in found if name.page.record.kind != "article" for word in name.key.split()})
    scripts.write(WORDS, call("keep", "words", {"words": " ".join(words)}))
    return sorted(buckets)


def file_of(prefix: str) -> str:
    """The name of the script of a prefix: the code points of its letters, which any file system takes."""
    return "-".join(("n", *(f"{ord(char):x}" for char in prefix))) + ".js"


def _names(number: int, bundle: Bundle) -> Iterator[Name]:
    """Every way to find the pages of a shard: titles of articles from their first word on, names from any word on."""
    for page in bundle.shard.pages:
        id = bundle.ids.get(page.address, "")
        record = page.record
        for name in dict.fromkeys((record.title, *record.names)):
            key = fold(name)
            other = "" if name == record.title else name
            for start in _starts(key) if record.kind != "article" else (0,):
                yield Name(key[start : start + LONGEST], page, number, id, other)


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


def _entries(names: Iterable[Name]) -> Iterable[_Entry]:
    """Gather names by page, the pages in the order of their first name."""
    entries: dict[str, _Entry] = {}
    for name in names:
        entry = entries.setdefault(name.page.address, _Entry(name))
        if name.other and name.other not in entry.others:
            entry.others.append(name.other)
    return entries.values()
