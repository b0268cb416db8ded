"""Days, weeks and months as the steps of a series."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from dragoman.errors import InputError
from dragoman.model.report import Precision

By = Literal["day", "week", "month"]
STEPS: tuple[By, ...] = ("day", "week", "month")
_FINE = (Precision.SECOND, Precision.MINUTE, Precision.HOUR, Precision.DAY)
_FITS = {
    "day": frozenset(_FINE),
    "week": frozenset((*_FINE, Precision.WEEK)),
    "month": frozenset((*_FINE, Precision.WEEK, Precision.MONTH)),
}
MOST = 40_000  # periods; a hundred years of days


def start_of(day: date, by: By) -> date:
    """The first day of the period that a day is in; weeks begin on Monday (ISO 8601)."""
    match by:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)


def end_of(start: date, by: By) -> date:
    """The last day of the period that begins on this day."""
    match by:
        case "day":
            return start
        case "week":
            return start + timedelta(days=6)
        case "month":
            return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def periods(since: date, until: date, by: By) -> Iterator[tuple[date, date]]:
    """First and last day of each period from that of `since` to that of `until`.

    Raises:
        InputError: an unknown step, the last day is before the first, or there would be too many.
    """
    if by not in STEPS:
        raise InputError(f"{by!r} is no step of a series; take one of {', '.join(STEPS)}")
    if until < since:
        raise InputError(f"the series ends on {until}, before it begins on {since}")
    if by == "day" and (until - since).days >= MOST:
        raise InputError(f"{since} to {until} are more than {MOST} days; take a shorter time, or weeks or months")
    start = start_of(since, by)
    while start <= until:
        end = end_of(start, by)
        yield start, end
        start = end + timedelta(days=1)


def fits(precision: Precision, by: By) -> bool:
    """Whether a day that is known so finely can be put into a period of this length: "in 2020" is in no week."""
    return precision in _FITS[by]
