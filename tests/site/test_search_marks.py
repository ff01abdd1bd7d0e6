"""The words of a search on the page of an article, as the address of a hit asks for them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.site.conftest import Opener
from tests.site.kinds import ARTICLE

MARKS = ".rr-text mark"


@pytest.fixture
def page(visit: Opener, served: str) -> Page:
    """The article with marks over links, in a phrase and at the end."""
    return visit(served, viewport={"width": 900, "height": 360}).open(
        f"{ARTICLE}?mark=pavel+horak&mark=harbour+police&mark=thanked"
    )


def test_words_and_phrases_are_marked_in_any_case_and_across_links(page: Page) -> None:
    expect(page.locator(MARKS)).to_have_text(["Pavel Horak", "Pavel Horak", "thanked", "harbour police", "thanked"])
    assert page.locator(".rr-text").inner_text().count("Pavel Horak") == 2


def test_one_goes_from_mark_to_mark_and_takes_them_away(page: Page) -> None:
    bar = page.locator(".rr-tools", has_text="Marked:")
    expect(bar).to_contain_text("3 of 5")
    expect(page.locator(MARKS).nth(2)).to_be_in_viewport()
    bar.get_by_role("button", name="Next").click()
    expect(bar).to_contain_text("4 of 5")
    text = page.locator(".rr-text").inner_text()
    bar.get_by_role("button", name="Remove marks").click()
    expect(page.locator(MARKS)).to_have_count(0)
    expect(bar).to_have_count(0)
    assert page.locator(".rr-text").inner_text() == text
    assert page.url.endswith(ARTICLE)


def test_a_passage_that_the_address_names_is_shown(visit: Opener, served: str) -> None:
    watched = visit(served, viewport={"width": 900, "height": 360})
    plain = watched.open(ARTICLE)
    last = plain.locator(".rr-text .s").last.get_attribute("id")
    page = watched.open(f"{ARTICLE}?mark=horak#{last}")
    expect(page.locator(f"#{last} mark")).to_be_in_viewport()


def test_hostile_words_are_text(visit: Opener, served: str) -> None:
    page = visit(served, bypass_csp=True).open(
        f"{ARTICLE}?mark=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&mark=(.*)&mark=ferry"
    )
    expect(page.locator(MARKS)).to_have_text(["ferry"])
    assert page.locator("img[src=x]").count() == 0


def test_an_address_that_names_no_place_is_marked_all_the_same(visit: Opener, served: str) -> None:
    page = visit(served).open(f"{ARTICLE}?mark=ferry#%E0%A4%A")
    expect(page.locator(MARKS)).to_have_text(["ferry"])


def test_words_that_are_not_there_change_nothing(visit: Opener, served: str) -> None:
    page = visit(served).open(f"{ARTICLE}?mark=zeppelin")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(MARKS)).to_have_count(0)
    expect(page.locator(".rr-tools", has_text="Marked:")).to_have_count(0)
