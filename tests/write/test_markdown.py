"""The only place that escapes: what goes in comes back, whichever parser reads it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.write import markdown
from tests.rendering import render, tree

CONTROLS = "".join(map(chr, (*range(0x09), *range(0x0B, 0x0D), *range(0x0E, 0x20), *range(0x7F, 0xA0))))
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=CONTROLS))
SPECIAL = st.lists(
    st.sampled_from(
        [*"*_`[](){}#+-.!|\\<>&:=~ \naБ\u00a0\u2028", "    ", "1.", "::: x", "```", "---", "&amp;", "&#42;"]
    )
).map("".join)


def markdown_it(inline: str) -> str:
    """The text of one paragraph as CommonMark reads it."""
    tokens = MarkdownIt("commonmark").parse(inline)
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    children = tokens[1].children if tokens else []
    assert all(child.type == "text" for child in children or [])
    return "".join(child.content for child in children or [])


def python_markdown(inline: str) -> str:
    """The text of one paragraph as the publisher reads it."""
    page = render(inline)
    root = tree(page)
    assert [element.tag for element in root.iterdescendants()] in ([], ["p"])
    return str(root.text_content())


@given(TEXT | SPECIAL)
@example("1. a")
@example("a\r\nb\rc")
@example("  - a")
@example("a\n: b")
@example("\u3000x\u00a0")
@example("<!-- -->")
@example("::: note")
def test_escaped_text_comes_back_from_both_parsers(text: str) -> None:
    inline = markdown.escape(text)
    assert "\n" not in inline
    assert markdown_it(inline) == text
    assert python_markdown(inline) == text


@given(SPECIAL, SPECIAL)
def test_escaped_text_stays_text_beside_and_within_markup(before: str, within: str) -> None:
    inline = markdown.escape(before) + markdown.link(markdown.escape(within), "a.html", "person", id="m1")
    root = tree(render(inline))
    assert [element.tag for element in root.iterdescendants()] == ["p", "a"]
    assert root.text_content() == before + within


def test_controls_are_left_out() -> None:
    assert markdown.escape("a\0b\x02c\x07d\x9fe") == "abcde"


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["title", "heading", "facts", "beside"]), VALUES, min_size=1))
@example({"title": "\x85\u2028\ufeff\x7f😀 'x': # - {{ \t\n---\n"})
@example({"facts": [1e-07, 1e16, -1e22, 0.1]})
@example({"facts": {"yes": "no", "null": "~"}})
def test_front_matter_comes_back(mapping: dict[str, markdown.Value]) -> None:
    written = markdown.front_matter(mapping)
    assert written.startswith("---\n")
    assert written.endswith("\n---\n")
    assert yaml.safe_load(written[4:-4]) == mapping
    assert yaml.load(written[4:-4], yaml.CSafeLoader) == mapping  # which MkDocs takes where it is built


def test_a_title_is_safe_as_html() -> None:
    page = markdown.page({"title": "</title><script>alert('x')</script> & co"}, "Words.")
    assert "<" not in page
    assert yaml.safe_load(page.split("---\n")[1])["title"].startswith("&lt;/title&gt;")


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://example.org/a_(b)?c=d&e='f'#g", "https://example.org/a_%28b%29?c=d&amp;e=%27f%27#g"),
        ('a "b" [c] {d} <e> `f` |g|.html', "a%20%22b%22%20%5Bc%5D%20%7Bd%7D%20%3Ce%3E%20%60f%60%20%7Cg%7C.html"),
        ("../people/юрий.html", "../people/%D1%8E%D1%80%D0%B8%D0%B9.html"),
        ("https://example.org/%20", "https://example.org/%20"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
    ],
)
def test_addresses_are_encoded_or_refused(url: str, written: str) -> None:
    assert markdown.address(url) == written


@pytest.mark.parametrize("name", ["a b", "a}", "", "x=1", "é"])
def test_what_can_be_no_class_is_a_fault(name: str) -> None:
    with pytest.raises(ValueError, match="can be no id"):
        markdown.span("x", name)


def test_blocks_nest_in_lists_and_divs() -> None:
    body = markdown.div(
        "note",
        markdown.bullets(
            [
                markdown.escape("- first"),
                f"second\n\n{markdown.code_block('  x = 1' + chr(10) + '::: y')}\n\n{markdown.quotation('third')}",
            ],
            "loose",
        ),
        id="n1",
        lang="ar",
        dir="rtl",
    )
    root = tree(render(f"{body}\n\n{markdown.SEPARATOR}\n\n{markdown.numbered(['five'], 5)}"))
    (note,) = root.xpath("./div[@class='note' and @id='n1' and @lang='ar' and @dir='rtl']")
    assert [item.text_content().split() for item in note.xpath("./ul/li")] == [
        ["-", "first"],
        ["second", "x", "=", "1", ":::", "y", "third"],
    ]
    assert note.xpath("./ul/li/pre/code")[0].text == "  x = 1\n::: y\n"
    assert note.xpath("./ul/li/blockquote/p")[0].text == "third"
    assert root.xpath("./ol[@start='5']/li")[0].text == "five"


def test_a_table_aligns_its_numbers() -> None:
    root = tree(render(markdown.table(["a", "n"], [[markdown.escape("x|y"), "1"], ["", "2"]], numeric=[1])))
    assert [cell.text for cell in root.xpath("//td")] == ["x|y", "1", None, "2"]
    assert [cell.get("class") for cell in root.xpath("//td")] == [None, "right", None, "right"]
