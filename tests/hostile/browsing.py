"""Opens pages in Chromium, several at once, and tells of everything that a page of words alone would not do."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, urlencode

from playwright.async_api import Browser, Dialog, Error, Page, async_playwright

from tests.shared import ROOT
from tests.site.conftest import CHROMIUM, FLAGS

WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")
ASSETS = ROOT / "generator" / "theme" / "assets"
_GIVEN = re.compile(r"window\.(\w+) = ")
PATIENCE = 30_000
"""Milliseconds that a page or an answer of the search may take on a busy machine."""
ANSWERED = "() => /[^…]$/.test(document.querySelector('[data-status]')?.textContent.trim() ?? '')"
"""Whether the search page has answered: for as long as it is at work its status ends with `…`."""
QUIET = 300
"""Milliseconds that a page is watched when all others have been opened: what was put off has to show by then."""
HIT = ".rr-hit h2 a"

Policy = Literal["policy", "no policy"]


@dataclass
class Visit:
    """What was seen on a round through the site."""

    pages: int = 0
    searches: int = 0
    hits: int = 0
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Round:
    """A way through the site."""

    root: str
    """Address of the site, without a slash at the end."""
    policy: Policy
    """Whether the pages' Content-Security-Policy holds: without it, their words must be harmless by themselves."""
    pages: Sequence[str]
    """Addresses below the root."""
    headings: Mapping[str, str]
    """By page, what its heading has to read."""
    leads: Mapping[str, str]
    """The pages that only lead on to another one."""
    searched: Sequence[str]
    """What the search is asked for, by its page's address and by typing."""


def go(round_: Round, tabs: int) -> Visit:
    """Make a round with so many pages open at once."""
    with ThreadPoolExecutor(1) as apart:  # in a test's own thread the browser of the other tests may hold the loop
        return apart.submit(asyncio.run, _go(round_, tabs)).result()


async def _go(round_: Round, tabs: int) -> Visit:
    visit = Visit()
    start = time.perf_counter()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        known = await _globals(browser, round_)
        todo = [*((page, "") for page in round_.pages), *(("", query) for query in round_.searched)]
        todo.reverse()

        async def work() -> None:
            async with _tab(browser, round_, visit, known) as tab:
                while todo:
                    address, query = todo.pop()
                    await (tab.search(query) if query else tab.open(address))
                await tab.page.wait_for_timeout(QUIET)

        await asyncio.gather(*(work() for _ in range(tabs)))
        await browser.close()
    visit.seconds = time.perf_counter() - start
    return visit


async def _globals(browser: Browser, round_: Round) -> frozenset[str]:
    """Names that the site's own scripts give to `window`, seen where no article is."""
    visit = Visit()
    names = {name for file in ASSETS.glob("*.js") for name in _GIVEN.findall(file.read_text(encoding="utf-8"))}
    async with _tab(browser, round_, visit, frozenset()) as tab:
        for address in ("guide/index.html", "search.html?q=timetable", "search.html?q=zwxkvq+qvxkwz"):
            await tab.page.goto(f"{round_.root}/{address}")
            await tab.page.wait_for_timeout(2_000)
            names |= set((await tab.seen())["globals"])
    return frozenset(names)


@asynccontextmanager
async def _tab(browser: Browser, round_: Round, visit: Visit, known: frozenset[str]) -> AsyncIterator[_Tab]:
    context = await browser.new_context(
        bypass_csp=round_.policy == "no policy", offline=round_.root.startswith("file:")
    )
    context.set_default_timeout(PATIENCE)
    await context.add_init_script(WATCH)
    page = await context.new_page()
    tab = _Tab(page, round_, visit, known)
    context.on("page", lambda other: tab.note(f"opened {other.url}"))
    yield tab
    await context.close()


