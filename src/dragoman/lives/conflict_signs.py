"""What tellings show of conflicts: who fights whom, who backs whom from outside, who stands together at home."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.knowledge.lives import Signs, load_signs
from dragoman.lives.order import day_of
from dragoman.lives.parties import Sides, is_official, key_of
from dragoman.model.living import Told, ToldTie
from dragoman.model.records import Event, Kind, Place, Ref, Status

_ABLE = frozenset({Kind.STATE, Kind.GOVERNMENT, Kind.MILITARY, Kind.GROUP, Kind.PERSON, Kind.ORGANISATION})
_ARMED = frozenset({"REB", "UAF", "SEP", "MIL", "PRM"})
_TOLD = frozenset({Status.HAPPENED, Status.ONGOING})
_UNWARLIKE = frozenset({"abduct", "beat", "torture", "execute", "sexual", "crowd-control", "primitive"})
_AT_HOME = frozenset({"supports", "leads", "part_of"})


@dataclass(frozen=True, slots=True)
class Fight:
    """Two who fight each other, and in which country; None where no place is told."""

    day: date
    id: str
    report: str
    one: Ref
    other: Ref
    country: str | None


@dataclass(frozen=True, slots=True)
class Bond:
    """Two of one country who stand together; the book's own bonds have no id."""

    one: Ref
    other: Ref
    id: str | None


@dataclass(frozen=True, slots=True)
class Backed:
    """One from outside who backs one in a conflict, and how; `loose` where only the country is told, not whom there."""

    day: date
    id: str
    backer: Ref
    backed: Ref
    country: str
    kind: str
    loose: bool


@dataclass(frozen=True, slots=True)
class WarSigns:
    """All signs of conflicts in the order of telling."""

    fights: list[Fight]
    bonds: list[Bond]
    backed: list[Backed]


def conflict_signs(told: Iterable[Told], ties: Iterable[ToldTie], sides: Sides) -> WarSigns:
    """Gather the signs of conflicts.

    Args:
        told: tellings in order.
        ties: relations in order.
        sides: who leads which force.
    """
    support = load_signs("backing")
    found = WarSigns([], [], [])
    for tie in ties:
        _from_tie(tie, support, sides, found)
    for t in told:
        event = t.event
        if event.type == "ASSAULT":
            _from_violence(t, sides, found)
        elif event.type in support.types:
            _from_support(t, support, sides, found)
    return found


def _from_tie(tie: ToldTie, support: Signs, sides: Sides, found: WarSigns) -> None:
    r, day = tie.relation, day_of(tie.published)
    if r.status not in _TOLD or r.holder.kind not in _ABLE or r.toward.kind not in _ABLE:
        return
    country = r.toward.country
    if r.kind == "supports" and country and r.holder.country != country:
        backer = _backer(r.holder, sides, day)
        if backer is not None:
            kind = support.of("tie", None, "", r.status.value, r.why) or "political"
            found.backed.append(Backed(day, r.id, backer, sides.body_of(r.toward, day), country, kind, False))
    elif r.kind == "opposes" and (is_armed(r.holder) or is_armed(r.toward)):
        one, other = sides.body_of(r.holder, day), sides.body_of(r.toward, day)
        at_home = one.country is not None and one.country == other.country
        if at_home and key_of(one) != key_of(other):
            found.fights.append(Fight(day, r.id, tie.report, one, other, one.country))
    if r.kind in _AT_HOME and country is not None and r.holder.country == country:
        found.bonds.append(Bond(sides.body_of(r.holder, day), sides.body_of(r.toward, day), r.id))


def _from_violence(t: Told, sides: Sides, found: WarSigns) -> None:
    event = t.event
    if event.status not in _TOLD or event.mode in _UNWARLIKE:
        return
    day = day_of(t.published)
    if not event.recipients or not any(can_wage_war(r) for r in event.recipients):
        _charged(t, sides, found)
        return
    for one in event.actors:
        for other in event.recipients:
            if can_wage_war(one) and can_wage_war(other) and one.country and other.country:
                a, b = sides.body_of(one, day), sides.body_of(other, day)
                same_state = a.country == b.country and is_official(a) and is_official(b)
                if key_of(a) != key_of(b) and not same_state:
                    found.fights.append(Fight(day, event.id, t.report, a, b, _battlefield(event.where, a, b)))


def _charged(t: Told, sides: Sides, found: WarSigns) -> None:
    """One state says that another's forces attacked: they are at war, where that is in the land of one of them."""
    event = t.event
    where = event.where.country if event.where else None
    for by in event.actors:
        nameless = (by.id or "").startswith("actor:") and by.kind in (Kind.GROUP, Kind.MILITARY)
        if by.country is None or not (is_official(by) or nameless):
            continue
        for speaker in event.speakers:
            who = speaker.who
            if (
                who.country
                and who.country != by.country
                and is_official(who)
                and where in (None, by.country, who.country)
            ):
                one, other = sides.state(by.country), sides.state(who.country)
                found.fights.append(Fight(day_of(t.published), event.id, t.report, one, other, where))


def _from_support(t: Told, support: Signs, sides: Sides, found: WarSigns) -> None:
    event = t.event
    kind = support.of(event.type, event.mode, event.codes.cameo, event.status.value, event.why)
    if kind is None:
        return
    day = day_of(t.published)
    targets = _targets(event)
    for actor in event.actors:
        backer = _backer(actor, sides, day)
        if backer is None:
            continue
        for target in targets:
            if target.country and target.country != backer.country:
                loose = target.kind is Kind.STATE or event.type == "COOPERATE"
                found.backed.append(
                    Backed(day, event.id, backer, sides.body_of(target, day), target.country, kind, loose)
                )


def _targets(event: Event) -> tuple[Ref, ...]:
    """Who is helped: the recipients; of a joint deed the others of those who do it."""
    named = tuple(r for r in event.recipients if r.kind in _ABLE)
    return named or (tuple(r for r in event.actors if r.kind in _ABLE) if event.type == "COOPERATE" else ())


def _backer(ref: Ref, sides: Sides, day: date) -> Ref | None:
    """The actor as a backer: the state for its officials, a group or body as itself; None where it is nobody's."""
    if ref.kind not in _ABLE or (ref.country is None and ref.kind is not Kind.GROUP):
        return None
    if is_official(ref) and ref.country:
        return sides.state(ref.country)
    if (ref.id or "").startswith("actor:") and ref.country and ref.kind in (Kind.GROUP, Kind.MILITARY):
        return None if _ARMED & set(ref.sectors) - {"MIL"} else sides.state(ref.country)
    return sides.body_of(ref, day)


def _battlefield(where: Place | None, a: Ref, b: Ref) -> str | None:
    """The country in which two fight: of the group among them, else where the deed is told if it is one of theirs."""
    for ref in (b, a):
        if ref.kind is Kind.GROUP and is_armed(ref) and not is_official(ref):
            return ref.country
    if a.country == b.country:
        return a.country
    return where.country if where is not None and where.country in (a.country, b.country) else None


def can_wage_war(ref: Ref) -> bool:
    """Whether an actor is a state, its forces or an armed group; persons count through what they lead."""
    if ref.kind in (Kind.STATE, Kind.GOVERNMENT, Kind.MILITARY):
        return True
    return ref.kind in (Kind.GROUP, Kind.PERSON) and is_armed(ref)


def is_armed(ref: Ref) -> bool:
    """Whether an actor bears arms."""
    return ref.kind is Kind.MILITARY or bool(_ARMED & set(ref.sectors))
