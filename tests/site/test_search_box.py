"""The search box: on every page, by keyboard alone, from a double-click as from a host."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.site.conftest import Opener, Watched
from tests.site.kinds import ARTICLE

FIELD = ".rr-search input"
OPTIONS = ".rr-search [role=option]"
STATUS = ".rr-search [role=status]"
SLOW = 20_000
"""Milliseconds; two cores may be at work on something else."""


def ask(watched: Watched, words: str, start: str = "index.html") -> Page:
    """Open the page `start`, and type `words` into its box, by keys alone."""
    page = watched.open(start)
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type(words)
    expect(page.locator(STATUS)).not_to_be_empty(timeout=SLOW)
    return page


def options(page: Page, text: str) -> Locator:
    return page.locator(OPTIONS, has_text=text)


def test_a_name_leads_to_its_page_by_keys_alone(visit: Opener, root: str) -> None:
    page = ask(visit(root), "Astrid Lindqvist", ARTICLE)
    first = page.locator(OPTIONS).first
    expect(first).to_contain_text("Astrid Lindqvist", timeout=SLOW)
    expect(first).to_contain_text("person")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    assert page.locator(FIELD).get_attribute("aria-activedescendant") == first.get_attribute("id")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Astrid Lindqvist")


def test_a_hit_opens_at_its_passage_with_the_words_marked(visit: Opener, root: str) -> None:
    page = ask(visit(root, viewport={"width": 900, "height": 360}), "police thanked")
    hit = options(page, "Two ministers meet on the Norrby ferry")
    expect(hit.locator("mark").first).to_be_visible(timeout=SLOW)
    expect(hit).to_have_attribute("href", re.compile("mark=thanked"), timeout=SLOW)  # not that of one word
    hit.click()
    expect(page.locator("h1")).to_have_text("Two ministers meet on the Norrby ferry")
    marks = page.locator(".rr-text mark")
    expect(marks).to_have_text(["thanked", "police", "thanked"])
    expect(marks.first).to_be_in_viewport()
    page.go_back()
    expect(page.locator(".rr-search__output")).to_be_hidden()


def test_what_is_found_after_escape_does_not_open_the_list_again(visit: Opener, served: str) -> None:
    page = visit(served).open("index.html")
    page.locator(FIELD).fill("nets")
    page.keyboard.press("Escape")  # the box is left before the search begins
    page.locator(FIELD).fill("nets")
    page.locator("h1").first.dispatch_event("pointerdown")  # a click would meet the list, where the machine is slow
    page.wait_for_timeout(2_000)
    expect(page.locator(".rr-search__output")).to_be_hidden()


def test_escape_closes_the_list_then_leaves_the_box(visit: Opener, served: str) -> None:
    watched = visit(served)
    page = watched.open("index.html")
    page.locator(".rr-home a").first.focus()
    page.keyboard.press("/")
    page.keyboard.type("nets")
    expect(page.locator(OPTIONS).first).to_be_visible(timeout=SLOW)
    expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator(".rr-search__output")).to_be_hidden()
    expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "false")
    expect(page.locator(FIELD)).to_have_value("nets")
    page.keyboard.press("ArrowDown")
    expect(page.locator(OPTIONS).first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator(".rr-home a").first).to_be_focused()


def test_arrows_go_round_and_enter_alone_leads_to_the_search_page(visit: Opener, root: str) -> None:
    page = ask(visit(root), "nets")
    expect(page.locator(OPTIONS).first).to_be_visible(timeout=SLOW)
    page.keyboard.press("ArrowUp")
    expect(page.locator(OPTIONS).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{OPTIONS}[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Search")
    assert page.url == f"{root}/search.html?q=nets"
    expect(page.locator("[data-status]")).to_contain_text("with “nets”", timeout=SLOW)


def test_near_spellings_are_offered(visit: Opener, root: str) -> None:
    page = ask(visit(root), "Lindqvizt")
    expect(page.locator(STATUS)).to_have_text("Nothing has “Lindqvizt”. Is it one of these?", timeout=SLOW)
    expect(page.locator(OPTIONS).first).to_contain_text("Astrid Lindqvist")


def test_a_newer_question_is_never_overwritten_by_an_older_answer(visit: Opener, served: str) -> None:
    page = ask(visit(served), "quay")
    page.evaluate("""() => {
        const search = window.ReadingRoomSearch.search;
        window.ReadingRoomSearch.search = async (query, options) => {
            const found = await search(query, options);
            if (query === "nets") await new Promise((done) => setTimeout(done, 1500));
            document.documentElement.classList.add(`answered-${query}`);
            return found;
        };
    }""")
    page.locator(FIELD).fill("nets")
    page.wait_for_timeout(400)
    page.locator(FIELD).fill("herring")
    expect(page.locator("html.answered-nets.answered-herring")).to_be_attached(timeout=SLOW)
    page.wait_for_timeout(100)
    expect(options(page, "with “herring”").or_(options(page, "page for “herring”"))).to_be_visible()
    expect(options(page, "“nets”")).to_have_count(0)


def test_axe_finds_nothing_on_the_open_box(visit: Opener, served: str) -> None:
    for scheme in ("light", "dark"):
        page = ask(visit(served, color_scheme=scheme), "Vienna")
        expect(page.locator(OPTIONS).first).to_be_visible(timeout=SLOW)
        page.keyboard.press("ArrowDown")
        found = Axe().run(page).response["violations"]
        assert not [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found]


def test_the_open_box_fits_a_narrow_screen(visit: Opener, served: str) -> None:
    page = ask(visit(served, viewport={"width": 320, "height": 640}), "Vienna")
    expect(page.locator(OPTIONS).first).to_be_visible(timeout=SLOW)
    place = page.locator(".rr-search__output").bounding_box()
    assert place is not None
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 320
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_page_loads_little_of_ours_until_search_is_opened(visit: Opener, served: str) -> None:
    watched = visit(served)
    sizes: dict[str, int] = {}
    watched.page.on("response", lambda answer: sizes.update({answer.url: int(answer.headers["content-length"])}))
    page = watched.open(ARTICLE)
    page.wait_for_load_state("networkidle")
    ours = {url.rpartition("/")[2] for url in sizes if "/assets/" in url and "/assets/javascripts" not in url}
    assert "readingroom.css" in ours
    assert not {name for name in ours if name.startswith("search")}
    assert not [url for url in sizes if "/search/" in url]
    assert sum(size for url, size in sizes.items() if "/assets/readingroom" in url) < 60_000
