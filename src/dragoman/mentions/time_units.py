"""Rules for the week, month, quarter, year ... that "this", "last" and "next" choose, counted from the report's day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.mentions.time_dates import edge_mod
from dragoman.mentions.time_grammar import Rule, Sense, Setting, year_before
from dragoman.mentions.time_tense import FUTURE
from dragoman.mentions.time_values import DAY, MONTH, QUARTER, WEEK, YEAR, Interval, interval, shift, value_of
from dragoman.mentions.time_words import UNITS, pattern
from dragoman.model.report import Precision

_LAST = ("last", "past", "previous", "preceding", "prior")
_NEXT = ("next", "coming", "following", "upcoming")


def _unit(match: re.Match[str], setting: Setting) -> Sense | None:
    """ "this week", "early next year", "later this month", "the end of last year"."""
    which, unit = match["which"], UNITS[match["unit"].rstrip("s") or match["unit"]]
    if _is_title(match, setting):
        return None
    anchor, step = setting.anchor, 0
    edge = match["edge"]
    if unit == DAY and (which != "the" or not edge):
        return None
    if any(w in which for w in _LAST):
        step = -1
    elif any(w in which.split() for w in _NEXT):
        step = 1
    elif which == "the":
        if not edge:
            return _the_unit(match, setting)
        if unit == DAY:
            anchor = setting.told or anchor
    if unit in "EC" and step:
        years = 10 if unit == "E" else 100
        return Sense("DURATION", f"P{years}Y", covers=_span_from(anchor, years * step, YEAR))
    value = value_of(shift(anchor, step, unit) if unit != WEEK else anchor + timedelta(days=7 * step), unit)
    if edge in ("earlier", "later") and step == 0:
        return Sense("DATE", value, edge_mod(edge), covers=_split(value, setting.anchor, edge))
    if edge is None and step == 0:
        return Sense("DATE", value, covers=_so_far(value, setting, match))
    if unit == QUARTER and step == -1 and not edge and "year" in setting.after(match):
        return None
    if which == "last" and unit == YEAR and edge is None and _compares_quarters(match, setting):
        return Sense("DATE", year_before(setting.told_quarter), sort="back")
    return Sense("DATE", value, edge_mod(edge))


def _compares_quarters(match: re.Match[str], setting: Setting) -> bool:
    """Whether "last year" is the quarter of a year ago: "net was $24 million, compared with $3 million last year"."""
    before = setting.line.text[: match.start()]
    return setting.speaks_of_quarter and re.search(r"compared (?:with|to) [^;]*\d[^;]*$", before) is not None


def _is_title(match: re.Match[str], setting: Setting) -> bool:
    """Whether "This Week" is written as the name of a programme or a paper, in a line that is no headline."""
    start, end = setting.words(match)
    words = setting.sentence.words
    capitals = end - start == 2 and all(w.text.istitle() for w in words[start:end])
    return capitals and not all(w.text[:1].isupper() for w in words if w.upos in ("NOUN", "VERB"))


def _the_unit(match: re.Match[str], setting: Setting) -> Sense | None:
    """ "the year", where it is this year ("for the year") or a length ("the year ended March 31")."""
    if match["unit"] != "year":
        return None
    if setting.after(match) in ("ended", "ending", "to", "through"):
        return Sense("DURATION", "P1Y")
    ends = setting.after(match) in (".", ",", "", ";", "of", "'s", "but", "and")
    if setting.before(match) in ("of", "for", "in", "so", "during", "through") and ends:
        return Sense("DATE", str(setting.anchor.year))
    return None


def _full_year(match: re.Match[str], setting: Setting) -> Sense | None:
    """ "for the full year": this year, in a report of its figures."""
    return Sense("DATE", str(setting.anchor.year)) if setting.before(match) == "for" else None


def _so_far(value: str, setting: Setting, match: re.Match[str]) -> Interval | None:
    """This week, of deeds that are not ahead, ends on the report's day; so do this month and this year."""
    whole = interval(value)
    if whole is None or setting.tense(match) == FUTURE:
        return whole
    return Interval(whole.start, setting.anchor, whole.precision)


def _split(value: str, anchor: date, edge: str) -> Interval | None:
    whole = interval(value)
    if whole is None:
        return None
    if edge == "earlier":
        return Interval(whole.start, anchor, whole.precision)
    return Interval(anchor, whole.end, whole.precision)


def _span_from(day: date, n: float, unit: str) -> Interval:
    other = shift(day, n, unit)
    precision = {DAY: Precision.DAY, WEEK: Precision.WEEK, MONTH: Precision.MONTH}.get(unit, Precision.YEAR)
    return Interval(min(day, other), max(day, other), precision)


_EDGED = r"(?:(?P<edge><EDGE>)(?: -| on)?(?: in)? )?"
RULES: tuple[Rule, ...] = (
    (pattern(r"the full year"), _full_year),
    (
        pattern(
            rf"{_EDGED}(?P<which>this|last|next|this past|the previous|the coming|this coming|the current|current"
            rf"|the) (?P<unit>day|week|month|quarter|year|decade|century)"
        ),
        _unit,
    ),
)
