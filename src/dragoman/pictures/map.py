"""Where it happened: stories at their places over the outlines of countries, one mark a place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from dragoman.answers.accounts import Account, accounts
from dragoman.model.living import Told
from dragoman.model.records import Place
from dragoman.pictures.frame import Body, Frame, Key, as_of_text, empty, picture
from dragoman.pictures.marks import CIRCLE, SOLID, SQUARE, Row, symbols, texts
from dragoman.pictures.outlines import countries, feature, in_view
from dragoman.pictures.projection import LonLat, Projection
from dragoman.pictures.statuses import SOLID_ONES
from dragoman.pictures.theme import Spec, Theme
from dragoman.pictures.words import days_text, kind_of, many, parties, place_name, short, width_of

WIDTH, HEIGHT = 820, 500
MOST_PLACES, _LABELS, _LABEL_SIZE, _MINOR = 400, 16, 11, 40
_COUNTRY_SIZE, _BOLD = 10.5, 1.07
_HALF_LINE, _EDGE = 7, 2  # pixels around words
_WIDE = frozenset({"country", "region"})


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place with its stories."""

    place: Place
    point: LonLat
    stories: tuple[Account, ...]

    @property
    def happened(self) -> bool:
        return any(s.event.status in SOLID_ONES for s in self.stories)

    @property
    def conflict(self) -> int:
        return sum(s.event.codes.quad > 2 for s in self.stories)


def map_of(told: Iterable[Told], frame: Frame, *, title: str = "Where it happened") -> Spec:
    """The picture of places.

    Args:
        told: tellings; each story is drawn once, where the telling that stands has it.
        frame: where the rows are from and how to draw them.
        title: what it is of.
    """
    found = accounts(told)
    spots = _spots(found)
    if not spots:
        return empty(
            frame, title=title, missing=f"None of {many(len(found), 'story')} here has a place that is known.",
            advice="Ask for more days or other actors, or add reports; places are known through the gazetteer.",
        )  # fmt: skip
    drawn = spots[:MOST_PLACES]
    projection = Projection.over([spot.point for spot in drawn], (WIDTH, HEIGHT))
    marks = [_mark(spot, projection, max(len(s.stories) for s in drawn), frame) for spot in drawn]
    room, halo = _Room(projection.size, marks), frame.theme.paper
    labels = _labels(drawn, marks, room, frame.theme)
    lands, names = _land(projection, room, frame.theme)
    located = sum(len(s.stories) for s in spots)
    subtitle = f"{_period(found)}{as_of_text(frame)}: {many(located, 'story')} at {many(len(spots), 'place')}"
    layers = [
        lands, texts(names, align="center", size=_COUNTRY_SIZE),
        symbols([m.row for m in marks], tips=("place", "number", "what")),
        texts(labels, size=_LABEL_SIZE, weight=600, halo=halo),
    ]  # fmt: skip
    spec = picture(
        Body(layers=layers, width=WIDTH, height=projection.size[1], below=6), frame, title=title, subtitle=subtitle,
        alt=_alt(title, subtitle, spots), key=_key(spots, frame.theme), notes=_notes(found, located, spots, len(labels)),
    )  # fmt: skip
    return spec


@dataclass(frozen=True, slots=True)
class _Mark:
    at: tuple[float, float]
    radius: float
    row: Row


def _spots(found: Sequence[Account]) -> list[_Spot]:
    """Places by how much is told of them."""
    at: dict[LonLat, list[Account]] = defaultdict(list)
    for account in found:
        where = account.event.where
        if where is not None and where.lat is not None and where.lon is not None:
            at[round(where.lon, 2), round(where.lat, 2)].append(account)
    spots = []
    for point, stories in at.items():
        place = stories[0].event.where
        assert place is not None
        spots.append(_Spot(place, point, tuple(stories)))
    return sorted(spots, key=lambda s: (-len(s.stories), s.place.name, s.point))


def _mark(spot: _Spot, projection: Projection, most: int, frame: Frame) -> _Mark:
    theme, number = frame.theme, len(spot.stories)
    x, y = projection.pixel(spot.point)
    size = round(70 + 900 * number / max(most, 12), 1)
    colour = _colour(spot, theme)
    wide = spot.place.precision in _WIDE
    kinds = Counter(kind_of(s.event) for s in spot.stories).most_common(4)
    what = f"{kind_of(spot.stories[0].event)}: {parties(spot.stories[0].event)}" if number == 1 else (
        ", ".join(f"{kind} ({n})" for kind, n in kinds)
    )  # fmt: skip
    row = frame.linked({
        "x": x, "y": y, "size": size, "shape": SQUARE if wide else CIRCLE, "fill": colour if spot.happened else theme.paper,
        "stroke": theme.paper if spot.happened else colour, "dash": list(SOLID), "width": 1.2 if spot.happened else 2,
        "place": place_name(spot.place) + (" (known no nearer)" if wide else ""), "number": many(number, "story"), "what": what,
    }, spot.stories[0].story)  # fmt: skip
    return _Mark((x, y), sqrt(size) / 2, row)


