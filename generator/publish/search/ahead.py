"""Has a shard indexed while the rest of the site is made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from hashlib import sha256
from pathlib import Path

from generator.errors import GeneratorError
from generator.publish.search.bundles import make_ahead
from generator.publish.search.memory import MEMORY, remembered
from generator.publish.search.pages import Page, read_page
from generator.publish.search.shards import Shard, shards


def index_ahead(
    site: Path,
    work: Path,
    likely: Mapping[str, bytes],
    told: Callable[[], Mapping[str, bytes]],
    gone: Collection[str] = (),
) -> None:
    """Index a shard of pages that are new or changed, one of the dearest, beside a build; in a fork of it, say.

    `site` is the last site, whose search was built with the same `work`. `told` waits for those pages and gives their
    HTML by address, `gone` are the addresses of pages that there are no more. Before, Pagefind is handed the other
    pages of that shard, as far as it can be told from the pages that are `likely`: their addresses should be right, and
    their language. `build_search`, which must wait until this has ended, then finds that shard done; the others it
    makes itself, two at a time, and all that it needs if it finds other pages than were foretold. So whatever fails
    here is left to it, and nothing is raised but what `told` raises.
    """
    old = remembered(work / MEMORY)
    if not old:
        return  # a first build indexes all shards, as many as it can at a time
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
        nonlocal contents
        contents = told()
        new = filter(is_new, spread())
        return max(new, key=lambda shard: (begun and shard.path == begun.path, shard.effort), default=None)

    try:
        done = {shard.digest for shard in shards(page for _, page in old.values() if page)}
        perhaps = [shard for shard in spread() if is_new(shard) or any(page.address in likely for page in shard.pages)]
        begun = max(perhaps, key=lambda shard: (is_new(shard), shard.effort), default=None)
        make_ahead(work, begun, found, read)
    except (GeneratorError, OSError, LookupError):
        return
