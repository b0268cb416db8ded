"""Makers of tellings for tests: a story told on a day, by default in a report of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import count

from dragoman.model.living import Told, ToldTie
from dragoman.model.records import Casualties, Event, Ref, Relation, Status
from tests.record_factories import event, rebels, state, tie

RUSSIA, TURKEY, SYRIA = state("Russia", "RUS"), state("Turkey", "TUR"), state("Syria", "SYR")
LIBYA, EGYPT = state("Libya", "LBY"), state("Egypt", "EGY")
LNA = rebels("LNA", "LBY")
_numbers = count(1)


def at(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time().replace(hour=12))


def told(what: Event, day: str, story: str | None = None, report: str | None = None) -> Told:
    """An event as told on a day; its own story and report where none are named."""
    number = next(_numbers)
    return Told(event=what, report=report or f"report-{number}", published=at(day), story=story or f"story-{number}")


def told_tie(relation: Relation, day: str) -> ToldTie:
    return ToldTie(relation=relation, report=f"report-{next(_numbers)}", published=at(day))


def strike(by: Ref, on: Ref, status: Status = Status.HAPPENED, killed: tuple[int, int] | None = None) -> Event:
    made = event("ASSAULT", "aerial", actors=[by], recipients=[on], status=status)
    return replace(made, casualties=Casualties(killed=killed))


def talks(*who: Ref, status: Status = Status.HAPPENED) -> Event:
    return event("CONSULT", None, actors=who, status=status)


def backs(holder: Ref, toward: Ref, day: str) -> ToldTie:
    return told_tie(tie(holder, "supports", toward), day)


def opposes(holder: Ref, toward: Ref, day: str) -> ToldTie:
    return told_tie(tie(holder, "opposes", toward), day)
