"""The search page: query, phrase, facet, sort, a hit and back, a shared address; from a double-click as from a host."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

from tests.site.conftest import Opener

FIELD = ".rr-ask input"
HITS = ".rr-hit"
STATUS = "[data-status]"
SLOW = 20_000
FERRY = "Two ministers meet on the Norrby ferry"
NETS = "Nets measured in Vienna"
QUAY = "A net is shown on the quay"
LIMITS = "Fishing limits to be measured before they are argued"


def status(page: Page) -> Locator:
    return page.locator(STATUS)


def titles(page: Page) -> Locator:
    return page.locator(f"{HITS} h2 a")


def value(page: Page, facet: str, label: str) -> Locator:
    """The checkbox of a value of a facet."""
    return page.locator(f"[data-facet={facet}] li", has_text=label).locator("input")


def test_a_search_is_narrowed_sorted_opened_gone_back_to_and_sent(visit: Opener, root: str) -> None:
    page = visit(root).open("search.html")
    page.locator(FIELD).press_sequentially("harbour police")
    expect(status(page)).to_contain_text("with “harbour police”", timeout=SLOW)
    expect(titles(page).filter(has_text=FERRY)).to_be_visible()
    expect(titles(page).filter(has_text=QUAY)).to_be_visible()

    value(page, "source", "Harbour Gazette").check(timeout=SLOW)
    expect(titles(page)).to_have_text([NETS], timeout=SLOW)
    expect(value(page, "source", "Harbour Gazette")).to_be_focused()
    value(page, "source", "Northern Wire").check()
    expect(titles(page)).to_have_count(2, timeout=SLOW)

    page.get_by_label("Sort by").select_option("newest")
    expect(titles(page)).to_have_text([QUAY, NETS], timeout=SLOW)
    page.get_by_label("Sort by").select_option("oldest")
    expect(titles(page)).to_have_text([NETS, QUAY], timeout=SLOW)
    address = page.url
    assert address.endswith("search.html?q=harbour+police&source=Harbour+Gazette&source=Northern+Wire&sort=oldest")

    titles(page).first.click()
    expect(page.locator("h1")).to_have_text(NETS)
    expect(page.locator(".rr-text mark").first).to_be_visible()
    page.go_back()
    expect(titles(page)).to_have_text([NETS, QUAY], timeout=SLOW)
    expect(value(page, "source", "Northern Wire")).to_be_checked(timeout=SLOW)
    assert page.url == address
    page.go_back()
    expect(titles(page)).to_have_text([QUAY, NETS], timeout=SLOW)
    page.go_back()
    page.go_back()
    expect(titles(page)).to_have_text([NETS], timeout=SLOW)
    page.go_forward()
    expect(titles(page)).to_have_count(2, timeout=SLOW)

    sent = visit(root).page
    sent.goto(address)
    expect(titles(sent)).to_have_text([NETS, QUAY], timeout=SLOW)
    expect(sent.locator(FIELD)).to_have_value("harbour police")
    expect(value(sent, "source", "Harbour Gazette")).to_be_checked(timeout=SLOW)
    sent.get_by_role("button", name="Take out Source: Harbour Gazette").click()
    expect(titles(sent)).to_have_text([QUAY], timeout=SLOW)
    expect(sent.get_by_role("button", name="Take out Source: Northern Wire")).to_be_focused()


def test_words_in_quotes_are_a_phrase(visit: Opener, root: str) -> None:
    page = visit(root).open("search.html?q=measure+before")
    expect(titles(page).filter(has_text=LIMITS).first).to_be_visible(timeout=SLOW)
    page.locator(FIELD).fill('"agreed to measure first"')
    expect(titles(page)).to_have_text([FERRY], timeout=SLOW)
    titles(page).first.click()
    expect(page.locator(".rr-text mark")).to_have_text(["agreed to measure first"])


def test_counts_of_facets_are_those_of_the_hits(visit: Opener, served: str) -> None:
    page = visit(served).open("search.html?q=Vienna&kind=article")
    expect(page.locator("[data-facet=year] li").first).to_be_visible(timeout=SLOW)
    for row in page.locator("[data-facet=year] li").all():
        label, count = row.locator("bdi").inner_text(), int(row.locator("> span").inner_text())
        row.locator("input").check()
        expect(page.locator(".rr-chosen")).to_contain_text(label)
        expect(titles(page)).to_have_count(count, timeout=SLOW)
        row.locator("input").uncheck()
        expect(page.locator(".rr-chosen button")).to_have_count(1, timeout=SLOW)


def test_the_page_of_a_name_comes_first_in_any_script(visit: Opener, root: str) -> None:
    page = visit(root).open("search.html?q=Vienna")
    expect(titles(page).first).to_have_text("Vienna", timeout=SLOW)
    expect(page.locator(HITS).first).to_contain_text("place")
    page.locator(FIELD).fill("Астрид Линдквист")
    expect(titles(page).first).to_have_text("Astrid Lindqvist", timeout=SLOW)
    expect(page.locator(HITS).first).to_contain_text("Астрид Линдквист")


def test_nothing_found_is_no_dead_end(visit: Opener, root: str) -> None:
    page = visit(root).open("search.html?q=Lindqvizt")
    expect(status(page)).to_have_text("Nothing has “Lindqvizt”.", timeout=SLOW)
    expect(page.locator(".rr-none a").first).to_have_text("Astrid Lindqvist")
    expect(page.locator(".rr-indexes a", has_text="People")).to_be_visible()

    page.goto(f"{root}/search.html?q=herring+quay&source=Northern+Wire")
    fewer = page.locator(".rr-none a", has_text="without “quay”")
    fewer.click(timeout=SLOW)
    expect(titles(page).first).to_have_text(LIMITS, timeout=SLOW)
    assert page.url.endswith("?q=herring")
    page.go_back()
    expect(status(page)).to_have_text("Nothing here has “herring quay”.", timeout=SLOW)

    page.locator(FIELD).fill("herring zeppelin")
    expect(status(page)).to_have_text("Nothing has “zeppelin”; 1 page with the other words", timeout=SLOW)


def test_everything_is_reached_by_keys_alone(visit: Opener, served: str) -> None:
    page = visit(served).open("search.html")
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("harbour police")
    page.keyboard.press("Enter")
    expect(page.locator("[data-facet=source] li").first).to_be_visible(timeout=SLOW)
    wanted = value(page, "source", "Northern Wire")
    for _ in range(30):
        if wanted.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(titles(page)).to_have_text([QUAY], timeout=SLOW)
    expect(wanted).to_be_focused()
    for _ in range(60):
        if titles(page).first.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(QUAY)


def test_what_is_typed_before_the_search_is_there_is_searched_for(visit: Opener, served: str) -> None:
    watched = visit(served)
    held: list[Route] = []
    watched.page.route("**/search/collection.js", lambda route: held.append(route), times=1)
    page = watched.open("search.html")
    page.locator(FIELD).press_sequentially("quay")
    page.wait_for_timeout(400)
    held[0].continue_()
    expect(status(page)).to_contain_text("with “quay”", timeout=SLOW)
    expect(page.locator(FIELD)).to_have_value("quay")
    assert page.url.endswith("?q=quay")


def test_an_address_with_values_that_are_unknown_is_shown_and_widened(visit: Opener, served: str) -> None:
    page = visit(served).open("search.html?q=quay&source=%3Cb%3ENowhere&kind=__proto__&colour=red&sort=constructor")
    expect(status(page)).to_have_text("Nothing here has “quay”.", timeout=SLOW)
    expect(page.locator(".rr-chosen button")).to_have_text(["__proto__ ×", "<b>Nowhere ×"])
    page.get_by_role("link", name="everywhere, not narrowed down").click()
    expect(titles(page).filter(has_text=QUAY)).to_be_visible(timeout=SLOW)


def test_a_run_of_letters_without_spaces_is_marked_as_a_whole(visit: Opener, served: str) -> None:
    page = visit(served).open("search.html")
    wanted = page.evaluate("ReadingRoomHits.wanted('核战争 police', { words: ['核', '战', '争', 'Police'] })")
    assert wanted == ["核战争", "police"]


def test_typing_makes_one_step_to_go_back_to(visit: Opener, served: str) -> None:
    page = visit(served).open("search.html?q=herring")
    expect(titles(page).first).to_have_text(LIMITS, timeout=SLOW)
    page.locator(FIELD).fill("")
    page.locator(FIELD).press_sequentially("quay", delay=300)
    expect(status(page)).to_contain_text("with “quay”", timeout=SLOW)
    page.go_back()
    expect(page.locator(FIELD)).to_have_value("herring")
    expect(status(page)).to_contain_text("with “herring”", timeout=SLOW)


@pytest.mark.parametrize("query", ["Vienna", "Lindqvizt"])
def test_axe_finds_nothing_in_light_and_dark(visit: Opener, served: str, query: str) -> None:
    for scheme in ("light", "dark"):
        page = visit(served, color_scheme=scheme).open(f"search.html?q={query}&sort=newest")
        expect(page.locator(".rr-hit a, .rr-none a").first).to_be_visible(timeout=SLOW)
        page.wait_for_timeout(300)
        found = Axe().run(page).response["violations"]
        assert not [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found]


def test_the_page_fits_a_narrow_screen_and_paper(visit: Opener, served: str) -> None:
    page = visit(served, viewport={"width": 320, "height": 640}).open("search.html?q=Vienna&source=Northern+Wire")
    expect(titles(page).first).to_be_visible(timeout=SLOW)
    page.locator(".rr-facets summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.emulate_media(media="print")
    expect(titles(page).first).to_be_visible()
    expect(page.locator(FIELD)).to_be_hidden()
    expect(page.locator(".rr-facets")).to_be_hidden()


def test_without_javascript_the_page_says_so_and_leads_to_the_indexes(visit: Opener, root: str) -> None:
    page = visit(root, java_script_enabled=False).open("index.html")
    page.get_by_role("link", name="Search").click()
    expect(page.locator("main noscript p")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.get_by_role("button")).to_have_count(0)
    page.locator(".rr-indexes a", has_text="People").click()
    expect(page.locator("h1")).to_have_text("People")


def test_facets_are_loaded_when_the_page_asks_and_not_for_the_box(visit: Opener, served: str) -> None:
    watched = visit(served)
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))
    page = watched.open("index.html")
    page.keyboard.press("/")
    page.keyboard.type("Vienna")
    expect(page.locator(".rr-search [role=option]").first).to_be_visible(timeout=SLOW)
    assert not [url for url in asked if "search-facets" in url or "search-page" in url]
    for_box = set(asked)
    page.goto(f"{served}/search.html?q=Vienna")
    expect(page.locator("[data-facet=source] li").first).to_be_visible(timeout=SLOW)
    assert [url for url in asked if "/search/" in url and url not in for_box]
