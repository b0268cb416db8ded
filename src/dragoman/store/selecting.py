"""Records out of the store, in the order told: (published, report, position in the report)."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from dragoman.model.living import Told, ToldTie
from dragoman.model.records import Event, Place, Ref, Relation
from dragoman.store import interning, unpacking
from dragoman.store.filtering import event_conditions, in_order, sorted_by, tie_conditions
from dragoman.store.interning import Interned
from dragoman.store.schema import UNDATED, events, relations, reports
from dragoman.store.values import EventFilter, EventRow, TieFilter

BATCH = 4000  # rows a time
_EVENT = [events.c[name] for name in unpacking.EVENT_COLUMNS]
_RELATION = [relations.c[name] for name in unpacking.RELATION_COLUMNS]
_N_EVENT, _N_RELATION = len(_EVENT), len(_RELATION)
_PARTS, _PLACE = unpacking.EVENT_COLUMNS.index("parts"), unpacking.EVENT_COLUMNS.index("place")


@dataclass(frozen=True, slots=True)
class Book:
    """The actors and places that this process has met."""

    actors: Interned[Ref] = field(default_factory=interning.actors)
    places: Interned[Place] = field(default_factory=interning.places)


def told(
    connection: Connection, book: Book, wanted: EventFilter, *within: ColumnElement[bool], light: bool
) -> Iterator[Told]:
    """Events of dated reports; those `within`, if there are more conditions than a filter has."""
    query = select(*_EVENT, events.c.story, events.c.told, reports.c.id).join_from(events, reports).where(*within)
    if not light:
        query = _with_rest(query)
    for rows in _batches(connection, _chosen(connection, query, wanted, dated=True)):
        with _no_collection():
            batch = _told_batch(connection, book, rows, light=light)
        yield from batch


def _told_batch(connection: Connection, book: Book, rows: Sequence[Any], *, light: bool) -> list[Told]:
    by_key = {} if light else texts(connection, rows)
    out = []
    for event, row in zip(_light_events(connection, book, rows), rows, strict=True):
        story, published, report = row[_N_EVENT : _N_EVENT + 3]
        whole = event if light else _whole_event(event, row[_N_EVENT + 3 :], by_key)
        out.append(Told(event=whole, report=report, published=_moment(published), story=story or event.id))
    return out


@contextmanager
def _no_collection() -> Iterator[None]:
    """Put off Python's search for garbage: among records, of which none is garbage, it would take half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def event_rows(connection: Connection, book: Book, wanted: EventFilter) -> Iterator[EventRow]:
    """Events of all reports, undated ones too, for people."""
    names = ("id", "title", "source", "publisher", "published", "odd")
    wide = [events.c.story, events.c.day, *(reports.c[name].label(f"r_{name}") for name in names)]
    query = _with_rest(select(*_EVENT, *wide).join_from(events, reports))
    for rows in _batches(connection, _chosen(connection, query, wanted, dated=False)):
        by_key = texts(connection, rows)
        for light, row in zip(_light_events(connection, book, rows), rows, strict=True):
            story, day, report, title, source, publisher, published, odd, *rest = row[_N_EVENT:]
            event = _whole_event(light, rest, by_key)
            exact = json.loads(odd) if odd else {}
            yield EventRow(
                event=event, story=story or event.id, sentence=event.evidence.sentence.of(by_key[rest[-1]]),
                report=report, title=exact.get("title", title), source=exact.get("source", source),
                publisher=exact.get("publisher", publisher),
                published=None if published is None else datetime.fromisoformat(published),
                day=None if day is None else unpacking.day_of(day), day_basis=_day_basis(event, day),
            )  # fmt: skip


def count(connection: Connection, wanted: EventFilter) -> int:
    """How many events a filter fits."""
    query = select(func.count()).select_from(events).join(reports).where(*event_conditions(wanted, connection))
    return connection.scalar(query) or 0


def ties(connection: Connection, book: Book, wanted: TieFilter, *, light: bool) -> Iterator[ToldTie]:
    """Relations of dated reports."""
    query = _with_tie_rest(select(*_RELATION, relations.c.told, reports.c.id).join_from(relations, reports))
    query = query.where(relations.c.told > UNDATED, *tie_conditions(wanted))
    query = query.order_by(relations.c.told, reports.c.id, relations.c.position)
    for rows in _batches(connection, query):
        by_key = {} if light else texts(connection, rows)
        for relation, row in zip(_light_relations(connection, book, rows), rows, strict=True):
            published, report = row[_N_RELATION : _N_RELATION + 2]
            whole = relation if light else _whole_relation(relation, row[_N_RELATION + 2 :], by_key)
            yield ToldTie(relation=whole, report=report, published=_moment(published))


