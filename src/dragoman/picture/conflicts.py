"""Conflicts: who fights whom in a country, and who from outside backs each side.

Three signs make a conflict: an armed group that somebody backs, two actors of a country that oppose each other, and violence
between forces and an armed group. A side is the actors whom support, leadership, possession or the state's own service joins.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.knowledge.actors import ActorBook
from dragoman.model.records import Conflict, Event, Kind, Ref, Relation, Side, Status

_WARRING = frozenset({Kind.GOVERNMENT, Kind.MILITARY, Kind.GROUP, Kind.PERSON, Kind.ORGANISATION})
_ARMED = frozenset({"REB", "UAF", "SEP", "MIL", "PRM"})
_JOINS = frozenset({"supports", "leads", "part_of"})


@dataclass(slots=True)
class _War:
    """What is known of the fighting in one country while it is gathered."""

    country: str
    actors: dict[str, Ref] = field(default_factory=dict)
    joined: dict[str, str] = field(default_factory=dict)
    fighting: set[str] = field(default_factory=set)
    backers: dict[str, dict[str, Ref]] = field(default_factory=dict)
    rests_on: list[str] = field(default_factory=list)

    def add(self, ref: Ref) -> str:
        key = _key(ref)
        self.actors.setdefault(key, ref)
        self.joined.setdefault(key, key)
        return key

    def root(self, key: str) -> str:
        while self.joined[key] != key:
            key = self.joined[key]
        return key

    def join(self, one: str, other: str) -> None:
        self.joined[self.root(one)] = self.root(other)


def conflicts(events: Iterable[Event], relations: Iterable[Relation], book: ActorBook) -> tuple[Conflict, ...]:
    """One conflict for each country where sides fight or are backed.

    Args:
        events: for the sides that fight.
        relations: supports, opposes, leads and part_of.
        book: for the countries' names.
    """
    wars: dict[str, _War] = {}
    relations, events = list(relations), list(events)
    for r in relations:
        _from_relation(r, wars)
    for event in events:
        _from_violence(event, wars)
    for war in wars.values():
        _join_sides(war, relations)
    found = [_conflict(wars[country], book) for country in sorted(wars)]
    return tuple(c for c in found if c is not None)


def _from_relation(r: Relation, wars: dict[str, _War]) -> None:
    country = r.toward.country
    if r.kind == "supports" and country and _outside(r.holder, r.toward):
        war = wars.setdefault(country, _War(country))
        war.backers.setdefault(war.add(r.toward), {}).setdefault(_key(r.holder), r.holder)
        war.rests_on.append(r.id)
    elif r.kind == "opposes" and country and _is_civil_war(r, country):
        war = wars.setdefault(country, _War(country))
        war.fighting |= {war.add(r.holder), war.add(r.toward)}
        war.rests_on.append(r.id)


def _is_civil_war(r: Relation, country: str) -> bool:
    """Two that can wage war, one of them armed, both at home."""
    able = r.holder.kind in _WARRING and r.toward.kind in _WARRING
    return able and r.holder.country == country and (_is_armed(r.holder) or _is_armed(r.toward))


def _from_violence(event: Event, wars: dict[str, _War]) -> None:
    """Forces and an armed group that fight each other make a conflict in the group's country."""
    if event.type != "ASSAULT" or event.status not in (Status.HAPPENED, Status.ONGOING) or event.historical:
        return
    for one in event.actors:
        for other in event.recipients:
            groups = [ref for ref in (one, other) if ref.kind is Kind.GROUP and _is_armed(ref)]
            powers = [
                ref for ref in (one, other) if ref.kind in (Kind.MILITARY, Kind.GOVERNMENT, Kind.STATE) or ref in groups
            ]
            country = next((ref.country for ref in groups if ref.country), None)
            if not groups or len(powers) < 2 or country is None or _key(one) == _key(other):
                continue
            war = wars.setdefault(country, _War(country))
            war.fighting |= {war.add(one), war.add(other)}
            war.rests_on.append(event.id)


def _join_sides(war: _War, relations: list[Relation]) -> None:
    for r in relations:
        at_home = r.holder.country == r.toward.country == war.country
        known = _key(r.toward) in war.actors or _key(r.holder) in war.actors
        if r.kind in _JOINS and at_home and r.toward.kind in _WARRING and known:
            war.join(war.add(r.holder), war.add(r.toward))
    keys = list(war.actors)
    for i, one in enumerate(keys):
        for other in keys[i + 1 :]:
            a, b = war.actors[one], war.actors[other]
            if _possesses(a, b) or _possesses(b, a) or (_serves(a, war.country) and _serves(b, war.country)):
                war.join(one, other)


def _conflict(war: _War, book: ActorBook) -> Conflict | None:
    sides: dict[str, list[Ref]] = {}
    for key, ref in war.actors.items():
        sides.setdefault(war.root(key), []).append(ref)
    backed: dict[str, dict[str, Ref]] = {}
    for key, refs in war.backers.items():
        for other, ref in refs.items():
            backed.setdefault(war.root(key), {}).setdefault(other, ref)
    fighting = {war.root(key) for key in war.fighting}
    kept = [
        Side(of=tuple(refs), backed_by=tuple(backed.get(side, {}).values()))
        for side, refs in sides.items()
        if side in backed or side in fighting
    ]
    armed = any(_is_armed(ref) for side in kept for ref in side.of)
    if not kept or (len(kept) < 2 and not armed):
        return None
    name = book.state_name(war.country)
    return Conflict(place=war.country, name=name, sides=tuple(kept), rests_on=tuple(dict.fromkeys(war.rests_on)))


def _outside(holder: Ref, toward: Ref) -> bool:
    """Whether a supporter comes from outside the country of the supported."""
    backer = holder.kind in (Kind.STATE, Kind.GOVERNMENT, Kind.MILITARY, Kind.GROUP, Kind.PERSON, Kind.ORGANISATION)
    return backer and holder.country != toward.country and toward.kind in _WARRING


def _is_armed(ref: Ref) -> bool:
    return ref.kind is Kind.MILITARY or bool(_ARMED & set(ref.sectors))


def _serves(ref: Ref, country: str) -> bool:
    """Whether an actor is the state's own: its government, army or police, no rebel."""
    own = ref.kind in (Kind.GOVERNMENT, Kind.MILITARY, Kind.STATE) and ref.country == country
    return own and not {"REB", "UAF", "SEP", "OPP"} & set(ref.sectors)


def _key(ref: Ref) -> str:
    return ref.id or ref.name


def _possesses(one: Ref, other: Ref) -> bool:
    """ "Assad" and "Assad's forces", "al-Shabab" and "al-Shabab militants": one is named by the other."""
    last = one.name.split()[-1].lower()
    if one.kind is Kind.PERSON:
        return last in other.name.lower().split("'")[0].split()
    return one.kind is Kind.GROUP and other.kind in (Kind.GROUP, Kind.PEOPLE) and one.name.lower() in other.name.lower()
