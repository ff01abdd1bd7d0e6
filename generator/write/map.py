"""Maps: where a place lies, as numbers that a template draws. Nothing is asked from another host.

Shapes and positions are those of `world.json` (made by `tests/world_map.py`): Natural Earth's countries at
1:110 million and about 500 cities, in Miller's projection, 1,000 units from west to east.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from anyascii import anyascii

from generator.model import Entity
from generator.write import addresses
from generator.write.markdown import Value

SCALE = 1280
"""Width of a drawn map in its own units; it is shown at about half of that, so that borders stay sharp."""
WORLD = (0.0, -288.0, 1000.0, 192.0)
"""Left, top, right and bottom of the world that is shown: from 83° north to 56° south."""
CITY_WINDOW = 170.0
"""How much of the world is shown around a city, from left to right: 61 degrees."""

FORMER: dict[str, tuple[str, ...]] = {
    "SU": ("RU", "UA", "BY", "EE", "LV", "LT", "MD", "GE", "AM", "AZ", "KZ", "UZ", "TM", "KG", "TJ"),
    "YU": ("SI", "HR", "BA", "RS", "ME", "MK", "XK"),
}
"""States that are no more, as the countries of today that lie where they lay. CS is left out: it has been the code of
Czechoslovakia and of Serbia and Montenegro."""

Box = tuple[float, float, float, float]
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """The outline of one country."""

    rings: tuple[Ring, ...]
    """Largest first."""
    boxes: tuple[Box, ...]
    """Of each ring: left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class World:
    """What `world.json` holds."""

    countries: dict[str, Shape]
    """By ISO 3166-1 code; areas that have none under `-` and their name."""
    cities: dict[str, tuple[str, float, float]]
    """Country and position, by name in lower case ASCII."""
    names: dict[str, frozenset[str]]
    """What each country is called, in lower case ASCII, by its code."""
    seats: dict[str, tuple[float, float]]
    """Position of the first city of each country, by its code."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place lies."""

    x: float
    y: float
    countries: tuple[str, ...]
    """Codes of the countries whose outline is the place; empty for a city."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark on a map, in the map's units."""

    x: int
    y: int
    radius: int
    label: str
    address: str
    """Of the page it leads to; empty when it leads nowhere."""


@dataclass(frozen=True, slots=True)
class Map:
    """A map as a template draws it: an SVG of `width` × `height` units."""

    label: str
    """Says in words what is seen."""
    width: int
    height: int
    land: str
    """Path of all countries in view."""
    here: str
    """Path of the country that the map is about; may be empty."""
    dots: tuple[Dot, ...]


@cache
def world() -> World:
    """The shapes and positions; read once."""
    raw = json.loads(files("generator.write").joinpath("world.json").read_text(encoding="utf-8"))
    countries = {}
    for code, flat in raw["countries"].items():
        rings = tuple(tuple(zip(ring[::2], ring[1::2], strict=True)) for ring in flat)
        countries[code] = Shape(rings, tuple(_box(ring) for ring in rings))
    cities = {name: (code, x, y) for name, (code, x, y) in raw["cities"].items()}
    seats: dict[str, tuple[float, float]] = {}
    for code, x, y in cities.values():
        seats.setdefault(code, (x, y))
    names = {code: frozenset(forms) for code, forms in raw["names"].items()}
    return World(countries, cities, names, seats)


def locate(place: Entity) -> Spot | None:
    """Where a place lies: a country by its code, a city by its name where that is known; None for all others.

    A part of a country has that country's code too, so a country must also have its name.
    """
    here = world()
    forms = [anyascii(form).lower() for form in (place.name, *place.aliases)]
    outline = FORMER.get(place.country, (place.country,))
    if not here.names.get(place.country, frozenset()).isdisjoint(forms):
        if outline[0] in here.countries:
            left, top, right, bottom = here.countries[outline[0]].boxes[0]
            return Spot((left + right) / 2, (top + bottom) / 2, outline)
        if place.country in here.seats:
            return Spot(*here.seats[place.country], ())
    for form in forms:
        city = here.cities.get(form)
        if city and place.country in ("", city[0]):
            return Spot(city[1], city[2], ())
    return None


def locator(place: Entity) -> Map | None:
    """A map of the surroundings of one place, or of the country that it is a part of; None when neither is known."""
    spot = locate(place)
    if spot is None:
        if place.country not in world().countries:
            return None
        return _outlined(f"Map: the country that {place.name} belongs to", (place.country,))
    label = f"Map: where {place.name} lies"
    if spot.countries:
        return _outlined(label, spot.countries)
    window = _around(spot.x, spot.y, CITY_WINDOW)
    return _drawn(label, window, "", (_dot(spot, window, 9, place.name, ""),))


