"""Looks through a built site for links that lead nowhere, and for anything that would be asked of another host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from generator.progress import Progress

LOADING = frozenset({"audio", "embed", "iframe", "img", "input", "script", "source", "track", "video"})
"""Elements whose `src` a browser asks for by itself."""
LINK_RELATIONS = frozenset({"icon", "modulepreload", "preload", "preconnect", "stylesheet"})
"""Relations of `<link>` that a browser follows by itself."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong on one page."""

    page: str
    """Path below the site."""
    message: str


@dataclass(frozen=True, slots=True)
class _Page:
    anchors: frozenset[str]
    links: tuple[str, ...]
    loads: tuple[str, ...]
    """Addresses on other hosts that a browser asks for when it shows the page."""


def check_site(site: Path, progress: Progress) -> tuple[Problem, ...]:
    """Check all pages of the site in the folder `site`; gives the problems by page.

    Every link to a page or file of the site must find it, and its anchor; links to other hosts are not followed.
    """
    files = sorted(site.rglob("*.html"))
    pages = {
        file.relative_to(site).as_posix(): _read(file.read_text(encoding="utf-8"))
        for file in progress.watch("reading pages", files, len(files))
    }
    return tuple(
        problem
        for path, page in progress.watch("checking links", pages.items(), len(pages))
        for problem in sorted(set(_problems(path, page, pages, site)))
    )


def _problems(path: str, page: _Page, pages: dict[str, _Page], site: Path) -> Iterator[Problem]:
    for address in page.loads:
        yield Problem(path, f"asks another host for {address}")
    for link in page.links:
        target, anchor = _target(path, link)
        if target is None:
            continue
        if target.startswith(("/", "..")):
            yield Problem(path, f"links to {link}: that leads out of the site, wherever it stands")
        elif target in pages:
            if anchor and anchor not in pages[target].anchors:
                yield Problem(path, f"links to {link}: that page has no place of this name")
        elif not (site / target).exists():
            yield Problem(path, f"links to {link}: there is no such page or file")


def _target(path: str, link: str) -> tuple[str | None, str]:
    """The page or file of the site that a link on the page `path` leads to (None: outside), and the anchor there."""
    try:
        parts = urlsplit(link)
    except ValueError:  # an address as an article has it, of a host that cannot be
        return None, ""
    if parts.scheme or parts.netloc:
        return None, ""
    if not parts.path:
        return path, unquote(parts.fragment)
    target = normpath((PurePosixPath(path).parent / unquote(parts.path)).as_posix())
    return "index.html" if target == "." else target, unquote(parts.fragment)


def _read(html: str) -> _Page:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _Page(frozenset(reader.anchors), tuple(reader.links), tuple(reader.loads))


class _Reader(HTMLParser):
    """Gathers anchors and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors = {"", "top"}
        self.links: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.anchors.update(values[name] for name in ("id", "name") if name in values)
        for name in ("href", "src", "data-href"):
            if values.get(name):
                self.links.append(values[name])
        address = values.get("src", "") if tag in LOADING else ""
        if tag == "link" and LINK_RELATIONS & set(values.get("rel", "").lower().split()):
            address = values.get("href", "")
        if _names_a_host(address):
            self.loads.append(address)


def _names_a_host(address: str) -> bool:
    """Whether a browser would ask another host for what lies at `address`."""
    try:
        return bool(urlsplit(address).netloc)
    except ValueError:  # it names one that cannot be
        return True
