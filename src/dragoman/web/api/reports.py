"""Reports: read one and keep nothing, add one, list, show and remove them."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from dragoman.contract.encode import reading_to_json
from dragoman.knowledge.actors import ActorBook
from dragoman.model.records import Picture, Reading
from dragoman.model.report import Report
from dragoman.picture.agenda import agenda
from dragoman.picture.ceasefires import ceasefires
from dragoman.picture.conflicts import conflicts
from dragoman.picture.frictions import frictions
from dragoman.store.values import ReportFilter
from dragoman.web.api.answering import answer, fresh, next_of, served
from dragoman.web.api.asked import Id, ReadAsked, ReportAsked, ReportsAsked
from dragoman.web.api.problems import finding
from dragoman.web.api.report_body import report_of
from dragoman.web.api.rows import report_row
from dragoman.web.cache import QUICK

_IN_TURN = threading.Lock()  # the language model takes all cores for one report


async def read_given(request: Request, asked: Annotated[ReadAsked, Query()]) -> tuple[Report, date | None]:
    """The report of a request, and the day that its picture is drawn for."""
    return await report_of(request, asked), asked.as_of


async def report_given(request: Request, asked: Annotated[ReportAsked, Query()]) -> Report:
    """The report of a request."""
    return await report_of(request, asked)


def read(request: Request, given: Annotated[tuple[Report, date | None], Depends(read_given)]) -> Response:
    """Read a report and give its records (docs/records.md); nothing is kept."""
    report, as_of = given
    with _IN_TURN:
        (reading,) = served(request).settings.reader().read([report], as_of=as_of)
    return fresh(reading_to_json(reading))


def reports(request: Request, asked: Annotated[ReportsAsked, Query()]) -> Response:
    """Reports in the order of arrival: who keeps up with the store asks again `after` the last `sequence` seen."""
    database = served(request).store.database
    wanted = ReportFilter(
        publishers=tuple(asked.publisher), feeds=tuple(asked.feed), copies=asked.copies, told_since=asked.since,
        told_until=asked.until, arrived_after=asked.after, limit=asked.limit + 1,
    )  # fmt: skip

    def make() -> Any:
        found = database.reports(wanted)
        items = [report_row(row) for row in found[: asked.limit]]
        return {
            "items": items,
            "next": next_of(request, str(items[-1]["sequence"])) if len(found) > asked.limit else None,
        }

    return answer(request, make)


def report(request: Request, id: Id) -> Response:
    """One report with its text."""
    database = served(request).store.database
    with finding("report", id):
        row = database.report(id)
    return answer(request, lambda: report_row(row) | {"text": database.reading(row.id).report.text})


def records(request: Request, id: Id) -> Response:
    """All that was taken from a report when it was added (docs/records.md), with the picture that it draws by itself."""
    store = served(request).store
    with finding("report", id):
        row = store.database.report(id)
    return answer(request, lambda: reading_to_json(_with_picture(store.database.reading(row.id), store.book)))


def add(request: Request, given: Annotated[Report, Depends(report_given)]) -> Response:
    """Read a report and keep it with what it tells: 201 where it is new, 200 where the store has it."""
    asked = served(request)
    store, new = asked.store, not asked.store.database.knows(given.id)
    links = 0
    if new:
        with _IN_TURN:
            readings = list(asked.settings.reader().read([given]))
        kept = store.keep(readings)
        links, new = kept.links, bool(kept.new)
        if store.snapshot.took < QUICK:  # else it is read anew beside, as after any change by others
            store.forget()
    row = store.database.report(given.id)
    found = {
        "report": row.id, "new": new, "copy_of": row.copy_of, "dated": row.published is not None,
        "events": row.events, "links": links,
    }  # fmt: skip
    address = f"{request.url.path}/{row.id}"
    return fresh(found, 201 if new else 200, {"Location": address})


def remove(request: Request, id: Id) -> Response:
    """Drop a report and all that was taken from it."""
    store = served(request).store
    with finding("report", id):
        gone = store.remove(id)
    store.forget()
    return fresh({"report": gone})


def _with_picture(reading: Reading, book: ActorBook) -> Reading:
    """A reading as it came from the reader: the store leaves the picture out, which is drawn from the records."""
    sides = conflicts(reading.events, reading.relations, book)
    drawn = Picture(
        agenda=agenda(reading.events, None, book.state_name), conflicts=sides, ceasefires=ceasefires(reading.events),
        frictions=frictions(reading.events, sides),
    )  # fmt: skip
    return replace(reading, picture=drawn)
