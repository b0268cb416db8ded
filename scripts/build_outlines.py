"""Build src/dragoman/knowledge/maps/outlines.json, the outlines of countries for maps; not needed at run time.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz     # gives package/countries-50m.json
    python3 scripts/build_outlines.py package/countries-50m.json

Source: `world-atlas` 2.0.2 (ISC), which is Natural Earth 4.1.0 at 1:50 million as TopoJSON; Natural Earth is in the public
domain. Shared borders stay shared: each arc is simplified once (Douglas and Peucker) and written on a grid of a hundredth
of a degree. Islands that would be a dot are left out unless they are all that there is of a country.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parents[1] / "src/dragoman/knowledge/maps/outlines.json"
GRID = 100  # steps of a degree
TOLERANCE = 0.04  # degrees that a line may stray
SMALLEST = 0.03  # square degrees of an island that is kept
Point = tuple[float, float]


def main() -> None:
    """Read the arguments and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="countries-50m.json of world-atlas")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    topology = json.loads(given.source.read_text(encoding="utf-8"))
    arcs = [simplified(arc) for arc in unpacked(topology)]
    countries = [country(g, arcs) for g in topology["objects"]["countries"]["geometries"]]
    found = {"type": "Topology", **compact(countries, arcs)}
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    given.out.write_text(text + "\n", encoding="utf-8")
    print(f"{len(countries)} countries, {len(found['arcs'])} arcs, {len(text) / 1000:.0f} kB in {given.out}")


def unpacked(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """The arcs in degrees."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        yield points


def simplified(line: list[Point]) -> list[Point]:
    """The line with no more points than its shape needs; its ends stay."""
    kept, todo = {0, len(line) - 1}, [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        far, at = TOLERANCE, -1
        for i in range(first + 1, last):
            if (d := distance(line[i], line[first], line[last])) > far:
                far, at = d, i
        if at >= 0:
            kept.add(at)
            todo += [(first, at), (at, last)]
    return [line[i] for i in sorted(kept)]


def distance(p: Point, a: Point, b: Point) -> float:
    """How far a point is from a stretch of line, in degrees."""
    (px, py), (ax, ay), (bx, by) = p, a, b
    length = (bx - ax) ** 2 + (by - ay) ** 2
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    return float(((px - ax - t * (bx - ax)) ** 2 + (py - ay - t * (by - ay)) ** 2) ** 0.5)


def country(geometry: dict[str, Any], arcs: list[list[Point]]) -> dict[str, Any]:
    """A country as polygons of arcs, without its smallest islands."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    by_size = sorted(polygons, key=lambda polygon: -area(polygon[0], arcs))
    kept = [by_size[0], *(p for p in by_size[1:] if area(p[0], arcs) >= SMALLEST)]
    return {"type": "MultiPolygon", "arcs": kept, "properties": {"name": geometry["properties"]["name"]}}


def area(ring: list[int], arcs: list[list[Point]]) -> float:
    """Square degrees within a ring."""
    points = [p for i in ring for p in (arcs[i] if i >= 0 else arcs[~i][::-1])]
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def compact(countries: list[dict[str, Any]], arcs: list[list[Point]]) -> dict[str, Any]:
    """Countries and the arcs that they use, numbered anew and written as steps on the grid."""
    used = sorted({i if i >= 0 else ~i for c in countries for p in c["arcs"] for ring in p for i in ring})
    number = {old: new for new, old in enumerate(used)}
    for c in countries:
        c["arcs"] = [
            [[number[i] if i >= 0 else ~number[~i] for i in ring] for ring in polygon] for polygon in c["arcs"]
        ]
    return {
        "transform": {"scale": [1 / GRID, 1 / GRID], "translate": [0, 0]},
        "objects": {"countries": {"type": "GeometryCollection", "geometries": countries}},
        "arcs": [steps(arcs[i]) for i in used],
    }


def steps(line: list[Point]) -> list[list[int]]:
    """The line on the grid: the first point, then steps; points that fall together are one."""
    grid = [(round(x * GRID), round(y * GRID)) for x, y in line]
    out, before = [list(grid[0])], grid[0]
    for i, point in enumerate(grid[1:], 1):
        if point != before or i == len(grid) - 1:
            out.append([point[0] - before[0], point[1] - before[1]])
            before = point
    return out


if __name__ == "__main__":
    main()
