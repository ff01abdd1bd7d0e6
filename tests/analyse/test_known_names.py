"""Names that people tell, found as they are written."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.analyse.known_names import KnownNames
from generator.curation import KnownName
from generator.model import Mention


def known(*names: str) -> KnownNames:
    return KnownNames(KnownName(name, f"people/p{number}", "person") for number, name in enumerate(names))


def found(names: KnownNames, text: str, *mentions: Mention) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.entity) for one in names.joined(mentions, text)]


def test_whole_words_are_found_over_line_breaks_but_not_over_paragraphs() -> None:
    names = known("N. Patrushev")
    assert found(names, "Then N. \n Patrushev, N. Patrusheva and N.\n\nPatrushev") == [("N. \n Patrushev", "people/p0")]


def test_scripts_without_spaces_have_no_words() -> None:
    assert found(known("帕特鲁舍夫"), "会见了帕特鲁舍夫先生。") == [("帕特鲁舍夫", "people/p0")]


def test_quotation_marks_may_begin_a_name() -> None:
    assert found(known("“Sailor” Holm"), "It was “Sailor” Holm.") == [("“Sailor” Holm", "people/p0")]


def test_the_longest_known_name_is_found() -> None:
    assert found(known("Holm", "Petra Holm"), "Petra Holm, Holm") == [
        ("Petra Holm", "people/p1"),
        ("Holm", "people/p0"),
    ]


def test_a_longer_name_found_otherwise_stays_one_as_long_gives_way() -> None:
    text = "Holm Line ships; Holm sails"
    line = Mention(0, 9, "organisation", ("model",), "Holm Line")
    holm = Mention(17, 21, "place", ("model",), "Holm")
    assert found(known("Holm"), text, line, holm) == [("Holm Line", ""), ("Holm", "people/p0")]


def test_a_short_form_of_a_known_name_is_of_its_entity() -> None:
    short = Mention(0, 4, "person", ("model", "short-name"), "Petra Holm")
    (mention,) = known("Petra Holm").joined((short,), "Holm")
    assert (mention.entity, mention.rules) == ("people/p0", ("curation", "model", "short-name"))


def test_a_known_name_in_a_long_text_costs_little() -> None:
    assert len(found(known("a", "a b"), "a b a " * 50_000)) == 100_000


@given(
    st.lists(st.text("ab .中“", min_size=1, max_size=4).filter(str.strip), max_size=5),
    st.text("ab .\n中“", max_size=30),
)
def test_mentions_never_overlap_and_are_in_order(names: list[str], text: str) -> None:
    spans = [(one.start, one.end) for one in known(*(" ".join(name.split()) for name in names)).joined((), text)]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(start < end for start, end in spans)
