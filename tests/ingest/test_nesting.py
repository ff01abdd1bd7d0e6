"""What nests too deep is read flat with a warning, or gives a typed error; no parser recurses into it or drops it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.errors import TooLargeError
from generator.ingest.draft import Claims
from generator.ingest.images import Neighbours
from generator.ingest.nesting import flattened, nests_too_deep
from generator.ingest.reading import read_article
from generator.model import Article
from generator.settings import Limits

OPEN = "<!doctype html><html><head><title>Nested</title></head><body><p>" + "The talks went on in Oslo. " * 12
INSIDE = "The delegates agreed on inspections. " * 12
END = "They will meet again in Helsinki next week, the spokesman said, and invited the others. " * 4
DEPTHS = (300, 3_000, 30_000)


def read(name: str, text: str, limits: Limits = Limits()) -> tuple[Article, tuple[str, ...]]:  # noqa: B008  # frozen
    return read_article(text.encode(), Neighbours(Path("nowhere"), name, "a", 1_000), Claims("metadata-csv"), limits)


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "table><tr><td", "font", "section"])
def test_a_page_of_elements_in_one_another_loses_no_word(tag: str, depth: int) -> None:
    first = tag.partition(">")[0]
    page = f"{OPEN}{f'<{tag}>' * depth}<p>{INSIDE}</p>{f'</{first}>' * depth}<p>{END}</p></body></html>"
    article, (warning,) = read("a.html", page)
    for words in ("The talks went on", "The delegates agreed", "They will meet again"):
        assert words in article.text
    assert "elements in one another, more than the 250 that can be read; what lies deepest is read as words" in warning
    assert int(warning.split()[1].replace(",", "")) >= depth


def test_what_is_never_closed_hides_nothing() -> None:
    article, (warning,) = read("a.html", f"{OPEN}{'<font><b>' * 500}{INSIDE}<p>{END}")
    assert "They will meet again" in article.text
    assert "1,00" in warning


def test_a_script_that_is_too_deep_is_no_text() -> None:
    page = f"{OPEN}{'<div>' * 400}<p>{INSIDE}</p><script>steal()</script><style>p {{ color: red }}</style><p>{END}"
    article, _ = read("a.html", page)
    assert "They will meet again" in article.text
    assert "steal" not in article.text
    assert "color" not in article.text


TAGS = "div b p ul li table tr td script style font a blockquote head body html title svg option frameset br h1".split()
PIECES = [
    *(f"<{tag}>" for tag in TAGS),
    *(f"</{tag}>" for tag in TAGS),
    "<o:p a:b=c x=1>",
    "&#1;",
    "&#xFFFF;",
    "<!-- x",
    "-->",
]


@given(
    pieces=st.lists(st.sampled_from([*PIECES, "word ", "<", "<![CDATA[", "<?x ?>"]), max_size=60),
    times=st.integers(1, 30),
)
def test_whatever_a_page_is_made_of_can_be_flattened(pieces: list[str], times: int) -> None:
    page, deepest = flattened("".join(pieces) * times)
    tree = etree.HTMLParser()
    tree.feed(f"<p>{page}</p>")
    assert not nests_too_deep(tree.close())
    assert deepest <= 2 + len(pieces) * times


def test_an_ordinary_page_is_read_as_it_is() -> None:
    assert read("a.html", f"{OPEN}{'<div>' * 200}<p>{INSIDE}</p>{'</div>' * 200}<p>{END}")[1] == ()


CONTAINERS: dict[str, Callable[[int], str]] = {
    "quotes": lambda depth: ">" * depth + " word\n",
    "bullets": lambda depth: "- " * depth + "word\n",
    "numbers": lambda depth: "1. " * depth + "word\n",
    "lists in quotes": lambda depth: "> - " * (depth // 2) + "word\n",
    "indents": lambda depth: "".join("  " * level + "- word\n" for level in range(min(depth, 300))),
}


@pytest.mark.parametrize("depth", [24, 100, 10_000])
@pytest.mark.parametrize("kind", CONTAINERS)
def test_lists_and_quotes_that_go_too_deep_are_named_with_the_setting(kind: str, depth: int) -> None:
    with pytest.raises(TooLargeError) as caught:
        read("a.md", f"Words before.\n\n{CONTAINERS[kind](depth)}")
    found = "24" if depth == 24 else "more than 28"
    assert caught.value.problem == f"has {found} lists and quotes in one another, more than the 20 that are read."
    assert "raise `extra: generator: limits: nesting` in mkdocs.yml" in caught.value.remedy


@pytest.mark.parametrize("kind", CONTAINERS)
def test_the_setting_says_how_deep(kind: str) -> None:
    text = f"Words before.\n\n{CONTAINERS[kind](24)}"
    assert "word" in read("a.md", text, Limits(nesting=24))[0].text
    with pytest.raises(TooLargeError):
        read("a.md", text, Limits(nesting=23))


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
@pytest.mark.parametrize("opening", ["[", "![", "<div>", "<b>", "(", "` ", "***", "&lt;"])
def test_other_things_in_one_another_are_read(name: str, opening: str) -> None:
    assert "word" in read(name, f"Words before.\n\n{opening * 501} word\n")[0].text
