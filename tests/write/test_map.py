from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.model import Entity
from generator.write.map import SCALE, front_matter, locate, locator, overview, world

HELSINKI = Entity("places/helsinki", "place", "Helsinki", (), (), "", "", 9, 4, True)


def country(name: str, code: str, articles: int = 1) -> Entity:
    return Entity(f"places/{name.lower()}", "place", name, (), (), "", code, articles, articles, True)


def test_a_city_is_found_by_its_name_or_an_alias() -> None:
    assert locate(HELSINKI) == locate(replace(HELSINKI, name="Helsingfors", aliases=("Helsinki",)))
    assert locate(replace(HELSINKI, name="Nowhere in Particular")) is None


@pytest.mark.parametrize(
    ("name", "west", "east", "south", "north"),
    [
        ("Helsinki", 24, 26, 59, 61),
        ("Geneva", 5, 7, 45, 47),
        ("Wellington", 174, 176, -42, -41),
        ("Quito", -79, -78, -1, 0),
    ],
)
def test_cities_lie_where_they_lie(name: str, west: int, east: int, south: int, north: int) -> None:
    spot = locate(replace(HELSINKI, name=name))
    assert spot is not None
    assert west <= spot.x * 360 / 1000 - 180 <= east
    assert (spot.y > 0) == (south < 0)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Finland", "FI"),
        ("Russia", "RU"),
        ("United States", "US"),
        ("Fiji", "FJ"),
        ("Soviet Union", "SU"),
        ("Syria", "SY"),
    ],
)
def test_a_country_is_shown_by_its_outline(name: str, code: str) -> None:
    drawn = locator(country(name, code))
    assert drawn is not None
    assert drawn.label == f"Map: where {name} lies"
    assert drawn.here
    assert not drawn.dots
    assert 2 * drawn.height == pytest.approx(drawn.width, abs=2)


def test_a_small_state_without_an_outline_is_a_dot() -> None:
    drawn = locator(country("Singapore", "SG"))
    assert drawn is not None
    assert [dot.label for dot in drawn.dots] == ["Singapore"]


def test_a_part_of_a_country_is_not_taken_for_the_country() -> None:
    drawn = locator(country("Ohio", "US"))
    assert drawn is not None
    assert drawn.label == "Map: the country that Ohio belongs to"
    assert locate(country("Ohio", "US")) is None
    capital = locate(country("Moscow", "RU"))
    assert capital is not None
    assert capital.countries == ()


def test_a_city_of_another_country_is_not_the_one_that_is_known() -> None:
    assert locate(country("Alexandria", "US")) is None
    assert locate(country("Alexandria", "EG")) is not None


def test_paths_stay_within_the_drawing() -> None:
    for code in world().countries:
        drawn = locator(country("Somewhere", code))
        assert drawn is not None
        for path in (drawn.land, drawn.here):
            for x, y in corners(path):
                assert -2 <= x <= drawn.width + 2
                assert -2 <= y <= drawn.height + 2


def corners(path: str) -> list[tuple[int, int]]:
    found = []
    for ring in re.findall(r"M([^M]+)z", path):
        start, _, steps = ring.partition("l")
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        x, y = map(int, start.split())
        found.append((x, y))
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
    return found


def test_a_city_stands_in_the_middle_of_its_map() -> None:
    drawn = locator(HELSINKI)
    assert drawn is not None
    (dot,) = drawn.dots
    assert (dot.x, dot.y, dot.label) == (SCALE // 2, SCALE // 4, "Helsinki")


def test_the_overview_links_its_dots_and_draws_larger_ones_first() -> None:
    finland, geneva = country("Finland", "FI", 9), replace(HELSINKI, id="places/geneva", name="Geneva", articles=1)
    drawn = overview([(geneva, "places/geneva.html"), (finland, "places/finland.html")])
    assert drawn is not None
    assert [dot.label for dot in drawn.dots] == ["Finland", "Geneva"]
    assert drawn.dots[0].radius > drawn.dots[1].radius
    front = front_matter(drawn, "places/index.html")
    assert [dot["url"] for dot in front["dots"]] == ["finland.html", "geneva.html"]
    assert overview([]) is None
