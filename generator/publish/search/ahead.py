"""Has shards indexed, and pages listed, while the rest of the site is made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from operator import attrgetter
from pathlib import Path

from generator.errors import GeneratorError
from generator.publish.search.bundles import Ahead, bundles_of, key_of, pagefind, whole_bundles
from generator.publish.search.lists import list_all, make_scripts
from generator.publish.search.memory import MEMORY, remembered
from generator.publish.search.pages import Page, read_page
from generator.publish.search.shards import Family, Shard, shards

NAMED = frozenset(("person", "organisation", "place", "topic"))
"""The kinds of pages that are told of as names."""
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Foretold:
    """What is told of a site to come: HTML by address. What waits for it is called once each, in this order."""

    articles: Mapping[str, bytes]
    """Pages of articles that are new or changed, as they are likely to be."""
    gone: Collection[str]
    """Addresses of pages of articles that there are no more."""
    names: Callable[[], tuple[Collection[str], Mapping[str, bytes]]]
    """Addresses of all pages of people, organisations, places and topics that stay, and those that are new, as they are
    likely to be."""
    articles_written: Callable[[], Mapping[str, bytes]]
    """Pages of articles that are new or changed, as they are."""
    names_written: Callable[[], Mapping[str, bytes]]
    """Pages of people, organisations, places and topics that are new or changed, as they are."""


def index_ahead(site: Path, work: Path, foretold: Foretold) -> frozenset[str]:
    """Index what is dearest, a shard of articles and one of names that are new or changed; in a fork of a build, say.

    `site` is the last site, whose search was built with the same `work`. The shard of articles is indexed as it is
    likely to be, and once more if it comes otherwise; of that of names Pagefind is handed all other pages before the
    new ones are there. Where no other shards are to be indexed, what lists all pages is made too. Returns the keys of
    bundles that were found, or left, as they should be. `build_search`, which must wait until this has ended, finds all
    that done; other shards it makes itself, two at a time, and all that it needs if it finds other pages than were
    foretold. So whatever fails here is left to it, and nothing is raised but what `foretold` raises.
    """
    old = remembered(work / MEMORY)
    if not old:
        return NOTHING  # a first build indexes all shards, as many as it can at a time
    whole: set[str] = set()
    try:
        pages = _Pages(site, old, foretold.gone)
        with Ahead(work, pages.read) as ahead:
            listing = cache(lambda: list_all(pages.shards, work))

            def index(family: Family, meanwhile: Callable[[], object] = lambda: None) -> None:
                """Index the dearest of the shards that have come, that which was begun if there is a choice."""
                if new := pages.new(family):
                    dearest = max(new, key=lambda shard: (ahead.has_begun(shard), shard.effort))
                    whole.add(ahead.index(dearest, meanwhile))
                    pages.done.add(dearest.digest)
                else:
                    meanwhile()

            def names_and_lists() -> None:
                pages.come("names", foretold.names_written())
                index("names", listing)

            pages.come("articles", foretold.articles)
            index("articles")
            whole |= whole_bundles(work)
            stay, likely = foretold.names()
            pages.come("names", likely, stay)
            if new := pages.new("names"):
                ahead.begin(max(new, key=attrgetter("effort")))
            pages.come("articles", foretold.articles_written())
            index("articles", names_and_lists)
        _, version = pagefind()
        keys = [key_of(shard, version) for shard in pages.shards]
        if whole.issuperset(keys):
            make_scripts(bundles_of(pages.shards, keys, work), listing, work)
    except (GeneratorError, OSError, LookupError):
        pass
    return frozenset(whole)


class _Pages:
    """The pages of the site to come, as far as they are known."""

    def __init__(self, site: Path, old: Mapping[str, tuple[bytes, Page | None]], gone: Collection[str]) -> None:
        """`old` is what is remembered of the pages of `site`, by address; of those, some are `gone`."""
        self._site = site
        self._old = old
        self._stay = {address: page for address, (_, page) in old.items() if page}
        self.done = {shard.digest for shard in shards(self._stay.values())}
        """Digests of the shards that are indexed: at first those of `site`."""
        self._contents: dict[Family, Mapping[str, bytes]] = {}
        self.shards: tuple[Shard, ...] = ()
        """All shards."""
        for address in gone:
            self._stay.pop(address, None)

    def come(self, family: Family, contents: Mapping[str, bytes], stay: Collection[str] | None = None) -> None:
        """Take it that those pages of a family are new or changed; `contents` gives their HTML by address.

        Of the names of old, only those at the addresses that `stay` are left, where that is given.
        """
        if stay is not None:
            self._stay = {
                address: page
                for address, page in self._stay.items()
                if page.record.kind not in NAMED or address in stay
            }
        self._contents[family] = contents
        new = {
            address: page
            for known in self._contents.values()
            for address, content in known.items()
            if (page := read_page(address, content))
        }
        self.shards = shards((self._stay | new).values())

    def read(self, page: Page) -> bytes:
        """The HTML of a page. Raises `OSError`, and `LookupError` when the site is not what it was."""
        for known in self._contents.values():
            if page.address in known:
                return known[page.address]
        content = (self._site / page.address).read_bytes()
        if sha256(content).digest() != self._old[page.address][0]:
            raise LookupError(page.address)
        return content

    def new(self, family: Family) -> list[Shard]:
        """The shards that are still to be indexed."""
        return [shard for shard in self.shards if shard.family == family and shard.digest not in self.done]
