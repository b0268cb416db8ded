"""The timeline of one actor or of two: a mark for each story on its day, in a row for each type, status drawn.

Where marks would lie on each other, they are gathered: a bigger mark for each period, type and status.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.answers.timeline import TimelineEntry
from dragoman.knowledge.ontology import TYPES
from dragoman.model.records import Status
from dragoman.pictures.frame import Body, Frame, as_of_text, empty, picture
from dragoman.pictures.marks import Row, Time, rules, symbols, texts
from dragoman.pictures.statuses import SOLID_ONES, look, quad_key, status_key
from dragoman.pictures.theme import Spec, Theme
from dragoman.pictures.words import (
    day_text,
    days_text,
    fitting,
    kind_of,
    listed,
    many,
    parties,
    short,
    when_days,
    width_of,
)

WIDTH, LEFT = 720, 110
_LANE, _MARK, _MOST_LANES = 15, 13, 6  # pixels of a lane and of a mark; marks over each other before they are gathered
_MOST_PERIODS, _LABELS, _LABEL_SIZE, _SHORTEST = 60, 14, 10, 17
_TIPS = ("what", "when", "status", "told", "where")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A story, or several of one period, type and status: where it stands, and how much it weighs."""

    type: str
    day: date
    status: Status
    row: Row
    label: str | None
    weight: tuple[int, float]
    half: float  # of its width in pixels


def timeline(entries: Sequence[TimelineEntry], who: Sequence[str], frame: Frame) -> Spec:
    """The picture of a timeline.

    Args:
        entries: what `answers.timeline` gives.
        who: the names of the one or the two that it is of.
        frame: where the rows are from and how to draw them.
    """
    title = f"Events of {listed([short(name, 40) for name in who])}"
    dated = [(e.day, e) for e in entries if e.day is not None]
    if not dated:
        undated = f" ({many(len(entries), 'story')} of no known day)" if entries else ""
        return empty(
            frame, title=title, missing=f"No event of {' with '.join(short(n, 40) for n in who)} has a day here{undated}.",
            advice="Ask for more days, for another name (dragoman actors find NAME), or add reports.",
        )  # fmt: skip
    time = Time.over((day for day, _ in dated), WIDTH)
    marks = [_single(day, entry, frame) for day, entry in dated]
    lanes = _lanes(marks, time)
    gathered = lanes is None
    if lanes is None:
        marks, lanes = _gathered(dated, frame.theme)
    return _drawn(marks, lanes, time, frame, title, entries, len(dated), gathered)


def _drawn(
    marks: list[_Mark], lanes: list[int], time: Time, frame: Frame, title: str, entries: Sequence[TimelineEntry],
    drawn: int, gathered: bool,
) -> Spec:  # fmt: skip
    """The rows of types from the most cooperative down, with their marks, names and lines between."""
    theme, lane_height = frame.theme, 26 if gathered else _LANE
    deepest: Counter[str] = Counter()
    for mark, lane in zip(marks, lanes, strict=True):
        deepest[mark.type] = max(deepest[mark.type], lane + 1)
    tops, height = {}, 0
    for type_ in TYPES:
        if type_ in deepest:
            tops[type_] = height
            height += deepest[type_] * lane_height + 10
    places = [tops[m.type] + 5 + (lane + 0.5) * lane_height for m, lane in zip(marks, lanes, strict=True)]
    rows: list[Row] = [m.row | {"y": y} for m, y in zip(marks, places, strict=True)]
    labels = [] if gathered else _labels(marks, places, time, theme)
    type_rows: list[Row] = [
        {"x": -LEFT, "y": tops[t] + 5 + lane_height / 2, "text": t, "fill": theme.ink} for t in tops
    ]
    lines: list[Row] = [
        {"x": -LEFT, "x2": WIDTH, "y": top, "y2": top, "stroke": theme.grid, "dash": [1, 0], "width": 1}
        for top in tops.values()
    ]
    x = time.channel()
    layers = [
        time.axis(), rules(lines, x2="x2"), symbols(rows, x, _TIPS),
        texts(labels, x, size=_LABEL_SIZE, dx=10), texts(type_rows, weight=600),
    ]  # fmt: skip
    found = [e for e in entries if e.day is not None]
    first, last = (pick(e.day for e in found if e.day is not None) for pick in (min, max))
    key = status_key((e.event.status for e in found), theme) + quad_key((e.event.codes.quad for e in found), theme)
    happened = sum(e.event.status in SOLID_ONES for e in found)
    subtitle = (
        f"{days_text(first, last)}, {as_of_text(frame)}: {many(len(found), 'story')}, {happened:,} told as happened"
    )
    return picture(
        Body(layers=layers, width=WIDTH, height=height, left=LEFT), frame, title=title, subtitle=subtitle, key=key,
        notes=_notes(entries, found, labels, gathered), alt=_alt(title, subtitle, found),
    )  # fmt: skip


def _single(day: date, entry: TimelineEntry, frame: Frame) -> _Mark:
    event = entry.event
    row = look(event.status, event.codes.quad, frame.theme) | {"day": day.isoformat(), "size": 100} | _tips(day, entry)
    weight = (entry.reports, abs(event.codes.goldstein))
    return _Mark(event.type, day, event.status, frame.linked(row, entry.story), parties(event), weight, 6)


