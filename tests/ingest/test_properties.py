"""What must hold for any file whatever."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import document
from generator.errors import ArticleError
from generator.ingest.cleaning import Counts, clean_plain, squeeze
from generator.ingest.corpus import article_id, read_corpus
from generator.ingest.draft import Claims
from generator.ingest.formats import TEXT
from generator.ingest.images import Neighbours
from generator.ingest.layout import paragraphs
from generator.ingest.reading import read_article, read_bytes
from generator.ingest.text import escape
from generator.progress import Silent
from generator.settings import Limits, Settings

SOME_ENDING = st.sampled_from(sorted(TEXT))
PIECES = st.sampled_from(
    [
        "---\n",
        "+++\n",
        "title: x\n",
        "&#",
        "&amp;lt;",
        "<br",
        "<!--",
        "</p>",
        "<script>",
        "![a](b.png)",
        "[x]: y",
        "# ",
        "\n\n",
        "    ",
        "| a |\n|---|\n",
        "```",
        "> ",
        "- ",
        "1. ",
        "\\",
        "*",
        "_",
        "\ufeff",
        "\u202e",
        "\xad",
        "a@b.example",
        "2020-02-30",
        "5 May 2020 ",
        "By Ann Holm",
        "\x00",
        "Ã©",
        "\r\n",
        "<table><tr><td>",
        "<p>",
        "word ",
        "слово ",
        "字",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))
FILES = st.one_of(st.binary(max_size=400), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")))
LINES = TEXTS.map(lambda text: squeeze(clean_plain(text, Counts()))).filter(bool)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=FILES, ending=SOME_ENDING)
def test_any_bytes_are_an_article_or_a_typed_error(data: bytes, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"a.{ending}"
        place.write_bytes(data)
        try:
            neighbours = Neighbours(Path(folder), place.name, "a", 1_000)
            article, _ = read_article(read_bytes(place, Limits()), neighbours, Claims("metadata-csv"), Limits())
        except ArticleError as error:
            assert error.remedy
            return
    assert article.title == squeeze(article.title) != ""
    assert article.text == document.parse(article.markdown).text
    assert not re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]", article.title + article.markdown
    )
    assert article.date == "" or re.fullmatch(r"\d{4}-\d\d-\d\d", article.date)


@given(line=LINES)
def test_escaped_text_reads_as_the_text(line: str) -> None:
    assert document.parse(escape(line)).text == line


@given(lines=st.lists(LINES, max_size=5))
def test_escaped_paragraphs_stay_paragraphs(lines: list[str]) -> None:
    assert document.parse("\n\n".join(map(escape, lines))).text == "\n\n".join(lines)


@given(text=TEXTS.filter(lambda text: "&" not in text and "<" not in text))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean_plain(text, Counts())
    counts = Counts()
    assert clean_plain(once, counts) == once
    assert not +counts


@given(text=TEXTS)
def test_layout_loses_and_adds_no_word(text: str) -> None:
    clean = clean_plain(text, Counts())
    assert re.sub(r"\s", "", "".join(p.text for p in paragraphs(clean))) == re.sub(r"\s", "", clean)


@given(
    path=st.lists(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=120), min_size=1, max_size=8)
)
def test_ids_are_safe(path: list[str]) -> None:
    assert re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)*", article_id("/".join(path) + ".txt"))
    assert len(article_id("/".join(path) + ".txt")) <= 180


@settings(max_examples=50, deadline=None)
@given(files=st.dictionaries(st.text("abAB-_. é", min_size=1, max_size=6), FILES, max_size=5), ending=SOME_ENDING)
def test_every_file_is_accounted_for(files: dict[str, bytes], ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / f"{name}.{ending}").write_bytes(data)
        corpus = read_corpus(Path(folder), Settings(), Silent())
    assert corpus.files == len(files) == len(corpus.articles) + len(corpus.quarantined) + corpus.ignored
    assert len({article.id for article in corpus.articles}) == len(corpus.articles)
