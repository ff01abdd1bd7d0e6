from __future__ import annotations

import pytest

from generator.ingest.titles import first_sentence, is_title, made

LEAD = "The council of Lindhaven met on Tuesday and spoke about the light at Skerry Point for two hours."


@pytest.mark.parametrize(
    "line",
    [
        "Harbour towns sign pact on fishing",
        "HARBOUR TOWNS SIGN PACT",
        "Who lights the lamp?",
        "New keeper sworn in",
        "Warden of the coast dies in the U.S.",
        "Statement of the Warden on the Light at Skerry Point.",
        "Дипломаты встретились в Москве",
        "磋商在莫斯科举行",
    ],
)
def test_lines_that_are_titles(line: str) -> None:
    assert is_title(line, (LEAD, LEAD))


@pytest.mark.parametrize(
    "line",
    [
        "The council met on Tuesday.",
        "The council of Lindhaven met with the",
        "Dear Madam Speaker:",
        "Tuesday, 5 March 2019",
        "ann@coast-herald.example",
        "See https://coast-herald.example",
        "10:31 A.M. EST",
        "12",
        "x" * 301,
    ],
)
def test_lines_that_are_none(line: str) -> None:
    assert not is_title(line, (LEAD, LEAD))


def test_a_line_that_goes_on_is_no_title() -> None:
    assert not is_title("The council of the town", ("met on Tuesday and spoke about the light.",))


def test_the_place_of_a_transcript_is_no_title() -> None:
    assert not is_title("Old Hall", ("10:31 A.M. EST", LEAD))
    assert is_title("Remarks by the warden before the meeting", ("Old Hall", "10:31 A.M. EST", LEAD))


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        (
            "A new lamp is needed before the autumn storms begin, the warden of the coast said at a meeting. More.",
            "A new lamp is needed before the autumn storms begin",
        ),
        ("On Tuesday, the warden said the lamp was old.", "On Tuesday, the warden said the lamp was old"),
        (
            "LINDHAVEN (Coast Herald) - Dr. A. Holm lit the new lamp on Friday. It shone.",
            "Dr. A. Holm lit the new lamp on Friday",
        ),
        (
            "“We share one sea and one light,” said the oldest of them. She sat.",
            "We share one sea and one light,” said the oldest of them",
        ),
    ],
)
def test_a_title_is_made_from_what_the_lead_says(lead: str, title: str) -> None:
    assert made((lead, LEAD)) == title


def test_a_long_clause_is_cut_at_a_word() -> None:
    title = made(("The council " + "spoke about many a thing and " * 8 + "went home.",))
    assert 90 <= len(title) <= 115
    assert title.endswith(" about…")


def test_salutations_and_datelines_are_passed_over() -> None:
    assert made(("Friday, 5 March 2021", "Dear Madam Speaker of the House of the Harbour:", LEAD)) == LEAD[:-1]


def test_there_is_no_title_in_nothing() -> None:
    assert made(()) == ""


def test_abbreviations_end_no_sentence() -> None:
    assert (
        first_sentence("Dr. A. B. Holm of the U.S. Navy met Gov. Dahl. He left.")
        == "Dr. A. B. Holm of the U.S. Navy met Gov. Dahl."
    )
