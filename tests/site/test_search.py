"""Search finds pages from a double-click as from a host, and asks no other host."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Keep the tests' output clean."""


@pytest.fixture(scope="module")
def host(sample_site: Path) -> Iterator[str]:
    """The address of a server that has the site under a sub-path."""
    handler = partial(Quiet, directory=str(sample_site.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{sample_site.name}"
        server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def look_for(page: Page, words: str) -> list[str]:
    """Type `words` into the search box of the page that is open; gives the addresses of the hits."""
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.press_sequentially(words)
    hits = page.locator("[data-md-component=search-result] li a")
    expect(hits.first).to_be_visible(timeout=20_000)
    return [str(hit.get_attribute("href")) for hit in hits.all()]


@pytest.mark.parametrize("way", ["file", "http"])
@pytest.mark.parametrize("start", ["index.html", "people/index.html"])
def test_a_name_is_found_and_its_page_opens(page: Page, sample_site: Path, host: str, way: str, start: str) -> None:
    root = sample_site.as_uri() if way == "file" else host
    asked: list[str] = []
    failures: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)
    page.goto(f"{root}/{start}")

    assert any("helsinki" in address for address in look_for(page, "Helsinki"))

    page.locator("[data-md-component=search-result] li a").first.click()
    expect(page.locator("h1").first).to_be_visible()
    assert not failures
    assert not [address for address in asked if not address.startswith((root, "blob:", "data:", "about:"))]
