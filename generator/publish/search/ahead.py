"""Has a shard indexed, and pages listed, while the rest of the site is made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache
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
    now: tuple[Shard, ...] = ()
    whole: frozenset[str] = frozenset()
    contents = likely

    def read(page: Page) -> bytes:
        if page.address in contents:
            return contents[page.address]
        content = (site / page.address).read_bytes()
        if sha256(content).digest() != old[page.address][0]:
            raise LookupError(page.address)  # the last site is not what it was
        return content

    def spread() -> tuple[Shard, ...]:
        """All shards when the `contents` have become pages."""
        known = {address: page for address, (_, page) in old.items() if page and address not in gone}
        now = {address: page for address, content in contents.items() if (page := read_page(address, content))}
        return shards((known | now).values())

    def is_new(shard: Shard) -> bool:
        return shard.digest not in done

    def found() -> Shard | None:
        nonlocal contents, now, whole
        whole = whole_bundles(work)
        contents = told()
        now = spread()
        return max(
            filter(is_new, now), key=lambda shard: (begun and shard.path == begun.path, shard.effort), default=None
        )

    try:
        done = {shard.digest for shard in shards(page for _, page in old.values() if page)}
        perhaps = [shard for shard in spread() if is_new(shard) or any(page.address in likely for page in shard.pages)]
        begun = max(perhaps, key=lambda shard: (is_new(shard), shard.effort), default=None)
        listing = cache(lambda: list_all(now, work))
        made = make_ahead(work, begun, found, read, listing)
        whole |= {made}
        _, version = pagefind()
        keys = [key_of(shard, version) for shard in now]
        if whole.issuperset(keys):
            make_scripts(bundles_of(now, keys, work), listing, work)
    except (GeneratorError, OSError, LookupError):
        pass
    return whole
