from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.write.word_count import words

_IDEOGRAPH = r"\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_IDEOGRAPH}]|[^\W{_IDEOGRAPH}]+(?:['’.-][^\W{_IDEOGRAPH}]+)*")


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("One two-three. It’s 4.5 – U.S.", 5), ("中俄战略 consultations", 5), ("Слово и дело", 3)],
)
def test_words_are_counted(text: str, count: int) -> None:
    assert list(words([text])) == [count]


@given(st.lists(st.text() | st.text("ab1_ -.'’中ー\n")))
def test_the_count_is_that_of_the_regular_expression(texts: list[str]) -> None:
    assert list(words(texts)) == [len(_WORD.findall(text)) for text in texts]


def test_texts_are_counted_in_batches_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.write.word_count.BATCH", 2)
    assert list(words(["one", "", "two words.", "x", ""])) == [1, 0, 2, 1, 0]
