"""All addresses of the API in one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel
from starlette.responses import Response

from dragoman.web.api import about, actors, calendar, events, judgements, pictures, reports
from dragoman.web.api import picture_models as drawn
from dragoman.web.api import row_models as rows
from dragoman.web.api import stored_models as stored
from dragoman.web.api.answering import LINES
from dragoman.web.api.problems import documented
from dragoman.web.api.record_models import Records
from dragoman.web.api.report_body import BODY

_TAG = {"ETag": {"description": "Send it back as If-None-Match.", "schema": {"type": "string"}}}
_PLACE = {"Location": {"description": "Its address.", "schema": {"type": "string"}}}
_STREAM = {LINES: {"schema": {"type": "string", "description": "One event a line, as in `items`, with no pages."}}}
_MADE = {"description": "It is new.", "headers": _PLACE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """How something is asked, what answers it and as what, and the errors that it has beside those of all.

    `kept` tells whether the answer has a tag. `more` are further responses as OpenAPI has them, `extra` what else it says.
    """

    method: str = "GET"
    path: str
    name: str
    summary: str
    endpoint: Callable[..., Response]
    model: type[BaseModel] | None = None
    tag: str
    errors: tuple[int, ...] = ()
    writes: bool = False
    status: int = 200
    kept: bool = True
    more: dict[int, dict[str, Any]] = field(default_factory=dict)
    extra: dict[str, Any] | None = None

    def responses(self) -> dict[int | str, dict[str, Any]]:
        """All that may be answered, as OpenAPI has it."""
        found = documented(*self.errors)
        if self.method == "GET" and self.kept:
            found[304] = {"description": "Who asks has this answer already.", "headers": _TAG}
            found[200] = {"headers": _TAG}
        for status, more in self.more.items():
            found[status] = found.get(status, {}) | more
        return found


ADDRESSES: tuple[Address, ...] = (
    Address(
        path="/events", name="list_events", summary="Events", endpoint=events.events, model=rows.Events,
        tag="events", errors=(404, 409), more={200: {"content": _STREAM}},
    ),
    Address(
        path="/events/{id}", name="get_event", summary="One event", endpoint=events.event, model=rows.OneEvent,
        tag="events", errors=(404, 409),
    ),
    Address(
        path="/stories/{id}", name="get_story", summary="All versions of one deed", endpoint=events.story,
        model=rows.Story, tag="events", errors=(404, 409),
    ),
    Address(
        path="/why/{id}", name="get_why", summary="What any line rests on", endpoint=events.why, model=rows.Why,
        tag="events", errors=(404, 409),
    ),
    Address(
        path="/search", name="search", summary="Find by words", endpoint=events.search, model=stored.Found,
        tag="events", errors=(404, 409),
    ),
    Address(
        path="/picture", name="get_picture", summary="The living picture", endpoint=pictures.picture,
        model=drawn.LivingPicture, tag="picture",
    ),
    Address(
        path="/agenda", name="list_agenda", summary="Meetings", endpoint=pictures.agenda, model=drawn.Agenda,
        tag="picture",
    ),
    Address(
        path="/ceasefires", name="list_ceasefires", summary="Ceasefires", endpoint=pictures.ceasefires,
        model=drawn.Ceasefires, tag="picture",
    ),
    Address(
        path="/who-backs", name="list_backers", summary="Sides and their backers", endpoint=pictures.who_backs,
        model=drawn.Backers, tag="picture",
    ),
    Address(
        path="/frictions", name="list_frictions", summary="Frictions", endpoint=pictures.frictions,
        model=drawn.Frictions, tag="picture",
    ),
    Address(
        path="/actors", name="list_actors", summary="Actors", endpoint=actors.actors, model=rows.Actors, tag="actors"
    ),
    Address(
        path="/actors/{id}", name="get_actor", summary="One actor", endpoint=actors.actor, model=rows.ActorCard,
        tag="actors", errors=(404,),
    ),
    Address(
        path="/timeline", name="get_timeline", summary="Stories by day", endpoint=actors.timeline, model=rows.Timeline,
        tag="actors",
    ),
    Address(
        path="/dyad", name="get_dyad", summary="A series of two", endpoint=actors.dyad, model=rows.Dyad, tag="actors"
    ),
    Address(
        path="/changes", name="get_changes", summary="What is new", endpoint=actors.changes, model=rows.Changes,
        tag="picture",
    ),
    Address(
        method="POST", path="/read", name="read_report", summary="Read a report", endpoint=reports.read, model=Records,
        tag="reports", errors=(413, 415), extra=BODY,
    ),
    Address(
        path="/reports", name="list_reports", summary="Reports", endpoint=reports.reports, model=stored.Reports,
        tag="reports",
    ),
    Address(
        method="POST", path="/reports", name="add_report", summary="Add a report", endpoint=reports.add, model=stored.Added,
        tag="reports", errors=(409, 413, 415), writes=True, status=201, extra=BODY,
        more={201: _MADE, 200: {"description": "The store has it.", "model": stored.Added, "headers": _PLACE}},
    ),
    Address(
        path="/reports/{id}", name="get_report", summary="One report", endpoint=reports.report, model=stored.OneReport,
        tag="reports", errors=(404, 409),
    ),
    Address(
        path="/reports/{id}/records", name="get_records", summary="What a report tells", endpoint=reports.records,
        model=Records, tag="reports", errors=(404, 409),
    ),
    Address(
        method="DELETE", path="/reports/{id}", name="remove_report", summary="Remove a report", endpoint=reports.remove,
        model=stored.Removed, tag="reports", errors=(404, 409), writes=True,
    ),
    Address(
        path="/judgements", name="list_judgements", summary="Judgements", endpoint=judgements.judgements,
        model=stored.Judgements, tag="judgements", errors=(404, 409),
    ),
    Address(
        method="POST", path="/judgements", name="add_judgement", summary="Judge", endpoint=judgements.judge,
        model=stored.JudgementRow, tag="judgements", errors=(404, 409), writes=True, status=201, more={201: _MADE},
    ),
    Address(
        path="/judgements/{id}", name="get_judgement", summary="One judgement", endpoint=judgements.judgement,
        model=stored.JudgementRow, tag="judgements", errors=(404, 409),
    ),
    Address(
        method="DELETE", path="/judgements/{id}", name="withdraw_judgement", summary="Withdraw a judgement",
        endpoint=judgements.withdraw, model=stored.JudgementRow, tag="judgements", errors=(404, 409), writes=True,
    ),
    Address(
        path="/counts", name="get_counts", summary="How much there is", endpoint=about.counts, model=stored.Counts,
        tag="about",
    ),
    Address(
        path="/health", name="get_health", summary="Whether it works", endpoint=about.health, model=stored.Health,
        tag="about", kept=False,
    ),
    Address(
        path="/problems", name="list_problems", summary="Kinds of errors", endpoint=about.problems, model=stored.Problems,
        tag="about",
    ),
)  # fmt: skip

CALENDAR = Address(
    path="/agenda.ics", name="subscribe_agenda", summary="The agenda as a calendar", endpoint=calendar.agenda_ics,
    tag="picture", errors=(501,), more={200: {"content": {"text/calendar": {"schema": {"type": "string"}}}}},
)  # fmt: skip
