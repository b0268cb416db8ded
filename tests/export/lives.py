"""Meetings with a life, made by hand: what was told on which day, and the state that it led to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from dragoman.export.cited import Cited, Origin, Records, safe_text
from dragoman.model.living import Change, Life
from dragoman.model.records import Event, Meeting, Place, Ref, Status, When
from dragoman.model.report import Precision
from tests.record_factories import days, person, ref, state, visit

RUSSIA, TURKEY = state("Russia", "RUS"), state("Turkey", "TUR")
LAVROV, SHOIGU = person("Sergei Lavrov", "RUS"), person("Sergei Shoigu", "RUS")
MINISTRY = ref("Turkish foreign ministry", "TUR")
ISTANBUL = Place(text="Istanbul", span=None, name="Istanbul", country="TUR", lat=41.01, lon=28.95, precision="city")
HOSTILE = (
    "Ev\u202eil\x00, Inc;\r\nEND:VEVENT\r\nBEGIN:VEVENT <script>alert(1)</script> \ufffe\ud800\u2066\x1b[31m"
    + "w" * 300
)
_STATUSES = {"postponed": Status.POSTPONED, "cancelled": Status.CANCELLED, "held": Status.HAPPENED}


@dataclass(frozen=True)
class Told:
    """A telling: on which day, to which state it led (None: to no other), and for which days."""

    on: str
    state: str | None
    when: When | None = None
    sentence: str = "Lavrov will visit Turkey."
    source: str = "https://news.example.org/1"


def month(first: str, last: str, precision: Precision = Precision.MONTH) -> When:
    return replace(days(first, last), precision=precision)


def meeting_life(
    *tellings: Told,
    visitors: Sequence[Ref] = (LAVROV, SHOIGU),
    host: Ref | None = TURKEY,
    where: Place | None = ISTANBUL,
    id_: str = "5fb2a7",
    lapsed: str | None = None,
) -> tuple[Life[Meeting], Records]:
    """A meeting as these tellings make it, and the records behind it; `lapsed` is the day on which silence ended it."""
    events = [_event(n, told) for n, told in enumerate(tellings)]
    history = [
        Change(told=date.fromisoformat(t.on), on=_first(t.when), state=t.state, cause=e.id, why=f"told as {t.state}")
        for t, e in zip(tellings, events, strict=True)
        if t.state is not None
    ]
    if lapsed is not None:
        day = date.fromisoformat(lapsed)
        history.append(Change(told=day, on=day, state="lapsed", cause=None, why="nothing was heard"))
    state_ = history[-1].state
    known = [t.when for t in tellings if t.when is not None]
    meeting = Meeting(
        visitors=tuple(visitors), host=host, where=where, when=None if state_ == "postponed" or not known else known[-1],
        status=_STATUSES.get(state_, Status.PLANNED), topics=(), said_by=(MINISTRY,), rests_on=tuple(e.id for e in events),
    )  # fmt: skip
    records = Records(events=tuple(_cited(e, t) for e, t in zip(events, tellings, strict=True)))
    return Life(id=id_, what=meeting, state=state_, history=tuple(history)), records


def _event(number: int, told: Told) -> Event:
    made = visit(LAVROV, TURKEY, _STATUSES.get(told.state or "", Status.PLANNED), told.when, by=[MINISTRY])
    return replace(made, id=f"e{number}")


def _cited(event: Event, told: Told) -> Cited:
    published = datetime.combine(date.fromisoformat(told.on), time(8, 30))
    origin = Origin(
        id=f"report-{event.id}", source=told.source, title="Lavrov to visit", publisher="Wire", published=published
    )
    return Cited(event=event, origin=origin, sentence=safe_text(told.sentence), story="story-1")


def _first(when: When | None) -> date | None:
    return when.start if when is not None else None
