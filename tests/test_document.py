"""The text model: what is text, how its blocks are parted, and that every piece knows its place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token

from generator.document import BLOCK_BREAK, Document, parse, span

PIECES = (
    *("word", " ", "\n", "\n\n", "*", "**", "`", "[a](b)", "![c](d)", "<b>", "&#9;", "&nbsp;", "\\\n", "  \n"),
    *("- ", "    ", "> ", "1. ", "# ", "```\n", "| a | b |\n| - | - |\n", "&#8238;", "&#10;", "Б", "。", "😀"),
    *(
        "\n\n    ",
        "\n- ",
        "\n> ",
        "5) ",
        "+ ",
        "~~~\n",
        "---\n",
        "<http://a.b>",
        "[r]",
        "\n\n[r]: /u\n",
        "\n:::\n",
        "!",
    ),
)
MARKUP = st.lists(st.sampled_from(PIECES)).map("".join)
"""Markdown of any shape, mostly broken."""


def placed(document: Document) -> Iterator[Token]:
    """The tokens that stand in the text, without the blocks that hold them."""
    for token in document.tokens:
        yield from (child for child in token.children or () if span(child))


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("One\ntwo  \nthree\\\nfour\n\nfive", "One two\nthree\nfour\n\nfive"),
        ("# Head\n\nText\n----\n\n* a\n* b\n\n  c\n\n> q", "Head\n\nText\n\na\n\nb\n\nc\n\nq"),
        ("Use `code` now, ![alt](x.png) or *`never`*.\n\n```\ncode\n```\n\n    code", "Use now, or ."),
        ("`code` first\n\n`code`\n\nlast `code`", "first\n\nlast"),
        ("| a | *b* |\n|---|---|\n| 1 | `x` |\n| [2](u) | |", "a\n\nb\n\n1\n\n2"),
        ("AT&amp;T &#169; <b>bold</b> \\*", "AT&T © <b>bold</b> *"),
        ("a&#10;&#10;b&#8238;c", "a  bc"),
        ("", ""),
    ],
)
def test_plain_text(markdown: str, text: str) -> None:
    assert parse(markdown).text == text


@given(MARKUP)
def test_every_piece_of_text_stands_where_it_says(markdown: str) -> None:
    document = parse(markdown)
    covered = 0
    for token in placed(document):
        start, end = span(token) or (0, 0)
        expected = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
        assert document.text[start:end] == expected
        assert document.text[covered:start] in {"", BLOCK_BREAK}
        covered = end
    assert covered == len(document.text)


@given(MARKUP)
def test_blocks_are_parted_by_one_blank_line(markdown: str) -> None:
    document = parse(markdown)
    blocks = [token for token in document.tokens if token.type == "inline" and span(token)]
    assert BLOCK_BREAK.join(document.text[slice(*(span(token) or (0, 0)))] for token in blocks) == document.text
    for block in document.text.split(BLOCK_BREAK):
        assert block == block.strip(" \n")


@pytest.mark.parametrize("depth", [5, 25, 80, 1000])
@pytest.mark.parametrize("opening", ["> ", "- ", "1. ", ">1. - "])
def test_no_nesting_hides_words(opening: str, depth: int) -> None:
    assert "words" in parse(opening * depth + "words").text


@pytest.mark.parametrize("around", [("*", "*"), ("[", "]"), ("![", "](x)"), ("[", "](x)"), ("`", "`"), ("<", ">")])
def test_no_markup_hides_words(around: tuple[str, str]) -> None:
    document = parse(around[0] * 3000 + "seen" + around[1] * 3000 + " words")
    assert "words" in document.text
