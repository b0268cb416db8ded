"""Meetings in words: what became of them, and what is to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dragoman.brief.fronts import Fronts
from dragoman.brief.naming import (
    days_of,
    listed,
    name,
    named,
    people,
    place,
    said_by,
    the_day,
    the_days,
    the_weekday,
    who_of,
)
from dragoman.brief.values import Draft
from dragoman.model.living import Change, Life, LivingPicture
from dragoman.model.records import Kind, Meeting, Place, Ref

_DID = {
    "announced": "was announced{day}",
    "confirmed": "was confirmed{day}",
    "moved": "was moved{moved}",
    "postponed": "was put off with no new day",
    "cancelled": "was called off",
    "held": "took place{day}",
    "lapsed": "was not heard of again",
}
_STANDS = {
    "announced": "announced",
    "confirmed": "confirmed",
    "moved": "moved",
    "postponed": "put off",
    "cancelled": "called off",
}
UNDATED = "No day set"


def meetings_changed(
    before: LivingPicture, after: LivingPicture, on_agenda: frozenset[str], fronts: Fronts
) -> Iterator[Draft]:
    """What became of meetings between two pictures that hold all meetings, over ones too.

    What was announced or confirmed and is to come stands on the agenda, marked as new, and is not told twice.
    """
    known = {life.id: len(life.history) for life in before.agenda}
    for life in after.agenda:
        steps = [c for c in life.history[known.get(life.id, 0) :] if c.told > before.as_of]
        if not steps or not named(life.what.visitors):
            continue
        if life.state in ("announced", "confirmed") and (life.id in on_agenda or life.what.when is None):
            continue
        yield Draft(
            text=f"{_the_meeting(life, fronts)}{_planned(life)} {_story(life, steps)}{_said(life, before.as_of, fronts)}",
            records=_behind(life, steps), places=_places(life.what, fronts), day=steps[-1].told, weight=30,
        )  # fmt: skip


def meetings_to_come(
    before: LivingPicture, after: LivingPicture, on_agenda: frozenset[str], fronts: Fronts
) -> Iterator[Draft]:
    """The agenda, by day; those that have no day come last.

    Args:
        before: the picture of the earlier day: what changed after it is fresh.
        after: the picture with all meetings.
        on_agenda: the ids of those that are still to come.
        fronts: the conflicts.
    """
    for life in after.agenda:
        if life.id not in on_agenda or not named(life.what.visitors):
            continue
        days = days_of(life.what.when)
        who = people(life.what.visitors, fronts.name_of)
        text = (
            f"{who} {_to_go(life.what, fronts)}{_topics(life.what)}; {_standing(life)}{_said(life, date.min, fronts)}"
        )
        yield Draft(
            text=text, records=_behind(life, list(life.history)), places=_places(life.what, fronts),
            day=days[0] if days else date.max, group=_group(days),
            fresh=life.state in ("announced", "confirmed") and life.history[-1].told > before.as_of,
        )  # fmt: skip


def _group(days: tuple[date, date] | None) -> str:
    if days is None:
        return UNDATED
    return the_weekday(days[0]) if days[0] == days[1] else the_days(*days)


def _to_go(meeting: Meeting, fronts: Fronts) -> str:
    if meeting.host is not None:
        where = place(meeting.where, fronts.name_of)
        return f"to visit {where if _in_host(meeting) else name(meeting.host)}"
    return f"to meet{' in ' + place(meeting.where, fronts.name_of) if meeting.where else ''}"


def _in_host(meeting: Meeting) -> bool:
    return meeting.where is not None and meeting.host is not None and meeting.where.country == meeting.host.country


def _the_meeting(life: Life[Meeting], fronts: Fronts) -> str:
    meeting, who = life.what, people(life.what.visitors, fronts.name_of)
    where = place(meeting.where, fronts.name_of)
    if meeting.host is None:
        return f"A meeting of {who}{' in ' + where if where else ''}"
    return f"A visit by {who} to {where if _in_host(meeting) else name(meeting.host)}"


def _story(life: Life[Meeting], steps: list[Change]) -> str:
    """The steps as one predicate: "was announced for 12 October 2020 and put off"."""
    before = [c for c in life.history if c not in steps]
    days = days_of(life.what.when)
    first = next((c.on for c in reversed(before) if c.on), None) or next((c.on for c in steps[:-1] if c.on), None)
    said = []
    for step in steps[-1:] if life.state == "held" else steps[-2:]:
        last = step is steps[-1]
        coming = f" for {the_days(*days)}" if days and step.state in ("announced", "confirmed") and last else ""
        took = f" on {the_days(*days)}" if days and step.state == "held" else ""
        moved = (f" from {the_day(first)}" if first and first != step.on else "") + (
            f" to {the_day(step.on)}" if step.on else ""
        )
        said.append(_DID.get(step.state, f"is {step.state}").format(day=coming or took, moved=moved))
    return listed(said)


def _last_plan(life: Life[Meeting]) -> date | None:
    return next((c.on for c in reversed(life.history) if c.state in ("announced", "confirmed", "moved") and c.on), None)


def _planned(life: Life[Meeting]) -> str:
    """The day of a meeting that did not take place on it."""
    planned = _last_plan(life) if life.state in ("postponed", "cancelled", "lapsed") else None
    return f", planned for {the_day(planned)}," if planned else ""


def _standing(life: Life[Meeting]) -> str:
    told = life.history[-1].told
    if life.state in ("postponed", "cancelled"):
        planned = _last_plan(life)
        if planned == told:
            return f"{_STANDS[life.state]} on the day itself, {the_day(told)}"
        was = f", planned before for {the_day(planned)}" if planned else ""
        return f"{_STANDS[life.state]} on {the_day(told)}{was}"
    return _STANDS.get(life.state, life.state)


def _said(life: Life[Meeting], since: date, fronts: Fronts) -> str:
    """Who says so: those whose records after a day tell of the last step, and as it does."""
    last = next((c for c in reversed(life.history) if c.cause), None)
    cause = fronts.told.get(last.cause) if last is not None and last.cause else None
    if cause is None or life.history[-1].cause is None:
        return ""
    others = [fronts.told[i] for i in life.what.rests_on if i in fronts.told]
    like = [t for t in others if t.event.status is cause.event.status and t.published.date() > since]
    said = said_by(ref for t in (cause, *like) for ref in who_of(t.event.speakers))
    return f", {said}" if said else ""


def _topics(meeting: Meeting) -> str:
    topics = [t.name for t in meeting.topics if isinstance(t, Place) or t.kind in (Kind.STATE, Kind.PLACE)]
    return f" for talks on {listed(topics)}" if topics and meeting.host is not None else ""


def _behind(life: Life[Meeting], steps: list[Change]) -> tuple[str, ...]:
    causes = [step.cause for step in reversed(steps) if step.cause]
    return tuple(dict.fromkeys((*causes, *reversed(life.what.rests_on))))


def _places(meeting: Meeting, fronts: Fronts) -> tuple[str, ...]:
    about = [t.country for t in meeting.topics]
    refs = [t for t in (*meeting.topics, *meeting.visitors, meeting.host) if isinstance(t, Ref)]
    found = fronts.of([*about, meeting.where.country if meeting.where else None], refs)
    reports = (fronts.told[i].report for i in meeting.rests_on if i in fronts.told)
    return found or next((main for report in reports if (main := fronts.of_report(report))), ())
