from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.write.catalogue import catalogue
from generator.write.found import Passages, Reading, Span
from generator.write.kwic import AROUND, LONGEST, Line, address_of, concordance, markdown, sentence
from tests.collections import sample
from tests.rendering import folded, render, tree, visible

(VOLUME,) = (one for one in catalogue(sample(), "corpus").volumes if one.record.article.id == "1975/helsinki")
HELSINKI = VOLUME.reading.value


def reading_of(text: str, *sentences: Span) -> Reading:
    return replace(HELSINKI, text=text, sentences=sentences or ((0, len(text)),))


def lines_of(reading: Reading, *places: Span) -> tuple[Line, ...]:
    return concordance([Passages(reading, places)])


def test_a_line_shows_date_sentence_title_and_source_and_leads_to_the_sentence() -> None:
    mention = VOLUME.record.mentions[0]
    (line,) = lines_of(HELSINKI, (mention.start, mention.end))
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
    lines = lines_of(reading_of(text, (0, 18), (19, len(text))), (9, 17), (19, 27), (42, 50))
    assert [len(line.marks) for line in lines] == [1, 2]
    assert visible(render(sentence(lines[1]))).strip() == text[19:]


def test_a_place_outside_every_sentence_leads_to_the_article() -> None:
    reading = reading_of("One. Two.", (0, 4))
    assert address_of(reading, 5) == "articles/1975/helsinki.html"
    (line,) = lines_of(reading, (5, 8))
    assert "[Two]{.mark}" in sentence(line)


def test_a_very_long_sentence_is_shown_around_its_mark() -> None:
    text = "word " * 400 + "Helsinki" + " word" * 400
    (line,) = lines_of(reading_of(text), (2000, 2008))
    shown = visible(render(sentence(line))).strip()
    assert shown.startswith("… word")
    assert shown.endswith("word …")
    assert "Helsinki" in shown
    assert len(shown) < LONGEST + 2 * AROUND


def test_the_language_of_a_sentence_is_said_where_it_is_not_english() -> None:
    reading = reading_of("Брежнев приехал.")
    (line,) = lines_of(replace(reading, card=replace(reading.card, language="ru")), (0, 7))
    shown = tree(render(markdown(line, "people/x.html")))
    assert shown.xpath("//*[@class='kwic']/@lang") == ["ru"]


@settings(deadline=None)
@given(st.text(min_size=1, max_size=80), st.data())
def test_any_sentence_reads_as_it_was_and_only_the_mark_is_marked(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (line,) = lines_of(reading_of(text), (start, end))
    shown = tree(render("x " + sentence(line)))
    plain = "".join(char if char.isprintable() else " " for char in text)
    seen = "".join(char if char.isprintable() else " " for char in shown.text_content())
    assert seen.replace(" ", "") == ("x" + plain).replace(" ", "")
    assert not shown.xpath("//script | //img | //a | //*[@onerror]")
