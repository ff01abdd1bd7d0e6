"""Make `generator/write/world.json`: the shapes of countries and the positions of cities that maps are drawn from.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m tests.world_map package/countries-110m.json

Shapes: Natural Earth, 1:110 million, public domain, in the edition of the npm package `world-atlas`. Cities: the time
zone database's `zone.tab` (package tzdata, public domain) and `tests/world_cities.csv`, which adds seats of government
and of conferences that no time zone is named for. Numeric codes of ISO 3166-1: package pycountry, which only this
program needs (`pip install pycountry`).
"""

from __future__ import annotations

import csv
import json
import math
import re
import sys
from importlib.resources import files
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORLD = HERE.parent / "generator" / "write" / "world.json"
WIDTH = 1000
"""Units of the map from 180° west to 180° east; one is 0.36°."""
TOLERANCE = 0.2
"""How far a simplified border may lie from the true one, in units: half a pixel on a map 640 pixels wide."""
SMALLEST = 0.6
"""Islands below this area, in square units, are left out, unless they are all there is of a country."""
NOT_CITIES = re.compile(r"^(Antarctica|America/(Indiana|Kentucky|North_Dakota)|Etc)/|/(Center|Eucla|Troll)$")
ISLANDS_AND_REGIONS = {
    "Bahia", "Canary", "Madeira", "Azores", "Galapagos", "Easter", "Chagos", "Comoro", "Reunion", "Sakhalin",
    "Kamchatka", "Faroe", "Kerguelen", "Marquesas", "Gambier", "Midway", "Wake", "Atikokan", "Thule", "Mahe",
    "Efate", "Bougainville", "Guadalcanal", "Chatham", "Norfolk", "Kosrae", "Danmarkshavn",
}  # fmt: skip

Point = tuple[float, float]


def project(longitude: float, latitude: float) -> Point:
    """Miller's cylindrical projection (O. M. Miller, 1942), in units of the map, from its left and the equator down."""
    y = 1.25 * math.log(math.tan(math.pi / 4 + 0.4 * math.radians(latitude)))
    return (longitude + 180) * WIDTH / 360, -y * WIDTH / (2 * math.pi)


def simplify(line: list[Point]) -> list[Point]:
    """The line with fewer points, none of them further than `TOLERANCE` away (Douglas and Peucker, 1973)."""
    if len(line) < 3:
        return line
    distances = [_distance(point, line[0], line[-1]) for point in line[1:-1]]
    farthest = max(range(len(distances)), key=distances.__getitem__)
    if distances[farthest] <= TOLERANCE:
        return [line[0], line[-1]]
    return simplify(line[: farthest + 2])[:-1] + simplify(line[farthest + 1 :])


def _distance(point: Point, start: Point, end: Point) -> float:
    length = math.dist(start, end)
    if length == 0:
        return math.dist(point, start)
    cross = (end[0] - start[0]) * (start[1] - point[1]) - (start[0] - point[0]) * (end[1] - start[1])
    return abs(cross) / length