def _tips(day: date, entry: TimelineEntry) -> Row:
    event, planned = entry.event, when_days(entry.event.when)
    status: str = event.status.value + (" (disputed)" if entry.disputed else "")
    if event.status not in SOLID_ONES and planned is not None:
        status += f", for {days_text(*planned)}"
    steps = ", ".join(f"{status} {day_text(on)}" for on, status in entry.statuses)
    return {
        "what": f"{kind_of(event)}: {parties(event)}",
        "when": day_text(day),
        "status": status,
        "told": f"{many(entry.versions, 'time')} in {many(entry.reports, 'report')}: {steps}",
        "where": short(event.where.name) if event.where is not None else "",
    }


def _lanes(marks: list[_Mark], time: Time) -> list[int] | None:
    """For each mark the first lane of its row that is free there; None where a row would need too many."""
    ends: dict[str, list[float]] = defaultdict(list)
    found: dict[int, int] = {}
    for i in sorted(range(len(marks)), key=lambda i: (marks[i].day, str(marks[i].row["id"]))):
        free, x = ends[marks[i].type], time.pixel(marks[i].day)
        lane = next((n for n, end in enumerate(free) if end <= x - _MARK), len(free))
        if lane >= _MOST_LANES:
            return None
        free[lane : lane + 1] = [x]
        found[i] = lane
    return [found[i] for i in range(len(marks))]


def _gathered(dated: list[tuple[date, TimelineEntry]], theme: Theme) -> tuple[list[_Mark], list[int]]:
    """One mark for each period, type and status; what happened in the upper lane, the rest below it side by side."""
    days = [day for day, _ in dated]
    period = _periods(min(days), max(days))
    groups: dict[tuple[str, date, date, Status], list[TimelineEntry]] = defaultdict(list)
    for day, entry in dated:
        groups[entry.event.type, *period(day), entry.event.status].append(entry)
    beside: dict[tuple[str, date, bool], list[Status]] = defaultdict(list)
    for type_, start, _, status in groups:
        beside[type_, start, status in SOLID_ONES].append(status)
    most = max(len(group) for group in groups.values())
    marks, lanes = [], []
    for (type_, start, end, status), group in sorted(groups.items()):
        mates = sorted(beside[type_, start, status in SOLID_ONES])
        at = start + (end - start) * ((mates.index(status) + 0.5) / len(mates))
        size = 30 + 380 * len(group) / most
        row = look(status, group[0].event.codes.quad, theme) | {"day": at.isoformat(), "size": round(size, 1)}
        row |= {
            "what": f"{type_}: {many(len(group), 'story')}", "when": days_text(start, end), "status": status.value,
            "told": f"in {many(sum(e.reports for e in group), 'telling')}", "where": "",
        }  # fmt: skip
        marks.append(_Mark(type_, at, status, row, None, (0, 0), 10))
        lanes.append(0 if status in SOLID_ONES else 1)
    used = {(m.type, lane) for m, lane in zip(marks, lanes, strict=True)}
    return marks, [lane if (m.type, 0) in used else 0 for m, lane in zip(marks, lanes, strict=True)]


def _periods(first: date, last: date) -> Callable[[date], tuple[date, date]]:
    """The shortest of days, weeks, four weeks and so on of which there are few enough."""
    whole = (last - first).days + 1
    length = next((n for n in (1, 7, 28, 91, 364) if whole / n <= _MOST_PERIODS), whole // _MOST_PERIODS + 1)

    def period(day: date) -> tuple[date, date]:
        start = first + timedelta(days=(day - first).days // length * length)
        return start, min(start + timedelta(days=length - 1), last)

    return period


def _labels(marks: list[_Mark], places: list[float], time: Time, theme: Theme) -> list[Row]:
    """Names beside the weightiest marks where there is room for them."""
    taken = [(y, time.pixel(m.day) - m.half, time.pixel(m.day) + m.half) for m, y in zip(marks, places, strict=True)]
    rows: list[Row] = []
    order = sorted(
        range(len(marks)), key=lambda i: (marks[i].weight, marks[i].day, str(marks[i].row["id"])), reverse=True
    )
    for i in order:
        mark, y = marks[i], places[i]
        if mark.label is None or len(rows) == _LABELS:
            continue
        left = time.pixel(mark.day) + mark.half
        if any(at == y and start < left < end for at, start, end in taken):
            continue
        room = min([WIDTH, *(start for at, start, _ in taken if at == y and start >= left)]) - left - 8
        text = fitting(mark.label, room, _LABEL_SIZE)
        if len(text) < min(len(mark.label), _SHORTEST):
            continue
        taken.append((y, left, left + width_of(text, _LABEL_SIZE) + 6))
        rows.append({"day": mark.day.isoformat(), "y": y, "text": text, "fill": theme.faded})
    return rows


def _notes(
    entries: Sequence[TimelineEntry], found: list[TimelineEntry], labels: list[Row], gathered: bool
) -> list[str]:
    notes = []
    if any(e.event.status not in SOLID_ONES for e in found):
        notes.append("What has not happened stands on the day that it was told.")
    if gathered:
        notes.append(
            "Too many for single marks: each mark is all stories of a period, type and status, its area their number."
        )
    elif len(labels) < len(found):
        notes.append(f"{len(labels)} of {len(found):,} are named, those in most reports first.")
    if left_out := len(entries) - len(found):
        notes.append(f"Not drawn: {many(left_out, 'story')} of no known day.")
    return notes


def _alt(title: str, subtitle: str, found: list[TimelineEntry]) -> str:
    types = Counter(e.event.type for e in found).most_common(4)
    return f"{title}, {subtitle}. Most are {listed([f'{type_} ({n})' for type_, n in types])}."
