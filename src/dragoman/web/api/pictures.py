"""The living picture and its parts as of a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from dragoman.answers import picture_tables as tables
from dragoman.answers.parties import Party
from dragoman.answers.table import Table
from dragoman.contract.living import living_to_json
from dragoman.lives.fold import of_conflict
from dragoman.lives.order import day_of
from dragoman.model.living import Life, LivingPicture
from dragoman.model.records import Meeting
from dragoman.web.api.answering import answer, served
from dragoman.web.api.asked import AgendaAsked, AsOf, BackersAsked, Living, PictureAsked
from dragoman.web.api.rows import full


def picture(request: Request, asked: Annotated[PictureAsked, Query()]) -> Response:
    """The living picture: agenda, conflicts with their backers, ceasefires, frictions, sanctions, deployments, offices."""

    def make() -> Any:
        drawn = drawn_for(request, asked.as_of, everything=asked.all)
        return living_to_json(of_conflict(drawn, asked.conflict) if asked.conflict else drawn)

    return answer(request, make, live=False)


def agenda(request: Request, asked: Annotated[AgendaAsked, Query()]) -> Response:
    """Meetings that are to come, put off or called off, each with its state; `/agenda.ics` has them as a calendar."""

    def table(drawn: LivingPicture) -> Table:
        lives = tuple(life for life in drawn.agenda if fits(life, asked))
        return tables.agenda(LivingPicture(as_of=drawn.as_of, agenda=lives))

    return _part(request, asked.as_of, table, everything=asked.all)


def ceasefires(request: Request, asked: Annotated[Living, Query()]) -> Response:
    """Ceasefires: parties, brokers, state, and each breach with who accuses whom."""
    return _part(request, asked.as_of, tables.ceasefires, everything=asked.all)


def who_backs(request: Request, asked: Annotated[BackersAsked, Query()]) -> Response:
    """The sides of conflicts and who from outside backs each, with what, since when and last seen."""
    return _part(request, asked.as_of, lambda drawn: tables.who_backs(drawn, asked.conflict))


def frictions(request: Request, asked: Annotated[AsOf, Query()]) -> Response:
    """States that back opposite sides, where, and whether they talk."""
    return _part(request, asked.as_of, tables.frictions)


def fits(life: Life[Meeting], asked: AgendaAsked) -> bool:
    """Whether a meeting is one of those asked for."""
    meeting = life.what
    parties = [ref for ref in (*meeting.visitors, meeting.host) if ref is not None]
    return (
        (not asked.state or life.state in asked.state)
        and (not asked.place or not _countries(meeting).isdisjoint(asked.place))
        and all(Party(name).among(parties) for name in asked.actor)
        and _within(meeting, asked.since, asked.until)
    )


def drawn_for(request: Request, as_of: date | None, *, everything: bool = False) -> LivingPicture:
    """The picture as of a day."""
    return served(request).store.picture(as_of, everything=everything)


def _countries(meeting: Meeting) -> set[str]:
    """Where a meeting is, and whose guests come."""
    found = (meeting.where.country if meeting.where else None, meeting.host.country if meeting.host else None)
    return {country for country in found if country is not None}


def _within(meeting: Meeting, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    when = meeting.when
    first, last = (when.start or when.end, when.end or when.start) if when else (None, None)
    if first is None or last is None:
        return False
    return (since is None or since <= day_of(last)) and (until is None or day_of(first) <= until)


def _part(
    request: Request, as_of: date | None, table: Callable[[LivingPicture], Table], *, everything: bool = False
) -> Response:
    def make() -> Any:
        drawn = drawn_for(request, as_of, everything=everything)
        return {"as_of": drawn.as_of.isoformat(), "items": full(table(drawn))}

    return answer(request, make, live=False)
