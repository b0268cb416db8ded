"""How records are put into words for people: dates, places, names, and text that is safe to show.

Tables and pages share these words, so that both say the same. Nothing here decides; what is unknown is left unsaid.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from dragoman.model.records import Casualties, Event, Place, Reading, Ref, Relation, Speaker, When
from dragoman.model.report import Precision, Report
from dragoman.model.span import Span

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
KEPT_FORMATS = "\u200c\u200d"  # joiners, which Persian words and emoji need
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CLOCKS = {Precision.SECOND: "%H:%M:%S", Precision.MINUTE: "%H:%M", Precision.HOUR: "%H:%M"}


def clean(text: str) -> str:
    """Text without what could move the cursor, turn the reading direction or break the output; one blank for many."""
    return " ".join("".join(map(_shown, text)).split())


def clean_piece(text: str) -> str:
    """As `clean`, for a piece of a longer text: its blanks, which join it to its neighbours, stay."""
    return "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char.isspace():
        return " "
    match unicodedata.category(char):
        case "Cf":
            return char if char in KEPT_FORMATS else ""
        case "Cc":
            return ""
        case "Cs":
            return "\N{REPLACEMENT CHARACTER}"
    return char


def say_published(report: Report) -> str:
    """When a report was published, as finely as it is known."""
    if report.published is None:
        return "date unknown"
    return _moment(report.published, report.published_precision or Precision.DAY)


def say_when(when: When | None) -> str | None:
    """A time as people write it: `14 Jun 2020`, `14–15 Jun 2020`, `Mar 2020`, `until 3 May 2021`."""
    if when is None or (when.start is None and when.end is None):
        return None
    if when.start is None or when.end is None:
        one = when.start or when.end
        assert one is not None
        return f"{'from' if when.start else 'until'} {_moment(one, when.precision)}"
    return _between(when.start, when.end, when.precision)


def _between(start: date, end: date, precision: Precision) -> str:
    first, last = _day(start), _day(end)
    if first == last:
        return _moment(start, precision)
    if first.day == 1 and (last + timedelta(days=1)).day == 1:  # whole months
        if (first.month, last.month) == (1, 12):
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        left, right = f"{_MONTHS[first.month - 1]} {first.year}", f"{_MONTHS[last.month - 1]} {last.year}"
        if left == right:
            return left
        return f"{_MONTHS[first.month - 1]}–{right}" if first.year == last.year else f"{left} – {right}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_date(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {_date(last)}"
    return f"{_date(first)} – {_date(last)}"


def _moment(value: date, precision: Precision) -> str:
    clock = _CLOCKS.get(precision)
    if clock and isinstance(value, datetime):
        zone = value.tzname() or ""
        return f"{_date(value)}, {value.strftime(clock)} {zone}".rstrip()
    if precision in (Precision.MONTH, Precision.QUARTER):
        return f"{_MONTHS[value.month - 1]} {value.year}"
    if precision in (Precision.YEAR, Precision.DECADE):
        return str(value.year)
    return _date(value)


def _date(value: date) -> str:
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def say_place(place: Place | None) -> str | None:
    """A place with what it lies in, as far as known: `Idlib, SYR`."""
    if place is None:
        return None
    country = place.country if place.precision != "country" else None
    return clean(f"{place.name}, {country}" if country else place.name)


def say_place_of(place: Place | None, host: Ref | None) -> str | None:
    """A meeting's place, as far as the host does not say it already."""
    if place is None or host is None:
        return say_place(place)
    if clean(place.name) == clean(host.name):
        return None
    return clean(place.name) if place.country == host.country else say_place(place)


def say_names(refs: Iterable[Ref]) -> str:
    """Names in the order of the text, each once."""
    return ", ".join(dict.fromkeys(clean(ref.name) for ref in refs))


def say_parties(event: Event) -> str:
    """Who did it to whom; a deed by unknown hands says so."""
    actors = say_names(event.actors) or "(not said who)"
    recipients = say_names(event.recipients)
    return f"{actors} → {recipients}" if recipients else actors


def say_type(event: Event) -> str:
    return f"{event.type}·{event.mode}" if event.mode else event.type


def say_topics(topics: Iterable[Ref | Place]) -> str:
    return ", ".join(dict.fromkeys(clean(topic.name) for topic in topics))


def say_speakers(speakers: Iterable[Speaker]) -> str:
    """Who said so; `(quoted)` where the words themselves are given."""
    names: dict[str, bool] = {}
    for speaker in speakers:
        name = clean(speaker.who.name)
        names[name] = names.get(name, False) or speaker.quoted
    return ", ".join(f"{name} (quoted)" if quoted else name for name, quoted in names.items())


def say_casualties(casualties: Casualties) -> str | None:
    """`3 killed, 10–12 wounded`, or None where the sentence gives none."""
    said = [
        f"{low}{f'–{high}' if high != low else ''} {what}"
        for what, pair in (("killed", casualties.killed), ("wounded", casualties.wounded))
        if pair is not None
        for low, high in (pair,)
    ]
    return ", ".join(said) or None


def say_conflict(code: str, reading: Reading) -> str:
    """The name of a conflict's country as the picture has it, else its code."""
    names = {c.place: c.name for c in reading.picture.conflicts}
    return clean(names.get(code) or code)


def pieces(record: Event | Relation, text: str) -> tuple[str, str, str]:
    """A record's sentence in three pieces, the trigger in the middle, safe to show."""
    sentence, trigger = record.evidence.sentence, record.evidence.trigger
    if not sentence.covers(trigger):
        return clean(sentence.of(text)), "", ""
    before, word, after = (
        clean_piece(part.of(text))
        for part in (Span(sentence.start, trigger.start), trigger, Span(trigger.end, sentence.end))
    )
    return before.lstrip(), word, after.rstrip()
