from __future__ import annotations

import pytest

from generator.ingest.boilerplate import host, is_frame, trim

TEXT = ("A title", "The council met and spoke about the light for two hours.", "It will meet again in May.")


def left(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(paragraphs[index] for index in trim(paragraphs).text)


@pytest.mark.parametrize(
    ("line", "authors", "source"),
    [
        ("ann.holm@coast-herald.example", (), "coast-herald.example"),
        ("By Ann Holm", ("Ann Holm",), ""),
        ("By ANN HOLM and PER DAHL", ("Ann Holm", "Per Dahl"), ""),
        ("By Ann van der Holm, Per Dahl", ("Ann van der Holm", "Per Dahl"), ""),
        ("By Staff Writer", (), ""),
        ("2021-03-05 | By Ann Holm", ("Ann Holm",), ""),
        ("By Ann Holm (ann@coast-herald.example)", ("Ann Holm",), "coast-herald.example"),
        ("Contact: press@www.lindhaven.example", (), "lindhaven.example"),
    ],
)
def test_bylines_are_taken_out_and_kept(line: str, authors: tuple[str, ...], source: str) -> None:
    for paragraphs in ((TEXT[0], line, *TEXT[1:]), (*TEXT, line)):
        trimmed = trim(paragraphs)
        assert left(paragraphs) == TEXT
        assert (trimmed.byline, trimmed.authors, trimmed.source, trimmed.removed) == (line, authors, source, 0)


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to our newsletter",
        "Share this article",
        "Facebook Twitter VK",
        "Read more: other stories",
        "###",
        "\\###",
        "# # #",
        "- 30 -",
        "ENDS",
        "Photo: Coast Herald",
        "Advertisement",
        "12 comments",
        "Lire aussi : la digue",
        "Читайте также: маяк",
        "Follow us on Telegram",
        "Loading…",
        "Updated 5 March 2021",
    ],
)
def test_boilerplate_is_taken_off_the_end(line: str) -> None:
    assert left((*TEXT, line)) == TEXT
    assert trim((*TEXT, line)).removed == 1


@pytest.mark.parametrize(
    "line", ["© 2021 Coast Herald", "All rights reserved.", "(c) 2021 Coast Herald. All rights reserved."]
)
def test_a_notice_of_rights_is_kept_as_such(line: str) -> None:
    assert trim((*TEXT, line)).rights == line


@pytest.mark.parametrize(
    "line",
    [
        "By the end of the year the light will be lit.",
        "Share prices fell on Monday.",
        "He asked readers to subscribe to the fund, which they did.",
        "Read more slowly, the warden told the child who had run through the page.",
        "She wrote to ann@coast-herald.example and to the council, and got no answer for a month.",
        "Copyrighted lamps are rare.",
        "“Follow us,” he said.",
    ],
)
def test_text_is_left_alone(line: str) -> None:
    assert left((*TEXT, line)) == (*TEXT, line)
    assert not is_frame(line)


def test_the_middle_of_a_text_is_left_alone() -> None:
    paragraphs = (*TEXT, *TEXT[1:], "Share this article", *TEXT[1:])
    assert left(paragraphs) == paragraphs


def test_a_text_of_nothing_else_is_left_alone() -> None:
    assert left(("Share this article", "###")) == ("Share this article", "###")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.Coast-Herald.example/a", "coast-herald.example"),
        ("http://a.b.example:80", "a.b.example"),
        ("ftp://x.example", ""),
    ],
)
def test_host_of_an_address(url: str, name: str) -> None:
    assert host(url) == name
