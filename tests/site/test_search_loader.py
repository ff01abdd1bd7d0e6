"""The search as the browser runs it: from a folder on disk with the network off, and from a host below a sub-path."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.progress import Silent
from generator.publish.search import build_search
from generator.publish.search.shards import MOST
from tests.publish.searching import Written, write_site
from tests.serving import serving
from tests.shared import ROOT

THEME = ROOT / "generator" / "theme"
ANY = ("", '"', '""', "?!", "<b>", "a:b", "\\", "%", "🙂", "constructor", "  ", "x" * 3000)
LONG = " ".join(f"word{number}" for number in range(80))
PAGES = [
    Written(
        "articles/1975/helsinki.html",
        "The Final Act is signed",
        text=f'<p><span id="s0">Leaders met.</span> {LONG}</p><h2 id="act">The act</h2>'
        '<p><span id="s40">Nikolai Patrushev visited the <b>ministries</b> &amp; &lt;b&gt;halls&lt;/b&gt;.</span></p>',
        date="1975-08-01",
        source="Wire",
        facets={
            "source": ["Wire"],
            "year": ["1975"],
            "language": [["en", "English"]],
            "people": [["people/nikolai-patrushev", "Nikolai Patrushev"], ["people/ann", "Ann Arms"]],
            "topics": [["topics/arms-control", "arms control"]],
        },
    ),
    Written(
        "articles/1987/inf.html",
        "Arms are controlled",
        text='<p id="s0">A treaty on arms control was signed. Control of arms is hard.</p>',
        date="1987-12-08",
        source="Digest",
        facets={
            "source": ["Digest"],
            "year": ["1987"],
            "language": [["en", "English"]],
            "people": [["people/ann", "Ann Arms"]],
        },
    ),
    Written(
        "articles/1991/undated.html",
        "No date is known",
        text="<p>Control what you can: these arms were never counted.</p>",
        source="Wire",
        facets={"source": ["Wire"], "language": [["en", "English"]]},
    ),
    Written("articles/ru.html", "Переговоры", text="<p>Министры иностранных дел подписали договоры.</p>", lang="ru"),
    Written("articles/fr.html", "L’Acte final", text="<p>Les négociations furent longues.</p>", lang="fr"),
    Written("articles/zh.html", "北京会谈", text="<p>中国外交部发言人在北京表示。外贸部。</p>", lang="zh"),
    Written("articles/ja.html", "会談", text="<p>日本の外務大臣はモスクワを訪れた。</p>", lang="ja"),
    Written("people/nikolai-patrushev.html", "Nikolai Patrushev", "person", names=["Патрушев", "Patrushev"], weight=3),
    Written("people/ann.html", "Ann Arms", "person", about="a minister", weight=1),
    Written("places/arms.html", "Arms", "place", weight=2),
    Written("topics/arms-control.html", "arms control", "topic", names=["control of arms"], weight=2),
]


def searchable(folder: Path, work: Path, pages: Sequence[Written]) -> Path:
    """A site whose pages have the theme's security policy and nothing of it but the loader."""
    site = write_site(folder, pages)
    build_search(site, work, Silent())
    (site / "assets").mkdir()
    for script in (THEME / "assets").glob("search-*.js"):
        shutil.copy(script, site / "assets")
    policy = re.search(r"<meta http-equiv=.*", (THEME / "main.html").read_text(encoding="utf-8"))
    assert policy
    (site / "deep").mkdir()
    (site / "deep" / "page.html").write_text(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Search</title>'
        f'{policy[0]}<link rel="icon" href="data:,">'
        '<script src="../assets/search-loader.js"></script></head><body></body></html>',
        encoding="utf-8",
    )
    return site


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of small shards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(MOST, "articles", 2)  # type: ignore[arg-type]  # it is a dictionary
        patch.setattr("generator.publish.search.names.MOST", 3)
        return searchable(tmp_path_factory.mktemp("host") / "sub path", tmp_path_factory.mktemp("work"), PAGES)


@pytest.fixture(scope="module")
def address(searched: Path) -> Iterator[str]:
    with serving(searched) as address:
        yield address


@pytest.fixture(scope="module", params=["file", "http"])
def page(request: pytest.FixtureRequest, browser: Browser, searched: Path, address: str) -> Iterator[Page]:
    """A page with the loader, opened from disk with the network off or from a host."""
    on_disk = request.param == "file"
    context = browser.new_context(offline=on_disk)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    root = searched.as_uri() if on_disk else address
    inside = (root, "blob:")
    page.on("request", lambda sent: None if sent.url.startswith(inside) else problems.append(sent.url))
    page.goto(f"{root}/deep/page.html")
    yield page
    context.close()
    assert not problems


def found(page: Page, query: str, **options: object) -> list[dict[str, Any]]:
    """All hits of a query, in order; their addresses relative to the site."""
    hits: list[dict[str, Any]] = page.evaluate(
        """async ([query, options]) => {
            const answer = await ReadingRoomSearch.search(query, options);
            const hits = await answer.hits(0, 100);
            if (hits.length !== answer.total) throw new Error(`${answer.total} were promised`);
            return hits;
        }""",
        [query, options],
    )
    root = page.evaluate("ReadingRoomSearch.root.href")
    return [{**hit, "url": hit["url"].removeprefix(root)} for hit in hits]


