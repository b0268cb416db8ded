"""The agenda as a month of weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.lives.order import day_of
from dragoman.model.living import Life
from dragoman.model.records import Meeting

LONGEST = 14  # days that a meeting is drawn on; what lasts longer has no day but a period
MOST = 4  # meetings shown on a day


@dataclass(frozen=True, slots=True)
class Day:
    """A square of the calendar: the first few meetings of a day, and how many more there are."""

    day: date
    inside: bool
    today: bool
    meetings: tuple[Life[Meeting], ...]
    more: int


def days_of(meeting: Meeting) -> tuple[date, date] | None:
    """First and last day of a meeting; None where it has none, or only a long period."""
    when = meeting.when
    if when is None or (when.start is None and when.end is None):
        return None
    ends = [day_of(end) for end in (when.start or when.end, when.end or when.start) if end is not None]
    return (ends[0], ends[-1]) if (ends[-1] - ends[0]).days < LONGEST else None


def weeks(month: date, lives: Sequence[Life[Meeting]], today: date) -> list[list[Day]]:
    """The weeks of a month, from Monday, with the meetings on each day.

    Args:
        month: its first day.
        lives: meetings.
        today: the day as of which it is asked.
    """
    first = month - timedelta(days=month.weekday())
    held: dict[date, list[Life[Meeting]]] = {}
    last = next_month(month) + timedelta(days=6)
    for life in lives:
        span = days_of(life.what)
        if span is None or span[1] < first or span[0] > last:
            continue
        at = max(span[0], first)
        while at <= min(span[1], last):
            held.setdefault(at, []).append(life)
            at += timedelta(days=1)
    rows = []
    while first < next_month(month):
        days = [first + timedelta(days=n) for n in range(7)]
        rows.append([_day(d, month, today, held.get(d, [])) for d in days])
        first += timedelta(days=7)
    return rows


def next_month(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def month_before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def _day(day: date, month: date, today: date, found: list[Life[Meeting]]) -> Day:
    return Day(day, day.month == month.month, day == today, tuple(found[:MOST]), max(0, len(found) - MOST))
