"""An article's body keeps its words and its form, and takes decorations without changing either."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.document import destinations, parse
from generator.write.body import article_body
from generator.write.decorations import Decoration
from tests.rendering import folded, render, tree, visible
from tests.shared import shared
from tests.test_document import MARKUP

GOLDEN = Path(__file__).parent / "golden" / "article.md"
REFERENCE = MarkdownIt("commonmark", {"html": False}).enable("table")


def body_of(markdown: str, *decorations: Decoration) -> str:
    document = parse(markdown)
    return article_body(document, decorations, {url: url for url in destinations(document)})


def on(markdown: str, words: str, *classes: str, id: str = "", url: str = "") -> Decoration:
    start = parse(markdown).text.index(words)
    return Decoration(start, start + len(words), classes, id, url)


def test_golden_article() -> None:
    source, expected, page = GOLDEN.read_text(encoding="utf-8").split("\n.\n")
    names = [
        on(source, "Leonid Brezhnev", "person", id="m1", url="../people/leonid-brezhnev.html"),
        on(source, "Brezhnev said", "s", id="s1"),
        on(source, "thirty-five states", "mark", id="m2"),
    ]
    body = body_of(source, *names)
    assert body == expected.strip("\n")
    assert render(body) == page.strip("\n")


def test_commonmark_examples_read_the_same() -> None:
    """Of the specification's examples without raw HTML: 586 of 586 show the same words (99 % is the floor)."""
    examples = json.loads((shared("corpora/commonmark") / "spec.json").read_text(encoding="utf-8"))
    examples = [one for one in examples if not re.search("raw html|html blocks", one["section"], re.IGNORECASE)]
    wrong = []
    for one in examples:
        shown = visible(render(body_of(one["markdown"])))
        if shown not in {visible(one["html"]), visible(REFERENCE.render(one["markdown"]))}:
            wrong.append(one["example"])
    assert len(wrong) <= len(examples) / 100, wrong
    assert wrong == []


@given(MARKUP)
@example("- - a\n\n  1. b\n\n  + c")
@example("*a [b](c) d* **e `f`**g ***h*** *i***j**")
@example("- ```\n  a\n\n  b\n  ```\n- > c\n  > d\n- | e | f |\n  | - | - |\n  | g | h |")
def test_any_markdown_reads_the_same(markdown: str) -> None:
    page = re.sub(r"[\u202a-\u202e]", "", REFERENCE.render(markdown))
    assert visible(render(body_of(markdown))) == visible(page)


@settings(max_examples=200)
@given(MARKUP, st.data())
def test_decorations_change_no_word(markdown: str, data: st.DataObject) -> None:
    length = len(parse(markdown).text)
    place = st.integers(0, length)
    spans = data.draw(st.lists(st.tuples(place, place, st.sampled_from(["", "a.html"])), max_size=8))
    decorations = [
        Decoration(min(a, b), max(a, b), ("person",) if url else ("s",), f"d{number}", url)
        for number, (a, b, url) in enumerate(spans)
    ]
    plain = tree(render(body_of(markdown)))
    decorated = tree(render(body_of(markdown, *decorations)))
    assert folded(decorated.text_content()) == folded(plain.text_content())
    ids = decorated.xpath("//@id[starts-with(., 'd')]")
    assert len(ids) == len(set(ids))
    touched = {one.id for one in decorations if parse(markdown).text[one.start : one.end].strip()}
    assert touched <= set(ids)
    assert not decorated.xpath("//a//a | //h2//a[@class] | //h3//a[@class] | //code//*[@class]")


