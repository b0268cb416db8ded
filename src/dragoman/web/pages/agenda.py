"""The agenda: a month of meetings, and the list of them with the state and history of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dragoman.answers.parties import Party
from dragoman.answers.picture_tables import agenda as agenda_table
from dragoman.contract.living import life_to_json
from dragoman.errors import InputError
from dragoman.model.living import Life, LivingPicture
from dragoman.model.records import Meeting
from dragoman.web.asking import Ask
from dragoman.web.calendar import days_of, month_before, next_month, weeks
from dragoman.web.view import Page
from dragoman.web.words import Links

STATES = ("announced", "confirmed", "moved", "postponed", "cancelled", "held", "lapsed")
LIMIT = 40


def agenda(ask: Ask) -> Page:
    """Meetings that stand on the agenda of a day, by the filters of the command line; `all` also those that are over."""
    day = ask.as_of
    picture = ask.store.picture(day, everything=ask.flag("all"))
    chosen = list(_chosen(ask, picture))
    month = ask.month("month", day)
    filters = {name: ask.many(name) for name in ("actor", "place", "state")} | {"all": "1" if ask.flag("all") else None}
    limit, after = ask.number("limit", LIMIT), ask.text("after")
    start = next((n for n, life in enumerate(chosen, 1) if life.id == after), 0)
    if after and not start:
        raise InputError(f"no meeting {after!r} to go on after; begin again without `after`")
    shown = chosen[start : start + limit]
    by_day = _months_shown(ask, picture, chosen)
    context = {
        "weeks": weeks(month, by_day, day), "month": month, "before": month_before(month), "next": next_month(month),
        "meetings": shown, "count": len(chosen), "filters": filters, "states": STATES, "chosen_states": ask.many("state"),
        "next_after": shown[-1].id if len(chosen) > start + limit else None, "after": after, "everything": ask.flag("all"),
        "ics": Links(None)("agenda.ics", **filters),
    }  # fmt: skip
    return Page(
        template="agenda.html.j2", title="Agenda", context=context,
        data=lambda: {"as_of": day.isoformat(), "count": len(chosen), "agenda": [life_to_json(life) for life in chosen]},
        table=lambda: agenda_table(LivingPicture(as_of=day, agenda=tuple(chosen))),
    )  # fmt: skip


def _months_shown(ask: Ask, picture: LivingPicture, chosen: list[Life[Meeting]]) -> list[Life[Meeting]]:
    """What the calendar shows: meetings held this month too, so that a month is whole."""
    if ask.flag("all"):
        return chosen
    whole = ask.store.picture(picture.as_of, everything=True)
    kept = {life.id for life in chosen}
    return [life for life in _chosen(ask, whole) if life.id in kept or life.state == "held"]


def _chosen(ask: Ask, picture: LivingPicture) -> Iterator[Life[Meeting]]:
    parties = [Party(a) for a in ask.many("actor")]
    places, states = {p.upper() for p in ask.many("place")}, ask.many("state")
    since, until = ask.day("since"), ask.day("until")
    for life in picture.agenda:
        who = (*life.what.visitors, *((life.what.host,) if life.what.host else ()))
        if not all(p.among(who) for p in parties):
            continue
        if (states and life.state not in states) or (places and not places & _countries(life.what)):
            continue
        if (since or until) and not _within(life.what, since, until):
            continue
        yield life


def _countries(meeting: Meeting) -> set[str]:
    found = (meeting.where.country if meeting.where else None, meeting.host.country if meeting.host else None)
    return {c for c in found if c is not None}


def _within(meeting: Meeting, since: date | None, until: date | None) -> bool:
    span = days_of(meeting)
    return span is not None and (since is None or span[1] >= since) and (until is None or span[0] <= until)
