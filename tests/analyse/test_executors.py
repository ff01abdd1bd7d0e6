"""The analysis of several processes is that of one; what fails is left out alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import pytest

from generator.analyse.executors import analyse_articles, fitting_workers
from generator.curation import Lexicon
from generator.errors import ModelMissingError
from generator.model import Analysis, Article, Quarantined
from generator.settings import Settings

TEXTS = (
    "The mayor of Ghent, Anna Claes, opened the canal bridge on Monday. She called it long overdue.",
    "Le maire de Gand a inauguré le pont du canal lundi matin, devant une foule nombreuse.",
    "Engineers from Norway inspected the bridge. “It will stand for a century,” said Lars Holm of their office.",
)


def article(number: int) -> Article:
    text = TEXTS[number % len(TEXTS)]
    return Article(
        id=f"a{number:03}",
        path=f"a{number:03}.txt",
        title=f"Bridge {number}",
        title_source="text",
        date="",
        date_source="none",
        language="",
        source="",
        authors=(),
        url="",
        rights="",
        encoding="utf-8",
        sha256="",
        markdown=text,
        text=text,
    )


ARTICLES = tuple(article(number) for number in range(10))


def test_two_processes_give_the_outcomes_of_one_in_order() -> None:
    alone = list(analyse_articles(ARTICLES, Settings(), workers=1))
    assert list(analyse_articles(ARTICLES, Settings(), workers=2)) == alone
    assert alone[0] != alone[1]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_missing_model_stops_the_build(workers: int) -> None:
    with pytest.raises(ModelMissingError, match="no_such_model"):
        list(analyse_articles(ARTICLES, Settings(ner_model="no_such_model"), workers))


def test_no_articles_need_no_model() -> None:
    assert list(analyse_articles((), Settings(ner_model="no_such_model"), workers=0)) == []


class Stumbling:
    """An analyser that fails on one article and dies on another; the others get an empty analysis."""

    def analyse(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        for one in articles:
            if one.id == "a003":
                raise ValueError("no verb")
            if one.id == "a006":
                os._exit(1)
            yield Analysis("en", (), (), (), (), (), ())


def load_stumbling(settings: Settings, lexicon: Lexicon) -> Stumbling:
    return Stumbling()


def test_an_article_that_fails_or_kills_its_process_is_quarantined_alone() -> None:
    outcomes = list(analyse_articles(ARTICLES, Settings(), workers=2, load=load_stumbling))
    failed = {number: one for number, one in enumerate(outcomes) if isinstance(one, Quarantined)}
    assert set(failed) == {3, 6}
    assert "ValueError: no verb" in failed[3].message
    assert "the process ended" in failed[6].message
    assert failed[6].path == "a006.txt"


def test_a_small_collection_stays_in_one_process() -> None:
    assert fitting_workers(0) == fitting_workers(79) == 1
    assert fitting_workers(10_000) >= fitting_workers(100) >= 1