def records_of(
    connection: Connection, book: Book, report: int, text: str
) -> tuple[tuple[Event, ...], tuple[Relation, ...]]:
    """All that one report, given by its key and text, tells, exactly as it was added."""
    texts = {report: text}
    query = _with_rest(select(*_EVENT).join_from(events, reports)).where(events.c.report == report)
    rows = connection.execute(query.order_by(events.c.position)).all()
    light = _light_events(connection, book, rows)
    whole = tuple(_whole_event(event, row[_N_EVENT:], texts) for event, row in zip(light, rows, strict=True))
    query = _with_tie_rest(select(*_RELATION).join_from(relations, reports)).where(relations.c.report == report)
    rows = connection.execute(query.order_by(relations.c.position)).all()
    held = _light_relations(connection, book, rows)
    return whole, tuple(_whole_relation(tie, row[_N_RELATION:], texts) for tie, row in zip(held, rows, strict=True))


def _with_rest(query: Select[Any]) -> Select[Any]:
    """The columns that the very record is made of, beside those of its light form; the report's key last."""
    return query.add_columns(events.c.record, events.c.report)


def _with_tie_rest(query: Select[Any]) -> Select[Any]:
    return query.add_columns(relations.c.record, relations.c.report)


def _chosen(connection: Connection, query: Select[Any], wanted: EventFilter, *, dated: bool) -> Select[Any]:
    """The query for the events of a filter, in order; the few of many are found first, so that only they are read."""
    conditions = list(event_conditions(wanted, connection))
    if dated:
        conditions.append(events.c.told > UNDATED)
    if wanted.limit is None:
        return in_order(query.where(*conditions), wanted, connection)
    keys = in_order(select(events.c.key).join_from(events, reports).where(*conditions), wanted, connection)
    few = keys.subquery()
    return sorted_by(query.where(events.c.key.in_(select(few.c.key))), wanted)


def texts(connection: Connection, rows: Sequence[Any]) -> dict[int, str]:
    """The exact texts of the reports of these rows, whose last column is the report's key."""
    found: dict[int, str] = {}
    for some in interning.chunks(sorted({row[-1] for row in rows})):
        query = select(reports.c.key, reports.c.odd, reports.c.text).where(reports.c.key.in_(some))
        for key, odd, text in connection.execute(query):
            found[key] = exact_text(odd, text)
    return found


def exact_text(odd: str | None, text: str) -> str:
    """The text of a report as it came."""
    return str(json.loads(odd).get("text", text)) if odd else text


def _batches(connection: Connection, query: Select[Any]) -> Iterator[Sequence[Any]]:
    """The rows of a query, many at a time; PostgreSQL sends them as they are asked for."""
    partitions = connection.execute(query.execution_options(yield_per=BATCH)).partitions()
    while True:
        with _no_collection():
            rows = next(partitions, None)
        if rows is None:
            return
        yield rows


def _light_events(connection: Connection, book: Book, rows: Sequence[Any]) -> Iterable[Event]:
    actors: set[int] = set()
    places: set[int] = set()
    unfolded = [unpacking.event_parts(row[_PARTS]) for row in rows]
    for parts in unfolded:
        unpacking.keys_in(parts, actors, places)
    places.update(row[_PLACE] for row in rows if row[_PLACE] is not None)
    book.actors.load(connection, actors)
    book.places.load(connection, places)
    refs, where = book.actors.by_key, book.places.by_key
    return (
        unpacking.light_event(row[:_N_EVENT], parts, refs, where) for row, parts in zip(rows, unfolded, strict=True)
    )


def _light_relations(connection: Connection, book: Book, rows: Sequence[Any]) -> list[Relation]:
    unfolded = [json.loads(row[_N_RELATION - 1]) for row in rows]
    keys = {row[at] for row in rows for at in (2, 3)}
    for speakers, *_ in unfolded:
        keys.update(speaker if isinstance(speaker, int) else speaker[0] for speaker in speakers)
    book.actors.load(connection, keys)
    refs = book.actors.by_key
    return [unpacking.light_relation(row[:_N_RELATION], parts, refs) for row, parts in zip(rows, unfolded, strict=True)]


def _whole_event(light: Event, rest: Sequence[Any], texts: dict[int, str]) -> Event:
    record, report = rest
    return unpacking.whole_event(light, record, texts[report])


def _whole_relation(light: Relation, rest: Sequence[Any], texts: dict[int, str]) -> Relation:
    record, report = rest
    return unpacking.whole_relation(light, record, texts[report])


def _day_basis(event: Event, day: str | None) -> str | None:
    if day is None:
        return None
    when = event.when
    return when.basis if when is not None and (when.start or when.end) else "report"


@lru_cache(65536)
def _moment(text: str) -> datetime:
    """When a report was published; many records share one."""
    return datetime.fromisoformat(text)
