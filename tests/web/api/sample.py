"""A store of readings made by hand, and the API over it in an application of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from dragoman.keeping.store import Store
from dragoman.model.records import Reading, Status
from dragoman.model.report import Report
from dragoman.store.database import Database
from dragoman.web.api import ApiSettings, make_calendar, make_router
from dragoman.web.cache import Remembering
from tests.record_factories import days, event, person, place, rebels, state, tie, visit
from tests.store.sample import Said, reading

LAVROV, KALIN = person("Sergei Lavrov", "RUS"), person("Ibrahim Kalin", "TUR")
TURKEY, RUSSIA, LIBYA = state("Turkey", "TUR"), state("Russia", "RUS"), state("Libya", "LBY")
HOUTHIS, LNA = rebels("Houthis", "YEM"), rebels("LNA", "LBY")
TEXT = "ANKARA, June 20 (Agency) - Sergei Lavrov will visit Istanbul on June 27."


def readings() -> list[Reading]:
    """Two reports of one visit, one of a war with backers, one of shelling, and one with no date."""
    planned = replace(
        visit(LAVROV, TURKEY, Status.PLANNED, days("2020-06-14"), by=[KALIN]), where=place("Istanbul", "TUR")
    )
    put_off = replace(planned, status=Status.POSTPONED)
    attack = event("ASSAULT", "heavy-weapons", actors=[HOUTHIS], where=place("Marib", "YEM"), when=days("2020-06-12"))
    talks = event("CONSULT", "multilateral", actors=[RUSSIA, TURKEY], when=days("2020-03-05"))
    return [
        reading(
            Said(text="Sergei Lavrov will visit Istanbul on June 14, Ibrahim Kalin said.", record=planned),
            published="2020-06-11T09:00", source="https://one.example/1", title="Visit", publisher="One",
        ),
        reading(
            Said(text="The visit of Sergei Lavrov to Istanbul on June 14 is put off.", record=put_off),
            published="2020-06-13T08:00", source="https://two.example/1", publisher="Two",
        ),
        reading(
            Said(text="Russia supports the LNA.", record=tie(RUSSIA, "supports", LNA)),
            Said(text="Turkey supports Libya.", record=tie(TURKEY, "supports", LIBYA)),
            Said(text="Russia and Turkey held talks on March 5.", record=talks),
            published="2020-06-14T11:08", source="https://one.example/2", title="<script>alert(1)</script>",
        ),
        reading(
            Said(text="Houthi forces shelled Marib on Friday.", record=attack),
            published="2020-06-13T18:00", source="https://one.example/3",
        ),
        reading(
            Said(text="The Houthis shelled Taiz.", record=replace(attack, where=place("Taiz", "YEM"), when=None)),
            published=None, source="https://one.example/4",
        ),
    ]  # fmt: skip


class FixedReader:
    """Finds in every report that Lavrov is to visit Istanbul, at once and with no model."""

    def read(self, reports: Iterable[Report], *, as_of: date | None = None) -> Iterator[Reading]:
        for report in reports:
            told = replace(visit(LAVROV, TURKEY, Status.PLANNED, days("2020-06-27")), where=place("Istanbul", "TUR"))
            made = reading(Said(text=report.text, record=told), published=None, source=report.source)
            yield replace(made, report=report)


SETTINGS = ApiSettings(reader=FixedReader)


def fill(path: Path, told: Iterable[Reading] | None = None) -> None:
    """Make a store of these readings, or the usual ones."""
    with Store.open(path, create=True) as store:
        store.keep(list(readings() if told is None else told))


def app_of(store: Remembering, settings: ApiSettings = SETTINGS) -> FastAPI:
    """The API alone, as the application includes it."""
    app = FastAPI(title="Dragoman", openapi_url="/api/v1/openapi.json", docs_url=None, redoc_url=None)
    app.include_router(make_router(lambda: store, settings), prefix="/api/v1")
    app.include_router(make_calendar(lambda: store, settings))
    return app


def client_of(path: Path, settings: ApiSettings = SETTINGS) -> tuple[TestClient, Remembering]:
    store = Remembering(Database.open(path))
    return TestClient(app_of(store, settings)), store
