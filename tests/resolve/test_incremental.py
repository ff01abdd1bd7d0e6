"""A collection that grew step by step is the one that would have been made at once."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cache import NO_CACHE, CacheFile
from generator.executors import Workforce
from generator.model import Analysed, Analysis, Article, Corpus, EntityType, Keyword, Mention
from generator.progress import Silent
from generator.resolve import Comparing, resolve
from generator.settings import Settings

NAMES: dict[str, EntityType] = {
    "Petra Holm": "person",
    "Harbour Board": "organisation",
    "Oslo": "place",
    "Anders Lund": "person",
}
SUBJECTS = ("ferry strike", "harbour toll", "winter storm", "school meal")
SENTENCES = (
    "Petra Holm told the Harbour Board that the ferry strike would last.",
    "In Oslo the winter storm closed the quay before Anders Lund arrived.",
    "The harbour toll pays for the school meal of every child in Oslo.",
    "Anders Lund asked the Harbour Board to lower the harbour toll.",
    "Nobody expected the ferry strike to outlive the winter storm.",
    "Petra Holm remembers each school meal she had in Oslo.",
)

Shelf = dict[str, str]
"""Texts by id."""


def article(id: str, text: str) -> Article:
    return Article(
        id=id, path=f"{id}.txt", title=text[:30], title_source="made", date=f"1981-0{len(text) % 9 + 1}-01",
        date_source="text", language="en", source="", authors=(), url="", rights="", encoding="utf-8", sha256="",
        markdown=text, text=text,
    )  # fmt: skip


def analysis(text: str) -> Analysis:
    """What stands there by name."""
    mentions = [
        Mention(start, start + len(name), kind, ("model",), name)
        for start in range(len(text))
        for name, kind in NAMES.items()
        if text.startswith(name, start)
    ]
    keywords = tuple(Keyword(subject, subject, 0.5) for subject in SUBJECTS if subject in text)
    ends = [place + 1 for place, char in enumerate(text) if char == "."]
    sentences = tuple(zip([0, *ends[:-1]], ends, strict=True))
    return Analysis("en", sentences, tuple(mentions), (), (), keywords, ())


def analysed(shelf: Shelf) -> Analysed:
    articles = tuple(article(id, shelf[id]) for id in sorted(shelf))
    corpus = Corpus(articles, (), len(articles), 0, ())
    return Analysed(corpus, tuple(analysis(one.text) for one in articles))


_text = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map(" ".join)
_change = st.tuples(st.sampled_from([f"1981/{letter}" for letter in "abcdefgh"]), st.none() | _text)
"""An article and its new text: one that is not there yet is added; without a text it is deleted."""


_steps = st.lists(st.lists(_change, min_size=1, max_size=4), min_size=2, max_size=5)


@given(_steps)
@settings(max_examples=12, deadline=None)
def test_a_collection_resolved_step_by_step_is_the_one_resolved_at_once(
    steps: list[list[tuple[str, str | None]]],
) -> None:
    shelf: Shelf = {}
    with TemporaryDirectory() as folder, CacheFile(Path(folder)) as cache:
        for changes in steps:
            for id, text in changes:
                shelf.pop(id, None)
                if text is not None:
                    shelf[id] = text
            grown = resolve(analysed(shelf), Settings(), Silent(), cache)
            assert grown == resolve(analysed(shelf), Settings(), Silent())
        assert cache.warnings == ()


def test_one_article_more_changes_few_lists_of_neighbours() -> None:
    chance = random.Random(7)
    words = [f"w{number}" for number in range(3000)]
    shelf = {
        f"a{number:03}": " ".join(chance.choices(words[number % 60 * 50 : number % 60 * 50 + 50], k=120)) + "."
        for number in range(300)
    }
    before = {record.article.id: record.related for record in resolve(analysed(shelf), Settings(), Silent()).records}
    shelf["new"] = " ".join(chance.choices(words[:50], k=120)) + "."
    after = {record.article.id: record.related for record in resolve(analysed(shelf), Settings(), Silent()).records}
    changed = [id for id in before if before[id] != after[id]]
    assert 1 <= len(changed) <= 6, "only those on the same matter, six of three hundred"


def test_a_comparison_of_more_articles_than_were_analysed_is_made_anew() -> None:
    shelf = {f"a{number}": " ".join(SENTENCES[number:]) for number in range(4)}
    with Comparing(analysed(shelf | {"a": shelf["a0"]}).corpus.articles, NO_CACHE, Workforce()) as comparing:
        found = resolve(analysed(shelf), Settings(), Silent(), comparing=comparing)
    assert found == resolve(analysed(shelf), Settings(), Silent())
