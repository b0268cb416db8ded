"""Judgements about single records: somebody confirms, rejects or corrects what was read, beside the machine's claim.

A correction is JSON of the fields that are otherwise, kept in the judgement's `object`; the record itself never changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

from dragoman.errors import InputError, StoreError
from dragoman.keeping.store import Store
from dragoman.knowledge.ontology import MODES, TYPES
from dragoman.model.records import Event, Status
from dragoman.store.values import Judgement, TieFilter

FIELDS = (
    "type",
    "mode",
    "status",
    "actors",
    "recipients",
    "where",
    "start",
    "end",
    "speakers",
)  # that can be corrected
LISTS = ("actors", "recipients", "speakers")
LONGEST = 300


def confirm(store: Store, record: str, *, who: str, why: str | None = None) -> Judgement:
    """Say that a record is right as it is."""
    return _judge(
        store, Judgement(kind="confirm", subject=full_id(store, record), who=who, at=datetime.now(UTC), why=why)
    )


def reject(store: Store, record: str, *, who: str, why: str | None = None) -> Judgement:
    """Say that a record is wrong: the report tells no such thing."""
    return _judge(
        store, Judgement(kind="reject", subject=full_id(store, record), who=who, at=datetime.now(UTC), why=why)
    )


def edit(store: Store, record: str, fields: Mapping[str, str], *, who: str, why: str | None = None) -> Judgement:
    """Say how a record should be.

    Args:
        store: where it is.
        record: an event, by its id or the beginning of it.
        fields: those of FIELDS that are otherwise, as text; names are joined by "; ", an empty one says that it is none.
        who: who says so.
        why: for what reason.

    Raises:
        InputError: a field is none of an event, or a value none of its values; or nothing is otherwise.
        StoreError: there is no such event.
    """
    event = store.database.event(record).event
    given = {name: value.strip() for name, value in fields.items()}
    _check(given)
    before = as_fields(event)
    changed = {name: value for name, value in given.items() if value != before[name]}
    if not changed:
        raise InputError("nothing is otherwise than it was read; change a field, or confirm the record")
    merged = before | changed
    if merged["mode"] and merged["mode"] not in MODES.get(merged["type"], {}):
        raise InputError(
            f"{merged['type']} has no mode {merged['mode']!r}; it has {', '.join(MODES.get(merged['type'], {})) or 'none'}"
        )
    text = json.dumps(changed, ensure_ascii=False, sort_keys=True)
    return _judge(store, Judgement(kind="edit", subject=event.id, object=text, who=who, at=datetime.now(UTC), why=why))


def merge(store: Store, one: str, other: str, *, who: str, why: str | None = None) -> Judgement:
    """Say that two events or stories tell one deed; what said that these two are two is withdrawn by it."""
    _withdraw(store, "split", one, other)
    return store.merge(one, other, who=who, why=why)


def split(store: Store, one: str, other: str, *, who: str, why: str | None = None) -> Judgement:
    """Say that two events tell two deeds; what said that these two are one is withdrawn by it."""
    _withdraw(store, "merge", one, other)
    return store.split(one, other, who=who, why=why)


def undo(store: Store, judgement: str) -> Judgement:
    """Withdraw a judgement of any kind; it stays on record.

    Raises:
        StoreError: there is none, or it was withdrawn before.
    """
    found = store.database.judgement(judgement)
    if found.kind in ("merge", "split"):
        return store.undo(found.id)
    with store.database.write() as writer:
        if not writer.withdraw_judgement(found.id):
            raise StoreError(f"the judgement {found.id} was withdrawn before")
    return found


def correction(judgement: Judgement) -> dict[str, str]:
    """The fields that an edit gives."""
    found = json.loads(judgement.object or "{}")
    return {name: str(found[name]) for name in FIELDS if name in found}


def as_fields(event: Event) -> dict[str, str]:
    """The fields of an event as text, as an edit gives them."""
    when = event.when if event.when is not None and event.when.basis == "text" else None
    return {
        "type": event.type,
        "mode": event.mode or "",
        "status": event.status.value,
        "actors": "; ".join(ref.name for ref in event.actors),
        "recipients": "; ".join(ref.name for ref in event.recipients),
        "where": event.where.name if event.where else "",
        "start": when.start.isoformat()[:10] if when and when.start else "",
        "end": when.end.isoformat()[:10] if when and when.end else "",
        "speakers": "; ".join(dict.fromkeys(s.who.name for s in event.speakers)),
    }


def full_id(store: Store, record: str) -> str:
    """The whole id of an event or a relation.

    Raises:
        StoreError: there is neither, or several begin so.
    """
    ties = store.database.ties(TieFilter(ids=(record,)))
    return ties[0].relation.id if ties else store.database.event(record).event.id


def _withdraw(store: Store, kind: str, one: str, other: str) -> None:
    """Take back what says the contrary of the same two."""
    pair = {
        store.database.story(x).events[0].event.id if kind == "split" else store.database.event(x).event.id
        for x in (one, other)
    }
    for judgement in store.database.judgements():
        if judgement.kind == kind and {judgement.subject, judgement.object} == pair:
            store.undo(judgement.id)


def _judge(store: Store, judgement: Judgement) -> Judgement:
    """Keep a judgement; one about the same record by the same person that said otherwise is withdrawn by it."""
    old = [
        j for j in store.database.judgements(subject=judgement.subject)
        if j.who == judgement.who and j.kind in ("confirm", "reject", "edit") and j.subject == judgement.subject
    ]  # fmt: skip
    with store.database.write() as writer:
        for one in old:
            writer.withdraw_judgement(one.id)
        writer.put_judgement(judgement)
    return judgement


def _check(given: Mapping[str, str]) -> None:
    for name, value in given.items():
        if name not in FIELDS:
            raise InputError(f"{name!r} is no field that can be corrected; those are {', '.join(FIELDS)}")
        if len(value) > LONGEST:
            raise InputError(f"{name} is {len(value)} characters long; {LONGEST} are allowed")
    if given.get("type", "AGREE") not in TYPES:
        raise InputError(f"{given['type']!r} is no type of event; take one of {', '.join(TYPES)}")
    if given.get("status", "happened") not in set(Status):
        raise InputError(f"{given['status']!r} is no status; take one of {', '.join(Status)}")
    for name in ("start", "end"):
        if given.get(name):
            try:
                date.fromisoformat(given[name])
            except ValueError:
                raise InputError(f"{name} {given[name]!r} is not a day; write it as 2020-06-14") from None
