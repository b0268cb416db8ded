"""Ceasefires as bars from the day they were spoken of to their end, in the colour of each state, with every breach a tick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.model.living import Life, Truce
from dragoman.pictures.frame import Body, Frame, Key, as_of_text, empty, picture
from dragoman.pictures.marks import DASHED, SOLID, Row, Time, bars, rules, symbols, texts, upright
from dragoman.pictures.theme import Spec, Theme, ink_on
from dragoman.pictures.words import day_text, days_text, fitting, many, names, place_name, short, width_of

WIDTH, LEFT, LINE, BAR = 600, 240, 66, 20
MOST, _LABEL_SIZE = 25, 11.5
OVER = frozenset({"collapsed", "expired", "dropped"})
_STATES = ("proposed", "agreed", "in force", "renewed", "strained", "collapsed", "expired", "dropped")
_END = "M-0.8,-0.8L0.8,0.8M-0.8,0.8L0.8,-0.8"
_TICKS = {"violence": (0, 9), "accusation": (0, 5)}  # where a tick stands under its bar: violence is longer


@dataclass(frozen=True, slots=True)
class _Stretch:
    state: str
    first: date
    last: date  # the day it ends, which the next begins on
    why: str


def ceasefires(lives: Sequence[Life[Truce]], frame: Frame, *, title: str = "Ceasefires") -> Spec:
    """The picture of ceasefires, the newest first.

    Args:
        lives: the ceasefires of a `LivingPicture`, or one of them.
        frame: where they are from and how to draw them; its `as_of` is where bars of those in force end.
        title: what it is of.
    """
    told = [life for life in lives if life.history]
    if not told:
        return empty(
            frame, title=title, missing="No ceasefire is proposed, in force, or lately over on this day.",
            advice="Ask for another day (--as-of), or add reports.",
        )  # fmt: skip
    until = frame.as_of or max(c.told for life in told for c in life.history)
    drawn = sorted(
        ((life, _stretches(life, until)) for life in told), key=lambda it: (it[1][0].first, it[0].id), reverse=True
    )
    left_out = len(drawn) - MOST
    drawn = drawn[:MOST]
    time = _time(drawn, until)
    height = len(drawn) * LINE
    layers = _layers(drawn, time, frame)
    if time.first <= until <= time.last:
        layers.append(upright(until, height, frame.theme, time, f"as of {day_text(until)}"))
    breaches = sum(len(life.what.breaches) for life in told)
    states = Counter(life.state for life in told)
    counts = ", ".join(f"{states[s]:,} {s}" for s in _STATES if s in states)
    first = min(stretches[0].first for _, stretches in drawn)
    subtitle = (
        f"{days_text(first, max(first, until))}, {as_of_text(frame)}: {many(len(told), 'ceasefire')} ({counts}), "
        f"{many(breaches, 'breach')} told"
    )
    notes = [
        "Ticks under a bar are breaches by day: long ones violence between its parties, short ones charges of breaking it."
    ]
    if left_out > 0:
        notes.append(f"Not drawn: {many(left_out, 'older ceasefire')}.")
    return picture(
        Body(layers=layers, width=WIDTH, height=height, left=LEFT), frame, title=title, subtitle=subtitle,
        alt=_alt(title, subtitle, told), key=_key(drawn, frame.theme), notes=notes,
    )  # fmt: skip


def _stretches(life: Life[Truce], until: date) -> list[_Stretch]:
    """The states one after the other; a state begins when it took effect, or else when it was told."""
    begins: list[tuple[date, str, str]] = []
    for change in life.history:
        day = min(change.on or change.told, change.told, until)
        day = max(day, begins[-1][0]) if begins else day
        begins.append((day, change.state, change.why))
    ends = [*(day for day, _, _ in begins[1:]), max(until, begins[-1][0])]
    found = [_Stretch(state, day, end, why) for (day, state, why), end in zip(begins, ends, strict=True)]
    return [s for s in found[:-1] if s.last > s.first] + found[-1:]  # a state of no day is told in the history alone


def _time(drawn: Sequence[tuple[Life[Truce], list[_Stretch]]], until: date) -> Time:
    days = [until]
    for life, stretches in drawn:
        days += [s.first for s in stretches]
        days += [b.day for b in life.what.breaches if stretches[0].first <= b.day <= until]
        if life.what.ends is not None and 0 <= (life.what.ends - until).days <= 400 and life.state not in OVER:
            days.append(life.what.ends)
    return Time.over(days, WIDTH, least=14)


def _layers(drawn: Sequence[tuple[Life[Truce], list[_Stretch]]], time: Time, frame: Frame) -> list[Spec]:
    theme, x = frame.theme, time.channel()
    boxes: list[Row] = []
    words: list[Row] = []
    ends: list[Row] = []
    ticks: list[Row] = []
    labels: list[Row] = []
    for number, (life, stretches) in enumerate(drawn):
        top = number * LINE + 10
        labels += _label(life, top, theme)
        for stretch in stretches:
            if stretch.state in OVER:
                continue
            boxes.append(frame.linked(_box(stretch, top, theme), life.id))
            words += _word(stretch, top, time, theme)
        boxes += _to_come(life, stretches[-1], top, theme)
        if life.state in OVER:
            over = next(s for s in reversed(stretches) if s.state == life.state)
            ends.append(_end(over, top, theme))
            words.append(
                {"day": over.first.isoformat(), "y": top + BAR / 2, "text": f"\u2007 {life.state}", "fill": theme.ink}
            )
        ticks += _breaches(life, top, time, theme)
    lines: list[Row] = [
        {"x": -LEFT, "x2": WIDTH, "y": n * LINE, "y2": n * LINE, "stroke": theme.grid, "dash": list(SOLID), "width": 1}
        for n in range(len(drawn))
    ]  # fmt: skip
    return [
        time.axis(), rules(lines, x2="x2"), bars(boxes, x, "end", ("state", "days", "why")), symbols(ends, x),
        texts(words, x, size=10, dx=5), rules(ticks, x, tips=("day_text", "kind", "number")), texts(labels, size=_LABEL_SIZE),
    ]  # fmt: skip


def _label(life: Life[Truce], top: float, theme: Theme) -> list[Row]:
    truce = life.what
    where = place_name(truce.where) or "place not told"
    lines = [where, names(truce.parties, length=60)]
    if width_of(lines[1], _LABEL_SIZE) > LEFT - 12 and len(truce.parties) > 1:
        lines[1:] = [names(truce.parties[:1], length=60), f"and {names(truce.parties[1:], most=1, length=60)}"]
    if truce.brokers:
        lines.append(f"by {names(truce.brokers, length=60)}")
    return [
        {"x": -LEFT, "y": top + n * 15 + 2, "text": fitting(line, LEFT - 12, _LABEL_SIZE), "fill": theme.faded if n else theme.ink}
        for n, line in enumerate(lines)
    ]  # fmt: skip


def _box(stretch: _Stretch, top: float, theme: Theme) -> Row:
    last = max(stretch.last, stretch.first + timedelta(days=1))
    return look(stretch.state, theme) | {
        "day": stretch.first.isoformat(), "end": last.isoformat(), "y": top, "y2": top + BAR, "state": stretch.state,
        "days": days_text(stretch.first, stretch.last), "why": short(stretch.why, 120),
    }  # fmt: skip


def look(state: str, theme: Theme) -> Row:
    """How a stretch of a ceasefire in a state is filled and outlined."""
    fill, stroke, dash = {
        "proposed": (theme.paper, theme.neutral, DASHED),
        "agreed": (theme.paper, theme.cooperation, SOLID),
        "in force": (theme.cooperation, theme.cooperation, SOLID),
        "renewed": (theme.cooperation_soft, theme.cooperation, SOLID),
        "strained": (theme.conflict_soft, theme.conflict, SOLID),
    }.get(state, (theme.paper, theme.neutral, DASHED))
    return {"fill": fill, "stroke": stroke, "dash": list(dash), "width": 1.4}


def _word(stretch: _Stretch, top: float, time: Time, theme: Theme) -> list[Row]:
    """The state in its bar, where it fits."""
    room = time.pixel(stretch.last) - time.pixel(stretch.first)
    if room < width_of(stretch.state, 10) + 8:
        return []
    ink = ink_on(str(look(stretch.state, theme)["fill"]))
    return [{"day": stretch.first.isoformat(), "y": top + BAR / 2, "text": stretch.state, "fill": ink}]


def _to_come(life: Life[Truce], last: _Stretch, top: float, theme: Theme) -> list[Row]:
    """What is left of its term, as a dashed outline."""
    ends = life.what.ends
    if ends is None or ends <= last.last or life.state in OVER or (ends - last.last).days > 400:
        return []
    return [{
        "day": last.last.isoformat(), "end": ends.isoformat(), "y": top, "y2": top + BAR, "fill": "transparent",
        "stroke": theme.neutral, "dash": list(DASHED), "width": 1.2, "state": "to come",
        "days": f"until {day_text(ends)}", "why": "its term, as agreed",
    }]  # fmt: skip


def _end(over: _Stretch, top: float, theme: Theme) -> Row:
    colour = theme.conflict if over.state == "collapsed" else theme.neutral
    return {
        "day": over.first.isoformat(), "y": top + BAR / 2, "shape": _END, "size": 130, "fill": colour, "stroke": colour,
        "dash": list(SOLID), "width": 2.2,
    }  # fmt: skip


def _breaches(life: Life[Truce], top: float, time: Time, theme: Theme) -> list[Row]:
    """One tick for each day and kind of breach."""
    days = Counter((b.day, b.kind) for b in life.what.breaches if time.first <= b.day <= time.last)
    rows: list[Row] = []
    for (day, kind), number in sorted(days.items()):
        start, length = _TICKS.get(kind, _TICKS["accusation"])
        violence = kind == "violence"
        rows.append({
            "day": day.isoformat(), "y": top + BAR + 3 + start, "y2": top + BAR + 3 + start + length, "dash": list(SOLID),
            "stroke": theme.conflict if violence else theme.neutral, "width": 2 if violence else 1.5,
            "day_text": day_text(day), "kind": kind, "number": many(number, "telling"),
        })  # fmt: skip
    return rows


def _key(drawn: Sequence[tuple[Life[Truce], list[_Stretch]]], theme: Theme) -> list[Key]:
    seen = {s.state for _, stretches in drawn for s in stretches}
    key = []
    for state in _STATES:
        if state in seen and state not in OVER:
            row = look(state, theme)
            dash = DASHED if state == "proposed" else SOLID
            key.append(Key(label=state, stroke=str(row["stroke"]), fill=str(row["fill"]), shape="square", dash=dash))
    if seen & OVER:
        key.append(Key(label="its end", stroke=theme.conflict, fill=theme.conflict, shape=_END))
    kinds = {b.kind for life, _ in drawn for b in life.what.breaches}
    for kind, colour in (("violence", theme.conflict), ("accusation", theme.neutral)):
        if kind in kinds:
            key.append(Key(label=f"breach: {kind}", stroke=colour, fill=colour, shape="M0,-1L0,1"))
    return key


def _alt(title: str, subtitle: str, told: Sequence[Life[Truce]]) -> str:
    lines = [
        f"{place_name(life.what.where) or 'place not told'}: {life.state}, {len(life.what.breaches)} breaches told" for life in told[:6]
    ]  # fmt: skip
    return f"{title}, {subtitle}. {'; '.join(lines)}."
