"""Words in pictures: safe to show, short enough for their place, with a guess of how wide they are."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.model.records import Event, Place, Ref, When

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_JOINERS = "\u200c\u200d"  # Persian words and emoji need them
_STACKED = 3  # marks over one letter; more is no language


def plain(text: str) -> str:
    """Text without what turns the reading direction, is no character of XML or piles up over the lines beside it."""
    kept: list[str] = []
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        marks = marks + 1 if category == "Mn" else 0
        if marks > _STACKED or (category in ("Cc", "Cf", "Cn") and char not in _JOINERS and not char.isspace()):
            continue
        kept.append("\N{REPLACEMENT CHARACTER}" if category == "Cs" else char)
    return " ".join("".join(kept).split())


def short(text: str, most: int = 36) -> str:
    """Plain text of at most so many characters; what is cut off is shown by dots."""
    text = plain(text)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def names(refs: Iterable[Ref], *, most: int = 2, length: int = 28) -> str:
    """Names in the order given, each once; the rest as a number."""
    found = list(dict.fromkeys(short(ref.name, length) for ref in refs))
    more = f" +{len(found) - most}" if len(found) > most else ""
    return ", ".join(found[:most]) + more


def parties(event: Event) -> str:
    """Who did it to whom."""
    actors, recipients = names(event.actors) or "unknown", names(event.recipients)
    return f"{actors} → {recipients}" if recipients else actors


def kind_of(event: Event) -> str:
    """The type of a deed with its mode."""
    return f"{event.type} · {event.mode}" if event.mode else event.type


def place_name(place: Place | None) -> str:
    """A place with its country; empty where none is known."""
    if place is None:
        return ""
    return short(place.name if place.precision == "country" or not place.country else f"{place.name}, {place.country}")


def day_text(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def days_text(first: date, last: date) -> str:
    """A stretch of days as people write it."""
    if first == last:
        return day_text(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_text(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {day_text(last)}"
    return f"{day_text(first)} – {day_text(last)}"


def when_days(when: When | None) -> tuple[date, date] | None:
    """First and last day of a time; None where neither is known."""
    start, end = (when.start or when.end, when.end or when.start) if when is not None else (None, None)
    if start is None or end is None:
        return None
    first, last = date(start.year, start.month, start.day), date(end.year, end.month, end.day)
    return (first, last) if first <= last else (last, first)


def many(number: int, noun: str) -> str:
    """A number with its noun: 1 report, 1,204 reports."""
    if number == 1:
        return f"1 {noun}"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{number:,} {noun[:-1]}ies"
    return f"{number:,} {noun}{'es' if noun.endswith('ch') else 's'}"


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Text in lines that fit a width in pixels at a size of type."""
    return textwrap.wrap(text, max(20, int(width / (size * 0.5))), break_on_hyphens=False) or [""]


def width_of(text: str, size: float) -> float:
    """About how wide text is in pixels, as Arial and its like have it."""
    return sum(map(_wide, text)) * size


def fitting(text: str, room: float, size: float) -> str:
    """Plain text as far as it fits so many pixels."""
    text = plain(text)
    most = len(text)
    while most > 1 and width_of(text[:most], size) > room:
        most -= 1
    return short(text, most)


def _wide(char: str) -> float:
    if char in "iljtfrI.,:;'|!()[]- ":
        return 0.31
    if char in "mwMW→…@%":
        return 0.9
    if unicodedata.east_asian_width(char) in "WF":
        return 1.05
    return 0.69 if char.isupper() else 0.55