class _Tab:
    """One page of the browser, watched."""

    def __init__(self, page: Page, round_: Round, visit: Visit, known: frozenset[str]) -> None:
        self.page = page
        self._round = round_
        self._visit = visit
        self._known = known
        self._expected = "about:blank"
        self._through = ""
        page.on("pageerror", lambda error: self.note(f"error: {error}"))
        page.on("console", lambda message: self.note(f"console: {message.type} {message.text}"))
        page.on("dialog", self._dismiss)
        page.on("download", lambda download: self.note(f"download: {download.url}"))
        page.on("websocket", lambda socket: self.note(f"socket: {socket.url}"))
        page.on("frameattached", lambda frame: self.note(f"frame: {frame.url}"))
        page.on("framenavigated", lambda frame: self._navigated(frame.url))
        inside = (f"{round_.root}/", "data:", "blob:")
        page.on("request", lambda request: None if request.url.startswith(inside) else self.note(f"asks {request.url}"))

    def note(self, problem: str) -> None:
        """Remember what went wrong on this page."""
        self._visit.problems.append(f"{self._expected}: {problem}")

    def _dismiss(self, dialog: Dialog) -> None:
        self.note(f"dialog: {dialog.message}")
        self._ending = asyncio.ensure_future(dialog.dismiss())

    def _navigated(self, url: str) -> None:
        if _page(url) not in (_page(self._expected), self._through):
            self.note(f"went to {url}")

    async def seen(self) -> dict[str, Any]:
        """What `watch.js` tells of the page."""
        found: dict[str, Any] = await self.page.evaluate("root => window.__seen(root)", f"{self._round.root}/")
        return found

    async def open(self, address: str) -> None:
        """Open a page and look at it."""
        target = self._round.leads.get(address, address)
        self._through = f"{self._round.root}/{quote(address)}" if target != address else ""
        self._expected = f"{self._round.root}/{quote(target)}"
        self._visit.pages += 1
        try:
            await self.page.goto(self._through or self._expected)
            await self.page.wait_for_url(self._expected)
            seen = await self._look()
        except Error as error:
            self.note(f"cannot be opened: {error}")
            return
        wanted = self._round.headings.get(target)
        if len(seen["headings"]) != 1:
            self.note(f"has the headings {seen['headings']}")
        elif wanted is not None and _words(seen["headings"][0]) != _words(wanted):
            self.note(f"is headed {seen['headings'][0]!r} and not {wanted!r}")

    async def search(self, query: str) -> None:
        """Ask the search page by its address, open its first hit, ask the box of another page; look at each."""
        self._visit.searches += 1
        fragment = quote(query)
        self._expected = f"{self._round.root}/search.html?{urlencode({'q': query})}#{fragment}"
        try:
            await self.page.goto(self._expected)
            await self.page.wait_for_function(ANSWERED)
            await self.page.wait_for_timeout(QUIET)
            self._visit.hits += await self.page.locator(HIT).count()
            await self._look()
            if await self.page.locator(HIT).count():
                self._expected = str(await self.page.locator(HIT).first.evaluate("link => link.href"))
                await self.page.goto(self._expected)
                await self._look()
            self._expected = f"{self._round.root}/guide/index.html?{fragment}#{fragment}"
            await self.page.goto(self._expected)
            await self.page.locator(".rr-search input").fill(query)
            await self.page.locator(".rr-search [role=option]").first.wait_for()
            await self.page.wait_for_timeout(QUIET)
            await self._look()
        except Error as error:
            self.note(f"the search fails: {error}")

    async def _look(self) -> dict[str, Any]:
        seen = await self.seen()
        for what in ("ran", "scripts", "active", "faults"):
            for found in seen[what]:
                self.note(f"{what}: {found}")
        for name in sorted(set(seen["globals"]) - self._known) if self._known else ():
            self.note(f"new in window: {name}")
        return seen


def _page(url: str) -> str:
    """An address without what comes behind that of the page."""
    return url.partition("#")[0].partition("?")[0]


def _words(text: str) -> list[str]:
    return text.split()


def report(visits: Iterable[tuple[str, Visit]]) -> list[str]:
    """A line for each round."""
    return [
        f"  {what}: {visit.pages:,} pages opened, {visit.searches} searches with {visit.hits:,} hits, "
        f"{len(visit.problems)} problems, {visit.seconds:.0f} s"
        for what, visit in visits
    ]
