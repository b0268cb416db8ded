"""Filters as conditions in SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, false, literal_column, or_, select, text, tuple_

from dragoman.errors import StoreError
from dragoman.store import words
from dragoman.store.schema import UNDATED, actors, event_actors, events, relations, reports
from dragoman.store.values import EventFilter, ReportFilter, TieFilter

Condition = ColumnElement[bool]
_ORDER = (events.c.told, reports.c.id, events.c.position)


def event_conditions(wanted: EventFilter, connection: Connection) -> Iterator[Condition]:
    """What the rows of events, joined with their reports, must be like."""
    columns = events.c
    for column, values in (
        (columns.id, wanted.ids),
        (columns.type, wanted.types),
        (columns.mode, wanted.modes),
        (columns.country, wanted.countries),
        (columns.status, tuple(status.value for status in wanted.statuses)),
    ):
        if values:
            yield column.in_(values)
    for actor in wanted.actors:
        yield columns.key.in_(_events_of(actor))
    if wanted.speakers:
        yield columns.key.in_(_events_of(*wanted.speakers, role="speaker"))
    if wanted.historical is not None:
        yield columns.historical == wanted.historical
    if wanted.dated_only:
        yield columns.basis == "text"
    if wanted.story is not None:
        yield or_(columns.story == wanted.story, and_(columns.id == wanted.story, columns.story.is_(None)))
    if wanted.report is not None:
        yield reports.c.id == wanted.report
    yield from _between(columns.day, wanted.since, wanted.until)
    yield from _told(columns.told, wanted.told_since, wanted.told_until)
    if wanted.text is not None:
        yield _says(wanted.text, connection)


def tie_conditions(wanted: TieFilter) -> Iterator[Condition]:
    """What the rows of relations, joined with their reports, must be like."""
    columns = relations.c
    for column, values in (
        (columns.id, wanted.ids),
        (columns.kind, wanted.kinds),
        (columns.conflict, wanted.conflicts),
    ):
        if values:
            yield column.in_(values)
    if wanted.actors:
        keys = select(actors.c.key).where(actors.c.id.in_(wanted.actors))
        yield or_(columns.holder.in_(keys), columns.toward.in_(keys))
    if wanted.report is not None:
        yield reports.c.id == wanted.report
    yield from _told(columns.told, wanted.told_since, wanted.told_until)


def report_conditions(wanted: ReportFilter) -> Iterator[Condition]:
    """What the rows of reports must be like."""
    columns = reports.c
    if wanted.feeds:
        yield columns.feed.in_(wanted.feeds)
    if wanted.publishers:
        yield columns.publisher.in_(wanted.publishers)
    if wanted.copy_of is not None:
        yield columns.copy_of == wanted.copy_of
    if wanted.copies is not None:
        yield columns.copy_of.is_not(None) if wanted.copies else columns.copy_of.is_(None)
    if wanted.arrived_after is not None:
        yield columns.key > wanted.arrived_after
    yield from _told(columns.told, wanted.told_since, wanted.told_until)


def in_order(query: Select[Any], wanted: EventFilter, connection: Connection) -> Select[Any]:
    """The events from the one after which to go on, in the order told, as many as are wanted.

    Raises:
        StoreError: no event has the id after which to go on.
    """
    order = _ORDER
    if wanted.after is not None:
        place = connection.execute(
            select(*order).join_from(events, reports).where(events.c.id == wanted.after)
        ).one_or_none()
        if place is None:
            raise StoreError(f"there is no event {wanted.after} to go on after; begin again without `after`")
        here = tuple(place)
        if wanted.newest_first:
            query = query.where(events.c.told <= here[0], tuple_(*order) < here)
        else:
            query = query.where(events.c.told >= here[0], tuple_(*order) > here)
    ordered = sorted_by(query, wanted)
    return ordered if wanted.limit is None else ordered.limit(wanted.limit)


def sorted_by(query: Select[Any], wanted: EventFilter) -> Select[Any]:
    """The events in the order told, or from the newest."""
    return query.order_by(*(column.desc() if wanted.newest_first else column for column in _ORDER))


def one_of(column: ColumnElement[int], keys: Sequence[int]) -> Condition:
    """Whether a column has one of these numbers, written out, as they may be more than a statement may have parameters."""
    return column.in_([literal_column(str(int(key))) for key in keys])


def _events_of(*ids: str, role: str | None = None) -> Select[tuple[int]]:
    """Keys of the events that any of these has a part in."""
    keys = select(actors.c.key).where(actors.c.id.in_(ids))
    found = select(event_actors.c.event).where(event_actors.c.actor.in_(keys))
    return found if role is None else found.where(event_actors.c.role == role)


def _between(column: ColumnElement[Any], since: date | None, until: date | None) -> Iterator[Condition]:
    """From the first day to the last, both included; the text may go on with a time of day."""
    if since is not None:
        yield column >= since.isoformat()[:10]
    if until is not None:
        yield column < next_day(until)


def _told(column: ColumnElement[Any], since: date | None, until: date | None) -> Iterator[Condition]:
    yield from _between(column, since, until)
    if since is None and until is not None:
        yield column > UNDATED


def next_day(day: date) -> str:
    """The day after, as text; there is none after the last that the calendar has."""
    plain = date(day.year, day.month, day.day)
    return "9999-12-31~" if plain == date.max else (plain + timedelta(days=1)).isoformat()


def _says(asked: str, connection: Connection) -> Condition:
    """Whether the sentence has all the words and phrases; without any word, no sentence has."""
    phrases = words.phrases(asked)
    if not phrases:
        return false()
    if connection.dialect.name == "sqlite":
        found = "SELECT rowid FROM sentence_words WHERE sentence_words MATCH :asked"
        query = words.sqlite_query(phrases)
    else:
        found = "SELECT key FROM sentence_words WHERE words @@ CAST(:asked AS tsquery)"
        query = words.postgres_query(phrases)
    return events.c.sentence.in_(text(found).bindparams(asked=query).columns(literal_column("key")))