def arcs(topology: dict) -> list[list[Point]]:
    """The borders of a TopoJSON file, projected and simplified one by one, so that neighbours still meet."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for steps in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            line.append(project(x * scale_x + move_x, max(y * scale_y + move_y, -85)))
        lines.append(simplify(line))
    return lines


def ring(indexes: list[int], lines: list[list[Point]]) -> list[Point]:
    """One closed line from the arcs it is made of; `~n` stands for arc n backwards."""
    points: list[Point] = []
    for index in indexes:
        line = lines[index] if index >= 0 else lines[~index][::-1]
        points.extend(line[1:] if points else line)
    return points[:-1]


def within_the_map(points: list[Point]) -> list[list[Point]]:
    """The ring itself; or, where it crosses the 180th meridian, its parts on either side of it."""
    unrolled = points[:1]
    for x, y in points[1:]:
        turns = round((unrolled[-1][0] - x) / WIDTH)
        unrolled.append((x + turns * WIDTH, y))
    parts = []
    for shift in (-WIDTH, 0, WIDTH):
        part = cut(cut([(x + shift, y) for x, y in unrolled], 0, 1), WIDTH, -1)
        if len(part) > 2:
            parts.append(part)
    return parts


def cut(points: list[Point], limit: float, side: int) -> list[Point]:
    """The part of a ring where `side * (x - limit)` is not negative (Sutherland and Hodgman, 1974)."""
    kept: list[Point] = []
    before = points[-1] if points else (0.0, 0.0)
    for point in points:
        inside, was_inside = side * (point[0] - limit) >= 0, side * (before[0] - limit) >= 0
        if inside != was_inside:
            share = (limit - before[0]) / (point[0] - before[0])
            kept.append((limit, before[1] + share * (point[1] - before[1])))
        if inside:
            kept.append(point)
        before = point
    return kept


def area(points: list[Point]) -> float:
    """In square units."""
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def countries(path: Path) -> dict[str, list[list[float]]]:
    """Rings of each country by ISO code, flat lists of coordinates; those without a code under `-name`."""
    import pycountry

    topology = json.loads(path.read_text(encoding="utf-8"))
    lines = arcs(topology)
    shapes: dict[str, list[list[float]]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        country = pycountry.countries.get(numeric=shape.get("id", ""))
        name = shape["properties"]["name"]
        code = country.alpha_2 if country else {"Kosovo": "XK"}.get(name, f"-{name}")
        if code == "AQ":
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        whole = [ring(polygon[0], lines) for polygon in polygons]
        rings = sorted((part for points in whole for part in within_the_map(points)), key=area, reverse=True)
        kept = [points for points in rings if len(points) > 2 and (points is rings[0] or area(points) >= SMALLEST)]
        shapes[code] = [[round(number, 1) for point in points for number in point] for points in kept]
    return dict(sorted(shapes.items()))


def names(path: Path) -> dict[str, list[str]]:
    """What countries are called in English, in lower case ASCII, by ISO code: to tell them from their parts."""
    import pycountry
    from anyascii import anyascii

    found: dict[str, set[str]] = {"XK": {"kosovo"}, "SU": {"soviet union", "ussr"}, "YU": {"yugoslavia"}}
    for country in pycountry.countries:
        forms = (getattr(country, form, "") for form in ("name", "common_name", "official_name"))
        found[country.alpha_2] = {anyascii(form).lower() for form in forms if form}
    table = files("tzdata").joinpath("zoneinfo/iso3166.tab").read_text(encoding="utf-8")
    for code, name in (line.split("\t") for line in table.splitlines() if not line.startswith("#")):
        found[code].add(anyascii(name).lower())
    for shape in json.loads(path.read_text(encoding="utf-8"))["objects"]["countries"]["geometries"]:
        country = pycountry.countries.get(numeric=shape.get("id", ""))
        if country:
            found[country.alpha_2].add(anyascii(shape["properties"]["name"]).lower())
    return {code: sorted(found[code]) for code in sorted(found)}


def cities() -> dict[str, tuple[str, float, float]]:
    """Country, and place on the map, of each city by its name in lower case ASCII with spaces."""
    found: dict[str, tuple[str, float, float]] = {}
    table = files("tzdata").joinpath("zoneinfo/zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        code, position, zone, *_ = line.split("\t")
        name = zone.rpartition("/")[2]
        if not NOT_CITIES.search(zone) and name not in ISLANDS_AND_REGIONS:
            latitude, longitude = re.findall(r"[+-]\d+", position)
            found[name.replace("_", " ").lower()] = (code, *_place(_degrees(longitude, 3), _degrees(latitude, 2)))
    with (HERE / "world_cities.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            found[row["name"].lower()] = (row["country"], *_place(float(row["longitude"]), float(row["latitude"])))
    return dict(sorted(found.items()))


def _place(longitude: float, latitude: float) -> Point:
    x, y = project(longitude, latitude)
    return round(x, 1), round(y, 1)


def _degrees(text: str, digits: int) -> float:
    """Degrees of `+DDMM`, `+DDDMM`, `+DDMMSS` or `+DDDMMSS`, where the degrees have that many digits."""
    sign, whole, minutes = text[0], text[1 : digits + 1], text[digits + 1 : digits + 3]
    return (int(whole) + int(minutes) / 60) * (-1 if sign == "-" else 1)


def main(arguments: list[str]) -> int:
    """Write the file; the argument is the path of `countries-110m.json`."""
    path = Path(arguments[0])
    world = {"cities": cities(), "countries": countries(path), "names": names(path)}
    text = (
        json.dumps(world, ensure_ascii=True, separators=(",", ":")).replace('],"', '],\n"').replace(']],\n"', ']],\n"')
    )
    WORLD.write_text(text + "\n", encoding="utf-8")
    print(f"{WORLD}: {len(world['countries'])} countries, {len(world['cities'])} cities, {len(text)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
