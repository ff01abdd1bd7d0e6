"""Columns of numbers count what mappings and sets would."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.resolve.entities_columns import Numbers, counted, grouped

PAIRS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6), st.integers(0, 3)), max_size=30)


@given(PAIRS)
def test_pairs_are_counted_in_order(pairs: list[tuple[int, int, int]]) -> None:
    groups, members, times = np.array(pairs, np.int64).reshape(-1, 3).T
    found = [tuple(column.tolist()) for column in counted(groups, members)]
    assert found == _columns(Counter((group, member) for group, member, _ in pairs))
    weighed = Counter[tuple[int, int]]()
    for group, member, often in pairs:
        weighed[group, member] += often
    assert [tuple(column.tolist()) for column in counted(groups, members, times)] == _columns(weighed)


def _columns(counts: Counter[tuple[int, int]]) -> list[tuple[int, ...]]:
    rows = [(*pair, often) for pair, often in sorted(counts.items())]
    return [tuple(row[place] for row in rows) for place in range(3)]


@given(PAIRS)
def test_every_group_has_its_members_once(pairs: list[tuple[int, int, int]]) -> None:
    groups, members, _ = np.array(pairs, np.int64).reshape(-1, 3).T
    assert grouped(groups, members, 5) == [sorted({m for g, m, _ in pairs if g == group}) for group in range(5)]


def test_numbers_are_given_in_the_order_of_asking() -> None:
    numbers = Numbers[str]()
    assert [numbers[name] for name in ("tide", "gauge", "tide")] == [0, 1, 0]
    assert [*numbers] == ["tide", "gauge"]
