"""What a text says is what its page says: examples of CommonMark, and broken encodings, through the whole ingester."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.document import parse
from generator.ingest.corpus import read_corpus
from generator.model import Article, Collection
from generator.pipeline import collect
from generator.progress import Silent
from generator.settings import Settings
from generator.write import catalogue, write_pages
from tests.hostile.material import Mojibake, mojibake
from tests.rendering import folded, render, visible
from tests.shared import shared

BEFORE, AFTER = "The keeper wrote down the tide.", "She did so every hour."
REFERENCE = MarkdownIt("commonmark")


def examples() -> list[tuple[int, str, str]]:
    """Number, Markdown and visible words of the examples of the specification that hold no raw HTML."""
    found = json.loads((shared("corpora/commonmark") / "spec.json").read_text(encoding="utf-8"))
    # lxml parses no text that is empty, or nothing but a comment
    return [
        (one["example"], one["markdown"], visible(f"<p></p>{one['html']}"))
        for one in found
        if not any(t.type in ("html_block", "html_inline") for t in tokens(one["markdown"]))
    ]


def tokens(markdown: str) -> Iterator[Token]:
    for token in REFERENCE.parse(markdown):
        yield token
        yield from token.children or ()


def pages(folder: Path, files: dict[int, str]) -> tuple[Collection, dict[int, str]]:
    """Build pages of Markdown files; returns the visible words of the body of each, as MkDocs would render it."""
    (folder / "corpus").mkdir()
    for number, text in files.items():
        (folder / "corpus" / f"{number}.md").write_text(text, encoding="utf-8")
    collection = collect(folder / "corpus", Settings(), progress=Silent())
    write_pages(catalogue(collection, "corpus"), folder / "docs", Silent())
    shown = {}
    for record in collection.records:
        page = (folder / "docs" / "articles" / f"{record.article.id}.md").read_text(encoding="utf-8")
        _, _, body = page.partition("\n---\n")
        shown[int(record.article.id)] = visible(f"<p></p>{render(body)}")
    return collection, shown


def test_examples_of_commonmark_keep_their_meaning(tmp_path: Path) -> None:
    """Of 581 examples without raw HTML 580 show the same words: a no-break space before a star makes 355 a list."""
    wanted = examples()
    collection, shown = pages(tmp_path, {number: markdown for number, markdown, _ in wanted})
    articles = {int(record.article.id): record.article for record in collection.records}
    outcomes: dict[int, str] = {}
    for number, _, words in wanted:
        if number not in articles:
            outcomes[number] = "has no words" if not words else "WRONG"
        elif shown[number] == words:
            outcomes[number] = "the same words"
        else:
            right = shown[number] == without_title(words, articles[number])
            outcomes[number] = "the same words, one heading taken as title" if right else "WRONG"
    print(f"{len(wanted)} examples without raw HTML:", dict(Counter(outcomes.values())))
    assert [number for number, outcome in outcomes.items() if outcome == "WRONG"] == [355]
    assert not [one for one in collection.quarantined if one.error != "EmptyArticleError"]


def without_title(words: str, article: Article) -> str:
    """The words of an example without the heading that its page shows above the body."""
    title = r"\s*".join(map(re.escape, article.title.split()))
    return folded(re.sub(title, "", words, count=1)) if article.title_source == "text" else words


def mended_by_ftfy() -> list[Mojibake]:
    """The cases that ftfy alone mends, or leaves alone where nothing is broken."""
    import ftfy

    shared("corpora/hostile")
    return [case for case in mojibake() if ftfy.fix_text(case.original) == case.fixed]


def like_ftfy(text: str) -> list[str]:
    """Words, where quotes, ligatures, full-width forms and controls count for nothing: ftfy changes or leaves them."""
    import ftfy

    text = ftfy.fixes.uncurl_quotes(ftfy.fixes.fix_latin_ligatures(ftfy.fixes.fix_character_width(text)))
    return re.sub("[\x00-\x1f\x7f-\x9f]", " ", text).split()


@pytest.mark.parametrize("ending", ["txt", "md"])
def test_what_ftfy_mends_is_mended_and_nothing_else_is_damaged(tmp_path: Path, ending: str) -> None:
    """152 of 161 cases: ftfy alone mends them (121), or leaves them as they are, rightly (31)."""
    cases = mended_by_ftfy()
    for number, case in enumerate(cases):
        text = f"{BEFORE}\n\n{case.original}\n\n{AFTER}\n"
        (tmp_path / f"{number}.{ending}").write_bytes(text.encode("utf-8", "surrogatepass"))
    articles = {int(article.id): article for article in read_corpus(tmp_path, Settings(), Silent()).articles}
    outcomes: Counter[tuple[str, bool]] = Counter()
    for number, case in enumerate(cases):
        wanted = parse(case.fixed).text if ending == "md" else case.fixed
        said = articles[number].text.removeprefix(BEFORE).removesuffix(AFTER)
        right = like_ftfy(said) == like_ftfy(wanted)
        outcomes[case.suite, right] += 1
        assert right, case.label
    print(ending, dict(outcomes))
    assert sum(outcomes.values()) >= 152
    assert outcomes["negative", True] >= 31
