"""The outlines of countries as Natural Earth has them; made by scripts/build_outlines.py.

They show who holds what, as Natural Earth draws it; they take no side on a border.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from dragoman.knowledge.files import ROOT
from dragoman.pictures.projection import LonLat, Projection
from dragoman.pictures.theme import Spec

Ring = tuple[LonLat, ...]
_PATH = ROOT / "maps" / "outlines.json"
_SEEN = 1.2  # pixels between points that are kept
_TRIANGLE = 3
_BEYOND = 165  # degrees; a ring on both sides of it, and nowhere else in the west, crosses the date line


@dataclass(frozen=True, slots=True)
class Country:
    """A country with its polygons (outer ring first, then holes) and the middle of the largest one."""

    name: str
    polygons: tuple[tuple[Ring, ...], ...]
    middle: LonLat
    wide: float  # degrees of its largest polygon from west to east


@cache
def countries() -> tuple[Country, ...]:
    """All countries."""
    topology = json.loads(_PATH.read_text(encoding="utf-8"))
    arcs = [_unpacked(arc, topology["transform"]["scale"]) for arc in topology["arcs"]]
    return tuple(_country(g, arcs) for g in topology["objects"]["countries"]["geometries"])


def in_view(country: Country, projection: Projection) -> list[tuple[Ring, ...]]:
    """The polygons of a country that reach into a picture, each with no more points than can be seen there."""
    found = []
    for polygon in country.polygons:
        pixels = [projection.pixel(point) for point in polygon[0][:: max(1, len(polygon[0]) // 60)]]
        xs, ys = [x for x, _ in pixels], [y for _, y in pixels]
        if max(xs) > 0 and min(xs) < projection.size[0] and max(ys) > 0 and min(ys) < projection.size[1]:
            rings = [thin for ring in polygon if (thin := _thinned(ring, projection)) is not None]
            if rings:
                found.append(tuple(rings))
    return found


def feature(name: str, polygons: list[tuple[Ring, ...]]) -> Spec:
    """A country as GeoJSON."""
    coordinates = [[[list(point) for point in ring] for ring in polygon] for polygon in polygons]
    return {
        "type": "Feature",
        "properties": {"name": name},
        "geometry": {"type": "MultiPolygon", "coordinates": coordinates},
    }


def _thinned(ring: Ring, projection: Projection) -> Ring | None:
    """The ring; None where too little is left of it, which a globe would take for its other side."""
    kept, last = [ring[0]], projection.pixel(ring[0])
    for point in ring[1:-1]:
        pixel = projection.pixel(point)
        if abs(pixel[0] - last[0]) + abs(pixel[1] - last[1]) >= _SEEN:
            kept.append(point)
            last = pixel
    thin = (*kept, ring[-1])
    area, before = _area(thin)[0], _area(ring)[0]
    return thin if len(kept) >= _TRIANGLE and area * before > 0 and abs(area) > abs(before) / 2 else None


def _country(geometry: Spec, arcs: list[list[LonLat]]) -> Country:
    polygons = tuple(tuple(_ring(ring, arcs) for ring in polygon) for polygon in geometry["arcs"])
    main = _unbroken(max((polygon[0] for polygon in polygons), key=lambda ring: abs(_area(_unbroken(ring))[0])))
    lons = [lon for lon, _ in main]
    return Country(geometry["properties"]["name"], polygons, _area(main)[1], max(lons) - min(lons))


def _unbroken(ring: Ring) -> Ring:
    """A ring that crosses the date line, counted on beyond 180 degrees; others as they are."""
    lons = [lon for lon, _ in ring]
    crosses = max(lons) > _BEYOND and min(lons) < -_BEYOND and not any(-_BEYOND < lon < 0 for lon in lons)
    return tuple((lon + 360 if lon < 0 else lon, lat) for lon, lat in ring) if crosses else ring


def _unpacked(arc: list[list[int]], scale: list[float]) -> list[LonLat]:
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((round(x * scale[0], 2), round(y * scale[1], 2)))
    return points


def _ring(indexes: list[int], arcs: list[list[LonLat]]) -> Ring:
    """Arcs joined end to end; a negative index is an arc backwards."""
    points: list[LonLat] = []
    for i in indexes:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        points += arc[1:] if points else arc
    return tuple(points)


def _area(ring: Ring) -> tuple[float, LonLat]:
    """The signed area of a ring and its centre."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return (area / 2, (x / (3 * area), y / (3 * area))) if area else (0.0, ring[0])