def titles(page: Page, query: str, **options: object) -> list[str]:
    return [hit["title"] for hit in found(page, query, **options)]


@pytest.mark.parametrize("on_disk", [True, False])
def test_a_language_that_only_names_are_in_is_asked_too(on_disk: bool, browser: Browser, tmp_path: Path) -> None:
    pages = [one for one in PAGES if one.kind != "article" or one.lang == "ru"]
    site = searchable(tmp_path / "site", tmp_path / "work", pages)
    with serving(site) as address, browser.new_context(offline=on_disk) as context:
        page = context.new_page()
        page.goto(f"{site.as_uri() if on_disk else address}/deep/page.html")
        assert titles(page, "ministers") == ["Ann Arms"]
        assert titles(page, "договор") == ["Переговоры"]
    assert not [*(site / "search" / "articles").glob("en-*")]


def test_a_search_that_cannot_start_says_so(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        context.route("**/articles/en-*/wasm.*", lambda route: route.abort())
        page = context.new_page()
        page.goto(f"{address}/deep/page.html")
        said = page.evaluate(
            """Promise.race([
                ReadingRoomSearch.search("treaty").then(() => "found", (error) => `failed: ${error}`),
                new Promise((done) => setTimeout(done, 30_000, "nothing was said")),
            ])"""
        )
    assert said.startswith("failed: ")


def test_a_hit_shows_its_passage_and_leads_there(page: Page) -> None:
    (hit,) = found(page, "ministry", kinds=["article"], filters={"language": ["en"]})
    assert hit["title"] == "The Final Act is signed"
    assert hit["url"] == "articles/1975/helsinki.html#s40"
    assert (hit["kind"], hit["date"], hit["source"], hit["lang"]) == ("article", "1975-08-01", "Wire", "en")
    assert "<mark>ministries</mark> &#38; &#60;b&#62;halls&#60;/b&#62;." in hit["excerpt"]
    assert hit["words"] == ["ministries"]
    assert [part["title"] for part in hit["subresults"]] == ["The act"]
    assert hit["subresults"][0]["url"].endswith("/articles/1975/helsinki.html#act")


def test_a_name_is_answered_with_its_own_page_first_in_any_script(page: Page) -> None:
    for query in ("Nikolai Patrushev", "patrushev", "Патрушев", "PATRUSHEV "):
        assert found(page, query)[0]["url"] == "people/nikolai-patrushev.html"
    assert found(page, "arms")[0]["url"] == "places/arms.html"
    assert found(page, "the final act is signed!")[0]["title"] == "The Final Act is signed"


def test_words_in_quotes_are_a_phrase_and_may_stand_beside_others(page: Page) -> None:
    controlled = {"Arms are controlled", "No date is known", "arms control"}
    assert controlled <= set(titles(page, "control arms"))
    assert titles(page, '"arms control"', kinds=["article"]) == ["Arms are controlled"]
    assert titles(page, "“control of arms” treaty") == ["Arms are controlled"]
    assert titles(page, '"treaty control"') == []


def test_each_language_is_folded_by_its_own_rules(page: Page) -> None:
    assert titles(page, "договор министр") == ["Переговоры"]
    assert titles(page, "négociation") == ["L’Acte final"]
    assert titles(page, "negociations") == ["L’Acte final"]


def test_scripts_without_spaces_are_searched_by_their_letters_in_order(page: Page) -> None:
    assert titles(page, "外交部") == ["北京会谈"]
    assert titles(page, "モスクワ") == ["会談"]
    assert titles(page, "外部") == []
    (hit,) = found(page, "发言人")
    assert "外交部<mark>发</mark><mark>言</mark><mark>人</mark>在北京表示" in hit["excerpt"]


def test_facets_filter_and_count_and_several_values_of_one_widen(page: Page) -> None:
    assert titles(page, "arms", filters={"source": ["Wire"]}) == ["No date is known"]
    both = titles(page, "control", filters={"source": ["Wire", "Digest"]}, kinds=["article"])
    assert sorted(both) == ["Arms are controlled", "No date is known"]
    assert titles(page, "", filters={"people": ["people/nikolai-patrushev"]}) == ["The Final Act is signed"]
    counts = page.evaluate("ReadingRoomSearch.filters('arms', {filters: {source: ['Wire']}, kinds: ['article']})")
    assert counts["source"] == [
        {"value": "Digest", "label": "Digest", "count": 1},
        {"value": "Wire", "label": "Wire", "count": 1},
    ]
    assert {entry["value"]: entry["count"] for entry in counts["kind"]} == {"article": 1}
    assert counts["year"] == []


def test_people_places_and_topics_that_are_chosen_are_wanted_together(page: Page) -> None:
    ann, nikolai = "people/ann", "people/nikolai-patrushev"
    assert sorted(titles(page, "", filters={"people": [ann]})) == ["Arms are controlled", "The Final Act is signed"]
    assert titles(page, "", filters={"people": [ann, nikolai]}) == ["The Final Act is signed"]
    counts = page.evaluate("people => ReadingRoomSearch.filters('', {filters: {people}})", [ann, nikolai])
    assert {entry["value"]: entry["count"] for entry in counts["people"]} == {ann: 1, nikolai: 1}


def absent(page: Page, query: str) -> list[str]:
    words: list[str] = page.evaluate("async query => (await ReadingRoomSearch.search(query)).absent", query)
    return words


def test_all_words_are_wanted_whichever_shards_have_them(page: Page) -> None:
    assert titles(page, "arms ministries") == []
    assert titles(page, "arms treaty") == ["Arms are controlled"]
    assert titles(page, "counted arms") == ["No date is known"]
    assert titles(page, "treaty договоры") == []
    assert absent(page, "arms ministries") == []


def test_words_that_no_page_has_are_left_out_and_listed(page: Page) -> None:
    assert (titles(page, "xylophones treaty"), absent(page, "xylophones treaty")) == (
        ["Arms are controlled"],
        ["xylophones"],
    )
    assert (titles(page, "Patrushef"), absent(page, "Patrushef")) == ([], ["Patrushef"])
    assert (titles(page, '"arms of control"'), absent(page, '"arms of control"')) == ([], ["arms of control"])


def test_the_beginning_of_a_word_finds_it_while_it_is_typed(page: Page) -> None:
    assert titles(page, "patrush visi", kinds=["article"]) == ["The Final Act is signed"]
    assert titles(page, "arms treat") == ["Arms are controlled"]
    assert absent(page, "treat arms xylo") == ["treat", "xylo"]


def test_an_excerpt_marks_all_that_was_looked_for(page: Page) -> None:
    (hit,) = found(page, '"arms control" signed', kinds=["article"])
    assert "A treaty on <mark>arms</mark> <mark>control</mark> was <mark>signed.</mark>" in hit["excerpt"]
    assert sorted(hit["words"]) == ["arms", "control", "signed"]


def test_kinds_are_told_apart(page: Page) -> None:
    assert {hit["kind"] for hit in found(page, "arms")} == {"article", "person", "place", "topic"}
    assert titles(page, "arms", kinds=["person"]) == ["Ann Arms"]
    assert sorted(titles(page, "arms", kinds=["person", "place"])) == ["Ann Arms", "Arms"]


def test_hits_are_sorted_by_date_and_undated_ones_come_last(page: Page) -> None:
    newest = titles(page, "", sort="newest", kinds=["article"], filters={"language": ["en"]})
    assert newest == ["Arms are controlled", "The Final Act is signed", "No date is known"]
    oldest = titles(page, "", sort="oldest", kinds=["article"], filters={"language": ["en"]})
    assert oldest == ["The Final Act is signed", "Arms are controlled", "No date is known"]


def test_a_name_is_completed_from_any_of_its_words(page: Page) -> None:
    def names(prefix: str) -> list[tuple[str, str]]:
        return [(one["title"], one["kind"]) for one in page.evaluate("p => ReadingRoomSearch.names(p)", prefix)]

    assert names("patr") == [("Nikolai Patrushev", "person")]
    assert names("патр") == [("Nikolai Patrushev", "person")]
    assert names("the fin") == [("The Final Act is signed", "article")]
    assert names("arm")[0] == ("Arms", "place")
    assert names("xyz") == names("") == []


def test_names_spelt_nearly_alike_are_offered(page: Page) -> None:
    def near(query: str) -> list[str]:
        return [one["title"] for one in page.evaluate("q => ReadingRoomSearch.near(q)", query)]

    assert near("Nikolay Patrushef")[0] == "Nikolai Patrushev"
    assert near("Partushev") == ["Nikolai Patrushev"]
    assert near("Патрушов") == ["Nikolai Patrushev"]
    assert near("zzzzzzzz") == []


@pytest.mark.parametrize("query", ANY)
def test_any_query_is_answered(page: Page, query: str) -> None:
    assert isinstance(titles(page, query), list)
    assert isinstance(page.evaluate("q => ReadingRoomSearch.near(q)", query), list)


def test_the_tables_are_loaded_only_when_a_search_needs_them(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(f"{address}/deep/page.html")
    assert not any("/search/" in url for url in asked)
    titles(page, "arms")
    assert not any("/tables/" in url or "/facets/" in url or "words.js" in url or ".pf_filter" in url for url in asked)
    assert not any(url.endswith(".js.js") for url in asked)
    page.evaluate("ReadingRoomSearch.filters('arms')")
    assert any("/facets/" in url for url in asked)
    context.close()


def test_only_what_lies_in_the_search_is_answered_from_twins(browser: Browser, searched: Path) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(f"{searched.as_uri()}/deep/page.html")
    answers = page.evaluate(
        """async () => {
            const ask = async (url) => { try { return (await fetch(url)).status } catch (error) { return error.name } };
            return [await ask("../search/pagefind.js"), await ask("../search/none.js"), await ask("../index.html")];
        }"""
    )
    assert answers == [200, "TypeError", "TypeError"]
    context.close()
