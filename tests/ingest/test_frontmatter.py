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
        ("\ta: b\n", 2),
    ],
)
def test_what_breaks_yaml_names_its_line(block: str, line: int) -> None:
    with pytest.raises(BrokenFormatError) as caught:
        split(f"---\n{block}---\nBody")
    assert caught.value.line == line


DEEP = {
    "flow sequences": lambda depth: "a: " + "[" * depth + "]" * depth,
    "flow mappings": lambda depth: "a: " + "{a: " * depth + "}" * depth,
    "never closed": lambda depth: "a: " + "[" * depth,
    "block sequences": lambda depth: "a:\n " + "- " * depth + "b",
    "keys of keys": lambda depth: "a: b\n" + "? " * depth + "b",
}


@pytest.mark.parametrize("kind", DEEP)
@pytest.mark.parametrize("depth", [30, 1_000, 12_000])
def test_yaml_that_nests_too_deep_is_refused_before_it_is_built(kind: str, depth: int) -> None:
    with pytest.raises(
        TooLargeError, match=r"nests 21 deep or more, more than the 20 that are read\..* nesting`"
    ) as caught:
        split(f"---\n{DEEP[kind](depth)}\n---\n")
    assert caught.value.line in (2, 3)


def test_yaml_may_nest_as_deep_as_the_settings_say() -> None:
    block = "a: " + "[" * 19 + "]" * 19
    assert "a" in split(f"---\n{block}\n---\n").values
    with pytest.raises(TooLargeError):
        frontmatter.split(f"---\n{block}\n---\n", Limits(nesting=19))


TOML = {
    "arrays": lambda depth: "a = " + "[" * depth + "]" * depth,
    "arrays on lines of their own": lambda depth: "a = " + "[\n" * depth + "]" * depth,
    "tables": lambda depth: "a = " + "{a = " * depth + "1" + "}" * depth,
    "dotted keys": lambda depth: "a." * depth + "a = 1",
    "dotted names of tables": lambda depth: "[" + "a . " * depth + "a]\nb = 1",
    "quoted keys": lambda depth: '"a".' * depth + "a = 1",
}


@pytest.mark.parametrize("kind", TOML)
@pytest.mark.parametrize("depth", [30, 1_000, 10_000])
def test_toml_that_nests_too_deep_is_refused_before_it_is_parsed(kind: str, depth: int) -> None:
    with pytest.raises(TooLargeError, match=r"more than the 20 that are read\..* nesting`") as caught:
        split(f"+++\nx = 1\n{TOML[kind](depth)}\n+++\n")
    assert (caught.value.line or 0) >= 3


def test_brackets_and_dots_in_the_texts_of_toml_do_not_nest() -> None:
    block = (
        'a = "[[[[[" # [[[[[\nb = \'[[[[[\'\nc = """\n' + "[{." * 50 + '"""\nd = "' + "x." * 50 + '"\nurl = "a\\"["\n'
    )
    block += "e = [" + "1.5, " * 50 + "]\n"
    front = split(f"+++\n{block}+++\nBody")
    assert front.values["a"] == "[[[[["
    assert len(front.values["e"]) == 50  # type: ignore[arg-type]


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
