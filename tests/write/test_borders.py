from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.write.borders import ROOM, Part, by_prefix, parts

LIMIT = 3

Item = tuple[str, str]
"""A date and what the item is filed under."""

dates = st.one_of(
    st.just(""),
    st.sampled_from(["1974", "1975"]),
    st.builds("{}-{:02}".format, st.integers(1974, 1976), st.integers(1, 3)),
    st.builds("{}-{:02}-{:02}".format, st.integers(1974, 1976), st.integers(1, 3), st.integers(1, 4)),
)
items = st.tuples(dates, st.sampled_from(["apple", "banana", "1 apple", "cherry"]))
YEARS = [("1972", "apple"), ("1973-01-01", "cherry")]
collections = st.lists(items, min_size=LIMIT + 2, max_size=60).map(lambda found: [*YEARS, *found])


def cut(found: Sequence[Item]) -> list[Part[Item]]:
    return parts(found, LIMIT, lambda item: item[0], lambda item: item[1])


def names(found: Sequence[Part[Item]]) -> list[str]:
    return [part.key for part in found]


def test_a_short_list_is_not_cut() -> None:
    assert cut([("1975-01-01", "apple")] * LIMIT) == []


def test_a_list_is_cut_at_years_newest_first_and_a_full_year_at_months_and_days() -> None:
    august = [("1975-08-01", "b"), ("1975-08-02", "b")] * LIMIT * ROOM
    found = cut([("1974-05-01", "a"), ("", "a"), *august, ("1975-09-01", "b")])
    assert names(found) == ["1975-09", "1975-08-02", "1975-08-01", "1974", "undated"]
    assert [part.title for part in found][-2:] == ["1974", "Undated"]


def test_a_list_of_one_year_is_cut_at_months_and_of_no_year_at_letters() -> None:
    assert names(cut([("1975-08-01", "a"), ("1975-09-01", "a")] * 2)) == ["1975-09", "1975-08"]
    assert names(cut([("", "apple"), ("", "banana")] * 2)) == ["undated-a", "undated-b"]


def test_names_are_parted_at_the_first_letter_in_which_they_differ() -> None:
    found = by_prefix(["remarks a", "remarks b", "remarks b c", "read", "rest"], 2, str)
    assert [(part.key, part.title, part.items) for part in found] == [
        ("rea", "Rea…", ("read",)),
        ("remarks-a", "Remarks a…", ("remarks a",)),
        ("remarks-b", "Remarks b…", ("remarks b", "remarks b c")),
        ("res", "Res…", ("rest",)),
    ]


@settings(deadline=None)
@given(collections)
def test_every_item_is_in_one_part_and_in_order(found: list[Item]) -> None:
    got = cut(found)
    assert sorted(item for part in got for item in part.items) == sorted(found)
    assert len(set(names(got))) == len(got)
    for part in got:
        assert list(part.items) == [item for item in found if item in part.items]


@settings(deadline=None)
@given(collections)
def test_only_what_is_alike_in_date_and_name_is_longer_than_a_part_may_be(found: list[Item]) -> None:
    for part in cut(found):
        if len(part.items) > ROOM * LIMIT:
            assert len(set(part.items)) == 1


@settings(deadline=None)
@given(collections, items, st.integers(0, 40))
def test_one_more_item_changes_the_part_it_falls_into_and_no_other(found: list[Item], item: Item, at: int) -> None:
    before = {part.key: part for part in cut(found)}
    after = {part.key: part for part in cut([*found[:at], item, *found[at:]])}
    (home,) = [part.key for part in after.values() if item in part.items and part != before.get(part.key)]
    untouched = {key: part for key, part in before.items() if not _holds(key, item)}
    assert all(after[key] == part for key, part in untouched.items())
    assert _holds(home, item)


def _holds(key: str, item: Item) -> bool:
    """Whether a part of that key is the item's year, month or day, or the undated ones; perhaps with its initial."""
    when, _, filed = key.removeprefix("undated-").partition("-at-")
    if key.startswith("undated"):
        return not item[0] and (key == "undated" or item[1].startswith(when))
    return item[0].startswith(when) and item[1].replace(" ", "-").startswith(filed)


def test_parts_are_labelled_as_most_of_their_titles_are_written() -> None:
    titles = [
        "Remarks by President Biden",
        "Remarks by President Bush",
        "REMARKS BY PRESIDENT BIDEN II",
        "Remarks by A",
    ]
    found = by_prefix(titles, 3, str)
    assert [(part.key, part.title) for part in found] == [
        ("remarks-by-a", "Remarks by A…"),
        ("remarks-by-p", "Remarks by P…"),
    ]
