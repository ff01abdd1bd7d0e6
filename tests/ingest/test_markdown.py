"""What a Markdown file tells by its first lines."""

from __future__ import annotations

import pytest

from generator.ingest.cleaning import Counts
from generator.ingest.markdown import without_frame

TEXT = "The council of Lindhaven met on Tuesday and spoke about the light at Skerry Point for two hours."


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("# Using `lamp` *oil*", "Using lamp oil"),
        ("A title\n=======", "A title"),
        ("## A title", "A title"),
        ("A title", "A title"),
        ("**A title**", "A title"),
        ("By Ann Holm\n\nA title", "A title"),
    ],
)
def test_a_title_is_taken_out(head: str, title: str) -> None:
    draft = without_frame(f"{head}\n\n{TEXT}\n\n### Below\n\n{TEXT}\n", Counts())
    assert draft.claims[0].title == title
    assert draft.markdown == f"{TEXT}\n\n### Below\n\n{TEXT}"


@pytest.mark.parametrize(
    "body",
    [
        f"## One of two\n\n{TEXT}\n\n## The other\n\n{TEXT}",
        f"{TEXT}\n\n# Late\n\n{TEXT}",
        f"- A list\n\n{TEXT}",
        f"![A picture](a.png) Photo: Coast Herald\n\n{TEXT}",
        f"    Share this article\n\n{TEXT}\n\n- Home\n- Menu",
        f"## Comments\n\n{TEXT}\n\n## Related stories",
        "# A heading and nothing else",
    ],
)
def test_what_is_no_title_and_no_frame_stays(body: str) -> None:
    assert without_frame(body, Counts()).markdown == body


def test_a_heading_that_says_other_than_the_known_title_stays() -> None:
    assert without_frame(f"# One\n\n{TEXT}", Counts(), "Other").markdown == f"# One\n\n{TEXT}"
