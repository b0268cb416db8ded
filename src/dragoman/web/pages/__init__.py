"""The pages: functions from what is asked to what is shown, with the addresses that they have."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from dragoman.web.pages import (
    about,
    actors,
    agenda,
    conflicts,
    drawing,
    dyads,
    events,
    judging,
    lives,
    reports,
    search,
    signing,
    today,
)
from dragoman.web.view import Page

PAGES: tuple[tuple[str, Callable[..., Page]], ...] = (
    ("/today", today.today),
    ("/agenda", agenda.agenda),
    ("/conflicts", conflicts.conflicts),
    ("/conflict/{code}", conflicts.conflict),
    ("/ceasefires", conflicts.ceasefires),
    ("/ceasefire/{id_}", lives.ceasefire),
    ("/frictions", conflicts.frictions),
    ("/life/{id_}", lives.life),
    ("/actors", actors.actors),
    ("/actor/{id_}", actors.actor),
    ("/dyad/{one}/{other}", dyads.dyad),
    ("/event/{id_}", events.event),
    ("/story/{id_}", events.story),
    ("/relation/{id_}", events.relation),
    ("/reports", reports.reports),
    ("/report/{id_}", reports.report),
    ("/search", search.search),
    ("/map", drawing.map_page),
    ("/network", drawing.network_page),
    ("/sources", reports.sources),
    ("/judgements", judging.judgements),
    ("/about", about.about),
)
EXTRAS: tuple[tuple[str, str, Callable[..., Response]], ...] = (
    ("/", "GET", today.home),
    ("/health", "GET", about.health),
    ("/gold.json", "GET", judging.gold),
    ("/picture/{kind}.svg", "GET", drawing.svg),
    ("/sign-in", "GET", signing.form),
)
FORMS_SENT: tuple[tuple[str, str, Callable[..., Response]], ...] = (
    ("/sign-in", "POST", signing.sign_in),
    ("/sign-out", "POST", signing.sign_out),
    ("/judge", "POST", judging.judge),
)
