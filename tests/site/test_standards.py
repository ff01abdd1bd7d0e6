"""What every kind of page keeps to: accessibility, narrow screens, no script, paper, few bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.shared import ROOT
from tests.site.conftest import Opener
from tests.site.kinds import ARTICLE, PAGES

KILOBYTE = 1000


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing_in_light_and_dark(visit: Opener, served: str, kind: str) -> None:
    page = visit(served, color_scheme="light").open(PAGES[kind])
    for scheme in ("default", "slate"):
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        found = Axe().run(page).response["violations"]
        assert not [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found]
        page.locator(".rr-switch label:visible").click()


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_is_wider_than_a_narrow_screen(visit: Opener, served: str, kind: str) -> None:
    page = visit(served, viewport={"width": 320, "height": 640}).open(PAGES[kind])
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("kind", PAGES)
def test_each_kind_of_page_opens_by_double_click(visit: Opener, site: Path, kind: str) -> None:
    page = visit(site.as_uri()).open(PAGES[kind])
    expect(page.locator("h1").first).to_be_visible()


def test_an_article_is_read_and_left_without_javascript(visit: Opener, root: str) -> None:
    page = visit(root, java_script_enabled=False, color_scheme="dark").open(ARTICLE)
    expect(page.locator(".rr-text")).to_contain_text("We agreed to measure first")
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("textbox")).to_have_count(0)
    page.locator(".rr-text a.person").first.click()
    expect(page.locator("h1")).to_have_text("Astrid Lindqvist")


def test_without_javascript_the_reader_s_scheme_is_kept(visit: Opener, served: str, tmp_path: Path) -> None:
    pictures = []
    for scheme in ("light", "dark"):
        page = visit(served, java_script_enabled=False, color_scheme=scheme).open(ARTICLE)
        pictures.append(page.screenshot(clip={"x": 0, "y": 400, "width": 10, "height": 10}))
    assert pictures[0] != pictures[1]


def test_paper_has_the_text_and_the_source_and_no_controls(visit: Opener, served: str) -> None:
    page = visit(served).open(ARTICLE)
    page.emulate_media(media="print")
    expect(page.get_by_text("We agreed to measure first").first).to_be_visible()
    expect(page.locator("#citation")).to_be_visible()
    expect(page.locator(".rr-head")).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)


def test_keys_alone_reach_the_text(visit: Opener, served: str) -> None:
    page = visit(served).open(ARTICLE)
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#rr-content') !== null")


def test_our_own_bytes_stay_few() -> None:
    assets = ROOT / "generator" / "theme" / "assets"
    assert (assets / "readingroom.css").stat().st_size < 20 * KILOBYTE
    assert sum((assets / f"readingroom.{kind}").stat().st_size for kind in ("css", "js")) < 60 * KILOBYTE


def test_reference_managers_and_search_engines_are_told(visit: Opener, served: str) -> None:
    page = visit(served).open("articles/wire/1983-03-05-fishing-limits.html")

    def told(name: str) -> str | None:
        return page.locator(f'meta[name="{name}"]').get_attribute("content")

    assert told("citation_title") == "Fishing limits to be measured before they are argued"
    assert told("citation_author") == "Ingrid Moe"
    assert told("citation_publication_date") == "1983/03/05"
    assert told("DCTERMS.source") == "Northern Wire"
    assert told("z:itemType") == "newspaperArticle"
    assert page.locator('meta[name="citation_journal_title"]').count() == 0
    article, trail = (json.loads(text) for text in page.locator('[type="application/ld+json"]').all_inner_texts())
    assert (article["@type"], article["datePublished"]) == ("NewsArticle", "1983-03-05")
    assert [step["name"] for step in trail["itemListElement"]][:2] == ["Articles", "1983"]


def test_the_page_for_lost_addresses_needs_no_other_file(visit: Opener, served: str) -> None:
    page = visit(served).open("404.html")
    expect(page.locator("h1")).to_have_text("There is no such page")
    expect(page.locator("[src], [href]")).to_have_count(0)
