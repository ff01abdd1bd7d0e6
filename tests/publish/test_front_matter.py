from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from generator.publish.front_matter import read_front_matter
from generator.write.markdown import page

texts = st.text(st.characters(exclude_categories=("Cs",)))
scalars = texts | st.integers() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(scalars, lambda part: st.lists(part) | st.dictionaries(texts, part), max_leaves=8)


@given(st.dictionaries(st.sampled_from(["heading", "facts", "count", "summary"]), values, min_size=1), texts)
def test_generated_pages_are_read_as_mkdocs_reads_them(mapping: dict[str, object], body: str) -> None:
    source = page(mapping, body)  # type: ignore[arg-type]
    assert read_front_matter(source) == get_data(source)


@pytest.mark.parametrize(
    "value",
    [
        "1e5",
        "1.5e5",
        "1.5e+5",
        "010",
        "-0",
        "NaN",
        "Infinity",
        "yes",
        "null",
        "2001-01-01",
        "1:30",
        '"\\ud83d\\ude00"',
        '"\\/"',
        '"a\u2028b"',
        '"a\x85b"',
        '"\x7f"',
        '"\ufeff"',
        '{"a": 1, "a": 2}',
        "[1, 2",
        '"x" # not JSON',
        "'single'",
        "plain words",
        "",
    ],
)
@pytest.mark.parametrize("key", ["title", "on", "null"])
def test_pages_written_by_hand_are_read_as_mkdocs_reads_them(key: str, value: str) -> None:
    source = f"---\n{key}: {value}\nother: 1\n---\n\nText\n"
    assert repr(read_front_matter(source)) == repr(get_data(source))


@pytest.mark.parametrize(
    "source", ["", "---\n---\nText", "# Title\n", "Title: x\n\nText", "---\n- a\n---\nText", "---\na: 1\n"]
)
def test_pages_without_our_front_matter_are_read_as_mkdocs_reads_them(source: str) -> None:
    assert read_front_matter(source) == get_data(source)
