"""How well real and damaged articles are read; the floors were measured on the folders that the tests name."""

from __future__ import annotations

import difflib
import json
from functools import cache

from generator.ingest.corpus import read_corpus
from generator.model import Article
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
