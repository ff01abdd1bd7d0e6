"""Has a shard indexed, and pages listed, while the rest of the site is made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

from generator.errors import GeneratorError
from generator.publish.search.bundles import bundles_of, key_of, make_ahead, pagefind, whole_bundles
from generator.publish.search.lists import list_all, make_scripts
from generator.publish.search.memory import MEMORY, remembered
from generator.publish.search.pages import Page, read_page
from generator.publish.search.shards import Shard, shards


def index_ahead(
    site: Path,
    work: Path,
    likely: Mapping[str, bytes],
    told: Callable[[], Mapping[str, bytes]],
    gone: Collection[str] = (),
) -> frozenset[str]:
    """Index a shard of pages that are new or changed, one of the dearest, beside a build; in a fork of it, say.

    `site` is the last site, whose search was built with the same `work`. `told` waits for those pages and gives their
    HTML by address, `gone` are the addresses of pages that there are no more. Before, Pagefind is handed the other
    pages of that shard, as far as it can be told from the pages that are `likely`: their addresses should be right, and
    their language. Where that was the only shard to be indexed, what lists all pages is made too. Returns the keys of
    bundles that were found, or left, as they should be. `build_search`, which must wait until this has ended, finds all
    that done; other shards it makes itself, two at a time, and all that it needs if it finds other pages than were
    foretold. So whatever fails here is left to it, and nothing is raised but what `told` raises.
    """
    old = remembered(work / MEMORY)
    if not old:
        return frozenset()  # a first build indexes all shards, as many as it can at a time
    whole: frozenset[str] = frozenset()
    try:
        done = {shard.digest for shard in shards(page for _, page in old.values() if page)}
        pages = _Pages(site, old, gone, likely)
        begun = max(
            (shard for shard in pages.shards() if shard.digest not in done or _has_any(shard, likely)),
            key=lambda shard: (shard.digest not in done, shard.effort),
            default=None,
        )
        with make_ahead(work, begun, pages.read) as index:
            whole = whole_bundles(work)
            pages.contents = told()
            now = pages.shards()
            listing = cache(partial(list_all, now, work))
            if new := [shard for shard in now if shard.digest not in done]:
                dearest = max(new, key=lambda shard: (begun is not None and shard.path == begun.path, shard.effort))
                whole |= {index(dearest, listing)}
        _, version = pagefind()
        keys = [key_of(shard, version) for shard in now]
        if whole.issuperset(keys):
            make_scripts(bundles_of(now, keys, work), listing, work)
    except (GeneratorError, OSError, LookupError):
        pass
    return whole


class _Pages:
    """The pages of the site to come, as far as they are known."""

    def __init__(
        self,
        site: Path,
        old: Mapping[str, tuple[bytes, Page | None]],
        gone: Collection[str],
        likely: Mapping[str, bytes],
    ) -> None:
        """`old` is what is remembered of the pages of `site`, by address; the rest is as `index_ahead` takes it."""
        self._site = site
        self._old = old
        self._gone = gone
        self.contents = likely
        """The HTML of pages that are new or changed, by address."""

    def read(self, page: Page) -> bytes:
        """The HTML of a page. Raises `OSError`, and `LookupError` when the site is not what it was."""
        if page.address in self.contents:
            return self.contents[page.address]
        content = (self._site / page.address).read_bytes()
        if sha256(content).digest() != self._old[page.address][0]:
            raise LookupError(page.address)
        return content

    def shards(self) -> tuple[Shard, ...]:
        """All shards."""
        old = {address: page for address, (_, page) in self._old.items() if page and address not in self._gone}
        new = {address: page for address, content in self.contents.items() if (page := read_page(address, content))}
        return shards((old | new).values())


def _has_any(shard: Shard, addresses: Collection[str]) -> bool:
    return any(page.address in addresses for page in shard.pages)
