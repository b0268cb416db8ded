"""TIMEX3 values and the days that they cover: the arithmetic of dates, apart from the words that name them.

A value is the string of the standard (2020-06, 2020-W24, 198, P14M). An interval is its first and last day,
inclusive, with the precision that the words gave it; what fixes no day (P14M, PAST_REF, XXXX-WXX-2) has none.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.model.records import When
from dragoman.model.report import Precision

DAY, WEEK, MONTH, QUARTER, YEAR, DECADE, CENTURY = "D", "W", "M", "Q", "Y", "E", "C"
PRECISION = {
    DAY: Precision.DAY,
    WEEK: Precision.WEEK,
    MONTH: Precision.MONTH,
    QUARTER: Precision.QUARTER,
    YEAR: Precision.YEAR,
    DECADE: Precision.DECADE,
    CENTURY: Precision.DECADE,
}
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS_IN = {MONTH: 1, QUARTER: 3, YEAR: 12, DECADE: 120, CENTURY: 1200}
_CLOCK = re.compile(r"T(?:\d|MO|MI|AF|EV|NI|DT|X).*$")
_LENGTH = re.compile(r"^P(?P<time>T)?(?P<n>\d+(?:\.\d+)?)(?P<unit>[SMHDWQYEC])(?P<rest>6M|30[MS])?$")


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day, either None where the words fix one end only, and how finely they are known."""

    start: date | None
    end: date | None
    precision: Precision


def shift(day: date, n: float, unit: str) -> date:
    """The day n units later (earlier where n is negative); the 31st becomes the last day of a shorter month."""
    if unit == DAY:
        return day + timedelta(days=round(n))
    if unit == WEEK:
        return day + timedelta(days=round(7 * n))
    months = day.year * 12 + day.month - 1 + round(n * _MONTHS_IN[unit])
    year, month = divmod(months, 12)
    year = min(max(year, 1), 9998)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def value_of(day: date, unit: str) -> str:
    """The TIMEX3 value of the day, week, month ... in which a day lies."""
    if unit == WEEK:
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    if unit == QUARTER:
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return {DAY: day.isoformat(), MONTH: f"{day:%Y-%m}", YEAR: f"{day:%Y}", DECADE: f"{day:%Y}"[:3]}.get(
        unit, f"{day:%Y}"[:2]
    )


def monday(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def interval(value: str) -> Interval | None:
    """The days that a TIMEX3 value covers; None for durations, sets and vague references."""
    value = _CLOCK.sub("", value)
    if "/" in value:
        first, last = (interval(part) for part in value.split("/", 1))
        return Interval(first.start, last.end, first.precision) if first and last else None
    try:
        return _calendar(value)
    except ValueError:  # the 31st of June, week 54
        return None


def _calendar(value: str) -> Interval | None:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = date.fromisoformat(value)
        return Interval(day, day, Precision.DAY)
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        first = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
        return Interval(
            first, first + timedelta(days=1 if match[3] else 6), Precision.DAY if match[3] else Precision.WEEK
        )
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return _months(int(match[1]), int(match[2]), 1, Precision.MONTH)
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return _months(int(match[1]), 3 * int(match[2]) - 2, 3, Precision.QUARTER)
    if match := re.fullmatch(r"(\d{4})-H([12])", value):
        return _months(int(match[1]), 6 * int(match[2]) - 5, 6, Precision.QUARTER)
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return _months(int(match[1]), SEASON_MONTHS[match[2]], 3, Precision.QUARTER)
    if match := re.fullmatch(r"FY(\d{4})", value):
        return _months(int(match[1]) - 1, 10, 12, Precision.YEAR)
    if re.fullmatch(r"\d{4}", value):
        return _months(int(value), 1, 12, Precision.YEAR)
    if re.fullmatch(r"\d{3}", value):
        return _months(int(value) * 10, 1, 120, Precision.DECADE)
    if re.fullmatch(r"\d{2}", value):
        return _months(int(value) * 100, 1, 1200, Precision.DECADE)
    return None


def _months(year: int, month: int, count: int, precision: Precision) -> Interval:
    first = date(year, month, 1)
    return Interval(first, shift(first, count, MONTH) - timedelta(days=1), precision)


def part_of(whole: Interval, mod: str | None) -> Interval:
    """The third of an interval that START, MID or END leaves of it; days and half-open intervals stay whole."""
    if mod not in ("START", "MID", "END") or whole.start is None or whole.end is None:
        return whole
    if whole.precision is Precision.WEEK:
        first, last = {"START": (0, 2), "MID": (1, 3), "END": (3, 6)}[mod]
        return Interval(whole.start + timedelta(days=first), whole.start + timedelta(days=last), Precision.DAY)
    if whole.precision is Precision.MONTH:
        first, last = {"START": (1, 10), "MID": (11, 20), "END": (21, whole.end.day)}[mod]
        return Interval(whole.start.replace(day=first), whole.start.replace(day=last), Precision.WEEK)
    months = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month + 1
    if months < 3:
        return whole
    third = round(months / 3)
    first = {"START": 0, "MID": third, "END": months - third}[mod]
    start = shift(whole.start, first, MONTH)
    return Interval(start, shift(start, third, MONTH) - timedelta(days=1), Precision.MONTH)


def length(value: str) -> tuple[float, str] | None:
    """Number and unit of a duration; hours and less come as days (two hours and more may cross midnight)."""
    match = _LENGTH.match(value)
    if match is None:
        return None
    n, unit = float(match["n"]), match["unit"]
    if match["rest"] == "6M":
        return 12 * n + 6, MONTH
    if match["time"]:
        hours = n / {"H": 1, "M": 60, "S": 3600}.get(unit, 1)
        return (float(-(-hours // 24)) if hours >= 2 else 0.0), DAY
    return n, unit


def ago(value: str, day: date) -> When | None:
    """The interval of a duration that ends on a day: P14M before 2020-06-14 is 2019-04-01 to 2020-06-14.

    The start is as coarse as the unit: the first of the month, Monday of the week, the first of the year. Use this when
    a duration tells how long a deed has lasted ("a 14-month assault"); "in the past 14 months" has its own interval.
    """
    found = length(value)
    if found is None:
        return None
    n, unit = found
    start = shift(day, -n, unit)
    coarse = interval(value_of(start, unit if unit in (DAY, WEEK, MONTH, QUARTER) else YEAR))
    first = coarse.start if coarse else start
    return When(start=first, end=day, precision=PRECISION[unit], span=None)
