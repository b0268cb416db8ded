"""From degrees to pixels, as Vega's projections do it, so that names can be placed where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, log, pi, radians, sin, sqrt, tan

from dragoman.pictures.theme import Spec

LonLat = tuple[float, float]
_LEAST_SPAN = 8.0  # degrees; a map of one town shows the land around it
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796  # Equal Earth: Šavrič, Patterson and Jenny 2018
_M = sqrt(3) / 2
_EARTH_WIDE, _EARTH_HIGH = 5.43, 2.65  # Equal Earth in units of its scale
_FLAT_LIMIT = 78.0  # beyond this latitude Mercator swells too much


@dataclass(frozen=True, slots=True)
class Projection:
    """Mercator for a region, Equal Earth for most of the world, turned so that the middle of the points is its middle."""

    kind: str
    middle: LonLat
    scale: float
    size: tuple[float, float]

    @classmethod
    def over(cls, points: Sequence[LonLat], size: tuple[float, float]) -> Projection:
        """The closest view of all points, with land around them; of the world it is less high."""
        west, east = _narrowest([lon for lon, _ in points])
        south, north = min(lat for _, lat in points), max(lat for _, lat in points)
        wide, high = max((east - west) * 1.25, _LEAST_SPAN), max((north - south) * 1.3, _LEAST_SPAN * 0.7)
        middle = ((west + east) / 2 + 540) % 360 - 180, (south + north) / 2
        if wide > 150 or max(abs(south), abs(north)) > _FLAT_LIMIT:
            scale = size[0] / _EARTH_WIDE
            return cls("equalEarth", (round(middle[0], 3), 0.0), round(scale, 2), (size[0], round(scale * _EARTH_HIGH)))
        top, bottom = (_mercator_y(max(-82.0, min(82.0, middle[1] + d * high / 2))) for d in (1, -1))
        scale = min(size[0] / radians(wide), size[1] / (top - bottom))
        return cls("mercator", (round(middle[0], 3), round(middle[1], 3)), round(scale, 2), size)

    @property
    def spec(self) -> Spec:
        """The same as Vega-Lite is told it."""
        x, y = self.size
        shift = self.scale * _mercator_y(self.middle[1]) if self.kind == "mercator" else 0.0
        return {
            "type": self.kind, "rotate": [-self.middle[0], 0, 0], "scale": self.scale, "center": [0, 0],
            "translate": [round(x / 2, 2), round(y / 2 + shift, 2)],
        }  # fmt: skip

    def pixel(self, point: LonLat) -> tuple[float, float]:
        """Where a point is drawn."""
        lon, lat = radians((point[0] - self.middle[0] + 540) % 360 - 180), radians(point[1])
        if self.kind == "mercator":
            x, y = lon, _mercator_y(point[1]) - _mercator_y(self.middle[1])
        else:
            x, y = _equal_earth(lon, lat)
        return round(self.size[0] / 2 + self.scale * x, 1), round(self.size[1] / 2 - self.scale * y, 1)

    def shows(self, pixel: tuple[float, float], margin: float = 0) -> bool:
        """Whether a pixel is in the picture, that far from its edge."""
        return all(margin <= at <= most - margin for at, most in zip(pixel, self.size, strict=True))


def _narrowest(lons: Sequence[float]) -> tuple[float, float]:
    """West and east of the shortest arc that holds all longitudes; east may be over 180 across the date line."""
    found = sorted(set(lons))
    gaps = [(b - a, i) for i, (a, b) in enumerate(zip(found, [*found[1:], found[0] + 360], strict=True))]
    widest = max(gaps)[1]
    west = found[(widest + 1) % len(found)]
    east = found[widest]
    return west, east if east >= west else east + 360


def _mercator_y(lat: float) -> float:
    return log(tan(pi / 4 + radians(max(-85.0, min(85.0, lat))) / 2))


def _equal_earth(lon: float, lat: float) -> tuple[float, float]:
    t = asin(_M * sin(lat))
    t2 = t * t
    t6 = t2 * t2 * t2
    x = lon * cos(t) / (_M * (_A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2)))
    return x, t * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2))
