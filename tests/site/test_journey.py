"""What a reader does: from a name to the sentence it stands in, by double-click and from a host."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.site.conftest import NAME, Opener
from tests.site.kinds import ARTICLE


def test_home_person_mention_article_topic_and_back(visit: Opener, root: str) -> None:
    page = visit(root).open("index.html")
    page.get_by_role("link", name="Astrid Lindqvist").first.click()
    expect(page.locator("h1")).to_have_text("Astrid Lindqvist")
    mention = page.locator(".concordance li", has_text="thanked the harbour police")
    expect(mention.locator("mark").first).to_have_text("Astrid Lindqvist")
    mention.locator(".where a").click()

    expect(page.locator("h1")).to_have_text("Two ministers meet on the Norrby ferry")
    sentence = page.locator(":target")
    expect(sentence).to_have_text("Astrid Lindqvist thanked the harbour police of Helsinki.")
    expect(sentence).to_be_in_viewport()
    assert background(page, ":target") != background(page, "body")

    page.locator(".rr-chips a").first.click()
    assert "/topics/" in page.url
    title = page.locator("h1").inner_text()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Two ministers meet on the Norrby ferry")
    page.go_forward()
    expect(page.locator("h1")).to_have_text(title)


def test_the_sections_lead_everywhere_and_say_where_one_is(visit: Opener, root: str) -> None:
    page = visit(root).open("index.html")
    for section in page.locator(".rr-tabs a").all_inner_texts():
        page.locator(".rr-tabs a", has_text=section).first.click()
        assert page.locator(".rr-tabs a[aria-current]").all_inner_texts() == [section]
    page.locator(".rr-head__name").click()
    expect(page.locator("h1")).to_have_text(NAME)


def test_later_names_become_links_on_demand(visit: Opener, root: str) -> None:
    page = visit(root).open(ARTICLE)
    linked = page.locator(".rr-text a.person")
    first = linked.count()
    button = page.get_by_role("button", name="Show every name")
    button.click()
    assert linked.count() > first
    expect(button).to_have_attribute("aria-pressed", "true")
    last = linked.last.get_attribute("href")
    assert last and last.endswith(".html")
    button.click()
    expect(linked).to_have_count(first)


def test_the_scheme_is_chosen_once_for_all_pages(visit: Opener, root: str) -> None:
    page = visit(root, color_scheme="light").open("index.html")
    light = background(page, "body")
    page.locator(".rr-switch label:visible").click()
    dark = background(page, "body")
    assert dark != light
    page.goto(f"{root}/{ARTICLE}")
    assert background(page, "body") == dark


def test_a_citation_is_ready_to_copy(visit: Opener, served: str) -> None:
    page = visit(served, permissions=["clipboard-read", "clipboard-write"]).open(
        "articles/wire/1983-03-05-fishing-limits.html"
    )
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == (
        f"Ingrid Moe. “Fishing limits to be measured before they are argued.” Northern Wire, 5 March 1983. In: {NAME}."
    )


def background(page: Page, selector: str) -> str:
    return str(page.locator(selector).first.evaluate("element => getComputedStyle(element).backgroundColor"))
