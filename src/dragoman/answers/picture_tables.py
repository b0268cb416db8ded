"""The living picture as tables: agenda, who backs whom, ceasefires, frictions, sanctions, deployments, offices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.answers.table import Row, Sections, Table, ids, iso, names, place_of, span_of
from dragoman.lives.changes import PARTS, changes
from dragoman.model.living import Backing, Deployment, Life, LivingPicture, Office, Sanction, Truce, Violation
from dragoman.model.records import Conflict, Meeting, Ref, Side

_LIFE = ("id", "state", "since", "why")  # state, the day that it is known since, and the rule that set it


def _life(life: Life[object]) -> Row:
    last = life.history[-1] if life.history else None
    return {
        "id": life.id, "state": life.state, "since": iso(last.told) if last else None, "why": last.why if last else None,
    }  # fmt: skip


def agenda(picture: LivingPicture) -> Table:
    """Meetings that are not over, in the order of the picture."""
    columns = (
        *_LIFE, "start", "end", "visitors", "host", "place", "place_country", "topics", "said_by", "visitor_ids", "host_id",
        "from",
    )  # fmt: skip
    rows = [_meeting(life) for life in picture.agenda]
    shown = ("start", "state", "visitors", "host", "place", "said_by", "since", "id")
    return Table(columns, rows, shown, f"no meeting stands on the agenda as of {picture.as_of}")


def _meeting(life: Life[Meeting]) -> Row:
    meeting = life.what
    start, end = span_of(meeting.when)
    place, country = place_of(meeting.where)
    host = [meeting.host] if meeting.host is not None else []
    return _life(life) | {
        "start": start, "end": end, "visitors": names(meeting.visitors), "host": next(iter(names(host)), None),
        "place": place, "place_country": country, "topics": [topic.name for topic in meeting.topics],
        "said_by": names(meeting.said_by), "visitor_ids": ids(meeting.visitors), "host_id": next(iter(ids(host)), None),
        "from": list(meeting.rests_on),
    }  # fmt: skip


def who_backs(picture: LivingPicture, conflict: str | None = None) -> Table:
    """Who backs whom, one row a backer and side; sides that nobody backs are rows with no backer.

    Args:
        picture: the picture.
        conflict: only this one, by the ISO code of its country.
    """
    columns = (
        "conflict", "name", "side", "backed", "backer", "kinds", "since", "last", "state", "backed_ids", "backer_id", "id", "from",
    )  # fmt: skip
    rows: list[Row] = []
    for life in picture.conflicts:
        if conflict in (None, life.what.place):
            for number, side in enumerate(life.what.sides, start=1):
                rows += _side(life, number, side, picture.backings)
    shown = ("conflict", "side", "backed", "backer", "kinds", "since", "last")
    of = f" in {conflict}" if conflict else ""
    return Table(columns, rows, shown, f"no sides and no backers are known{of} as of {picture.as_of}")


def _side(life: Life[Conflict], number: int, side: Side, backings: tuple[Backing, ...]) -> list[Row]:
    """The backings of a side; a backer without a backing of its own keeps its row."""
    conflict = life.what
    base: Row = {
        "conflict": conflict.place, "name": conflict.name, "side": number, "state": life.state, "id": life.id,
        "backed": names(side.of), "backed_ids": ids(side.of), "backer": None, "backer_id": None, "kinds": [], "since": None,
        "last": None, "from": list(conflict.rests_on),
    }  # fmt: skip
    of = {ref.id or ref.name for ref in side.of}
    found = [b for b in backings if b.conflict == conflict.place and (b.backed.id or b.backed.name) in of]
    rows = [
        base | {
            "backed": [b.backed.name], "backed_ids": ids([b.backed]), "backer": b.backer.name, "backer_id": b.backer.id,
            "kinds": list(b.kinds), "since": iso(b.since), "last": iso(b.last), "from": list(b.rests_on),
        }
        for b in found
    ]  # fmt: skip
    told = {b.backer.id or b.backer.name for b in found}
    others = [ref for ref in side.backed_by if (ref.id or ref.name) not in told]
    rows += [base | {"backer": ref.name, "backer_id": ref.id} for ref in others]
    return rows or [base]


def ceasefires(picture: LivingPicture) -> Table:
    """Ceasefires with their parties, brokers and what strains them."""
    columns = (
        *_LIFE, "status", "place", "place_country", "agreed_start", "agreed_end", "starts", "ends", "parties", "brokers",
        "violations", "breaches", "party_ids", "broker_ids", "violation_ids", "from",
    )  # fmt: skip
    rows = [_ceasefire(life) for life in picture.ceasefires]
    shown = ("place", "state", "since", "agreed_start", "ends", "parties", "brokers", "violations", "id")
    return Table(columns, rows, shown, f"no ceasefire is known as of {picture.as_of}")


def _ceasefire(life: Life[Truce]) -> Row:
    ceasefire = life.what
    start, end = span_of(ceasefire.agreed)
    place, country = place_of(ceasefire.where)
    return _life(life) | {
        "status": ceasefire.status, "place": place, "place_country": country, "agreed_start": start, "agreed_end": end,
        "starts": iso(ceasefire.starts), "ends": iso(ceasefire.ends), "parties": names(ceasefire.parties),
        "brokers": names(ceasefire.brokers), "violations": len(ceasefire.violations),
        "breaches": [_breach(breach) for breach in ceasefire.breaches],
        "party_ids": ids(ceasefire.parties), "broker_ids": ids(ceasefire.brokers),
        "violation_ids": list(ceasefire.violations), "from": list(ceasefire.rests_on),
    }  # fmt: skip


def _breach(breach: Violation) -> Row:
    """Who is said to have broken it, and who says so."""
    return {
        "day": iso(breach.day), "kind": breach.kind, "by": names(breach.by), "against": names(breach.against),
        "accusers": names(breach.accusers), "killed": breach.killed, "event": breach.event,
    }  # fmt: skip


def frictions(picture: LivingPicture) -> Table:
    """Pairs of states that back opposite sides."""
    rows: list[Row] = [
        {
            "first": f.pair[0].name, "second": f.pair[1].name, "opposed_in": list(f.opposed_in), "in_dialogue": f.in_dialogue,
            "first_id": f.pair[0].id, "second_id": f.pair[1].id, "from": list(f.rests_on),
        }
        for f in picture.frictions
    ]  # fmt: skip
    shown = ("first", "second", "opposed_in", "in_dialogue")
    return Table((*shown, "first_id", "second_id", "from"), rows, shown, f"no friction is known as of {picture.as_of}")


def sanctions(picture: LivingPicture) -> Table:
    """Sanctions that are known of, and whether they hold."""
    rows = [_sanction(life) for life in picture.sanctions]
    columns = (*_LIFE, "by", "on", "by_ids", "on_ids", "from")
    return Table(columns, rows, ("by", "on", "state", "since", "id"), f"no sanctions are known as of {picture.as_of}")


def _sanction(life: Life[Sanction]) -> Row:
    what = life.what
    return _life(life) | {
        "by": names(what.by), "on": names(what.on), "by_ids": ids(what.by), "on_ids": ids(what.on), "from": list(what.rests_on),
    }  # fmt: skip


def deployments(picture: LivingPicture) -> Table:
    """Forces sent, and whether they are still there."""
    rows = [_deployment(life) for life in picture.deployments]
    columns = (*_LIFE, "by", "place", "place_country", "by_ids", "from")
    return Table(
        columns, rows, ("by", "place", "state", "since", "id"), f"no deployment is known as of {picture.as_of}"
    )


def _deployment(life: Life[Deployment]) -> Row:
    place, country = place_of(life.what.to)
    return _life(life) | {
        "by": names(life.what.by), "place": place, "place_country": country, "by_ids": ids(life.what.by),
        "from": list(life.what.rests_on),
    }  # fmt: skip


def offices(picture: LivingPicture) -> Table:
    """Who holds or lost which office as reports tell it, beside the dates that the actor book has."""
    columns = (*_LIFE, "holder", "office", "of", "known_from", "known_until", "holder_id", "of_id", "from")
    shown = ("holder", "office", "of", "state", "since", "id")
    return Table(
        columns, [_office(life) for life in picture.offices], shown, f"no office is told of as of {picture.as_of}"
    )


def _office(life: Life[Office]) -> Row:
    what = life.what
    return _life(life) | {
        "holder": what.holder.name, "office": what.office, "of": what.of.name if what.of else None,
        "known_from": iso(what.known_from), "known_until": iso(what.known_until), "holder_id": what.holder.id,
        "of_id": what.of.id if what.of else None, "from": list(what.rests_on),
    }  # fmt: skip


def history(life: Life[object]) -> Table:
    """How something came to its state, oldest change first."""
    rows: list[Row] = [
        {"told": iso(c.told), "on": iso(c.on), "state": c.state, "why": c.why, "cause": c.cause} for c in life.history
    ]
    return Table(("told", "on", "state", "why", "cause"), rows, nothing="nothing has changed since it began")


def whole_picture(picture: LivingPicture) -> Sections:
    """All tables of a picture by name."""
    return {
        "agenda": agenda(picture),
        "who backs whom": who_backs(picture),
        "ceasefires": ceasefires(picture),
        "frictions": frictions(picture),
        "sanctions": sanctions(picture),
        "deployments": deployments(picture),
        "offices": offices(picture),
    }


def picture_changes(old: LivingPicture, new: LivingPicture) -> Table:
    """What is new, changed or gone from one picture to the next."""
    columns = ("kind", "part", "what", "old", "new", "why", "id", "from")
    known = {life.id: life for life in [*_all_lives(old), *_all_lives(new)]}
    rows: list[Row] = [
        {
            "kind": c.kind, "part": c.part, "what": _title(known.get(c.id), c.id), "old": c.old, "new": c.new,
            "why": "; ".join(c.why), "id": c.id, "from": list(c.causes),
        }
        for c in changes(old, new)
    ]  # fmt: skip
    shown = ("kind", "part", "what", "old", "new", "why", "id")
    return Table(columns, rows, shown, f"the picture is the same as of {old.as_of} and {new.as_of}")


def _all_lives(picture: LivingPicture) -> Iterator[Life[object]]:
    for part in PARTS:
        yield from getattr(picture, part)


def _title(life: Life[object] | None, key: str) -> str:
    """What a life is of, in a few words."""
    what = life.what if life is not None else None
    match what:
        case Meeting():
            return f"{_and(what.visitors)} → {what.host.name}" if what.host else _and(what.visitors)
        case Truce():
            where = what.where.name if what.where else ""
            return f"{where}: {_and(what.parties)}".strip(": ")
        case Conflict():
            return what.name
        case Sanction():
            return f"{_and(what.by)} against {_and(what.on)}"
        case Deployment():
            return f"{_and(what.by)} in {what.to.name if what.to else 'an unknown place'}"
        case Office():
            return f"{what.holder.name}: {what.office or 'an office'}"
        case _:
            return key


def _and(refs: Iterable[Ref]) -> str:
    return ", ".join(dict.fromkeys(ref.name for ref in refs))
