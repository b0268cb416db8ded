"""The agenda as a calendar at an address that calendar programs subscribe to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from dragoman.export.cited import Cite, Cited, Origin, safe_text
from dragoman.lives.order import day_of
from dragoman.model.living import Life
from dragoman.model.records import Meeting
from dragoman.store.values import EventRow
from dragoman.web.api.answering import served, tagged
from dragoman.web.api.asked import CalendarAsked
from dragoman.web.api.pictures import drawn_for, fits
from dragoman.web.api.reasons import rows_of
from dragoman.web.cache import Remembering

MEDIA = "text/calendar; charset=utf-8"
REMEMBERED = timedelta(days=365)  # for which meetings that are over stay in the calendar, unless `since` says otherwise


def agenda_ics(request: Request, asked: Annotated[CalendarAsked, Query()]) -> Response:
    """The agenda as an iCalendar (RFC 5545) to subscribe to: moved dates move, what is called off is struck out.

    Meetings that are over stay for a year, so that nothing vanishes from a calendar unseen.
    """

    def make() -> bytes:
        from dragoman.export.ics import calendar  # needs icalendar, which may not be installed

        drawn = drawn_for(request, asked.as_of, everything=asked.all)
        lives = [
            life for life in drawn.agenda if fits(life, asked) and (asked.since or _is_remembered(life, drawn.as_of))
        ]
        found = served(request)
        text = calendar(
            lives, cite=_citing(found.store, lives), name=asked.name,
            address=lambda life: found.settings.page(request, life),
        ).text  # fmt: skip
        return text.encode()

    headers = {"Content-Disposition": 'inline; filename="agenda.ics"'}
    return tagged(request, make, MEDIA, live=False, headers=headers)


def _is_remembered(life: Life[Meeting], as_of: date) -> bool:
    """Whether a meeting is to come, or something was told of it in the last year."""
    when = life.what.when
    last = (when.end or when.start) if when else None
    begins = as_of - REMEMBERED
    return life.history[-1].told >= begins or (last is not None and day_of(last) >= begins)


def _citing(store: Remembering, lives: list[Life[Meeting]]) -> Cite:
    """What finds the events that meetings rest on, by their ids."""
    ids = (id_ for life in lives for id_ in life.what.rests_on)
    return {row.event.id: _cited(row) for row in rows_of(store, ids)}.get


def _cited(row: EventRow) -> Cited:
    origin = Origin(id=row.report, source=row.source, title=row.title, publisher=row.publisher, published=row.published)
    return Cited(event=row.event, origin=origin, sentence=safe_text(row.sentence) or None, story=row.story)
