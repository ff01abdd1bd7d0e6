"""Nothing active in an article's text reaches a page: not past the writer, and not past the second wall alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from generator.document import destinations, parse
from generator.publish.wall import is_allowed
from generator.write.body import article_body
from tests.rendering import folded, render, tree, visible
from tests.shared import shared

ARTICLE = {
    "p": set(),
    "br": set(),
    "em": set(),
    "strong": set(),
    "code": set(),
    "pre": set(),
    "hr": set(),
    "ul": set(),
    "ol": {"start"},
    "li": set(),
    "blockquote": set(),
    "table": set(),
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": {"class"},
    "td": {"class"},
    "a": {"href", "rel"},
    "img": {"src", "alt"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
"""All that an article without decorations may become."""
DIRECTIVES = (
    '--8<-- "pyproject.toml"',
    '```\n--8<-- "pyproject.toml"\n```',
    ";--8<-- 'pyproject.toml'",
    "<!-- material/tags -->",
    "{{ config.site_name }} {% set x = 1 %}",
    "[TOC]",
    "[[TOC]]",
    "A note[^1]\n\n[^1]: below",
    "*[HTML]: Hypertext\n\nHTML",
    "::: generator.model\n    options: {}",
    "::: note\n\nwords\n\n:::",
    "# Head {#id .x onclick=alert(1)}",
    "word{.x onmouseover=alert(1)} [a]{#m1 .person} [b](c.md){#m2}",
    "{: #id .x onclick=alert(1)}",
    '!!! danger "Title"\n    words',
    '??? note "Title"\n    words',
    "/// note | Title\nwords\n///",
    ":material-home: :smile:",
    "++ctrl+alt++ ==marked== ^^under^^ ~~gone~~ H~2~O {++new++} {--old--}",
    "$$\nx\n$$\n\n\\(x\\)",
    "Term\n:   definition",
    "- [x] done",
    '<div markdown="1">*x*</div>',
    "wzxhzdk:0 klzzwxh:0000 \x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 &#2;klzzwxh:0000&#3;",
)
OTHERS = (
    "attr_list",
    "def_list",
    "abbr",
    "footnotes",
    "admonition",
    "md_in_html",
    "pymdownx.snippets",
    "pymdownx.details",
    "pymdownx.blocks.admonition",
    "pymdownx.tasklist",
    "pymdownx.superfences",
)
"""Extensions that a keeper may add to mkdocs.yml."""


def as_article(markdown: str, *more: str) -> str:
    document = parse(markdown)
    return render(article_body(document, (), {url: url for url in destinations(document)}), *more)


def assert_passive(page: str, allowed: dict[str, set[str]]) -> None:
    for element in tree(page).iterdescendants():
        assert isinstance(element.tag, str), f"a comment or instruction in {page!r}"
        assert element.tag in allowed, page
        assert set(element.attrib) <= allowed[element.tag], page
        for name in ("href", "src"):
            if name in element.attrib:
                assert_harmless(element.attrib[name], page)
        if element.tag == "img" and "src" in element.attrib:
            assert not re.match(r"\s*([a-z]+:|[/\\]{2})", element.attrib["src"], re.IGNORECASE), page
        if re.match(r"https?:|//", element.attrib.get("href", "")):
            assert element.attrib["rel"] == "noopener noreferrer", page


def assert_harmless(address: str, page: str) -> None:
    bare = re.sub(r"[\x00-\x20\x7f]", "", address)
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", bare)
    assert scheme is None or scheme[1].lower() in {"http", "https", "mailto"}, page


def payloads() -> Iterator[str]:
    folder = shared("corpora/hostile")
    yield from (folder / "xss/all_payloads.txt").read_text(encoding="utf-8").splitlines()
    yield from json.loads((folder / "naughty-strings/blns.json").read_text(encoding="utf-8"))
    for sheet in sorted((folder / "xss/owasp").glob("*.md")):
        yield sheet.read_text(encoding="utf-8")
    for case in json.loads((folder / "xss/dompurify/expect.json").read_text(encoding="utf-8")):
        yield case["payload"]


def test_payloads_are_read_as_text() -> None:
    for payload in payloads():
        assert_passive(as_article(payload), ARTICLE)


def test_payloads_do_not_pass_the_wall_alone() -> None:
    wide = {tag: names | {"id", "class", "title", "alt", "start"} for tag, names in ARTICLE.items()}
    wide |= {tag: {"id", "class", "lang", "dir", "data-href"} for tag in ("span", "div", "mark", "h1")}
    for payload in payloads():
        assert_passive(render(payload), wide)


@pytest.mark.parametrize("wrapped", ["[x]({})", "[x](<{}>)", "<{}>", "![x]({})", "[x]({} 'title')"])
def test_payloads_lead_nowhere(wrapped: str) -> None:
    named = [wrapped.format(payload.replace("\n", " ")) for payload in payloads() if len(payload) < 10_000]
    for start in range(0, len(named), 60):
        assert_passive(as_article("\n\n".join(named[start : start + 60])), ARTICLE)


@pytest.mark.parametrize("directive", DIRECTIVES)
def test_directives_are_text(directive: str) -> None:
    plain = folded(visible(as_article(directive)))
    for other in ("", *OTHERS):
        page = as_article(directive, *([other] if other else []))
        assert_passive(page, ARTICLE)
        assert folded(visible(page)) == plain


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "&#x6A&#x61vascript&#58;alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "blob:https://example.org/1",
        "view-source:javascript:alert(1)",
        "ftp://example.org",
    ],
)
def test_the_wall_knows_other_schemes(address: str) -> None:
    assert not is_allowed(address)


@pytest.mark.parametrize(
    "address", ["https://example.org/a:b", "HTTP://example.org", "mailto:a@example.org", "../a.html#b", "#a:b", "?a:b"]
)
def test_the_wall_lets_links_through(address: str) -> None:
    assert is_allowed(address)
