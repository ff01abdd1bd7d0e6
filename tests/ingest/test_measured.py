"""How well real and damaged articles are read; the floors were measured on the folders that the tests name."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import lxml.html
import pytest
from markdown_it import MarkdownIt

from generator.ingest import read_corpus
from generator.ingest.cleaning import Counts, clean_plain
from generator.model import Article, Corpus
from generator.progress import Silent
from generator.settings import Settings
from tests.shared import shared


@cache
def read(part: str) -> tuple[dict[str, Article], list[dict[str, object]]]:
    root = shared(f"corpora/{part}")
    corpus = read_corpus(root / "articles", Settings(), Silent())
    assert corpus.quarantined == ()
    gold = (root / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return {article.path: article for article in corpus.articles}, [json.loads(line) for line in gold]


def share_of_titles(articles: dict[str, Article], gold: list[dict[str, object]]) -> float:
    def like(a: object, b: object) -> bool:
        return difflib.SequenceMatcher(None, str(a).casefold(), str(b).casefold()).ratio() >= 0.9

    return sum(like(articles[str(g["file"])].title, g["title"]) for g in gold) / len(gold)


def dates(articles: dict[str, Article], gold: list[dict[str, object]]) -> tuple[int, int]:
    """How many are right, and how many wrong."""
    found = [(articles[str(g["file"])].date, str(g["date"])[:10]) for g in gold if articles[str(g["file"])].date]
    return sum(a == b for a, b in found), sum(a != b for a, b in found)


def test_messy() -> None:
    articles, gold = read("messy")
    assert len(articles) == len(gold)
    assert share_of_titles(articles, [g for g in gold if "title-line" in g["mess"]]) >= 0.97  # type: ignore[operator]
    assert dates(articles, gold) >= (55, 0)
    assert dates(articles, gold)[1] == 0


def test_messy_paragraphs_of_news_are_those_of_the_clean_text() -> None:
    articles, gold = read("messy")
    news = [g for g in gold if g["source"] == "Wikinews"]
    off = [abs(articles[str(g["file"])].markdown.count("\n\n") + 1 - int(str(g["clean_paragraphs"]))) for g in news]
    assert sum(distance <= 1 for distance in off) >= 0.97 * len(news)


def test_wikinews() -> None:
    articles, gold = read("wikinews")
    assert share_of_titles(articles, [g for g in gold if g["title_in_text"]]) >= 0.98
    right, wrong = dates(articles, gold)
    assert (right >= 172, wrong) == (True, 0)


def test_whitehouse() -> None:
    articles, gold = read("whitehouse")
    assert share_of_titles(articles, gold) >= 0.99
    assert dates(articles, gold) == (400, 0)


def test_seeds() -> None:
    corpus = read_corpus(shared("corpora/seeds"), Settings(), Silent())
    made, told = corpus.articles
    assert (made.title_source, made.date) == ("made", "")
    assert made.title == (
        "A high level of cooperation between Russia and China is important to maintain a just and balanced world order"
    )
    assert made.glued == ("thefight",)
    assert (told.title, told.title_source) == ("Beijing, Moscow pledge to boost security cooperation", "text")
    assert (told.date, told.source, told.byline) == ("", "chinadaily.com.cn", "renqi@chinadaily.com.cn")


def test_nothing_of_the_languages_is_lost() -> None:
    corpus = read_corpus(shared("corpora/languages"), Settings(), Silent())
    assert corpus.quarantined == ()
    assert sum(bool(article.date) for article in corpus.articles) >= 150


def visible(html: str) -> str:
    return re.sub(r"\s", "", lxml.html.fragment_fromstring(html, create_parent="div").text_content())


def without_html(examples: list[dict[str, str]]) -> Iterator[tuple[int, dict[str, str]]]:
    parser = MarkdownIt("commonmark")
    for number, example in enumerate(examples):
        tokens = parser.parse(example["markdown"])
        if not any(t.type == "html_block" or any(c.type == "html_inline" for c in t.children or ()) for t in tokens):
            yield number, example


def test_examples_of_commonmark_keep_their_meaning(tmp_path: Path) -> None:
    examples = json.loads(shared("corpora/commonmark/spec.json").read_text(encoding="utf-8"))
    wanted = dict(without_html(examples))
    for number, example in wanted.items():
        (tmp_path / f"{number}.md").write_text(example["markdown"], encoding="utf-8")
    corpus: Corpus = read_corpus(tmp_path, Settings(), Silent())
    articles = {int(Path(article.path).stem): article for article in corpus.articles}
    renderer = MarkdownIt("commonmark", {"html": False}).enable("table")
    right = 0
    for number, example in wanted.items():
        article, text = articles.get(number), visible(example["html"])
        if article and article.title_source == "text":
            text = text.replace(re.sub(r"\s", "", article.title), "", 1)
        right += (visible(renderer.render(article.markdown)) if article else "") in (text, visible(example["html"]))
    assert right >= 0.99 * len(wanted)


@pytest.mark.parametrize("name", ["in-the-wild", "language-names", "negative", "synthetic"])
def test_what_ftfy_mends_is_mended(name: str) -> None:
    import ftfy

    def folded(text: str) -> list[str]:
        text = ftfy.fixes.uncurl_quotes(ftfy.fixes.fix_latin_ligatures(ftfy.fixes.fix_character_width(text)))
        return re.sub("[\x00-\x1f\x7f-\x9f]", " ", text).split()  # controls go, which ftfy leaves

    cases = json.loads(shared(f"corpora/hostile/mojibake/{name}.json").read_text(encoding="utf-8"))
    cases = [case for case in cases if ftfy.fix_text(case["original"]) == case["fixed"]]
    assert cases
    for case in cases:
        assert folded(clean_plain(case["original"], Counts())) == folded(case["fixed"]), case["label"]