def _colour(spot: _Spot, theme: Theme) -> str:
    return theme.conflict if 2 * spot.conflict >= len(spot.stories) else theme.cooperation


class _Room:
    """What is free of a drawing for words."""

    def __init__(self, size: tuple[float, float], marks: Sequence[_Mark]) -> None:
        self._size = size
        self._taken = [(m.at[0] - m.radius, m.at[1] - m.radius, m.at[0] + m.radius, m.at[1] + m.radius) for m in marks]

    def take(self, left: float, y: float, width: float) -> bool:
        """Take the room of a line of words, if it is free."""
        right, top, bottom = left + width, y - _HALF_LINE, y + _HALF_LINE
        inside = left >= _EDGE and right <= self._size[0] - _EDGE and top >= 0 and bottom <= self._size[1]
        if not inside or any(left < x2 and x < right and top < y2 and y1 < bottom for x, y1, x2, y2 in self._taken):
            return False
        self._taken.append((left, top, right, bottom))
        return True


def _labels(spots: Sequence[_Spot], marks: Sequence[_Mark], room: _Room, theme: Theme) -> list[Row]:
    """Names of the places with most stories, right or left of their marks where there is room."""
    rows: list[Row] = []
    for spot, mark in zip(spots, marks, strict=True):
        if len(rows) == _LABELS or len(spot.stories) * _MINOR < len(spots[0].stories):
            break
        name = short(spot.place.name, 24)
        width, (x, y) = width_of(name, _LABEL_SIZE) * _BOLD, mark.at
        sides = (x + mark.radius + 4, x - mark.radius - 4 - width)
        free = next((left for left in sides if room.take(left, y, width)), None)
        if free is not None:
            rows.append({"x": round(free, 1), "y": y, "text": name, "fill": theme.ink})
    return rows


def _land(projection: Projection, room: _Room, theme: Theme) -> tuple[Spec, list[Row]]:
    """The countries in view, and the names of those that are wide enough and free of marks."""
    shown = [(c, polygons) for c in countries() if (polygons := in_view(c, projection))]
    rows: list[Row] = []
    for country, _ in shown:
        x, y = projection.pixel(country.middle)
        name = country.name.upper()
        width = width_of(name, _COUNTRY_SIZE)
        reach = projection.pixel((country.middle[0] + country.wide / 2, country.middle[1]))[0] - x
        if width < 1.7 * reach and room.take(x - width / 2, y, width):
            rows.append({"x": x, "y": y, "text": name, "fill": theme.faded})
    land = {
        "data": {"values": [feature(c.name, polygons) for c, polygons in shown]},
        "projection": projection.spec,
        "mark": {
            "type": "geoshape",
            "fill": theme.land,
            "stroke": theme.border,
            "strokeWidth": 0.7,
            "clip": True,
            "aria": False,
        },
    }
    return land, rows


def _period(found: Sequence[Account]) -> str:
    days = [a.day for a in found if a.day is not None and a.event.where is not None]
    return f"{days_text(min(days), max(days))}, " if days else ""


def _notes(found: Sequence[Account], located: int, spots: Sequence[_Spot], labelled: int) -> list[str]:
    notes = [f"The area of a mark is the number of stories; {labelled} of {many(len(spots), 'place')} are named."]
    if len(spots) > MOST_PLACES:
        notes.append(f"Not drawn: {many(len(spots) - MOST_PLACES, 'place')} with the fewest stories.")
    if without := len(found) - located:
        notes.append(f"Not drawn: {many(without, 'story')} without a known place.")
    notes.append("Outlines: Natural Earth (public domain), who holds what in fact; no statement on any border.")
    return notes


def _key(spots: Sequence[_Spot], theme: Theme) -> list[Key]:
    key = []
    for label, colour in (("mostly conflict", theme.conflict), ("mostly cooperation", theme.cooperation)):
        if any(_colour(spot, theme) == colour for spot in spots):
            key.append(Key(label=label, stroke=colour, fill=colour))
    if any(not spot.happened for spot in spots):
        key.append(
            Key(label="nothing has happened (planned, denied, called off)", stroke=theme.neutral, fill=theme.paper)
        )
    if any(spot.place.precision in _WIDE for spot in spots):
        key.append(
            Key(label="country or region, known no nearer", stroke=theme.neutral, fill=theme.neutral, shape=SQUARE)
        )
    return key


def _alt(title: str, subtitle: str, spots: Sequence[_Spot]) -> str:
    most = "; ".join(f"{short(s.place.name)} ({len(s.stories)}, {s.conflict} of conflict)" for s in spots[:5])
    return f"{title}, {subtitle}. Most: {most}."
