from __future__ import annotations

from pathlib import Path

from generator.progress import Silent
from generator.publish.check import check_site


def problems(site: Path, **pages: str) -> list[str]:
    for name, html in pages.items():
        (site / f"{name}.html").write_text(html, encoding="utf-8")
    return [f"{one.page}: {one.message}" for one in check_site(site, Silent())]


def test_links_that_lead_somewhere_are_no_problem(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "articles.csv").write_text("", encoding="utf-8")
    assert not problems(
        tmp_path,
        index="""<a href="other.html#s4">a</a><a href="#">b</a><a href="data/articles.csv">c</a>
            <a href="https://example.org/x">d</a><a href="mailto:a@example.org">e</a><a href="oth%65r.html">f</a>""",
        other='<p id="s4">x</p><a href="index.html">up</a><a href=".">up</a>',
    )


def test_missing_pages_and_places_are_named(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        index='<a href="gone.html">a</a><a href="other.html#s5">b</a><span data-href="lost.html">c</span>'
        '<img src="x.png">',
        other='<p id="s4">x</p><a href="/index.html">d</a><a href="../../x.html">e</a>',
    ) == [
        "index.html: links to gone.html: there is no such page or file",
        "index.html: links to lost.html: there is no such page or file",
        "index.html: links to other.html#s5: that page has no place of this name",
        "index.html: links to x.png: there is no such page or file",
        "other.html: links to ../../x.html: that leads out of the site, wherever it stands",
        "other.html: links to /index.html: that leads out of the site, wherever it stands",
    ]


def test_what_a_browser_would_ask_of_another_host_is_named(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        index="""<script src="https://cdn.example.org/a.js"></script><img src="//example.org/b.png">
            <link rel="stylesheet" href="https://fonts.example.org/c.css"><link rel="canonical" href="https://me.org/">""",
    ) == [
        "index.html: asks another host for //example.org/b.png",
        "index.html: asks another host for https://cdn.example.org/a.js",
        "index.html: asks another host for https://fonts.example.org/c.css",
    ]


def test_an_address_of_a_host_that_cannot_be_ends_nothing(tmp_path: Path) -> None:
    """An article may give any as its own."""
    page = '<a href="http://[::1">a</a><a href="https://a\u2100b.example/">b</a><img src="https://[x/a.png">'
    assert problems(tmp_path, index=page) == ["index.html: asks another host for https://[x/a.png"]
