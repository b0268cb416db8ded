"""The agenda as a strip of days: who comes to whom, when, and whether it still stands; moved ones with the day they left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.model.living import Life
from dragoman.model.records import Meeting
from dragoman.pictures.frame import Body, Frame, Key, as_of_text, empty, picture
from dragoman.pictures.marks import CIRCLE, DOTTED, SOLID, Row, Time, rules, symbols, texts, upright
from dragoman.pictures.statuses import PAUSED, STRUCK
from dragoman.pictures.theme import Spec, Theme
from dragoman.pictures.words import day_text, days_text, fitting, many, names, short, when_days

WIDTH, LEFT, LINE, ASIDE = 440, 420, 24, 30  # ASIDE: how far right of the days those of no day stand
MOST_MEETINGS, MOST_DAYS = 40, 366
MOVED = CIRCLE + "M-0.5,0L0.5,0M0.1,-0.4L0.5,0L0.1,0.4"
CONFIRMED = CIRCLE + "M-0.35,0A0.35,0.35,0,1,1,0.35,0A0.35,0.35,0,1,1,-0.35,0Z"
SHAPES = {"confirmed": CONFIRMED, "moved": MOVED, "postponed": PAUSED, "cancelled": STRUCK}
_STATES = ("announced", "confirmed", "moved", "postponed", "cancelled", "held", "lapsed")
_TIPS = ("meeting", "when", "state", "why")
_CALLED_OFF = frozenset({"postponed", "cancelled"})
_MEANING = {
    "announced": "announced", "confirmed": "confirmed by another", "moved": "moved here from the faint mark",
    "postponed": "postponed, no new day", "cancelled": "cancelled", "held": "held", "lapsed": "not heard of again",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Entry:
    life: Life[Meeting]
    days: tuple[date, date] | None  # None where no day is known, or the one known no longer holds and none was known

    @property
    def order(self) -> tuple[bool, date, str]:
        return self.days is None, self.days[0] if self.days else date.max, self.life.id


def agenda(lives: Sequence[Life[Meeting]], frame: Frame, *, title: str = "Meetings to come") -> Spec:
    """The picture of an agenda, the next meeting first.

    Args:
        lives: the meetings of a `LivingPicture`.
        frame: where they are from and how to draw them.
        title: what it is of.
    """
    if not lives:
        return empty(
            frame, title=title, missing="No meeting is announced, put off or called off on this day.",
            advice="Ask for another day (--as-of), or add reports.",
        )  # fmt: skip
    entries = sorted((_Entry(life, when_days(life.what.when)) for life in lives), key=lambda e: e.order)
    far_off = (frame.as_of or min((e.days[0] for e in entries if e.days), default=date.min)).toordinal() + MOST_DAYS
    near = [e for e in entries if e.days is None or e.days[0].toordinal() <= far_off]
    drawn = near[:MOST_MEETINGS]
    time = _time(drawn, frame.as_of)
    height = len(drawn) * LINE
    layers = _layers(drawn, time, height, frame)
    states = [state for state in _STATES if any(e.life.state == state for e in drawn)]
    counts = ", ".join(
        f"{sum(life.state == s for life in lives):,} {s}" for s in _STATES if any(x.state == s for x in lives)
    )
    subtitle = f"{as_of_text(frame)}: {many(len(lives), 'meeting')} ({counts})"
    notes = []
    if left_out := len(near) - len(drawn):
        notes.append(f"Not drawn: {many(left_out, 'later or undated meeting')}.")
    if far := len(entries) - len(near):
        notes.append(f"Not drawn: {many(far, 'meeting')} more than a year ahead.")
    body = Body(layers=layers, width=WIDTH, height=height, left=LEFT)
    return picture(
        body, frame, title=title, subtitle=subtitle, alt=_alt(title, subtitle, drawn), notes=notes,
        key=[_key(state, frame.theme) for state in states],
    )  # fmt: skip


def _time(entries: Sequence[_Entry], as_of: date | None) -> Time:
    """From the day before the first mark to the last, a year at most."""
    days = [day for e in entries if e.days is not None for day in (e.days[0], *_left(e))]
    anchor = as_of or min(days, default=date(2000, 1, 1))
    near = [day for day in [*days, anchor] if abs((day - anchor).days) <= MOST_DAYS]
    ends = [e.days[1] for e in entries if e.days is not None and 0 <= (e.days[1] - anchor).days <= MOST_DAYS]
    return Time.over([*near, *ends], WIDTH, least=10)


def _layers(drawn: Sequence[_Entry], time: Time, height: float, frame: Frame) -> list[Spec]:
    theme, x = frame.theme, time.channel()
    marks: list[Row] = []
    lasting: list[Row] = []
    moves: list[Row] = []
    ghosts: list[Row] = []
    labels: list[Row] = []
    lines: list[Row] = []
    undated: list[Row] = []
    for number, entry in enumerate(drawn):
        y = number * LINE + LINE / 2
        labels += _words(entry, y, theme)
        lines.append(_line(number * LINE, theme))
        if entry.days is None:
            undated.append(
                frame.linked(
                    _look(entry.life.state, theme) | _tips(entry) | {"x": WIDTH + ASIDE, "y": y}, entry.life.id
                )
            )
            continue
        first, last = (max(time.first, min(time.last, day)) for day in entry.days)
        marks.append(
            frame.linked(
                _look(entry.life.state, theme) | _tips(entry) | {"day": first.isoformat(), "y": y}, entry.life.id
            )
        )
        if last > first:
            lasting.append(_stretch(first, last, y, theme.cooperation, SOLID, 4))
        for left in _left(entry):
            if time.first <= left <= time.last:
                moves.append(_stretch(left, first, y, theme.border, DOTTED, 1.5))
                ghosts.append(
                    _look("announced", theme) | {"day": left.isoformat(), "y": y, "stroke": theme.border, "size": 70}
                )
    layers = [time.axis(), rules(lines, x2="x2")]
    if frame.as_of is not None and time.first <= frame.as_of <= time.last:
        layers.append(upright(frame.as_of, height, theme, time, f"as of {day_text(frame.as_of)}"))
    layers += [
        rules(lasting, x, "end"), rules(moves, x, "end"), symbols(ghosts, x),
        symbols(marks, x, _TIPS), texts(labels),
    ]  # fmt: skip
    if undated:
        head: Row = {"x": WIDTH + ASIDE, "y": -9, "text": "no day", "fill": theme.faded}
        layers += [symbols(undated, tips=_TIPS), texts([head], align="center", size=10)]
    return layers


def _words(entry: _Entry, y: float, theme: Theme) -> list[Row]:
    """The day and who meets whom, at the left."""
    called_off = entry.life.state in _CALLED_OFF
    when = days_text(*entry.days) if entry.days else "no day told"
    ink = theme.faded if called_off else theme.ink
    return [
        {"x": -LEFT, "y": y, "text": short(when, 22), "fill": theme.faded},
        {"x": -LEFT + 118, "y": y, "text": fitting(_who(entry.life.what), LEFT - 126, 11), "fill": ink},
    ]


def _who(meeting: Meeting) -> str:
    visitors = names(meeting.visitors, most=2, length=22) or "somebody"
    host = short(meeting.host.name, 20) if meeting.host is not None else ""
    where = short(meeting.where.name, 18) if meeting.where is not None else ""
    place = f" ({where})" if where and where != host else ""
    return f"{visitors} → {host}{place}" if host else f"{visitors}{place}"


def _left(entry: _Entry) -> list[date]:
    """The days that a moved meeting was to be on before."""
    if entry.life.state != "moved" or entry.days is None:
        return []
    told = [c.on for c in entry.life.history if c.on is not None and c.state in ("announced", "confirmed", "moved")]
    return sorted({day for day in told if day != entry.days[0]})


def _look(state: str, theme: Theme) -> Row:
    colour = theme.conflict if state in _CALLED_OFF else theme.cooperation
    return {
        "shape": SHAPES.get(state, CIRCLE), "fill": colour if state == "held" else theme.paper, "stroke": colour, "size": 130,
        "dash": [2, 2] if state == "lapsed" else list(SOLID), "width": 1.8,
    }  # fmt: skip


def _tips(entry: _Entry) -> Row:
    life = entry.life
    steps = "; ".join(f"{c.state} {day_text(c.told)}" for c in life.history[-6:])
    return {
        "meeting": _who(life.what), "when": days_text(*entry.days) if entry.days else "no day told", "state": life.state,
        "why": steps,
    }  # fmt: skip


def _stretch(first: date, last: date, y: float, colour: str, dash: list[int], width: float) -> Row:
    return {
        "day": first.isoformat(), "end": last.isoformat(), "y": y, "y2": y, "stroke": colour, "dash": list(dash), "width": width,
    }  # fmt: skip


def _line(y: float, theme: Theme) -> Row:
    return {
        "x": -LEFT,
        "x2": WIDTH + ASIDE + 12,
        "y": y,
        "y2": y,
        "stroke": theme.grid,
        "dash": list(SOLID),
        "width": 1,
    }


def _key(state: str, theme: Theme) -> Key:
    look = _look(state, theme)
    return Key(label=_MEANING[state], stroke=str(look["stroke"]), fill=str(look["fill"]), shape=str(look["shape"]))


def _alt(title: str, subtitle: str, drawn: Sequence[_Entry]) -> str:
    told = [f"{days_text(*e.days) if e.days else 'no day'}: {_who(e.life.what)}, {e.life.state}" for e in drawn[:6]]
    return f"{title}, {subtitle}. {'; '.join(told)}."
