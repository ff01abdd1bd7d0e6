"""Where decorations cross formatting is told in few steps, and alike by looking at every stretch of it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from generator.document import parse
from generator.write.body import article_body
from generator.write.decorations import Decoration, Zone, Zones


def _nested(steps: list[int]) -> list[Zone]:
    """Zones as formatting makes them: a step opens one, closes the last one, or moves on."""
    zones: list[Zone] = []
    opened: list[int] = []
    position = 0
    for step in steps:
        if step == 0:
            opened.append(position)
        elif step == 1 and opened:
            zones.append(Zone(opened.pop(), position))
        else:
            position += step
    return zones + [Zone(start, position) for start in opened]


@given(st.lists(st.integers(0, 3), max_size=30), st.integers(0, 30), st.integers(0, 30))
@example([0, 0, 2, 1, 3, 1], 1, 4)
def test_zones_answer_as_if_each_were_asked(steps: list[int], a: int, b: int) -> None:
    zones = _nested(steps)
    one = Decoration(min(a, b), max(a, b))
    starts = [zone.start for zone in zones if one.start < zone.start < one.end < zone.end]
    ends = [zone.end for zone in zones if zone.start < one.start < zone.end < one.end]
    assert Zones(zones).cut(one) == min(starts + ends, default=None)
    assert Zones(zones).touch(one) == any(one.start < zone.end and zone.start < one.end for zone in zones)


def test_emphasis_nested_without_bound_costs_no_more_than_beside_one_another() -> None:
    """Each piece of the text used to be compared with all that stands around it: 10,000 took many minutes."""
    depth = 10_000
    document = parse("*a " * depth + "b* " * depth)
    names = [Decoration(at, at + 1, ("s",), f"s{at}") for at in range(0, len(document.text), 40)]
    assert article_body(document, names).count("{#s") == len(names)
