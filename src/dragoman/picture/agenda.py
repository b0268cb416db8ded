"""The agenda: meetings that are told of as coming, put off or called off, one line a meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from dragoman.model.records import Event, Kind, Meeting, Ref, Status, When

_COMING = frozenset({Status.PLANNED, Status.POSTPONED, Status.CANCELLED})


_TOWNS = frozenset({"city", "point"})
StateName = Callable[[str], str]


def agenda(events: Iterable[Event], as_of: date | None = None, state_name: StateName = str) -> tuple[Meeting, ...]:
    """Visits and meetings with a host that are planned, postponed or cancelled.

    A visit has its host as recipient; talks on a day are hosted by whom the report calls the host, else by the state in
    whose town they are held. Tellings of one meeting (a visitor in common, the same host, days that meet) become one line; the last word
    on its status counts, its days are all the days told.

    Args:
        events: events in the order of telling.
        as_of: leave out what is over by this day.
        state_name: gives the name of a state by its code.
    """
    groups: list[list[Event]] = []
    for event in events:
        if not _is_meeting(event) or event.status not in _COMING:
            continue
        host = _host(event, state_name)
        if host is not None and {v.country for v in _visitors(event)} <= {host.country}:
            continue  # nobody visits his own state
        group = next((g for g in groups if any(_same(event, other, state_name) for other in g)), None)
        if group is None:
            groups.append([event])
        else:
            group.append(event)
    meetings = [_meeting(group, state_name) for group in groups]
    return tuple(
        m
        for m in meetings
        if m.host is not None
        and m.host.country is not None
        and (as_of is None or m.when is None or m.when.end is None or _day(m.when.end) >= as_of)
    )


def _is_meeting(event: Event) -> bool:
    """Whether somebody comes to somebody, or several meet in one place."""
    if event.type != "CONSULT" or not event.actors:
        return False
    return event.mode == "visit" or (event.mode != "phone" and event.when is not None and len(_visitors(event)) > 1)


def _visitors(event: Event) -> tuple[Ref, ...]:
    return event.actors if event.mode == "visit" else (*event.actors, *event.recipients)


def _host(event: Event, state_name: StateName) -> Ref | None:
    """The state that is visited, or in which several meet."""
    if event.mode == "visit":
        return event.recipients[0] if event.recipients else None
    named = next((o.who for o in event.others if o.role == "host" and o.who.kind is Kind.STATE), None)
    place = event.where
    if (
        named is not None
        or place is None
        or place.country is None
        or place.span is None
        or place.precision not in _TOWNS
    ):
        return named  # "talks on Libya" are not held there
    return Ref(
        id=f"state:{place.country}", name=state_name(place.country), country=place.country, sectors=("GOV",), kind=Kind.STATE,
        text=place.text, span=place.span, why="the state of the place where they meet",
    )  # fmt: skip


def _day(value: date) -> date:
    return date(value.year, value.month, value.day)


def _same(one: Event, other: Event, state_name: StateName) -> bool:
    """Whether two tellings are of one meeting."""
    shared = {v.id for v in _visitors(one)} & {v.id for v in _visitors(other)}
    hosts = _host(one, state_name), _host(other, state_name)
    if not shared or (hosts[0] and hosts[1] and hosts[0].country != hosts[1].country):
        return False
    if one.when is None or other.when is None:
        return True
    return _meet(one.when, other.when)


def _meet(one: When, other: When) -> bool:
    early = one.end is None or other.start is None or other.start <= one.end
    late = other.end is None or one.start is None or one.start <= other.end
    return early and late


def _meeting(group: list[Event], state_name: StateName) -> Meeting:
    visitors: dict[str, Ref] = {}
    said: dict[str, Ref] = {}
    for event in group:
        for ref in _visitors(event):
            if ref.kind is Kind.PERSON or event.mode != "visit" or not any(a.kind is Kind.PERSON for a in event.actors):
                visitors.setdefault(ref.id or ref.name, ref)
        for speaker in event.speakers:
            said.setdefault(speaker.who.id or speaker.who.name, speaker.who)
    hosts = [host for event in group if (host := _host(event, state_name)) is not None]
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
