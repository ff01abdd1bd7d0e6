"""What an article's page shows, and what it does not let through."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.site.conftest import Opener
from tests.site.kinds import ARTICLE

STRUCTURED = "articles/wire/1983-03-05-fishing-limits.html"


def test_where_a_date_came_from_is_said(visit: Opener, served: str) -> None:
    page = visit(served).open(ARTICLE)
    expect(page.locator(".rr-meta")).to_contain_text("4 March 1983 · date from the text")
    expect(page.locator(".inferred")).to_have_attribute("title", "The date was read from a line of the text.")


def test_the_first_name_in_each_section_is_a_link(visit: Opener, served: str) -> None:
    page = visit(served).open(STRUCTURED)
    sections = page.locator(".rr-text")
    expect(sections.locator("a.person", has_text="Lindqvist")).to_have_text(["Astrid Lindqvist", "Lindqvist"])
    expect(sections.locator("span.again", has_text="Lindqvist")).to_have_text(["Lindqvist"])
    expect(sections.locator("h2 a")).to_have_count(0)


def test_structure_is_kept(visit: Opener, served: str) -> None:
    page = visit(served).open(STRUCTURED)
    text = page.locator(".rr-text")
    expect(text.locator("h2")).to_have_text(["What was agreed", "What was left open"])
    expect(text.locator("li")).to_have_count(2)
    expect(text.locator("td")).to_have_count(4)
    expect(text.locator("blockquote")).to_have_text("Herring knows no limits.")
    expect(text.locator("code")).to_have_text("limits.txt")


def test_pictures_and_links_to_other_articles_work(visit: Opener, root: str) -> None:
    page = visit(root).open("articles/wire/quay.html")
    picture = page.get_by_alt_text("A net on the quay")
    assert picture.evaluate("image => image.naturalWidth") == 8
    page.get_by_role("link", name="talks on the ferry").click()
    expect(page.locator("h1")).to_have_text("Two ministers meet on the Norrby ferry")


def test_the_side_counts_names_and_quotes_speakers(visit: Opener, served: str) -> None:
    page = visit(served).open(ARTICLE)
    names = page.locator(".rr-names li", has_text="Astrid Lindqvist")
    expect(names.locator("span")).to_have_text("4")
    said = page.locator(".rr-said a", has_text="We agreed to measure first")
    said.click()
    expect(page.locator(":target")).to_contain_text("Lindqvist told reporters")


def test_the_same_story_elsewhere_is_named(visit: Opener, served: str) -> None:
    page = visit(served).open(STRUCTURED)
    same = page.locator("section", has_text="Same story elsewhere").locator(".rr-cards a")
    same.click()
    expect(page.locator(".rr-cards", has_text="the earlier copy")).to_be_visible()


def test_another_script_reads_from_right_to_left(visit: Opener, served: str) -> None:
    page = visit(served).open("articles/wire/arabic.html")
    text = page.locator(".rr-text")
    expect(text).to_have_attribute("lang", "ar")
    expect(text).to_have_css("direction", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".rr-side")).to_have_css("direction", "ltr")


def test_nothing_in_an_article_runs_or_reaches_out(visit: Opener, root: str) -> None:
    title = '</title> & other "titles"'
    watched = visit(root)
    page = watched.open("articles/wire/hostile.html")
    expect(page.locator("h1")).to_have_text(title)
    assert page.title().startswith(title)
    expect(page.locator("#citation")).to_contain_text('O\'Neill "&" Sons.')
    expect(page.locator(".rr-text")).to_contain_text("{{ config.site_name }} {% raw %} [text]{#id .class} ::: div")
    expect(page.locator(".rr-text :is(img, script, b)")).to_have_count(0)
    for address in ("index.html", "articles/index.html", "sources/index.html", "collection.html"):
        watched.open(address)
        assert page.evaluate("window.broken") is None


def test_what_was_left_out_is_told_with_a_remedy(visit: Opener, served: str) -> None:
    page = visit(served).open("collection.html")
    account = "10 files: 7 became articles, 1 could not be read, 2 are no articles by name or ending."
    expect(page.get_by_text(account)).to_be_visible()
    expect(page.locator("dt", has_text="gazette/broken.txt")).to_be_visible()
    expect(page.locator("dd").first).to_contain_text("Save it as UTF-8 text")
