"""What every picture has around it: title, period, key, notes of what was left out, and where the rows are from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.pictures.marks import CIRCLE, SOLID, Row, symbols, texts
from dragoman.pictures.theme import LIGHT, Spec, Theme, config
from dragoman.pictures.words import day_text, many, plain, short, width_of, wrapped

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"  # names the version; nothing is fetched from it
_KEY_SIZE, _NOTE_SIZE, _LINE = 11, 10.5, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where the rows of a picture are from, and how it is drawn.

    `link` gives the address that a click on a mark leads to, from the id of what is drawn (a story, an event, a life).
    """

    reports: int
    newest: date | None
    as_of: date | None = None
    theme: Theme = LIGHT
    link: Callable[[str], str] | None = None

    @property
    def source(self) -> str:
        newest = f", newest of {day_text(self.newest)}" if self.newest is not None else ""
        return f"Source: Dragoman, {many(self.reports, 'report')}{newest}"

    def linked(self, row: Row, id_: str) -> Row:
        """The row with the id of what it shows, and its address where there is one."""
        return row | {"id": id_} | ({"href": self.link(id_)} if self.link is not None else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One line of the key: a symbol and what it means."""

    label: str
    stroke: str
    fill: str
    shape: str = CIRCLE
    dash: Sequence[int] = tuple(SOLID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The drawn part: its size, what reaches out of it to the left, and the space that its axis takes below."""

    layers: Sequence[Spec]
    width: float
    height: float
    left: float = 0
    below: float = 34


def picture(
    body: Body,
    frame: Frame,
    *,
    title: str,
    subtitle: str,
    alt: str,
    key: Sequence[Key] = (),
    notes: Sequence[str] = (),
) -> Spec:
    """A whole specification.

    Args:
        body: what is drawn.
        frame: where it is from.
        title: what it shows, in a few words.
        subtitle: the period, the day as of which, how many.
        alt: what somebody who can't see it is told.
        key: what the symbols mean.
        notes: what was left out or has to be known to read it.
    """
    across = body.width + body.left
    return {
        "$schema": SCHEMA,
        "description": short(alt, 900),
        "background": frame.theme.paper,
        "padding": 18,
        "title": {
            "text": wrapped(short(title, 160), across, 17),
            "subtitle": wrapped(plain(subtitle), across, 12),
        },
        "width": body.width,
        "height": body.height,
        "layer": [*body.layers, *_foot(body, frame, key, notes)],
        "config": config(frame.theme),
    }


def empty(frame: Frame, *, title: str, missing: str, advice: str) -> Spec:
    """The picture of nothing: what is missing, and what to do about it."""
    theme = frame.theme
    rows: list[Row] = [
        {"x": 0, "y": 34, "text": missing, "fill": theme.ink},
        {"x": 0, "y": 58, "text": advice, "fill": theme.faded},
    ]
    body = Body(layers=[texts(rows, size=13)], width=640, height=84, below=4)
    return picture(body, frame, title=title, subtitle=as_of_text(frame), alt=f"{title}: {missing} {advice}")


def as_of_text(frame: Frame) -> str:
    return f"as of {day_text(frame.as_of)}" if frame.as_of is not None else "no day given"


def _foot(body: Body, frame: Frame, key: Sequence[Key], notes: Sequence[str]) -> list[Spec]:
    """Key, notes and source under the drawing."""
    theme, across = frame.theme, body.width + body.left
    symbol_rows, label_rows, y = _key_rows(key, body, theme)
    note_rows: list[Row] = []
    for note in (*notes, frame.source):
        for line in wrapped(note, across, _NOTE_SIZE):
            note_rows.append({"x": -body.left, "y": y, "text": line, "fill": theme.faded})
            y += _LINE - 1
        y += 2
    found = [texts(note_rows, size=_NOTE_SIZE)]
    if key:
        found = [symbols(symbol_rows), texts(label_rows, size=_KEY_SIZE), *found]
    return found


def _key_rows(key: Sequence[Key], body: Body, theme: Theme) -> tuple[list[Row], list[Row], float]:
    """Symbols and labels in lines from the left, and where the next line of text goes."""
    marks: list[Row] = []
    labels: list[Row] = []
    x, y = -body.left, body.height + body.below + 8
    for item in key:
        width = 20 + width_of(item.label, _KEY_SIZE) + 14
        if x + width > body.width and x > -body.left:
            x, y = -body.left, y + 20
        look: Row = {"shape": item.shape, "fill": item.fill, "stroke": item.stroke, "dash": list(item.dash)}
        marks.append({"x": x + 7, "y": y, "size": 90, "width": 1.6, **look})
        labels.append({"x": x + 19, "y": y, "text": item.label, "fill": theme.ink})
        x += width
    return marks, labels, y + (22 if key else 0)
