"""Ceasefires as things with a life: who agreed and brokered them, where, and the deeds that strain them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dragoman.model.records import Ceasefire, Event, Place, Ref, Status

_COLLAPSED = 8  # deeds against a ceasefire that a report must tell of before it counts as collapsed


def ceasefires(events: Iterable[Event]) -> tuple[Ceasefire, ...]:
    """Ceasefires that are told of, each place once.

    Args:
        events: events in the order of telling; RETREAT with mode ceasefire makes one, ASSAULT at its place strains it.
    """
    events = list(events)
    found: dict[str, list[Event]] = {}
    for event in events:
        if event.type == "RETREAT" and event.mode == "ceasefire" and event.status is not Status.DENIED:
            key = event.where.name if event.where else ",".join(sorted(a.country or a.name for a in event.actors))
            found.setdefault(key, []).append(event)
    return tuple(_ceasefire(group, events) for group in found.values())


def _ceasefire(group: list[Event], events: list[Event]) -> Ceasefire:
    where = next((e.where for e in group if e.where is not None), None)
    agreed = next((e.when for e in group if e.when is not None), None)
    start = agreed.start if agreed else None
    violations = [
        e for e in events
        if e.type == "ASSAULT" and e.status in (Status.HAPPENED, Status.ONGOING) and _inside(e.where, where)
        and not e.historical and (start is None or e.when is None or e.when.end is None or _day(e.when.end) > _day(start))
        and not any(word in e.why for word in ("fighting", "fight", "hostility"))
    ]  # fmt: skip
    brokers: dict[str, Ref] = {}
    for e in group:
        for ref in e.actors:
            brokers.setdefault(ref.id or ref.name, ref)
    proposed = all(e.status in (Status.HYPOTHETICAL, Status.PLANNED) for e in group)
    status = "proposed" if proposed else "strained" if violations else "in force"
    if len(violations) >= _COLLAPSED:
        status = "collapsed"
    return Ceasefire(
        where=where, parties=(), brokers=tuple(brokers.values()), agreed=agreed, status=status,
        violations=tuple(e.id for e in violations), rests_on=tuple(e.id for e in group),
    )  # fmt: skip


def _day(value: date) -> date:
    return date(value.year, value.month, value.day)


def _inside(place: Place | None, where: Place | None) -> bool:
    if place is None or where is None:
        return False
    return place.name == where.name or (where.precision == "country" and place.country == where.country)
