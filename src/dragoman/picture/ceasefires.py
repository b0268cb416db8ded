"""Ceasefires as things with a life: who agreed and brokered them, where, and the deeds that strain them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dragoman.model.records import Ceasefire, Event, Place, Ref, Status

_COLLAPSED = 8  # deeds against a ceasefire that a report must tell of before it counts as collapsed
# CAMEO: ceasefire observed, intent to de-escalate, de-escalation announced.
_AGREED = frozenset({"0356", "087"})


def ceasefires(events: Iterable[Event]) -> tuple[Ceasefire, ...]:
    """Ceasefires that are told of, each place once; tellings without a place belong to the one that is told of.

    Args:
        events: events in the order of telling. RETREAT with mode ceasefire makes one, agreeing to it dates it and names its
            parties, ASSAULT at its place strains it.
    """
    events = list(events)
    truces = [e for e in events if e.type == "RETREAT" and e.mode == "ceasefire" and e.status is not Status.DENIED]
    groups: dict[str, list[Event]] = {}
    for event in sorted(truces, key=lambda e: e.where is None):
        key = event.where.name if event.where else next(iter(groups), "")
        groups.setdefault(key, []).append(event)
    if len(groups) == 1:
        only = next(iter(groups.values()))
        only += [
            e
            for e in events
            if e.type in ("AGREE", "CONCEDE") and e.codes.cameo in _AGREED and e.status is Status.HAPPENED
        ]
    found = (_ceasefire(group, events) for group in groups.values())
    return tuple(c for c in found if c.where is not None or c.brokers or c.parties)


def _ceasefire(group: list[Event], events: list[Event]) -> Ceasefire:
    where = next((e.where for e in group if e.where is not None and e.mode == "ceasefire"), None)
    agreed = next((e.when for e in group if e.when is not None), None)
    start = agreed.start if agreed else None
    violations = [
        e for e in events
        if e.type == "ASSAULT" and e.status in (Status.HAPPENED, Status.ONGOING) and _inside(e.where, where)
        and not e.historical and (start is None or e.when is None or e.when.end is None or _day(e.when.end) > _day(start))
        and not any(word in e.why for word in ("fighting", "fight", "hostility"))
    ]  # fmt: skip
    parties, brokers = _roles(group, where)
    proposed = all(e.status in (Status.HYPOTHETICAL, Status.PLANNED) for e in group)
    status = "proposed" if proposed else "strained" if violations else "in force"
    if len(violations) >= _COLLAPSED:
        status = "collapsed"
    return Ceasefire(
        where=where, parties=parties, brokers=brokers, agreed=agreed, status=status,
        violations=tuple(e.id for e in violations), rests_on=tuple(e.id for e in group),
    )  # fmt: skip


def _roles(group: list[Event], where: Place | None) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Parties and brokers: who comes from elsewhere than the fighting made the ceasefire, who is of the place keeps it."""
    parties: dict[str, Ref] = {}
    brokers: dict[str, Ref] = {}
    for e in group:
        local = [a for a in e.actors if where is None or a.country == where.country]
        for ref in e.actors:
            # One from elsewhere beside two of the place stands between them.
            party = bool(local) and (ref in local or len(local) < 2)
            (parties if party else brokers).setdefault(ref.id or ref.name, ref)
        for role in e.others:
            if role.role in ("mediator", "host"):
                brokers.setdefault(role.who.id or role.who.name, role.who)
    return tuple(parties.values()), tuple(brokers.values())


def _day(value: date) -> date:
    return date(value.year, value.month, value.day)


def _inside(place: Place | None, where: Place | None) -> bool:
    if place is None or where is None:
        return False
    return place.name == where.name or (where.precision == "country" and place.country == where.country)
