"""Conflicts: who fights whom in a country, and who from outside backs each side."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.knowledge.actors import ActorBook
from dragoman.model.records import Conflict, Event, Kind, Ref, Relation, Side

_WARRING = frozenset({Kind.GOVERNMENT, Kind.MILITARY, Kind.GROUP, Kind.PERSON, Kind.ORGANISATION})
_FIGHTS = frozenset({"ASSAULT"})


def conflicts(events: Iterable[Event], relations: Iterable[Relation], book: ActorBook) -> tuple[Conflict, ...]:
    """One conflict for each country that has a side backed or opposed in the relations.

    A side is the actors of the country whom support, leadership or possession joins; its backers are the states and bodies from
    outside that support any of them.

    Args:
        events: for the sides that fight.
        relations: supports, opposes, leads and part_of.
        book: for the countries' names.
    """
    relations = list(relations)
    events = list(events)
    countries = {r.toward.country for r in relations if r.kind == "supports" and _outside(r.holder, r.toward)} - {None}
    found = [_conflict(c, events, relations, book) for c in sorted(c for c in countries if c)]
    return tuple(c for c in found if c is not None)


def _outside(holder: Ref, toward: Ref) -> bool:
    return (
        holder.country is not None and toward.country is not None and holder.country != toward.country
        and holder.kind in (Kind.STATE, Kind.GOVERNMENT, Kind.MILITARY, Kind.GROUP, Kind.PERSON)
        and (toward.kind in _WARRING) and toward.kind is not Kind.STATE
    )  # fmt: skip


def _conflict(country: str, events: list[Event], relations: list[Relation], book: ActorBook) -> Conflict | None:
    backing = [r for r in relations if r.kind == "supports" and r.toward.country == country and _outside(r.holder, r.toward)]
    actors: dict[str, Ref] = {}
    for r in relations:
        for ref in (r.holder, r.toward):
            if ref.country == country and ref.kind in _WARRING:
                actors.setdefault(_key(ref), ref)
    joined = {key: key for key in actors}
    for r in relations:
        pair = _key(r.holder), _key(r.toward)
        if r.kind in ("supports", "leads", "part_of") and pair[0] in joined and pair[1] in joined:
            _join(joined, *pair)
    for one in actors:
        for other in actors:
            if one != other and _possesses(actors[one], actors[other]):
                _join(joined, one, other)
    sides: dict[str, list[Ref]] = {}
    for key, ref in actors.items():
        sides.setdefault(_root(joined, key), []).append(ref)
    backers: dict[str, dict[str, Ref]] = {side: {} for side in sides}
    rests_on = []
    for r in backing:
        side = _root(joined, _key(r.toward))
        backers[side].setdefault(_key(r.holder), r.holder)
        rests_on.append(r.id)
    fighting = {_root(joined, _key(r.toward)) for r in relations if r.kind == "opposes" and _key(r.toward) in joined}
    fighting |= {_root(joined, _key(r.holder)) for r in relations if r.kind == "opposes" and _key(r.holder) in joined}
    rests_on += [r.id for r in relations if r.kind == "opposes" and country in (r.holder.country, r.toward.country)]
    rests_on += [e.id for e in events if e.type in _FIGHTS and any(a.country == country for a in e.actors)]
    kept = [
        Side(of=tuple(refs), backed_by=tuple(backers[side].values()))
        for side, refs in sides.items()
        if backers[side] or side in fighting
    ]
    if not kept:
        return None
    return Conflict(place=country, name=book.state_name(country), sides=tuple(kept), rests_on=tuple(dict.fromkeys(rests_on)))


def _key(ref: Ref) -> str:
    return ref.id or ref.name


def _possesses(one: Ref, other: Ref) -> bool:
    """"Assad" and "Assad's forces": one is named by the other."""
    return one.kind is Kind.PERSON and one.name.split()[-1].lower() in other.name.lower().split("'")[0].split()


def _join(joined: dict[str, str], one: str, other: str) -> None:
    joined[_root(joined, one)] = _root(joined, other)


def _root(joined: dict[str, str], key: str) -> str:
    while joined[key] != key:
        key = joined[key]
    return key
