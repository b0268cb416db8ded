"""Layers of a picture. Each row carries its own look (colours, shape, dashes), and its place in pixels or as a day.

That looks are literal and no scales keeps three promises: a name from a report is never part of an expression, the same rows give
the same picture, and a test can read from a row how it will be drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.pictures.theme import Spec, Theme

Row = dict[str, str | float | list[int] | list[float] | None]
CIRCLE = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z"
LINE = "M-1.6,0L1.6,0"
SQUARE = "M-0.9,-0.9L0.9,-0.9L0.9,0.9L-0.9,0.9Z"
SOLID, DASHED, DOTTED = [1, 0], [4, 3], [1, 3]
_AXIS_STEPS = (
    (16, 1),
    (75, 7),
)  # days that an axis may have for a mark every so many; longer ones have months or years


@dataclass(frozen=True, slots=True)
class Time:
    """The days that a picture spans from left to right."""

    first: date
    last: date
    width: float

    @classmethod
    def over(cls, days: Iterable[date], width: float, *, least: int = 6) -> Time:
        """The time that holds all these days, with a margin; of at least so many days."""
        found = list(days)
        first, last = min(found), max(found)
        margin = max((least - (last - first).days + 1) // 2, (last - first).days // 40, 1)
        return cls(_moved(first, -margin), _moved(last, margin), width)

    @property
    def days(self) -> int:
        return max(1, (self.last - self.first).days)

    def pixel(self, day: date) -> float:
        """Where a day is drawn."""
        return round((day - self.first).days / self.days * self.width, 1)

    def channel(self, field: str = "day") -> Spec:
        """The channel of a layer whose rows have days."""
        return {"field": field, "type": "temporal", "scale": {"type": "utc", "nice": False}, "axis": self._axis()}

    def axis(self) -> Spec:
        """The layer that every picture of days begins with: it shows nothing and says where the axis begins and ends."""
        channel = self.channel()
        channel["scale"] = channel["scale"] | {"domain": [_moment(self.first), _moment(self.last)]}
        rows: list[Row] = [{"day": self.first.isoformat()}, {"day": self.last.isoformat()}]
        return {
            "data": {"values": rows},
            "mark": {"type": "point", "opacity": 0, "aria": False},
            "encoding": {"x": channel},
        }

    def _axis(self) -> Spec:
        days, form = self._ticks()
        return {
            "title": None, "grid": True, "labelOverlap": True, "labelFlush": False, "format": form,
            "values": [_moment(day) for day in days],
        }  # fmt: skip

    def _ticks(self) -> tuple[list[date], str]:
        """Days that are named under the picture (Mondays, firsts of months, of years), and the form of their names."""
        for most, step in _AXIS_STEPS:
            if self.days <= most:
                first = self.first + timedelta(days=-self.first.weekday() % step)
                return [first + timedelta(days=n) for n in range(0, (self.last - first).days + 1, step)], "%-d %b"
        step = next((n for n in (1, 2, 3, 6) if self.days / 30 / n <= _MOST_TICKS), 12)
        step = max(step, 12 * (self.days // 365 // _MOST_TICKS)) if step == _YEAR else step
        months = range(self.first.year * 12 + self.first.month, self.last.year * 12 + self.last.month)
        firsts = [date(m // 12, m % 12 + 1, 1) for m in months if m % step == 0]
        return firsts, "%Y" if step % _YEAR == 0 else "%b %Y"


def literal(field: str, type_: str = "nominal") -> Spec:
    """A channel that takes what the row says as it is."""
    return {"field": field, "type": type_, "scale": None}


PIXEL_X = literal("x", "quantitative")
_LOOK = {
    "shape": "shape",
    "size": "size",
    "fill": "fill",
    "stroke": "stroke",
    "strokeDash": "dash",
    "strokeWidth": "width",
}
_MOST_TICKS, _YEAR = 12, 12
_NUMBERS = frozenset({"size", "width"})


def symbols(rows: Sequence[Row], x: Spec = PIXEL_X, tips: Sequence[str] = ()) -> Spec:
    """Points; rows have y, shape, size, fill, stroke, dash and width."""
    mark = {"type": "point", "opacity": 1}
    return _layer(rows, mark, _place(x) | _look(rows, _LOOK), tips)


def bars(rows: Sequence[Row], x: Spec, x2: str, tips: Sequence[str] = ()) -> Spec:
    """Boxes from x to x2 and y to y2; rows have fill, stroke, dash and width. Boxes of one dash are one layer."""
    look = {channel: field for channel, field in _LOOK.items() if channel in ("fill", "stroke", "strokeWidth")}
    encoding = _place(x) | {"x2": {"field": x2}, "y2": {"field": "y2"}} | _look(rows, look)
    dashes = [dash for dash in (SOLID, DASHED) if any(row["dash"] == dash for row in rows)]
    mark = {"type": "rect", "cornerRadius": 1}
    layers = [
        _layer([row for row in rows if row["dash"] == dash], mark | {"strokeDash": dash}, encoding, tips)
        for dash in dashes
    ]
    return {"layer": layers}


def rules(rows: Sequence[Row], x: Spec = PIXEL_X, x2: str | None = None, tips: Sequence[str] = ()) -> Spec:
    """Lines from (x, y) to (x2, y2), upright without x2; rows have stroke, dash and width."""
    look = {channel: field for channel, field in _LOOK.items() if channel.startswith("stroke")}
    encoding = _place(x) | {"y2": {"field": "y2"}} | _look(rows, look)
    if x2 is not None:
        encoding["x2"] = {"field": x2}
    return _layer(rows, {"type": "rule", "strokeCap": "butt"}, encoding, tips)


def texts(
    rows: Sequence[Row], x: Spec = PIXEL_X, *, align: str = "left", size: float = 11, weight: int = 400,
    halo: str | None = None, dx: float = 0, tips: Sequence[str] = (),
) -> Spec:  # fmt: skip
    """Words; rows have text, y and fill. A halo in the colour of the paper keeps them readable on lines."""
    mark: Spec = {
        "type": "text",
        "align": align,
        "baseline": "middle",
        "fontSize": size,
        "fontWeight": weight,
        "dx": dx,
    }
    encoding = _place(x) | {"text": {"field": "text", "type": "nominal"}, "color": literal("fill")}
    if halo is None:
        return _layer(rows, mark, encoding, tips)
    behind = mark | {"stroke": halo, "strokeWidth": 3, "strokeJoin": "round", "color": halo}
    plain_place = {channel: value for channel, value in encoding.items() if channel != "color"}
    return {"layer": [_layer(rows, behind, plain_place, ()), _layer(rows, mark, encoding, tips)]}


def upright(day: date, height: float, theme: Theme, time: Time, label: str) -> Spec:
    """A line at a day with its name over it."""
    row: Row = {"day": day.isoformat(), "y": 0, "y2": height, "stroke": theme.ink, "dash": [2, 2], "width": 1}
    name: Row = {"day": day.isoformat(), "y": -9, "text": label, "fill": theme.faded}
    align = "right" if time.pixel(day) > time.width * 0.8 else "left"
    return {"layer": [rules([row], time.channel()), texts([name], time.channel(), align=align, size=10)]}


def _layer(rows: Sequence[Row], mark: Spec, encoding: Spec, tips: Sequence[str]) -> Spec:
    """A layer; with tips it tells, to those who point at a mark or hear it read, what these fields of its row say."""
    if any("href" in row for row in rows):
        encoding = encoding | {"href": {"field": "href", "type": "nominal"}}
    if not tips:
        return {
            "data": {"values": list(rows)},
            "mark": mark | {"aria": False},
            "encoding": encoding | {"tooltip": {"value": None}},
        }
    told = [row | {"about": "; ".join(str(row[tip]) for tip in tips if row.get(tip))} for row in rows]
    encoding = encoding | {
        "tooltip": [{"field": tip, "type": "nominal"} for tip in tips],
        "description": {"field": "about", "type": "nominal"},
    }
    return {"data": {"values": told}, "mark": mark, "encoding": encoding}


def _place(x: Spec) -> Spec:
    return {"x": x, "y": literal("y", "quantitative") | {"axis": None}}


def _look(rows: Sequence[Row], look: dict[str, str]) -> Spec:
    return {
        channel: literal(field, "quantitative" if field in _NUMBERS else "nominal")
        for channel, field in look.items() if rows and field in rows[0]
    }  # fmt: skip


def _moment(day: date) -> Spec:
    return {"year": day.year, "month": day.month, "date": day.day, "utc": True}


def _moved(day: date, days: int) -> date:
    """A day later or earlier, as far as there are days."""
    wanted = day.toordinal() + days
    return date.fromordinal(min(max(wanted, date.min.toordinal()), (date.max - timedelta(days=1)).toordinal()))
