from __future__ import annotations

import pytest

from generator.errors import BrokenFormatError, TooLargeError
from generator.ingest import fields, frontmatter
from generator.settings import Limits


def split(text: str) -> frontmatter.FrontMatter:
    return frontmatter.split(text, Limits())


def test_scalars_stay_text() -> None:
    front = split("---\ntitle: 1984\ndate: 2020-13-45\ndraft: yes\nnone: ~\n---\nBody\n")
    assert front.values == {"title": "1984", "date": "2020-13-45", "draft": "yes", "none": None}
    assert front.body == "Body\n"


def test_toml() -> None:
    assert split('+++\ntitle = "x"\ndate = 2020-01-02\n+++\nBody').values == {"title": "x", "date": "2020-01-02"}


@pytest.mark.parametrize(
    "text", ["---\nfoo\n---\nbar", "---\n- a\n---\n", "a\n---\nb: c\n---\n", "---\n", "", "----\na: b\n----"]
)
def test_rules_and_lists_are_no_front_matter(text: str) -> None:
    assert split(text).body == text


def test_a_block_that_does_not_end_is_text_and_a_warning() -> None:
    front = split("---\ntitle: x\n\nText")
    assert (front.values, front.body) == ({}, "---\ntitle: x\n\nText")
    assert front.warnings


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("a: &x 1\nb: *x\n", 3),
        ("a: [1, 2\nb: 3\n", 3),
        ("a: " + "[" * 50 + "]" * 50 + "\n", 2),
        ("\ta: b\n", 2),
    ],
)
def test_what_breaks_yaml_names_its_line(block: str, line: int) -> None:
    with pytest.raises(BrokenFormatError) as caught:
        split(f"---\n{block}---\nBody")
    assert caught.value.line == line


def test_python_objects_are_only_text() -> None:
    assert split("---\na: !!python/object/apply:os.system ['x']\n---\n").values == {"a": ["x"]}


def test_size_is_capped() -> None:
    with pytest.raises(TooLargeError):
        split("---\na: " + "x" * 70_000 + "\n---\n")


def test_fields_are_known_by_dublin_core_names() -> None:
    claims, warnings = fields.claims(
        "front-matter",
        {
            "DC.Title": " A  &amp; B ",
            "dcterms:issued": "5 May 2020",
            "creator": "X; Y",
            "lang": "fr_CA",
            "unknown": "z",
        },
    )
    assert (claims.title, claims.date, claims.authors, claims.language) == ("A & B", "2020-05-05", ("X", "Y"), "fr")
    assert warnings == ()


def test_values_of_a_wrong_kind_are_warnings() -> None:
    claims, warnings = fields.claims(
        "front-matter", {"title": ["a"], "date": "soon", "authors": {"a": "b"}, "lang": "5"}
    )
    assert (claims.title, claims.date, claims.authors, claims.language) == ("", "", (), "")
    assert len(warnings) == 4


def test_an_address_that_is_no_web_address_is_left_out() -> None:
    assert fields.claims("front-matter", {"url": "javascript:alert(1)"})[0].url == ""
