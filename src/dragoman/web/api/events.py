"""Events, stories, what is behind them, and words to find them by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from dragoman.answers.stored_tables import event_table, story_sections
from dragoman.answers.table import Row
from dragoman.contract.encode import event_to_json, plain
from dragoman.store.database import Database
from dragoman.store.values import EventFilter
from dragoman.web.api.answering import answer, lines, next_of, served, wants_lines
from dragoman.web.api.asked import PAGE, AsOf, EventsAsked, Id, SearchAsked
from dragoman.web.api.problems import ProblemError, finding
from dragoman.web.api.reasons import reasons
from dragoman.web.api.rows import actors_named, full

AT_ONCE = 500  # events that a stream takes from the store at a time
MOST_ACTORS = 20  # of those whose names a search finds


def events(request: Request, asked: Annotated[EventsAsked, Query()]) -> Response:
    """Events with their sentences, newest first; as a stream of JSON lines with `Accept: application/x-ndjson`."""
    database = served(request).store.database
    wanted = _filter(database, asked)
    if wants_lines(request):
        return lines(request, _all(database, replace(wanted, limit=asked.limit)))

    def make() -> Any:
        items, more = _page(database, wanted, asked.limit or PAGE)
        return {"items": items, "next": next_of(request, str(items[-1]["id"])) if more else None}

    return answer(request, make)


def event(request: Request, id: Id) -> Response:
    """One event with its sentence, its report and its whole record."""
    with finding("event", id):
        row = served(request).store.database.event(id)
    return answer(request, lambda: full(event_table([row]))[0] | {"record": event_to_json(row.event)})


def story(request: Request, id: Id) -> Response:
    """All versions of one deed: who says what, where they differ, and why they were joined."""
    with finding("story", id):
        found = served(request).store.database.story(id)
    return answer(
        request, lambda: {"id": found.id} | {name: full(table) for name, table in story_sections(found).items()}
    )


def why(request: Request, id: Id, asked: Annotated[AsOf, Query()]) -> Response:
    """The records, sentences and rules behind any line of an answer: an event, a story, a relation, a meeting, a ceasefire."""
    store = served(request).store

    def make() -> Any:
        return plain(reasons(store, id, asked.as_of))

    return answer(request, make, live=False)


def search(request: Request, asked: Annotated[SearchAsked, Query()]) -> Response:
    """Events whose sentences have the words, newest first, and actors whose names do."""
    store = served(request).store
    database = store.database
    wanted = EventFilter(text=asked.text, newest_first=True, after=_cursor(database, asked.after))

    def make() -> Any:
        items, more = _page(database, wanted, asked.limit)
        return {
            "events": items,
            "count": database.count(wanted),
            "actors": actors_named(store.snapshot, asked.text)[:MOST_ACTORS],
            "next": next_of(request, str(items[-1]["id"])) if more else None,
        }

    return answer(request, make)


def _filter(database: Database, asked: EventsAsked) -> EventFilter:
    story = report = None
    if asked.story is not None:
        with finding("story", asked.story):
            story = database.story(asked.story).id
    if asked.report is not None:
        with finding("report", asked.report):
            report = database.report(asked.report).id
    return EventFilter(
        text=asked.text, actors=tuple(asked.actor), types=tuple(asked.type), modes=tuple(asked.mode),
        countries=tuple(asked.place), statuses=tuple(asked.status), speakers=tuple(asked.speaker), since=asked.since,
        until=asked.until, story=story, report=report, after=_cursor(database, asked.after), newest_first=True,
    )  # fmt: skip


def _cursor(database: Database, after: str | None) -> str | None:
    """The event after which to go on, which may have been removed since."""
    if after is None:
        return None
    try:
        with finding("event", after):
            return database.event(after).event.id
    except ProblemError as error:
        raise ProblemError(
            409, f"{error.detail}, so that there is nothing to go on after; begin again without `after`"
        ) from error


def _page(database: Database, wanted: EventFilter, limit: int) -> tuple[list[Row], bool]:
    """Some events, and whether there are more."""
    found = database.events(replace(wanted, limit=limit + 1))
    return full(event_table(found[:limit])), len(found) > limit


def _all(database: Database, wanted: EventFilter) -> Iterator[Row]:
    """Events one after another, as many as are wanted, never many of them in memory."""
    left, after = wanted.limit, wanted.after
    while left is None or left > 0:
        some = AT_ONCE if left is None else min(AT_ONCE, left)
        found = database.events(replace(wanted, limit=some, after=after))
        yield from full(event_table(found))
        if len(found) < some:
            return
        after = found[-1].event.id
        left = None if left is None else left - len(found)
