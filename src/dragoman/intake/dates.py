"""Dates of publication as report headers write them.

A date in figures is taken only where it can mean one day: year first, day first with points (14.06.2020), or with
strokes where one number is above 12 (14/06/2020). 03/04/2020 is March to some and April to others: no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from dragoman.model.report import Precision

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
MONTH_PATTERN = "|".join(sorted(MONTHS, key=len, reverse=True))
YEARS = range(1800, 2200)  # no news report was published before or will be after
_CLOCK = r"""(?:(?:,?\s+(?:at\s+)?|T)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:\.\d+)?
    \s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z\b|UTC|GMT|[+-]\d{2}:?\d{2})?)?"""
_PATTERNS = tuple(
    re.compile(pattern + _CLOCK, re.VERBOSE | re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        rf"\b(?P<name>{MONTH_PATTERN})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<name>{MONTH_PATTERN})\.?,?[\s-]+(?P<year>\d{{4}})(?!\d)",
        r"(?<![\d./])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)",
        r"(?<![\d./])(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{1,2})/(?P<year>\d{4})(?!\d)",
        r"(?<![\d./])(?P<month>\d{1,2})/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d{4})(?!\d)",
    )
)
_COMPACT = re.compile(
    r"^\s*(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})(?P<zone>Z)?)?\s*$"
)


def parse_published(text: str) -> tuple[datetime, Precision] | None:
    """The first full date in a header's words, with its precision; None where there is none."""
    found = next(find_dates(text), None)
    return (found[0], found[1]) if found else None


def precision_of(value: datetime) -> Precision:
    """How finely a time that a caller gives is known: midnight stands for the day."""
    if value.second or value.microsecond:
        return Precision.SECOND
    return Precision.MINUTE if value.hour or value.minute else Precision.DAY


def find_dates(text: str) -> Iterator[tuple[datetime, Precision, int, int]]:
    """All full dates in a text, each with its precision and its characters [start, end), earliest first."""
    matches = [m for pattern in (*_PATTERNS, _COMPACT) for m in pattern.finditer(text)]
    end = 0
    for match in sorted(matches, key=lambda m: m.start()):
        if match.start() >= end and (value := _value(match)) is not None:
            end = match.end()
            yield *value, match.start(), match.end()


def _value(match: re.Match[str]) -> tuple[datetime, Precision] | None:
    part = match.groupdict()
    month = MONTHS[part["name"].lower()] if part.get("name") else int(part["month"])
    hour = int(part.get("hour") or 0)
    if part.get("half"):
        hour = hour % 12 + (12 if part["half"][0] in "Pp" else 0)
    if int(part["year"]) not in YEARS:
        return None
    try:
        value = datetime(
            int(part["year"]), month, int(part["day"]), hour, int(part.get("minute") or 0), int(part.get("second") or 0)
        )
        if zone := part.get("zone"):
            value = value.replace(tzinfo=_zone(zone))
    except ValueError:  # the 31st of June, 25 o'clock, 99 hours east: not a date
        return None
    if part.get("second"):
        return value, Precision.SECOND
    return value, Precision.MINUTE if part.get("hour") else Precision.DAY


def _zone(text: str) -> timezone:
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)