def overview(places: Iterable[tuple[Entity, str]]) -> Map | None:
    """A map of the world with a dot for each place that can be located, larger for more articles.

    `places` are entities with the addresses of their pages; None when no position is known. One dot stands for a
    country and for each city; where two share a spot, the larger lies below.
    """
    found = [(place, address, spot) for place, address in places if (spot := locate(place))]
    if not found:
        return None
    found.sort(key=lambda item: (-item[0].articles, item[0].id))
    most = found[0][0].articles
    dots = tuple(
        _dot(spot, WORLD, 5 + round(19 * (place.articles / most) ** 0.5), place.name, address)
        for place, address, spot in found
    )
    names = ", ".join(place.name for place, _, _ in found[:3])
    return _drawn(f"Map of the places that articles name, most often {names}", WORLD, "", dots)


def front_matter(found: Map, here: str) -> dict[str, Value]:
    """A map for the macro `place` of the theme's `map.html`, on the page at `here`."""
    return {
        "label": found.label,
        "width": found.width,
        "height": found.height,
        "land": found.land,
        "here": found.here,
        "linked": any(dot.address for dot in found.dots),
        "dots": [
            {
                "x": dot.x,
                "y": dot.y,
                "radius": dot.radius,
                "label": dot.label,
                "url": addresses.relative(here, dot.address) if dot.address else "",
            }
            for dot in found.dots
        ],
    }


def _outlined(label: str, codes: tuple[str, ...]) -> Map:
    window = _around_countries(codes)
    return _drawn(label, window, _path(codes, window), ())


def _drawn(label: str, window: Box, here: str, dots: tuple[Dot, ...]) -> Map:
    _, top, _, bottom = window
    height = round((bottom - top) * _scale(window))
    return Map(label, SCALE, height, _path(world().countries, window), here, dots)


def _scale(window: Box) -> float:
    return SCALE / (window[2] - window[0])


def _dot(spot: Spot, window: Box, radius: int, label: str, address: str) -> Dot:
    scale = _scale(window)
    return Dot(round((spot.x - window[0]) * scale), round((spot.y - window[1]) * scale), radius, label, address)


def _around_countries(codes: Iterable[str]) -> Box:
    """A window that shows the main parts of countries and about as much again around them."""
    boxes = [box for code in codes for box in world().countries[code].boxes]
    largest = max(map(_extent, boxes))
    main = [box for box in boxes if _extent(box) >= largest / 5]
    left, right = min(box[0] for box in main), max(box[2] for box in main)
    top, bottom = min(box[1] for box in main), max(box[3] for box in main)
    width = max(120.0, 1.9 * (right - left), 3.2 * (bottom - top))
    return _around((left + right) / 2, (top + bottom) / 2, width)


def _around(x: float, y: float, width: float) -> Box:
    """A window of 2 : 1 around a point, moved so that it does not leave the world."""
    width = min(width, 2 * (WORLD[3] - WORLD[1]))
    height = width / 2
    left = min(max(x - width / 2, WORLD[0]), WORLD[2] - width)
    top = min(max(y - height / 2, WORLD[1]), WORLD[3] - height)
    return left, top, left + width, top + height


def _path(codes: Iterable[str], window: Box) -> str:
    """The SVG path of those countries as far as they lie in the window, in whole units of the drawn map."""
    scale = _scale(window)
    pieces = []
    for code in codes:
        for ring in _clipped(world().countries[code], window):
            points = [(round((x - window[0]) * scale), round((y - window[1]) * scale)) for x, y in ring]
            pieces.append(_line(points))
    return "".join(pieces)


def _line(points: list[tuple[int, int]]) -> str:
    """A closed line in steps from point to point; points that fall together are one. Empty for less than a triangle."""
    steps = []
    here = points[0]
    for point in points[1:]:
        if point != here:
            steps.append(f"{point[0] - here[0]} {point[1] - here[1]}")
            here = point
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z" if len(steps) > 1 else ""


def _clipped(shape: Shape, window: Box) -> Iterator[Ring]:
    """The parts of a shape inside a window (Sutherland and Hodgman, 1974)."""
    left, top, right, bottom = window
    for ring, box in zip(shape.rings, shape.boxes, strict=True):
        if box[0] > right or box[2] < left or box[1] > bottom or box[3] < top:
            continue
        for axis, limit, side, edge in ((0, left, 1, 0), (0, right, -1, 2), (1, top, 1, 1), (1, bottom, -1, 3)):
            if side * (box[edge] - limit) < 0:
                ring = _cut(ring, axis, limit, side)
        if len(ring) > 2:
            yield ring


def _cut(ring: Ring, axis: int, limit: float, side: int) -> Ring:
    """The part of a ring on one side of a line across an axis: where `side * (coordinate - limit)` is not negative."""
    kept = []
    before = ring[-1] if ring else (0.0, 0.0)
    for point in ring:
        inside, was_inside = side * (point[axis] - limit) >= 0, side * (before[axis] - limit) >= 0
        if inside != was_inside:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            crossing = [before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])]
            crossing[axis] = limit
            kept.append((crossing[0], crossing[1]))
        if inside:
            kept.append(point)
        before = point
    return tuple(kept)


def _box(ring: Ring) -> Box:
    return (min(x for x, _ in ring), min(y for _, y in ring), max(x for x, _ in ring), max(y for _, y in ring))


def _extent(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
