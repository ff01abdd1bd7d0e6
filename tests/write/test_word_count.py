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
    assert words(text) == count


@given(st.text() | st.text("ab1_ -.'’中ー\n"))
def test_the_count_is_that_of_the_regular_expression(text: str) -> None:
    assert words(text) == len(_WORD.findall(text))
