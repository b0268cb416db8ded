"""The living picture as JSON values: the contract's picture (docs/records.md) with ids, states and histories."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dragoman.contract.encode import plain, ref_to_json
from dragoman.model.living import (
    NOWHERE,
    Backing,
    Change,
    Deployment,
    Life,
    LivingPicture,
    Office,
    Sanction,
    Truce,
    Violation,
)
from dragoman.model.records import Conflict, Friction, Meeting, Place, Ref

Json = dict[str, Any]


def living_to_json(picture: LivingPicture) -> Json:
    """A living picture as plain values for `json.dumps`.

    `agenda`, `conflicts`, `ceasefires` and `frictions` have the contract's fields; each line has its `id`, `state` and
    `history` beside them. Actors are no mentions: they have neither `text` nor `span` (null).
    """
    return {
        "as_of": picture.as_of.isoformat(),
        "agenda": [_lived(life, _meeting(life.what)) for life in picture.agenda],
        "conflicts": [_lived(life, _conflict(life.what)) for life in picture.conflicts],
        "backings": [_backing(b) for b in picture.backings],
        "ceasefires": [_lived(life, _ceasefire(life.what)) for life in picture.ceasefires],
        "frictions": [_friction(f) for f in picture.frictions],
        "sanctions": [_lived(life, _sanction(life.what)) for life in picture.sanctions],
        "deployments": [_lived(life, _deployment(life.what)) for life in picture.deployments],
        "offices": [_lived(life, _office(life.what)) for life in picture.offices],
    }


def life_to_json(life: Life[Any]) -> Json:
    """One life with its history, whatever it is of.

    Raises:
        TypeError: it is of something that no picture holds.
    """
    for kind, encode in _ENCODERS.items():
        if isinstance(life.what, kind):
            return _lived(life, encode(life.what))
    raise TypeError(f"a life of {type(life.what).__name__}; lives are of {', '.join(k.__name__ for k in _ENCODERS)}")


def _lived(life: Life[Any], what: Json) -> Json:
    return {"id": life.id, "state": life.state, **what, "history": [change_to_json(c) for c in life.history]}


def change_to_json(change: Change) -> Json:
    """One step of a life."""
    return {
        "told": change.told.isoformat(),
        "on": change.on.isoformat() if change.on else None,
        "state": change.state,
        "cause": change.cause,
        "why": change.why,
    }


def _meeting(m: Meeting) -> Json:
    return {
        "visitors": _actors(m.visitors),
        "host": _actor(m.host),
        "where": _place(m.where),
        "when": plain(m.when),
        "status": m.status.value,
        "topics": [_actor(t) if isinstance(t, Ref) else _place(t) for t in m.topics],
        "said_by": _actors(m.said_by),
        "from": list(m.rests_on),
    }


def _conflict(c: Conflict) -> Json:
    sides = [{"of": _actors(s.of), "backed_by": _actors(s.backed_by)} for s in c.sides]
    return {"place": c.place, "name": c.name, "sides": sides, "from": list(c.rests_on)}


def _backing(b: Backing) -> Json:
    return {
        "backer": _actor(b.backer),
        "backed": _actor(b.backed),
        "conflict": b.conflict,
        "kinds": list(b.kinds),
        "since": b.since.isoformat(),
        "last": b.last.isoformat(),
        "from": list(b.rests_on),
    }


def _ceasefire(c: Truce) -> Json:
    return {
        "where": _place(c.where),
        "parties": _actors(c.parties),
        "brokers": _actors(c.brokers),
        "agreed": plain(c.agreed),
        "starts": c.starts.isoformat() if c.starts else None,
        "ends": c.ends.isoformat() if c.ends else None,
        "last": c.last.isoformat(),
        "status": c.status,
        "violations": list(c.violations),
        "breaches": [_violation(v) for v in c.breaches],
        "from": list(c.rests_on),
    }


def _violation(v: Violation) -> Json:
    return {
        "event": v.event,
        "day": v.day.isoformat(),
        "kind": v.kind,
        "by": _actors(v.by),
        "against": _actors(v.against),
        "accusers": _actors(v.accusers),
        "killed": v.killed,
    }


def _friction(f: Friction) -> Json:
    return {
        "pair": _actors(f.pair),
        "in_dialogue": f.in_dialogue,
        "opposed_in": list(f.opposed_in),
        "from": list(f.rests_on),
    }


def _sanction(s: Sanction) -> Json:
    return {"by": _actors(s.by), "on": _actors(s.on), "from": list(s.rests_on)}


def _deployment(d: Deployment) -> Json:
    return {"by": _actors(d.by), "to": _place(d.to), "from": list(d.rests_on)}


def _office(o: Office) -> Json:
    return {
        "holder": _actor(o.holder),
        "office": o.office,
        "of": _actor(o.of),
        "known_from": o.known_from.isoformat() if o.known_from else None,
        "known_until": o.known_until.isoformat() if o.known_until else None,
        "from": list(o.rests_on),
    }


def _actors(refs: Iterable[Ref]) -> list[Json | None]:
    return [_actor(ref) for ref in refs]


def _actor(ref: Ref | None) -> Json | None:
    """An actor; the words that name him in some report are null where he stands for himself."""
    if ref is None:
        return None
    found = ref_to_json(ref)
    return {**found, "text": None, "span": None} if ref.span == NOWHERE else found


def _place(place: Place | None) -> Json | None:
    """A place without the span that it has in one of many reports."""
    found: Json | None = plain(place)
    return None if found is None else {**found, "span": None}


_ENCODERS: dict[type, Any] = {
    Meeting: _meeting, Conflict: _conflict, Truce: _ceasefire, Sanction: _sanction, Deployment: _deployment, Office: _office,
}  # fmt: skip
