"""What people ask of the store beside its records: reports, actors, stories, judgements, feeds, and how much there is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, distinct, func, select, union_all

from dragoman.errors import StoreError
from dragoman.model.records import Picture as Empty
from dragoman.model.records import Place, Reading
from dragoman.model.report import Block, BlockKind, Precision, Report
from dragoman.model.span import Span
from dragoman.store import interning, selecting
from dragoman.store.filtering import report_conditions
from dragoman.store.schema import (
    UNDATED,
    actors,
    alerts,
    event_actors,
    events,
    feeds,
    judgements,
    links,
    relations,
    reports,
    sentences,
)
from dragoman.store.selecting import Book
from dragoman.store.unpacking import day_of
from dragoman.store.values import (
    ActorRow,
    Counts,
    EventFilter,
    Feed,
    Judgement,
    Link,
    ReportFilter,
    ReportRow,
    SentenceRow,
    StoryRow,
)

_REPORT = (
    "id", "source", "publisher", "title", "published", "precision", "language", "feed", "copy_of", "arrived", "key",
    "events", "relations", "warnings", "odd",
)  # fmt: skip


def full_id(connection: Connection, table: Table, given: str, what: str, where: str) -> str:
    """The id that begins with what was given.

    Raises:
        StoreError: none does, or several do.
    """
    last = given[:-1] + chr(ord(given[-1]) + 1) if given else "\uffff"
    column = table.c.id
    found = connection.scalars(select(column).where(column >= given, column < last).order_by(column).limit(4)).all()
    if given in found or len(found) == 1:
        return given if given in found else str(found[0])
    if not found:
        raise StoreError(f"{where} has no {what} whose id begins with {given!r}")
    raise StoreError(f"{given!r} begins the ids of several {what}s ({', '.join(found[:3])} ...); give more of it")


def report_rows(connection: Connection, wanted: ReportFilter) -> list[ReportRow]:
    """Reports in the order told, or from the newest."""
    order: list[Any] = [reports.c.told, reports.c.id]
    if wanted.arrived_after is not None:
        order = [reports.c.key]
    query = select(*(reports.c[name] for name in _REPORT)).where(*report_conditions(wanted))
    query = query.order_by(*(column.desc() if wanted.newest_first else column for column in order)).limit(wanted.limit)
    return [report_row(row) for row in connection.execute(query)]


def one_report(connection: Connection, id_: str) -> ReportRow:
    """The report with this id."""
    return report_row(
        connection.execute(select(*(reports.c[name] for name in _REPORT)).where(reports.c.id == id_)).one()
    )


def has(connection: Connection, table: Table, id_: str) -> bool:
    """Whether a table has a row with this id."""
    return connection.scalar(select(table.c.id).where(table.c.id == id_)) is not None


def report_row(row: Sequence[Any]) -> ReportRow:
    """A report from the columns of _REPORT."""
    (id_, source, publisher, title, published, precision, language, feed, copy_of, arrived, key, count, ties, warnings,
     odd) = row  # fmt: skip
    found = ReportRow(
        id=id_, source=source, publisher=publisher, title=title, published=_moment(published),
        precision=Precision(precision) if precision else None, language=language, feed=feed, copy_of=copy_of,
        arrived=datetime.fromisoformat(arrived), sequence=key, events=count, relations=ties,
        warnings=tuple(json.loads(warnings)) if warnings else (),
    )  # fmt: skip
    exact = {name: value for name, value in (json.loads(odd) if odd else {}).items() if name != "text"}
    return replace(found, **exact)


def reading(connection: Connection, book: Book, id_: str) -> Reading:
    """A report with its records exactly as they were added, the picture left out, which is drawn from them."""
    query = select(*(reports.c[name] for name in _REPORT), reports.c.dateline, reports.c.blocks, reports.c.text)
    *columns, dateline, blocks, text = connection.execute(query.where(reports.c.id == id_)).one()
    row, text = report_row(columns), selecting.exact_text(columns[-1], text)
    told, ties = selecting.records_of(connection, book, row.sequence, text)
    report = Report(
        text=text, source=row.source, title=row.title,
        blocks=tuple(Block(BlockKind(kind), Span(a, b)) for kind, a, b in json.loads(blocks or "[]")),
        published=row.published, published_precision=row.precision, publisher=row.publisher, language=row.language,
    )  # fmt: skip
    return Reading(
        report=report, dateline=_place(dateline), events=told, relations=ties, picture=Empty(), warnings=row.warnings
    )


def sentence(connection: Connection, event: str) -> SentenceRow:
    """The sentence that an event rests on."""
    query = select(reports.c.id, sentences.c.begins, sentences.c.ends, reports.c.odd, reports.c.text)
    query = query.join_from(events, sentences, sentences.c.key == events.c.sentence)
    query = query.join(reports, reports.c.key == sentences.c.report).where(events.c.id == event)
    report, begins, ends, odd, text = connection.execute(query).one()
    span = Span(begins, ends)
    return SentenceRow(report=report, span=span, text=span.of(selecting.exact_text(odd, text)))


def actor_rows(
    connection: Connection, *, id_: str | None, named: str | None, country: str | None, limit: int | None
) -> list[ActorRow]:
    """Actors that events or relations name, those in most events first; rows that differ in name alone are one."""
    count = func.count(distinct(event_actors.c.event))
    query = (
        select(
            *(column for column in actors.columns if column.name != "digest"),
            count, func.min(func.nullif(events.c.told, UNDATED)), func.max(func.nullif(events.c.told, UNDATED)),
        )
        .join_from(actors, event_actors)
        .join(events, events.c.key == event_actors.c.event)
        .group_by(actors.c.key)
        .order_by(count.desc(), actors.c.name, actors.c.digest)
    )  # fmt: skip
    if id_ is not None:
        query = query.where(actors.c.id == id_)
    if named is not None:
        query = query.where(actors.c.name.icontains(named, autoescape=True))
    if country is not None:
        query = query.where(actors.c.country == country)
    out = []
    for _, *columns, number, first, last in connection.execute(query.limit(limit)):
        out.append(ActorRow(ref=interning.actor_of(tuple(columns)), events=number, first=_day(first), last=_day(last)))
    return out


def story(connection: Connection, book: Book, id_: str) -> StoryRow | None:
    """A story by its id or that of any of its events."""
    found = connection.scalar(select(events.c.story).where(events.c.id == id_))
    name = found or id_
    rows = tuple(selecting.event_rows(connection, book, EventFilter(story=name)))
    if not rows:
        return None
    return StoryRow(id=name, events=rows, links=tuple(links_between(connection, [row.event.id for row in rows])))


def links_between(connection: Connection, ids: Sequence[str] | None = None) -> list[Link]:
    """Links between these events, or all; from the surest."""
    one, other = events.alias("one"), events.alias("other")
    query = (
        select(one.c.id, other.c.id.label("other"), links.c.score, links.c.reasons)
        .join_from(links, one, one.c.key == links.c.a)
        .join(other, other.c.key == links.c.b)
        .order_by(links.c.score.desc(), one.c.id, other.c.id)
    )
    rows: list[Any] = []
    if ids is None:
        rows += connection.execute(query)
    else:
        for some in interning.chunks(ids):
            rows += connection.execute(query.where(one.c.id.in_(some)))
        rows = [row for row in rows if row[1] in set(ids)]
    return [Link(a=a, b=b, score=score, reasons=tuple(json.loads(reasons))) for a, b, score, reasons in rows]


def judgement_rows(connection: Connection, *, subject: str | None, withdrawn: bool) -> list[Judgement]:
    """What people decided, oldest first; those withdrawn too if asked for."""
    columns = judgements.c
    names = ("kind", "subject", "object", "who", "at", "why", "withdrawn_at")
    query = select(*(columns[name] for name in names)).order_by(columns.at, columns.id)
    if subject is not None:
        query = query.where((columns.subject == subject) | (columns.object == subject))
    if not withdrawn:
        query = query.where(columns.withdrawn_at.is_(None))
    return [
        Judgement(
            kind=kind, subject=about, object=other, who=who, at=datetime.fromisoformat(at), why=why,
            withdrawn_at=_moment(gone),
        )
        for kind, about, other, who, at, why, gone in connection.execute(query)
    ]  # fmt: skip


def feed_rows(connection: Connection) -> list[Feed]:
    """All feeds, by URL."""
    found = []
    for row in connection.execute(select(feeds).order_by(feeds.c.url)).mappings():
        moments = {name: _moment(row[name]) for name in ("last_poll", "next_poll")}
        found.append(Feed(**{**row, **moments}))
    return found


def alerts_fired(connection: Connection) -> dict[str, datetime]:
    """When each alert was fired."""
    return {key: datetime.fromisoformat(at) for key, at in connection.execute(select(alerts.c.key, alerts.c.fired_at))}


def counts(connection: Connection) -> Counts:
    """How much there is."""
    tables = (reports, sentences, events, relations, judgements, feeds)
    numbers = {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in tables}
    told = func.nullif(reports.c.told, UNDATED)
    copies, undated, first, last = connection.execute(
        select(
            func.count(reports.c.copy_of), func.count() - func.count(told), func.min(told), func.max(told)
        ).select_from(reports)
    ).one()
    own = select(events.c.id.label("story")).where(events.c.story.is_(None))
    shared = select(events.c.story).where(events.c.story.is_not(None))
    stories = union_all(own, shared).subquery()
    return Counts(
        reports=numbers["reports"], copies=copies, undated=undated, sentences=numbers["sentences"],
        events=numbers["events"], relations=numbers["relations"],
        actors=connection.scalar(select(func.count(distinct(event_actors.c.actor)))) or 0,
        stories=connection.scalar(select(func.count(distinct(stories.c.story)))) or 0,
        judgements=numbers["judgements"], feeds=numbers["feeds"], first=_day(first), last=_day(last),
    )  # fmt: skip


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _day(text: str | None) -> Any:
    return None if text is None else day_of(text)


def _place(text: str | None) -> Place | None:
    if text is None:
        return None
    value = json.loads(text)
    return Place(**{**value, "span": Span(*value["span"]) if value["span"] else None})
