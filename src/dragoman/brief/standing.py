"""What stands between states and groups, in words: conflicts, backers, contacts, sanctions, forces abroad, offices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from dragoman.brief.fronts import Fronts
from dragoman.brief.naming import listed, name, named, names, place, said_by, the_day, who_of
from dragoman.brief.values import Draft
from dragoman.model.living import Backing, Deployment, Life, LivingPicture, Office, Sanction
from dragoman.model.records import Conflict, Ref

_KINDS = {
    "political": "politically", "weapons": "with weapons", "troops": "with troops", "funding": "with money", "training": "with training",
    "materiel": "with materiel", "intelligence": "with intelligence", "territory": "with its territory", "recruitment": "with recruits",
}  # fmt: skip
_SANCTIONS = {"imposed": "imposed measures on", "eased": "eased measures on", "lifted": "lifted measures on"}
_FORCES = {"sent": "sent forces to", "leaving": "began to withdraw forces from", "withdrawn": "withdrew forces from"}
_OFFICES = {"holds": "is told as", "resigned": "resigned as", "ousted": "was ousted as", "died": "died as"}


def backers_changed(before: LivingPicture, after: LivingPicture, fronts: Fronts) -> Iterator[Draft]:
    """Who newly backs whom, and with what more."""
    known = {_key(b): b for b in before.backings}
    alike: dict[_Alike, list[Backing]] = {}
    for backing in after.backings:
        old = known.get(_key(backing))
        more = tuple(k for k in backing.kinds if old is None or k not in old.kinds)
        if more and (old is not None or backing.since > before.as_of):
            alike.setdefault(
                _Alike(backing.conflict, name(backing.backed), more, backing.since if old else None), []
            ).append(backing)
    for common, some in alike.items():
        new = [
            i for b in some for i in reversed(b.rests_on) if _key(b) not in known or i not in known[_key(b)].rests_on
        ]
        said = said_by(ref for id_ in new[:1] for ref in who_of(fronts.speakers(id_)))
        yield Draft(
            text=_backers(common, some) + (f", {said}" if said else ""), records=tuple(dict.fromkeys(new)), places=(common.conflict,),
            day=max(b.last for b in some),
        )  # fmt: skip


class _Alike(NamedTuple):
    """What backers that stand in one line have in common; `since` is None where they are new."""

    conflict: str
    whom: str
    more: tuple[str, ...]
    since: date | None


def _backers(common: _Alike, some: list[Backing]) -> str:
    who, are = names([b.backer for b in some]), "are" if len(some) > 1 else "is"
    if common.since is None:
        return f"{who} {are} told to back {common.whom} {_with(common.more)}, for the first time"
    return (
        f"{who}, told to back {common.whom} since {the_day(common.since)}, {are} now told to do so {_with(common.more)}"
    )


def _key(backing: Backing) -> tuple[str, str]:
    return backing.conflict, backing.backer.id or backing.backer.name


def _with(kinds: Iterable[str]) -> str:
    return listed([_KINDS.get(kind, f"with {kind}") for kind in kinds])


def others_changed(before: LivingPicture, after: LivingPicture, fronts: Fronts) -> Iterator[Draft]:
    """Conflicts, contacts between rivals, sanctions, forces and offices that are new or changed."""
    yield from _conflicts(before, after, fronts)
    yield from _contacts(before, after)
    yield from _measures(before.sanctions, after.sanctions, before, fronts)
    yield from _measures(before.deployments, after.deployments, before, fronts)
    yield from _measures(before.offices, after.offices, before, fronts)


def _conflicts(before: LivingPicture, after: LivingPicture, fronts: Fronts) -> Iterator[Draft]:
    known = {life.id: life.state for life in before.conflicts}
    for life in after.conflicts:
        if known.get(life.id) == life.state or (life.id not in known and life.state != "active"):
            continue
        text = f"A conflict in {life.what.name} is told of{_sides(life.what)}"
        if life.state != "active":
            silence = "a year" if life.state == "quiet" else "two years"
            text = f"Nothing has been told of the conflict in {life.what.name} for {silence}"
        fights = [i for i in life.what.rests_on if i in fronts.told and fronts.told[i].event.type == "ASSAULT"]
        yield Draft(
            text=text, records=tuple(dict.fromkeys((*reversed(fights), *reversed(life.what.rests_on)))), places=(life.what.place,),
            day=life.history[-1].told, weight=60,
        )  # fmt: skip


def _sides(conflict: Conflict) -> str:
    sides = [names(named(side.of)) for side in conflict.sides if named(side.of)]
    return f", between {sides[0]} on one side and {sides[1]} on the other" if len(sides) == 2 else ""


def _contacts(before: LivingPicture, after: LivingPicture) -> Iterator[Draft]:
    """Rivals that were known as such and are now in contact."""
    silent = {_pair(f.pair): set(f.rests_on) for f in before.frictions if not f.in_dialogue}
    names_of = {life.what.place: life.what.name for life in after.conflicts}
    for friction in after.frictions:
        old = silent.get(_pair(friction.pair))
        if old is None or not friction.in_dialogue:
            continue
        where = listed([names_of.get(code, code) for code in friction.opposed_in])
        new = tuple(i for i in reversed(friction.rests_on) if i not in old)
        yield Draft(
            text=f"{names(friction.pair)}, who back opposite sides in {where}, are told to be in contact", records=new,
            places=friction.opposed_in, day=after.as_of, weight=20,
        )  # fmt: skip


def _pair(pair: tuple[Ref, Ref]) -> frozenset[str]:
    return frozenset(ref.id or ref.name for ref in pair)


def _measures(
    old: tuple[Life[Any], ...], new: tuple[Life[Any], ...], before: LivingPicture, fronts: Fronts
) -> Iterator[Draft]:
    known = {life.id: life.state for life in old}
    for life in new:
        if known.get(life.id) == life.state or life.history[-1].told <= before.as_of:
            continue
        text, places = _measure(life, fronts)
        if not text:
            continue
        steps = [c for c in life.history if c.told > before.as_of]
        causes = tuple(c.cause for c in reversed(steps) if c.cause)
        said = said_by(ref for cause in causes[:1] for ref in who_of(fronts.speakers(cause)))
        yield Draft(
            text=text + (f", {said}" if said else ""), places=places, day=steps[-1].told, weight=25,
            records=tuple(dict.fromkeys((*causes, *reversed(life.what.rests_on)))),
        )  # fmt: skip


def _measure(life: Life[Any], fronts: Fronts) -> tuple[str, tuple[str, ...]]:
    match life.what:
        case Sanction(by=by, on=on) if named(by) and named(on) and life.state in _SANCTIONS:
            return f"{names(named(by))} {_SANCTIONS[life.state]} {names(named(on))}", fronts.of((), on)
        case Deployment(by=by, to=to) if named(by) and to is not None and life.state in _FORCES:
            return f"{names(named(by))} {_FORCES[life.state]} {place(to, fronts.name_of)}", fronts.of((to.country,), by)
        case Office() as office if life.state in _OFFICES and office.office and life.state != "holds":
            of = f" of {name(office.of)}" if office.of else ""
            return f"{name(office.holder)} {_OFFICES[life.state]} {office.office}{of}", fronts.of(
                (office.holder.country,)
            )
    return "", ()
