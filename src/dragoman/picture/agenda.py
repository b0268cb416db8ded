"""The agenda: meetings that are told of as coming, put off or called off, one line a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dragoman.model.records import Event, Kind, Meeting, Ref, Status, When

_COMING = frozenset({Status.PLANNED, Status.POSTPONED, Status.CANCELLED})


def agenda(events: Iterable[Event], as_of: date | None = None) -> tuple[Meeting, ...]:
    """Visits with a named visitor and a host that are planned, postponed or cancelled.

    Tellings of one visit (a visitor in common, the same host, days that meet) become one line; the last word on its
    status counts, its days are all the days told.

    Args:
        events: events in the order of telling.
        as_of: leave out what is over by this day.
    """
    groups: list[list[Event]] = []
    for event in events:
        if event.type != "CONSULT" or event.mode != "visit" or event.status not in _COMING or not event.actors:
            continue
        if event.recipients and {a.country for a in event.actors} <= {r.country for r in event.recipients}:
            continue  # nobody visits his own state
        group = next((g for g in groups if any(_same(event, other) for other in g)), None)
        if group is None:
            groups.append([event])
        else:
            group.append(event)
    meetings = [_meeting(group) for group in groups]
    return tuple(
        m
        for m in meetings
        if m.host and (as_of is None or m.when is None or m.when.end is None or _day(m.when.end) >= as_of)
    )


def _day(value: date) -> date:
    return date(value.year, value.month, value.day)


def _same(one: Event, other: Event) -> bool:
    """Whether two tellings are of one visit."""
    shared = {a.id for a in one.actors} & {a.id for a in other.actors}
    hosts = {r.country for r in one.recipients}, {r.country for r in other.recipients}
    if not shared or (hosts[0] and hosts[1] and not hosts[0] & hosts[1]):
        return False
    if one.when is None or other.when is None:
        return True
    return _meet(one.when, other.when)


def _meet(one: When, other: When) -> bool:
    early = one.end is None or other.start is None or other.start <= one.end
    late = other.end is None or one.start is None or one.start <= other.end
    return early and late


def _meeting(group: list[Event]) -> Meeting:
    visitors: dict[str, Ref] = {}
    said: dict[str, Ref] = {}
    for event in group:
        for ref in event.actors:
            if ref.kind is Kind.PERSON or not any(a.kind is Kind.PERSON for a in event.actors):
                visitors.setdefault(ref.id or ref.name, ref)
        for speaker in event.speakers:
            said.setdefault(speaker.who.id or speaker.who.name, speaker.who)
    hosts = [r for event in group for r in event.recipients]
    places = [e.where for e in group if e.where is not None]
    closest = min(places, key=lambda p: p.precision == "country", default=None)
    return Meeting(
        visitors=tuple(visitors.values()),
        host=hosts[0] if hosts else None,
        where=closest,
        when=_days([e.when for e in group if e.when is not None]),
        status=group[-1].status,
        topics=tuple({id(t): t for e in group for t in e.topics}.values()),
        said_by=tuple(said.values()),
        rests_on=tuple(e.id for e in group),
    )


def _days(whens: list[When]) -> When | None:
    if not whens:
        return None
    starts = [w.start for w in whens if w.start is not None]
    ends = [w.end for w in whens if w.end is not None]
    longest = max(whens, key=lambda w: (w.start is not None and w.end is not None, str(w.end)))
    return When(
        start=min(starts, key=str, default=None), end=max(ends, key=str, default=None), precision=longest.precision,
        span=longest.span, basis=longest.basis,
    )  # fmt: skip
