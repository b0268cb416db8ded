"""A small store made by hand for the tests of pages: a visit put off, a ceasefire that is broken, backers, and a hostile report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dragoman.keeping.store import Store
from dragoman.model.records import Event, Reading, Status
from tests.record_factories import days, event, person, place, rebels, state, tie, visit
from tests.store.sample import Said, reading

RUSSIA, TURKEY, LIBYA, EGYPT = (
    state("Russia", "RUS"),
    state("Turkey", "TUR"),
    state("Libya", "LBY"),
    state("Egypt", "EGY"),
)
LAVROV = person("Sergei Lavrov", "RUS")
HAFTAR = rebels("Haftar's army", "LBY")
TRIPOLI = place("Tripoli", "LBY")
HUGE = "x" * 4000
HOSTILE = (
    '<script>alert("1")</script> <img src=x onerror=alert(2)> {{ 7 * 7 }} \u202egnp.exe \u2066hidden\u2069 \x00\x1b[31m '
    f"javascript:alert(3) {HUGE} talks were held"
)
NASTY = replace(person('<script>alert("name")</script>\u202e', "LBY"), id='person:"><script>x')


def planned() -> Event:
    return visit(LAVROV, TURKEY, when=days("2020-06-14"), by=[TURKEY])


def readings() -> list[Reading]:
    """Reports in the order that they were published."""
    truce = event(
        "RETREAT", "ceasefire", actors=[LIBYA, HAFTAR], where=TRIPOLI, when=days("2020-06-08"), mediators=[RUSSIA],
        why="RETREAT by the noun “ceasefire”; happened by “reach”",
    )  # fmt: skip
    breach = event(
        "ASSAULT",
        "heavy-weapons",
        actors=[HAFTAR],
        recipients=[LIBYA],
        where=TRIPOLI,
        when=days("2020-06-12"),
        by=[LIBYA],
    )
    talks = event("CONSULT", "phone", actors=[RUSSIA, TURKEY], when=days("2020-06-10"))
    put_off = visit(LAVROV, TURKEY, Status.POSTPONED, days("2020-06-14"), [RUSSIA])
    hostile = event(
        "CONSULT",
        "meet",
        actors=[NASTY],
        recipients=[TURKEY],
        where=place("<b>Sirte</b>", "LBY"),
        by=[NASTY],
        why="<i>by</i> hand",
    )
    accused = event("ACCUSE", None, actors=[TURKEY], recipients=[EGYPT], when=days("2020-06-11"))
    return [
        reading(
            Said(text="The sides in Libya agreed a ceasefire in Tripoli, brokered by Russia.", record=truce),
            Said(text="Egypt backs Haftar's army.", record=tie(EGYPT, "supports", HAFTAR)),
            Said(text="Turkey backs the government of Libya.", record=tie(TURKEY, "supports", LIBYA)),
            Said(text="Haftar's army fights the government of Libya.", record=tie(HAFTAR, "opposes", LIBYA)),
            published="2020-06-08T09:00", title="A truce in Tripoli", publisher="Sample Wire", source="https://wire.example/truce",
        ),
        reading(
            Said(text="Russia and Turkey spoke by phone about Libya.", record=talks),
            Said(text="Turkey accused Egypt of meddling.", record=accused),
            published="2020-06-11T09:00", title="A call", publisher="Sample Wire", source="https://wire.example/call",
        ),
        reading(
            Said(text="Lavrov will come to Turkey on Sunday, Ankara said.", record=planned()),
            Said(text="Haftar's army shelled Tripoli on Friday, the government said.", record=breach),
            published="2020-06-13T09:00", title="Lavrov to come", publisher="Agency", source="https://agency.example/visit",
        ),
        reading(
            Said(text="The visit of Lavrov has been put off, Moscow said.", record=put_off),
            published="2020-06-14T09:00", title="Visit put off", publisher="Sample Wire", source="javascript:alert(4)",
        ),
        reading(
            Said(text=HOSTILE, record=hostile),
            published="2020-06-14T10:00", title="<script>alert(5)</script> \u202etitle", publisher="<b>Bad</b>",
            source='https://evil.example/"><script>alert(6)</script>',
        ),
    ]  # fmt: skip


def fill(path: Path) -> list[Reading]:
    """Make the store; the readings that are in it."""
    made = readings()
    with Store.open(path, create=True) as store:
        store.keep(made)
    return made
