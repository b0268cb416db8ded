"""Whether what two do to each other in a period is outside its range.

For the value x of the last whole period and the values p1 … pn of the n periods before it,

    mean = sum(p) / n      sd = sqrt(sum((p - mean) ** 2) / (n - 1))
    range = [mean - k * sd, mean + k * sd], or [low, high] where the rule fixes them

x is outside where it is below or above the range. Periods before the first report of the store count for nothing: silence then is
no peace. With fewer than `LEAST` periods known there is no range, and no alert.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean, stdev
from typing import Literal

from dragoman.alerts.rules import Measure, Rule
from dragoman.answers.accounts import until
from dragoman.answers.dyads import DyadRow, dyad_series
from dragoman.answers.periods import end_of, start_of
from dragoman.model.living import Told

LEAST = 4  # periods; fewer tell no spread
_ROUNDING = 1e-9  # sums of equal scores in another order are equal


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The last whole period, its value, and on which side of its range it is (None: in it)."""

    start: date
    end: date
    value: float
    side: Literal["below", "above"] | None
    says: str
    stories: int
    rests_on: tuple[str, ...]


def level(rule: Rule, told: Sequence[Told], as_of: date) -> Level | None:
    """The level of the two of a rule as of a day; None where no period is over or too few are known for a range."""
    known = until(told, as_of)
    if not known:
        return None
    begins = min(t.published.date() for t in known)
    last = start_of(as_of, rule.by)
    if end_of(last, rule.by) > as_of:
        last = start_of(last - timedelta(days=1), rule.by)
    first = start_of(begins, rule.by)
    if first < begins:  # the period in which the store begins is not whole
        first = end_of(first, rule.by) + timedelta(days=1)
    if last < first:
        return None
    a, b = rule.between
    rows = dyad_series(known, a, b, rule.by, since=first, until=last, ways=("both",)).rows
    current, values = rows[-1], [_value(row, rule.measure) for row in rows[:-1]][-rule.past :]
    bounds = _range(rule, values)
    if bounds is None:
        return None
    low, high, says = bounds
    value = _value(current, rule.measure)
    side: Literal["below", "above"] | None = None
    if low is not None and value < low - _ROUNDING:
        side = "below"
    elif high is not None and value > high + _ROUNDING:
        side = "above"
    return Level(
        start=current.start, end=current.end, value=value, side=side, says=says, stories=current.stories,
        rests_on=current.rests_on,
    )  # fmt: skip


def _value(row: DyadRow, measure: Measure) -> float:
    match measure:
        case "goldstein":
            return row.goldstein_sum
        case "plover":
            return row.plover_sum
        case "stories":
            return float(row.stories)
        case "conflict":
            return float(row.quads[2] + row.quads[3])


def _range(rule: Rule, past: Sequence[float]) -> tuple[float | None, float | None, str] | None:
    if rule.low is not None or rule.high is not None:
        ends = (f"{end:g}" if end is not None else "open" for end in (rule.low, rule.high))
        return rule.low, rule.high, " to ".join(ends)
    if len(past) < LEAST:
        return None
    middle, spread = mean(past), stdev(past)
    low, high = middle - rule.sd * spread, middle + rule.sd * spread
    return (
        low,
        high,
        f"{low:.2f} to {high:.2f} (mean {middle:.2f} ± {rule.sd:g} × {spread:.2f} of {len(past)} {rule.by}s)",
    )