@pytest.mark.parametrize(
    ("markdown", "decorations", "expected"),
    [
        ("Mr **Leonid** Brezhnev.", ["Leonid Brezhnev"], "Mr [**Leonid** Brezhnev](x.html){#d0 .name}."),
        ("**Mr Leonid** Brezhnev.", ["Leonid Brezhnev"],
         "[Mr [Leonid](x.html){#d0 .name}]{.strong}[ Brezhnev](x.html){.name}."),
        ("He read *the Brezhnev text* then.", ["the Brezhnev text", "Brezhnev"],
         "He read [[the [Brezhnev]{#d1} text]{.em}](x.html){#d0 .name} then."),
        ("See [Leonid](https://a.org) Brezhnev", ["Leonid Brezhnev"], "See [[Leonid](https://a.org) Brezhnev]{#d0}"),
        ("See [Leonid Brezhnev](https://a.org)", ["Leonid"], "See [[Leonid]{#d0} Brezhnev](https://a.org)"),
        ("# Leonid\n\nBrezhnev", ["Leonid", "Brezhnev"], "## [Leonid]{#d0} {#h1}\n\n[Brezhnev](x.html){#d1 .name}"),
        ("`Leonid` Leonid", ["Leonid"], "[Leonid]{.code} [Leonid](x.html){#d0 .name}"),
        ("![Leonid](x.png) Leonid", ["Leonid"], "![Leonid](x.png) [Leonid](x.html){#d0 .name}"),
        ("Bank of China", ["Bank of China", "China"], "[Bank of [China]{#d1}](x.html){#d0 .name}"),
        ("Ministry", ["Ministry", "Ministry"], "[[Ministry]{#d1}](x.html){#d0 .name}"),
        ("one two three", ["one two", "two three"],
         "[one [two]{#d1}](x.html){#d0 .name}[ three](x.html){.name}"),
        ("one\n\ntwo", ["one\n\ntwo"], "[one](x.html){#d0 .name}\n\n[two](x.html){.name}"),
        ("- Yes!\n- [a]{.x}", ["Yes!"], "-   [Yes&#33;](x.html){#d0 .name}\n-   &#91;a&#93;&#123;.x&#125;"),
    ],
)  # fmt: skip
def test_links_are_fitted_to_the_form(markdown: str, decorations: list[str], expected: str) -> None:
    names = [on(markdown, words, "name", id=f"d{n}", url="x.html") for n, words in enumerate(decorations)]
    assert body_of(markdown, *names) == expected


def test_sentences_hold_links_and_anchors() -> None:
    text = "Brezhnev met Nixon. They talked."
    body = body_of(
        text,
        Decoration(0, 19, ("s",), "s0"),
        Decoration(20, 32, ("s",), "s20"),
        Decoration(0, 8, ("person",), "m0", "b.html"),
        Decoration(13, 18, ("person", "again"), "m13", "n.html"),
        Decoration(20, 20, (), "d20"),
    )
    assert body == (
        "[[Brezhnev](b.html){#m0 .person} met [Nixon](n.html){#m13 .person .again}.]{#s0 .s} "
        "[[]{#d20}They talked.]{#s20 .s}"
    )
    (again,) = tree(render(body)).xpath("//span[@data-href='n.html']")
    assert again.get("class") == "person again"


def test_headings_stand_below_the_page_title_without_gaps() -> None:
    levels = re.findall(r"^#+", body_of("# A\n\n### B\n\n##### C\n\n## D\n\n# E\n\nText\n\n###### F"), re.MULTILINE)
    assert levels == ["##", "###", "####", "###", "##", "###"]


def test_addresses_lead_where_they_are_said_to() -> None:
    document = parse("[a](b%20c.md) [d](gone.md) ![e](f.png) ![g](gone.png) ![h](https://x.org/i.png) [j](//x.org)")
    assert destinations(document) == (
        "b%20c.md", "gone.md", "f.png", "gone.png", "https://x.org/i.png", "//x.org"
    )  # fmt: skip
    body = article_body(document, (), {"b%20c.md": "../b-c.html", "f.png": "../../f.png"})
    assert body == ("[a](../b-c.html) d ![e](../../f.png) g [h](https://x.org/i.png) [j](//x.org)")


@pytest.mark.parametrize("source", ["> " * 70, "- " * 40, ">1. - " * 15, "*" * 4000, "[" * 4000, "# " * 40])
def test_deep_nesting_renders(source: str) -> None:
    assert "words" in visible(render(body_of(source + "words" + "*" * 4000)))
