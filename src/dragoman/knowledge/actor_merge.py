"""One actor of several rows: the files overlap where a body is of a region and of a sort, and both rows tell something.

Two groups or bodies of one state whose years overlap are one where each goes by the other's name, or where they have
the same name, or where one has the other's name and they share half of their names. Two persons are one where a full
name of one is a name of the other, and no state speaks against it. A name with brackets ("Nyan Win (NLD)") is told
apart on purpose.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.knowledge.actor_types import Actor, ActorBook, Period
from dragoman.knowledge.name_forms import fold
from dragoman.model.records import Kind

_BODIES = frozenset({Kind.GOVERNMENT, Kind.MILITARY, Kind.ORGANISATION, Kind.GROUP})


def unite(book: ActorBook) -> None:
    """Make one actor of those that are the same; the first keeps its id, the others' ids lead to it."""
    names = {a.id: _names(a) for a in book.actors.values() if a.kind is not Kind.STATE}
    by_key: dict[str, list[str]] = {}
    for id_, keys in names.items():
        for key in keys:
            by_key.setdefault(key, []).append(id_)
    for ids in by_key.values():
        for n, later in enumerate(ids[1:], 1):
            for earlier in ids[:n]:
                one, other = book.by_id(earlier), book.by_id(later)
                if one is None or other is None or one.id == other.id or not _same(one, other, names):
                    continue
                book.actors[one.id] = _united(one, other)
                names[one.id] = {**names[one.id], **names[other.id]}
                del book.actors[other.id]
                for id_, to in book.merged.items():
                    if to == other.id:
                        book.merged[id_] = one.id
                book.merged[other.id] = one.id


def _names(actor: Actor) -> dict[str, None]:
    """All names of an actor, folded, the main one first."""
    return dict.fromkeys(map(fold, (actor.name, *actor.aliases)))


def _same(one: Actor, other: Actor, names: dict[str, dict[str, None]]) -> bool:
    if (one.kind is Kind.PERSON) != (other.kind is Kind.PERSON):
        return False
    mine, theirs = names[one.id], names[other.id]
    my_name, their_name = next(iter(mine)), next(iter(theirs))
    if one.kind is Kind.PERSON:
        agree = one.country == other.country or one.country is None or other.country is None
        told_apart = "(" in one.name or "(" in other.name
        full = any(len(key.split()) > 1 for key in (my_name, their_name) if key in mine and key in theirs)
        alike = bool(set(one.sectors) & set(other.sectors))
        return agree and full and alike and not told_apart
    if one.country != other.country or not one.period.overlaps(other.period):
        return False
    if one.kind is not other.kind and not {one.kind, other.kind} <= _BODIES:
        return False
    if my_name == their_name:
        return True
    if _apart(one, other, my_name, their_name):
        return False
    mutual = (my_name in theirs) + (their_name in mine)
    shared = len(mine.keys() & theirs.keys())
    return mutual == 2 or (mutual == 1 and 2 * shared >= min(len(mine), len(theirs)))


def _apart(one: Actor, other: Actor, my_name: str, their_name: str) -> bool:
    """Whether the rows themselves say that they are two: one the parent or the foe of the other."""
    told = {fold(n) for n in (one.parent or "", *one.opposes)}, {fold(n) for n in (other.parent or "", *other.opposes)}
    return their_name in told[0] or my_name in told[1]


def _united(one: Actor, other: Actor) -> Actor:
    """Both rows' names and ties; what only one knows is taken from it."""
    known = {leader.name for leader in one.leaders}
    offices = {(t.office, fold(t.of), t.period.start) for t in one.tenures}
    return replace(
        one,
        country=one.country or other.country,
        sectors=tuple(dict.fromkeys((*one.sectors, *other.sectors))),
        aliases=tuple(dict.fromkeys((*one.aliases, other.name, *other.aliases))),
        period=Period(_first(one, other), _last(one, other)),
        parent=one.parent or other.parent,
        leaders=(*one.leaders, *(leader for leader in other.leaders if leader.name not in known)),
        supports=tuple(dict.fromkeys((*one.supports, *other.supports))),
        opposes=tuple(dict.fromkeys((*one.opposes, *other.opposes))),
        tenures=(*one.tenures, *(t for t in other.tenures if (t.office, fold(t.of), t.period.start) not in offices)),
    )


def _first(one: Actor, other: Actor) -> date | None:
    days = [d for d in (one.period.start, other.period.start) if d is not None]
    return min(days) if days else None


def _last(one: Actor, other: Actor) -> date | None:
    days = [d for d in (one.period.end, other.period.end) if d is not None]
    return max(days) if days else None
