"""The agenda as an iCalendar (RFC 5545) that calendar programs subscribe to.

An entry keeps its UID for life, so that a new day moves it and a cancellation strikes it out; SEQUENCE numbers the versions that
look different. A meeting that is put off with no new day stays on its old day, TENTATIVE and marked: taken out, it would say
nothing to who had planned for it. A meeting whose day is not known (none told, or only the month) is in no calendar and is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from dragoman.errors import OutputError
from dragoman.export.cited import Cite, Cited, Records, day_of, in_utc, point_of, safe_text, web_address
from dragoman.export.meetings import FINE, Days, Entry, entry, in_order, meetings_told
from dragoman.knowledge.actor_types import ActorBook
from dragoman.model.living import Life
from dragoman.model.records import Meeting
from dragoman.model.report import Precision
from dragoman.render.wording import say_names, say_place_of, say_topics, say_when

if TYPE_CHECKING:
    import icalendar

PRODUCT = "-//Dragoman//Agenda//EN"
REFRESH = timedelta(hours=1)
MOST_CITED = 5  # records quoted in a description, the latest
_SHOWN = FINE | {Precision.WEEK}
_MARKS = {"postponed": "[postponed] ", "cancelled": "[cancelled] ", "lapsed": "[no word since] "}
Address = Callable[[Life[Meeting]], str | None]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar's text, how many meetings it shows, and how many have no day to stand on."""

    text: str
    shown: int
    left_out: int


def agenda_calendar(records: Records, book: ActorBook, *, name: str = "Agenda") -> Calendar:
    """The meetings that records tell of, as a calendar."""
    return calendar(meetings_told(records, book), cite=records.citing(), name=name)


def calendar(
    lives: Iterable[Life[Meeting]],
    *,
    cite: Cite,
    name: str = "Agenda",
    address: Address | None = None,
    refresh: timedelta = REFRESH,
) -> Calendar:
    """Meetings as a calendar.

    Args:
        lives: meetings; those that are over stay in the calendar if they are given.
        cite: finds the records that they rest on.
        name: the calendar's name, as programs show it.
        address: gives the page of a meeting, if there are pages.
        refresh: how often programs are asked to look for news.

    Raises:
        OutputError: icalendar is not installed.
    """
    try:
        import icalendar
    except ImportError as error:
        raise OutputError(
            "a calendar needs icalendar, which is not installed; run pip install 'dragoman[formats]'"
        ) from error
    entries = in_order(entry(life, cite) for life in lives)
    shown = [e for e in entries if e.days is not None and e.days.precision in _SHOWN]
    left_out = len(entries) - len(shown)
    out = icalendar.Calendar()
    _head(out, safe_text(name), left_out, refresh)
    for one in shown:
        out.add_component(_event(icalendar.Event(), one, address))
    return Calendar(out.to_ical(sorted=True).decode("utf-8"), len(shown), left_out)


def _head(out: icalendar.Calendar, name: str, left_out: int, refresh: timedelta) -> None:
    for key, value in (("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH")):
        out.add(key, value)
    out.add("name", name)
    out.add("x-wr-calname", name)
    out.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
    out.add("x-published-ttl", f"PT{int(refresh.total_seconds() // 60)}M")
    if left_out:
        out.add("x-wr-caldesc", f"{left_out} more with no day told")
    out.add("x-dragoman-left-out", str(left_out))


def _event(out: icalendar.Event, one: Entry, address: Address | None) -> icalendar.Event:
    life, meeting = one.life, one.life.what
    out.add("uid", f"{life.id}@dragoman")
    out.add("sequence", one.sequence)
    out.add("dtstamp", one.changed)
    out.add("created", one.created)
    out.add("last-modified", one.touched)
    out.add("status", status(one))
    out.add("summary", summary(one))
    out.add("description", _description(one))
    out.add("transp", "TRANSPARENT")  # who reads of a meeting is not busy on that day
    out.add("categories", [c for c in (life.state, safe_text(meeting.host.name) if meeting.host else "") if c])
    out.add("x-dragoman-state", life.state)
    assert one.days is not None
    _add_days(out, one.days)
    if meeting.where is not None:
        out.add("location", _location(meeting))
        point = point_of(meeting.where)
        if point is not None and meeting.where.precision != "country":  # no pin in the middle of a country
            out.add("geo", point)
    if address is not None and (link := web_address(address(life))) is not None:
        out.add("url", link)
    return out


def status(one: Entry) -> str:
    """The status of a calendar entry; a new day does not undo that a meeting was confirmed."""
    match one.life.state:
        case "cancelled":
            return "CANCELLED"
        case "confirmed" | "held":
            return "CONFIRMED"
        case "moved" if one.confirmed:
            return "CONFIRMED"
    return "TENTATIVE"


def summary(one: Entry) -> str:
    """Who comes to whom: `Sergei Lavrov, Sergei Shoigu → Turkey (Istanbul)`, with a mark where it does not stand."""
    meeting = one.life.what
    names = say_names(meeting.visitors) or "(not said who)"
    host = f" → {safe_text(meeting.host.name)}" if meeting.host is not None else ""
    where = say_place_of(meeting.where, meeting.host)
    week = one.days is not None and one.days.precision is Precision.WEEK
    mark = _MARKS.get(one.life.state) or ("[some day of the week] " if week else "")
    return safe_text(f"{mark}{names}{host}{f' ({where})' if where else ''}")


def _add_days(out: icalendar.Event, days: Days) -> None:
    """All-day dates with the day after the last as end, or moments; a moment with no zone is the local time there."""
    start, end = days.start, days.end
    if isinstance(start, datetime):
        out.add("dtstart", in_utc(start) if start.tzinfo is not None else start)
        if isinstance(end, datetime) and (end.tzinfo is None) == (start.tzinfo is None) and end > start:
            out.add("dtend", in_utc(end) if end.tzinfo is not None else end)
        return
    out.add("dtstart", start)
    last = day_of(end)
    if last < date.max:
        out.add("dtend", last + timedelta(days=1))


def _location(meeting: Meeting) -> str:
    """A place with its country by name where the host is that country, else by code."""
    where, host = meeting.where, meeting.host
    assert where is not None
    parts = [safe_text(where.name)]
    if where.country is not None and where.precision != "country":
        same = host is not None and host.country == where.country
        parts.append(safe_text(host.name) if host is not None and same else where.country)
    return ", ".join(dict.fromkeys(parts))


def _description(one: Entry) -> str:
    """Who said so, how it came there, and the sentences, each on a line of its own."""
    meeting = one.life.what
    lines = [
        f"Said by: {say_names(meeting.said_by) or 'the report'}",
        f"On: {say_topics(meeting.topics)}" if meeting.topics else "",
        f"Planned before for: {', '.join(d.isoformat() for d in one.earlier)}" if one.earlier else "",
        f"Told as: {say_when(meeting.when)}" if meeting.when else "",
        "",
        *(f"{change.told.isoformat()} {change.state}: {safe_text(change.why)}" for change in one.life.history),
        "",
        *(_quoted(cited) for cited in one.cited[-MOST_CITED:]),
    ]
    return "\n".join(line for n, line in enumerate(lines) if line or (n and lines[n - 1])).strip()


def _quoted(cited: Cited) -> str:
    origin = cited.origin
    day = origin.published.date().isoformat() if origin.published else None
    source = ", ".join(part for part in (origin.name, day, origin.address) if part)
    return f"{cited.sentence} ({source})" if cited.sentence else f"({source})"
