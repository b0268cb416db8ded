"""A small living picture for tests of tables, reasons and alerts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.model.living import Backing, Change, Deployment, Life, LivingPicture, Office, Sanction, Truce, Violation
from dragoman.model.records import Conflict, Friction, Meeting, Side, Status
from tests.answers.tellings import EGYPT, LIBYA, LNA, RUSSIA, TURKEY
from tests.record_factories import days, person, place

LAVROV = person("Sergei Lavrov", "RUS")
DAY = date(2020, 6, 14)


def change(state: str, told: str, cause: str | None = None, on: str | None = None) -> Change:
    return Change(
        told=date.fromisoformat(told),
        on=date.fromisoformat(on) if on else None,
        state=state,
        cause=cause,
        why=f"told as {state}",
    )


def meeting(*history: Change) -> Life[Meeting]:
    what = Meeting(
        visitors=(RUSSIA,), host=TURKEY, where=place("Istanbul", "TUR"), when=days("2020-06-14"), status=Status.PLANNED,
        topics=(LIBYA,), said_by=(RUSSIA,), rests_on=tuple(c.cause for c in history if c.cause),
    )  # fmt: skip
    return Life(id="meeting-1", what=what, state=history[-1].state, history=history)


def ceasefire(*history: Change) -> Life[Truce]:
    what = Truce(
        where=place("Libya", "LBY", "country"), parties=(LIBYA, LNA), brokers=(RUSSIA,), agreed=days("2020-01-12"),
        status="strained", violations=("event-d",), ends=date(2020, 12, 31), breaches=(
            Violation(event="event-d", day=date(2020, 1, 19), kind="accusation", by=(LNA,), against=(LIBYA,), accusers=(TURKEY,)),
        ), rests_on=tuple(c.cause for c in history if c.cause),
    )  # fmt: skip
    return Life(id="ceasefire-1", what=what, state=history[-1].state, history=history)


def picture() -> LivingPicture:
    conflict = Conflict(
        place="LBY", name="Libya", rests_on=("tie-a",),
        sides=(Side(of=(LIBYA,), backed_by=(TURKEY,)), Side(of=(LNA,), backed_by=(RUSSIA, EGYPT))),
    )  # fmt: skip
    backing = Backing(
        backer=RUSSIA,
        backed=LNA,
        conflict="LBY",
        kinds=("weapons", "troops"),
        since=date(2019, 4, 4),
        last=DAY,
        rests_on=("tie-a",),
    )
    begun = (change("sent", "2020-06-01", "event-x"),)
    return LivingPicture(
        as_of=DAY,
        agenda=(meeting(change("announced", "2020-06-12", "event-a"), change("confirmed", "2020-06-13", "event-b")),),
        conflicts=(Life(id="conflict-1", what=conflict, state="open", history=()),),
        backings=(backing,),
        ceasefires=(ceasefire(change("in force", "2020-01-12", "event-c"), change("strained", "2020-01-19", "event-d")),),
        frictions=(Friction(pair=(RUSSIA, TURKEY), in_dialogue=True, opposed_in=("LBY", "SYR"), rests_on=("tie-a",)),),
        sanctions=(Life(id="sanction-1", what=Sanction(by=(RUSSIA,), on=(TURKEY,), rests_on=()), state="imposed", history=begun),),
        offices=(
            Life(
                id="office-1", state="holds", history=begun, what=Office(
                    holder=LAVROV, of=RUSSIA, office="foreign minister", known_from=date(2004, 3, 9), known_until=None, rests_on=(),
                ),
            ),
        ),
        deployments=(
            Life(id="deploy-1", what=Deployment(by=(TURKEY,), to=place("Tripoli", "LBY"), rests_on=()), state="sent", history=begun),
        ),
    )  # fmt: skip


def empty(day: date = DAY) -> LivingPicture:
    return LivingPicture(as_of=day)


def with_meeting(*history: Change, as_of: date = DAY) -> LivingPicture:
    return replace(empty(as_of), agenda=(meeting(*history),))


def with_ceasefire(*history: Change, as_of: date = DAY) -> LivingPicture:
    return replace(empty(as_of), ceasefires=(ceasefire(*history),))
