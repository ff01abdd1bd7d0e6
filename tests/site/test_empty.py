"""A collection without articles."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.site.conftest import Opener, build_site


def test_an_empty_collection_says_how_to_fill_it(visit: Opener, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    site = build_site(tmp_path / "project", tmp_path / "nothing")
    watched = visit(site.as_uri())
    page = watched.open("index.html")
    expect(page.get_by_role("heading", name="There are no articles yet")).to_be_visible()
    expect(page.locator("code").first).to_have_text("corpus/")
    page.get_by_role("link", name="About this collection").click()
    expect(page.locator("h1")).to_have_text("About this collection")
    for section in ("articles", "people", "topics", "timeline", "statements", "sources"):
        expect(watched.open(f"{section}/index.html").locator("h1")).to_be_visible()
