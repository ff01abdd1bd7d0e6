"""Which pages share one index: a shard. A page's place follows from its address alone, so an added page moves none."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Literal

from generator.publish.search.pages import Page

Family = Literal["articles", "names"]
"""Articles, and the small pages that stand apart from them: people, organisations, places, topics, pages by hand."""

MOST: Mapping[Family, int] = {"articles": 1024, "names": 4096}
"""Pages of a shard, about: it is indexed whole when one of them changes, and asked for by each query. 625 articles of
400 words take 1.4 s of a processor."""
_EACH: Mapping[Family, float] = {"articles": 3, "names": 0.3}
"""Milliseconds that Pagefind takes for a page, about."""
STEMMED = frozenset("ar ca da de el en es et eu fi fr ga hi hu hy id it lt ne nl no pl pt ro ru sr sv ta tr yi".split())
"""Languages whose words Pagefind folds to their stems."""
OTHER = "unknown"
"""What Pagefind calls a language it knows no stems of; all such languages share an index."""
_ADDRESS = attrgetter("address")


@dataclass(frozen=True, slots=True)
class Shard:
    """Some pages of one family and one language."""

    family: Family
    language: str
    number: int
    pages: tuple[Page, ...]
    """By address."""

    @property
    def index(self) -> str:
        """What it is a part of: all pages of its family and language."""
        return f"{self.family}/{self.language}"

    @property
    def path(self) -> str:
        """Folder below `search/`."""
        return f"{self.index}-{self.number}"

    @property
    def tag(self) -> str:
        """What Pagefind takes for the language, with which the ids of its pages begin.

        "en" for articles, "en-names" for names: all shards of a language are asked at once, and what is found tells its
        family.
        """
        return self.language if self.family == "articles" else f"{self.language}-{self.family}"

    @property
    def effort(self) -> float:
        """About how many milliseconds it takes to index it."""
        return len(self.pages) * _EACH[self.family]

    @property
    def digest(self) -> str:
        """SHA-256 of what is indexed in it, and of the tag that decides how."""
        lines = (f"{page.address} {page.digest}" for page in self.pages)
        return hashlib.sha256("\n".join((self.tag, *lines)).encode("utf-8")).hexdigest()


def shards(pages: Iterable[Page]) -> tuple[Shard, ...]:
    """Spread pages over shards; no shard is empty. In the order of family, language, number."""
    groups: defaultdict[tuple[Family, str], list[Page]] = defaultdict(list)
    for page in pages:
        family: Family = "articles" if page.record.kind == "article" else "names"
        groups[family, page.language if page.language in STEMMED else OTHER].append(page)
    return tuple(
        Shard(family, language, number, tuple(sorted(found, key=_ADDRESS)))
        for (family, language), group in sorted(groups.items())
        for number, found in sorted(_spread(group, count_for(len(group), MOST[family])).items())
    )


def count_for(pages: int, most: int) -> int:
    """The least power of two of shards that hold `most` pages at most on average."""
    return 1 << max(0, -(-pages // most) - 1).bit_length()


def place(address: str, count: int) -> int:
    """The shard, from 0 to `count` - 1, that the page at `address` belongs to; `count` is a power of two.

    When `count` doubles a page stays, or goes from shard n to n + `count`.
    """
    return _number(address) % count


@cache  # the same pages are spread again and again in a build
def _number(address: str) -> int:
    return int.from_bytes(hashlib.sha256(address.encode("utf-8")).digest()[:4], "big")


def _spread(pages: Iterable[Page], count: int) -> dict[int, list[Page]]:
    found: defaultdict[int, list[Page]] = defaultdict(list)
    for page in pages:
        found[place(page.address, count)].append(page)
    return found
