"""Nothing that a corpus can say about itself runs in a browser, or breaks the page that says it."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from msgspec import structs
from playwright.sync_api import expect

from generator import model
from generator.progress import Silent
from generator.project import open_project
from generator.publish.check import check_site
from generator.publish.site import publish
from generator.write import catalogue, write_pages, write_tables
from tests.collections import sample
from tests.site.conftest import Opener, begin_project

RAN = "document.documentElement.dataset.ran=1"
WORDS = (
    f"<script>{RAN}</script>",
    f'"><img src=x onerror={RAN}>',
    "{{ 7*7 }}{% raw %}{# x #}",
    f"</title><script>{RAN}</script>",
    f"`a` **b** [c](javascript:{RAN}) ![d](e.png) :::\n::: x",
    "]{#m1 .x}\n\n# head\n---\ntitle: other\n---\n",
    f"' onmouseover={RAN} x='",
    '<!-- material/tags --> --8<-- "mkdocs.yml" \\',
    f"&lt;script&gt;{RAN}&lt;/script&gt; &#60;b&#62;",
    f"--><svg onload={RAN}> ]]> \u2028\u202e\x1b a|b ||",
)
ALL = " ".join(WORDS)


def hostile() -> model.Collection:
    """The sample collection with such words in every field that a corpus fills."""
    words = cycle(f"{word} {ALL}" for word in WORDS)
    whole = sample()
    records = tuple(
        replace(
            record,
            article=replace(
                record.article,
                title=next(words),
                source=next(words),
                authors=(next(words), next(words)),
                url=f'https://example.org/"><script>{RAN}</script>?a=[b](c)&d',
                rights=next(words),
                path=f'{record.article.id}"><img src=x onerror={RAN}>`.md',
                byline=next(words),
                glued=(next(words),),
            ),
            keywords=tuple(
                structs.replace(linked, keyword=structs.replace(linked.keyword, text=next(words)))
                for linked in record.keywords
            ),
        )
        for record in whole.records
    )
    return replace(
        whole,
        records=records,
        entities=tuple(
            replace(one, name=next(words), aliases=(next(words),), descriptions=(next(words),))
            for one in whole.entities
        ),
        topics=tuple(replace(one, label=next(words), variants=(next(words),)) for one in whole.topics),
        quarantined=(model.Quarantined(f"<script>{RAN}</script>.md", "NotTextError", next(words)),),
        warnings=(next(words),),
    )


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    begin_project(folder)
    project = open_project(folder / "mkdocs.yml")
    whole = hostile()
    write_pages(catalogue(whole, project.settings.corpus), project.docs, Silent())
    write_tables(whole, project.docs / "data")
    publish(project, project.docs, Silent())
    return project.site


def test_words_stay_words_even_without_the_policy(hostile_site: Path, visit: Opener) -> None:
    watched = visit(hostile_site.as_uri(), bypass_csp=True)
    for file in sorted(hostile_site.rglob("*.html")):
        page = watched.open(file.relative_to(hostile_site).as_posix())
        assert page.locator("h1").count() == 1
        assert not page.evaluate("document.documentElement.dataset.ran")
        img = "img:not([src='performance.svg'])" if file.name == "performance.html" else "img"  # the guide's own chart
        active = (
            f"[href^=javascript], [data-href^=javascript], {img}, body svg [onload], #m1.x, [onmouseover], [onerror]"
        )
        assert page.locator(active).count() == 0
        assert page.locator("script:not([src]):not([type*=json])").count() == 0


def test_links_hold(hostile_site: Path) -> None:
    assert not check_site(hostile_site, Silent())


def test_a_title_is_shown_as_it_is(hostile_site: Path, visit: Opener) -> None:
    record = hostile().records[0]
    page = visit(hostile_site.as_uri()).open(f"articles/{record.article.id}.html")
    assert page.locator("h1").inner_text().split() == record.article.title.split()


def test_what_search_finds_is_text(hostile_site: Path, visit: Opener) -> None:
    page = visit(hostile_site.as_uri(), bypass_csp=True).open("search.html?q=onerror+script")
    hits = page.locator(".rr-hit")
    expect(hits.first).to_be_visible(timeout=20_000)
    assert hits.locator("img, script, svg[onload]").count() == 0
    assert not page.evaluate("document.documentElement.dataset.ran")
