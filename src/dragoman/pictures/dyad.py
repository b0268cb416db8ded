"""How much two did with each other and against each other, through time: cooperation up, conflict down.

Above, the stories of each period: bars of what happened, hollow ends for what is planned. Below, the level: the mean Goldstein
score of what happened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from dragoman.answers.accounts import Standing
from dragoman.answers.dyads import DyadSeries, Way
from dragoman.answers.periods import By, end_of, start_of
from dragoman.knowledge.ontology import TYPES
from dragoman.pictures.frame import Body, Frame, Key, as_of_text, empty, picture
from dragoman.pictures.marks import CIRCLE, Row, Time, bars, rules, symbols, texts
from dragoman.pictures.theme import Spec, Theme
from dragoman.pictures.words import days_text, many, short

WIDTH, LEFT, BARS, LEVEL, GAP = 740, 62, 240, 90, 44
MOST_BARS, _FEW = 250, 80
_TIPS = ("period", "what", "number", "planned")
_COARSER: dict[By, By] = {"day": "week", "week": "month"}
_WAYS = {"both": "{0} and {1}", "forth": "{0} toward {1}", "back": "{1} toward {0}"}
_QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


@dataclass(frozen=True, slots=True)
class _Step:
    """One period: deeds and plans by quad class, and the sum of the scores of its deeds."""

    start: date
    end: date
    deeds: tuple[int, int, int, int]
    planned: tuple[int, int]  # cooperation, conflict
    goldstein: float

    @property
    def stories(self) -> int:
        return sum(self.deeds)

    @property
    def up(self) -> int:
        return self.deeds[0] + self.deeds[1] + self.planned[0]

    @property
    def down(self) -> int:
        return self.deeds[2] + self.deeds[3] + self.planned[1]


def dyad(series: DyadSeries, names: tuple[str, str], frame: Frame, *, by: By = "week", way: Way = "both") -> Spec:
    """The picture of a dyad.

    Args:
        series: what `answers.dyad_series` gives.
        names: the two as they are called.
        frame: where the rows are from and how to draw them.
        by: the step of the series; it is drawn in a coarser one where there would be too many bars.
        way: both, forth (from the first to the second) or back.
    """
    title = _WAYS[way].format(*(short(name, 40) for name in names))
    steps = _steps(series, way)
    if not any(s.up + s.down for s in steps):
        return empty(
            frame, title=title, missing=f"Nothing was told between them in this time ({many(len(steps), 'period')} asked for).",
            advice="Ask for more days or for the states that they act for (RUS TUR), or add reports.",
        )  # fmt: skip
    drawn, coarse = steps, by
    while len(drawn) > MOST_BARS and coarse in _COARSER:
        coarse = _COARSER[coarse]
        drawn = _coarser(drawn, coarse)
    total = sum(s.stories for s in steps)
    planned = sum(sum(s.planned) for s in steps)
    subtitle = f"{days_text(steps[0].start, steps[-1].end)} by {coarse}, {as_of_text(frame)}: " + (
        f"{many(total, 'story')} told as happened, {planned:,} planned"
    )
    notes = ["Level: the mean Goldstein score of what happened in a period, from -10 (force) to 10 (help)."]
    if coarse != by:
        notes.append(f"Drawn by {coarse}: by {by} it would be {len(steps):,} bars.")
    if series.left_out:
        notes.append(f"Not drawn: {many(series.left_out, 'story')} whose day is not known as finely as a {by}.")
    return picture(
        Body(layers=_layers(drawn, frame.theme), width=WIDTH, height=BARS + GAP + LEVEL, left=LEFT), frame, title=title,
        subtitle=subtitle, alt=_alt(title, subtitle, drawn), key=_key(frame.theme), notes=notes,
    )  # fmt: skip


def _steps(series: DyadSeries, way: Way) -> list[_Step]:
    """The periods of one way with what is drawn of them."""
    found = []
    for row in series.rows:
        if row.way != way:
            continue
        counts: Counter[tuple[int, Standing]] = Counter()
        for type_, standing, number in row.counts:
            counts[TYPES[type_][0], standing] += number
        plans = [counts[quad, Standing.PLANNED] for quad in (1, 2, 3, 4)]
        found.append(
            _Step(row.start, row.end, row.quads, (plans[0] + plans[1], plans[2] + plans[3]), row.goldstein_sum)
        )
    return sorted(found, key=lambda s: s.start)


def _coarser(steps: Sequence[_Step], by: By) -> list[_Step]:
    """Periods put together; all that is drawn of them can be added."""
    found = []
    for start, group in groupby(steps, key=lambda s: start_of(s.start, by)):
        some = list(group)
        deeds, plans = (
            [sum(n) for n in zip(*(getattr(s, f) for s in some), strict=True)] for f in ("deeds", "planned")
        )
        found.append(
            _Step(
                start, end_of(start, by), (deeds[0], deeds[1], deeds[2], deeds[3]), (plans[0], plans[1]),
                sum(s.goldstein for s in some),
            )
        )  # fmt: skip
    return found


def _layers(steps: Sequence[_Step], theme: Theme) -> list[Spec]:
    time = Time(steps[0].start, steps[-1].end + timedelta(days=1), WIDTH)
    most_up, most_down = max(s.up for s in steps), max(s.down for s in steps)
    unit = BARS / max(1, most_up + most_down)
    zero = most_up * unit
    x = time.channel("start")
    level = BARS + GAP + LEVEL / 2
    boxes = [row for step in steps for row in _boxes(step, zero, unit, time, theme)]
    dots: list[Row] = []
    for step in steps:
        if step.stories:
            mean = step.goldstein / step.stories
            dots.append(_dot(step, mean, level, theme) | {"size": 40 if len(steps) <= _FEW else 14})
    ticks = _ticks(most_up, most_down, zero, unit, theme) + _level_ticks(level, theme)
    lines: list[Row] = [
        {"x": 0, "x2": WIDTH, "y": row["y"], "y2": row["y"], "dash": [1, 0], "width": 1,
         "stroke": theme.border if row["text"] == "0" else theme.grid}
        for row in ticks
    ]  # fmt: skip
    heads: list[Row] = [
        {"x": -LEFT, "y": -18, "text": "stories: cooperation up, conflict down", "fill": theme.faded},
        {"x": -LEFT, "y": BARS + GAP - 16, "text": "level", "fill": theme.faded},
    ]
    stems: list[Row] = [dot | {"y": level, "y2": dot["y"], "width": 1.5, "dash": [1, 0]} for dot in dots]
    middle = time.channel("middle")
    return [
        time.axis(), rules(lines, x2="x2"), bars(boxes, x, "end", _TIPS), rules(stems, middle),
        symbols(dots, middle, ("period", "level", "number")), texts(ticks, align="right", size=10), texts(heads, size=10.5),
    ]  # fmt: skip


def _boxes(step: _Step, zero: float, unit: float, time: Time, theme: Theme) -> Iterable[Row]:
    """The bars of a period: material nearest to the line, verbal on it, planned at the end."""
    length = timedelta(days=(step.end - step.start).days + 1)
    thin = length.days / time.days * WIDTH < 4
    begin = datetime.combine(step.start, datetime.min.time())
    end = begin + length * (1 if thin else 0.86)
    ends: Row = {"start": f"{begin.isoformat()}Z", "end": f"{end.isoformat(timespec='seconds')}Z"}
    for sign, quads, plans in ((-1, (2, 1), step.planned[0]), (1, (4, 3), step.planned[1])):
        at = zero
        for quad in (*quads, 0):
            number = step.deeds[quad - 1] if quad else plans
            if not number:
                continue
            kind = quads[0]
            yield ends | {
                "y": round(at, 2), "y2": round(at + sign * number * unit, 2), "dash": [1, 0],
                "fill": theme.fill(quad) if quad else theme.paper, "stroke": theme.stroke(kind), "width": 0.5 if thin else 1,
                "period": days_text(step.start, step.end), "number": f"{number:,}", "planned": f"{plans:,}",
                "what": _QUADS[quad] if quad else f"planned {'cooperation' if kind == 2 else 'conflict'}",
            }  # fmt: skip
            at += sign * number * unit


def _dot(step: _Step, mean: float, level: float, theme: Theme) -> Row:
    middle = step.start + (step.end - step.start) / 2
    colour = theme.cooperation if mean >= 0 else theme.conflict
    return {
        "middle": middle.isoformat(), "y": round(level - mean / 10 * LEVEL / 2, 2), "shape": CIRCLE, "fill": colour,
        "stroke": colour, "dash": [1, 0], "width": 1, "period": days_text(step.start, step.end), "level": f"{mean:+.1f}",
        "number": f"{step.stories:,}",
    }  # fmt: skip


def _ticks(up: int, down: int, zero: float, unit: float, theme: Theme) -> list[Row]:
    """Round numbers up and down from the line."""
    step = next((s * 10**e for e in range(9) for s in (1, 2, 5) if (up + down) / (s * 10**e) <= 8), 10**9)
    numbers = [n * step for n in range(-(down // step), up // step + 1)]
    return [{"x": -8, "y": round(zero - n * unit, 2), "text": f"{abs(n):,}", "fill": theme.faded} for n in numbers]


def _level_ticks(level: float, theme: Theme) -> list[Row]:
    return [
        {"x": -8, "y": level - n / 10 * LEVEL / 2, "text": f"{n:+d}" if n else "0", "fill": theme.faded}
        for n in (-10, 0, 10)
    ]


def _key(theme: Theme) -> list[Key]:
    filled = [Key(label=_QUADS[q], stroke=theme.stroke(q), fill=theme.fill(q), shape="square") for q in (2, 1, 4, 3)]
    return [*filled, Key(label="planned", stroke=theme.neutral, fill=theme.paper, shape="square")]


def _alt(title: str, subtitle: str, steps: Sequence[_Step]) -> str:
    most = max(steps, key=lambda s: (s.down, s.start))
    best = max(steps, key=lambda s: (s.up, s.start))
    return (
        f"{title}, {subtitle}. Most cooperation in {days_text(best.start, best.end)} ({best.up}), "
        f"most conflict in {days_text(most.start, most.end)} ({most.down})."
    )
