from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from generator.analyse.entities import find_mentions
from generator.analyse.entities_coreference import fullest_forms
from generator.analyse.entities_spans import Candidate, Text
from generator.analyse.entities_support import supported
from generator.analyse.entities_vote import Name, choose
from generator.model import Article, EntityType, Mention
from tests.analyse.golden_cases import Case, cases, parse

WORDS = st.sampled_from(
    "Anna Berg Berg's President Mr. said Russia Russian China's China-Russia U.S. the of and for The Foreign Ministry "
    "Ministries Justice State Public Security Council (SC) SECURITY COUNCIL ANNA BERG: , . “ ” \n\n — in Moscow 3 1 "
    "Carnegie Moscow Center Lake People's Republic İ 中国 Россия \u00ad Congo".split(" ")
)
PROSE = st.lists(WORDS, max_size=60).map(" ".join)


def article(text: str) -> Article:
    return Article("a", "a.txt", "", "none", "", "none", "", "", (), "", "", "utf-8", "0", text, text)


def mentions(text: str, language: str = "en") -> tuple[Mention, ...]:
    return find_mentions(parse(text, language), article(text))


def row(text: str, mention: Mention) -> str:
    surface = text[mention.start : mention.end]
    name = mention.name if mention.name != surface else "="
    owner = f" @{mention.owner}" if mention.owner else ""
    return f"{surface} | {mention.type} | {name}{owner} | {' '.join(mention.rules)}"


@pytest.mark.parametrize("case", list(cases("names.txt")), ids=lambda case: case.title)
def test_names_are_found_as_written_down(case: Case) -> None:
    assert tuple(row(case.given, mention) for mention in mentions(case.given)) == case.expected


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("SØ\x1f")
@given(st.one_of(PROSE, st.text(max_size=200)))
def test_mentions_lie_in_order_and_overlap_only_as_equal_spans(text: str) -> None:
    found = mentions(text)
    assert list(found) == sorted(found, key=lambda mention: (mention.start, mention.name))
    for mention in found:
        surface = text[mention.start : mention.end]
        assert surface == surface.strip() and surface
        assert "\n" not in surface
        assert mention.name and mention.rules == tuple(sorted(mention.rules))
    for one, other in pairwise(found):
        assert one.end <= other.start or (one.start, one.end) == (other.start, other.end)
    assert len(set(found)) == len(found)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PROSE)
def test_the_same_text_gives_the_same_names(text: str) -> None:
    assert mentions(text) == mentions(text)


def test_a_russian_text_has_its_countries_in_every_case() -> None:
    text = "Секретарь посетил Китай. Отношения России и Франции обсуждались в Белоруссии."
    assert [(text[m.start : m.end], m.name) for m in mentions(text, "ru")] == [
        ("Китай", "China"),
        ("России", "Russia"),
        ("Франции", "France"),
        ("Белоруссии", "Belarus"),
    ]


def test_a_chinese_text_has_its_countries() -> None:
    text = "中国外交部发言人说，俄罗斯总统访问日本。"
    assert [m.name for m in mentions(text, "zh")] == ["China", "Russia", "Japan"]


def test_a_capital_at_the_start_of_a_russian_sentence_makes_no_country() -> None:
    assert [m.name for m in mentions("Самое важное впереди. Самое! Россия ждёт, и ждут Самоа.", "ru")] == [
        "Russia",
        "Samoa",
    ]


@pytest.mark.parametrize("kind", ["organisation", "person"])
def test_the_fullest_forms_of_thousands_of_names_are_found_at_once(kind: EntityType) -> None:
    words = ("Harbour Board of Lund", "Board", "Lund Berg")
    surfaces = [f"{words[number % 3]} {number}" for number in range(6000)]
    names = [Name(10 * at, 10 * at + 9, kind, frozenset({"model"}), one) for at, one in enumerate(surfaces)]
    started = perf_counter()
    assert [name.surface for name, _ in fullest_forms(names, " ".join(surfaces))] == surfaces
    assert perf_counter() - started < 10


def proper_words(text: str) -> Text:
    """A text of which every word is a proper noun to the parser, and a sentence ends with each full stop."""
    words = text.replace(".", " .").split(" ")
    spaces = [following != "." for following in words[1:]] + [False]
    starts = [at == 0 or words[at - 1] == "." for at in range(len(words))]
    return Text(Doc(Vocab(), words, spaces, pos=["PROPN"] * len(words), sent_starts=starts), text)


def test_a_name_in_capitals_that_is_refused_hides_no_name_in_it() -> None:
    text = "NATO is old. Friends Of NATO met. FRIENDS OF NATO MET AGAIN. we read FRIENDS OF NATO on the plate outside."
    spans = (0, 4), (13, 28)
    found = choose(proper_words(text), [Candidate(*span, "organisation", "model", 1.0) for span in spans])
    assert [name.surface for name in found] == ["NATO", "Friends Of NATO", "FRIENDS OF NATO", "NATO"]


def test_the_longest_of_the_names_that_begin_alike_is_found_again() -> None:
    text = "Port Lund. Port Lund Bank. then Port Lund Bank and Port Lund and Port Lunda."
    known = Candidate(0, 9, "place", "model", 1.0), Candidate(11, 25, "organisation", "model", 1.0)
    again = [name.surface for name in choose(proper_words(text), known) if "propagation" in name.rules]
    assert again == ["Port Lund Bank", "Port Lund"]


def test_a_thousand_names_that_begin_with_one_word_are_found_again_at_once() -> None:
    surfaces = [f"Anna X{number:04}" for number in range(1500)]
    text = " ".join(surfaces * 2)
    known = [Candidate(11 * at, 11 * at + 10, "person", "model", 1.0) for at in range(len(surfaces))]
    prepared = proper_words(text)
    started = perf_counter()
    assert len(choose(prepared, known)) == 3000
    assert perf_counter() - started < 1


@pytest.mark.parametrize(
    ("text", "kept"),
    [("Tests of XQZ showed little.", False), ("XQZ sued the city.", True), ("She runs a firm called XQZ.", True)],
)
def test_an_organisation_by_the_model_alone_needs_support(text: str, kept: bool) -> None:
    start = text.index("XQZ")
    name = Name(start, start + 3, "organisation", frozenset(("model",)), "XQZ")
    assert (supported(text, [name]) == [name]) is kept
