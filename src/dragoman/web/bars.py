"""Deeds over time as bars that a page draws itself: cooperation up, conflict down, a bar for each period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from dragoman.answers.accounts import STANDINGS, Standing
from dragoman.answers.periods import By, fits, periods, start_of
from dragoman.answers.timeline import TimelineEntry
from dragoman.model.report import Precision

MOST = 400  # bars; more would be thinner than a line
QUOTED = 40  # events shown with their sentences
WIDTH, HALF = 760, 70


@dataclass(slots=True)
class Bar:
    """One period: its stories, and how many are done and planned of each kind."""

    start: date
    end: date
    x: float = 0
    entries: list[TimelineEntry] = field(default_factory=list)
    up: tuple[int, int] = (0, 0)  # done, planned
    down: tuple[int, int] = (0, 0)
    score: float = 0.0

    @property
    def anchor(self) -> str:
        return f"p-{self.start.isoformat()}"


@dataclass(frozen=True, slots=True)
class Bars:
    """A series of bars with the scale that they are drawn in, and how many stories have no period or lie outside."""

    bars: tuple[Bar, ...]
    step: float
    most: int
    ticks: tuple[tuple[float, str], ...]
    left_out: int
    width: int = WIDTH
    half: int = HALF

    def height(self, number: int) -> float:
        return round(self.half * number / self.most, 1) if self.most else 0.0

    @property
    def filled(self) -> list[Bar]:
        """Periods in which something was told, the latest first."""
        return [bar for bar in reversed(self.bars) if bar.entries]


def series(entries: Iterable[TimelineEntry], by: By, since: date, until: date) -> Bars:
    """The bars of some stories.

    Args:
        entries: stories.
        by: day, week or month.
        since: a day in the first period; later ones are taken where there would be too many.
        until: a day in the last.
    """
    made = [Bar(start, end) for start, end in list(periods(since, max(since, until), by))[-MOST:]]
    at = {bar.start: bar for bar in made}
    left_out = 0
    for entry in entries:
        bar = at.get(start_of(entry.day, by)) if entry.day is not None else None
        if bar is None or not fits(_precision(entry), by):
            left_out += 1
        else:
            bar.entries.append(entry)
    for bar in made:
        _count(bar)
    step = WIDTH / len(made)
    for n, bar in enumerate(made):
        bar.x = round(n * step, 2)
    most = max((max(sum(bar.up), sum(bar.down)) for bar in made), default=0)
    return Bars(tuple(made), round(step, 2), most, tuple(_ticks(made)), left_out)


def quoted(bars: Bars) -> list[str]:
    """The events of the latest periods, as many as a page shows with their sentences."""
    found = [entry.event.id for bar in bars.filled for entry in bar.entries]
    return found[:QUOTED]


def _precision(entry: TimelineEntry) -> Precision:
    when = entry.event.when
    deed = STANDINGS[entry.event.status] is Standing.DEED
    return when.precision if when is not None and deed else Precision.DAY


def _count(bar: Bar) -> None:
    counts = {(side, done): 0 for side in ("up", "down") for done in (True, False)}
    for entry in bar.entries:
        standing = STANDINGS[entry.event.status]
        if standing in (Standing.DEED, Standing.PLANNED):
            counts["up" if entry.event.codes.quad <= 2 else "down", standing is Standing.DEED] += 1
        if standing is Standing.DEED:
            bar.score += entry.event.codes.goldstein
    bar.up = (counts["up", True], counts["up", False])
    bar.down = (counts["down", True], counts["down", False])


def _ticks(bars: list[Bar]) -> Iterable[tuple[float, str]]:
    """Names of months where they begin, as many as there is room for."""
    last: tuple[int, int] | None = None
    placed = -100.0
    for bar in bars:
        month = (bar.end.year, bar.end.month)
        if month != last and bar.x - placed >= 52:
            yield bar.x, f"{bar.end:%b %Y}" if last is None or last[0] != month[0] else f"{bar.end:%b}"
            placed = bar.x
            last = month
