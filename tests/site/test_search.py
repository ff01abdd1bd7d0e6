"""Search finds pages from a double-click as from a host."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.site.conftest import Opener

HITS = "[data-md-component=search-result] li a"


@pytest.mark.parametrize("start", ["index.html", "people/index.html"])
def test_words_of_an_article_are_found_and_its_page_opens(root: str, start: str, visit: Opener) -> None:
    page = visit(root).open(start)
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.press_sequentially("harbour ferry")
    expect(page.locator(HITS).first).to_be_visible(timeout=20_000)
    addresses = [str(hit.get_attribute("href")) for hit in page.locator(HITS).all()]
    (found,) = [
        number for number, address in enumerate(addresses) if "articles/bulletin/harbour-talks.html" in address
    ][:1]
    page.locator(HITS).nth(found).click()
    expect(page.locator("h1")).to_contain_text("Two ministers meet on the Norrby ferry")
