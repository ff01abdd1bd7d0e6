from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Record
from generator.write.kwic import AROUND, LONGEST, address_of, concordance, markdown, sentence
from tests.collections import sample
from tests.rendering import folded, render, tree, visible

HELSINKI = next(record for record in sample().records if record.article.id == "1975/helsinki")


def record_with(text: str, *sentences: tuple[int, int]) -> Record:
    return replace(
        HELSINKI,
        article=replace(HELSINKI.article, text=text),
        analysis=replace(HELSINKI.analysis, sentences=sentences or ((0, len(text)),)),
    )


def test_a_line_shows_date_sentence_title_and_source_and_leads_to_the_sentence() -> None:
    mention = HELSINKI.mentions[0]
    (line,) = concordance([(HELSINKI, (mention.start, mention.end))])
    shown = tree(render(markdown(line, "people/leonid-brezhnev.html")))
    assert shown.xpath("//mark")[0].text == "Leonid Brezhnev"
    assert shown.xpath("//*[@class='when']")[0].text == "1 Aug 1975"
    (link,) = shown.xpath("//a")
    assert link.get("href") == f"../articles/1975/helsinki.html#s{line.sentence[0]}"
    assert folded(shown.xpath("//*[@class='where']")[0].text_content()) == (
        "Thirty-five states sign in Helsinki · Sample Herald"
    )


def test_names_in_one_sentence_share_a_line() -> None:
    text = "Ford met Brezhnev. Brezhnev met Ford, and Brezhnev left."
    record = record_with(text, (0, 18), (19, len(text)))
    lines = concordance([(record, (9, 17)), (record, (19, 27)), (record, (42, 50))])
    assert [len(line.marks) for line in lines] == [1, 2]
    assert visible(render(sentence(lines[1]))).strip() == text[19:]


def test_a_place_outside_every_sentence_leads_to_the_article() -> None:
    record = record_with("One. Two.", (0, 4))
    assert address_of(record, 5) == "articles/1975/helsinki.html"
    (line,) = concordance([(record, (5, 8))])
    assert "[Two]{.mark}" in sentence(line)


def test_a_very_long_sentence_is_shown_around_its_mark() -> None:
    text = "word " * 400 + "Helsinki" + " word" * 400
    (line,) = concordance([(record_with(text), (2000, 2008))])
    shown = visible(render(sentence(line))).strip()
    assert shown.startswith("… word")
    assert shown.endswith("word …")
    assert "Helsinki" in shown
    assert len(shown) < LONGEST + 2 * AROUND


def test_the_language_of_a_sentence_is_said_where_it_is_not_english() -> None:
    record = record_with("Брежнев приехал.")
    record = replace(record, analysis=replace(record.analysis, language="ru"))
    (line,) = concordance([(record, (0, 7))])
    shown = tree(render(markdown(line, "people/x.html")))
    assert shown.xpath("//*[@class='kwic']/@lang") == ["ru"]


@settings(deadline=None)
@given(st.text(min_size=1, max_size=80), st.data())
def test_any_sentence_reads_as_it_was_and_only_the_mark_is_marked(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (line,) = concordance([(record_with(text), (start, end))])
    shown = tree(render("x " + sentence(line)))
    plain = "".join(char if char.isprintable() else " " for char in text)
    seen = "".join(char if char.isprintable() else " " for char in shown.text_content())
    assert seen.replace(" ", "") == ("x" + plain).replace(" ", "")
    assert not shown.xpath("//script | //img | //a | //*[@onerror]")
