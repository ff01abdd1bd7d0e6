from __future__ import annotations

import time

import pytest

from generator.ingest.cleaning import Counts, clean_characters, clean_plain


def cleaned(text: str) -> tuple[str, dict[str, int]]:
    counts = Counts()
    return clean_plain(text, counts), dict(+counts)


@pytest.mark.parametrize(
    ("text", "clean", "counts"),
    [
        ("a &amp; b", "a & b", {"entities": 1}),
        ("&amp;amp;quot;x", '"x', {"entities": 3}),
        ("&amp;amp;amp;amp;", "&amp;", {"entities": 3}),
        ("see ?a=1&copy=2&region=3", "see ?a=1&copy=2&region=3", {}),
        ("x&nbsp;y", "x y", {"entities": 1, "unusual spaces": 1}),
        ("&lt;p&gt;x&lt;/p&gt;", "\n\nx\n\n", {"entities": 4, "tags": 2}),
        ("1 < 2 and <https://a.example> <ann@b.example>", "1 < 2 and <https://a.example> <ann@b.example>", {}),
        ("a<script>if (1 < 2) bad()</script>b", "a b", {"tags": 1}),
        ("open <script> stays quiet", "open  stays quiet", {"tags": 1}),
        ("a\xadb\u200bc\u2060d", "abcd", {"soft hyphens": 1, "zero-width characters": 2}),
        ("\u202eabc\u2066d", "abcd", {"direction overrides": 2}),
        ("a\x00b\x07", "ab", {"control characters": 2}),
        ("\udc80x\ufdd0\ufffe\U0001ffff", "x", {"unpaired surrogates": 1, "characters that mean nothing": 3}),
        ("a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\n\ne", {}),
        ("me\u0301tro", "métro", {}),
        ("It\u00e2\u20ac\u2122s", "It’s", {"mojibake": 1}),
    ],
)
def test_what_is_cleaned_and_counted(text: str, clean: str, counts: dict[str, int]) -> None:
    assert cleaned(text) == (clean, counts)


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्\u200dष", "👩\u200d🚀", "“curly” ﬁne ＡＢＣ", "שלום\u200f!"])
def test_what_has_a_meaning_stays(text: str) -> None:
    assert cleaned(text) == (text, {})


def test_a_joiner_between_western_letters_goes() -> None:
    assert cleaned("a\u200db\u200cc") == ("abc", {"zero-width characters": 2})


def test_spaces_for_the_eye_do_not_make_code_of_markdown() -> None:
    assert clean_characters("\u00a0\u00a0\u00a0\u00a0 Signed\n    code", Counts()) == "Signed\n    code"


@pytest.mark.parametrize("piece", ["<script>", "<!--", " ", "<b ", "&amp;", "<br>", "<svg><style>", "a@", "\u00a0"])
def test_hostile_repetition_costs_no_more_than_its_length(piece: str) -> None:
    start = time.process_time()
    clean_plain(piece * 100_000, Counts())
    assert time.process_time() - start < 5
