"""Who holds which office as reports tell it: named with it, resigned, ousted or dead; beside the dates of the actor book."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import itemgetter

from dragoman.knowledge.actor_types import ActorBook, Tenure
from dragoman.knowledge.lives import load_machine, load_signs
from dragoman.lives.course import Course, life_id, who_says
from dragoman.lives.order import day_of, days_of
from dragoman.lives.parties import as_actor, is_person, key_of
from dragoman.model.living import Life, Office, Told, ToldTie
from dragoman.model.records import Ref

WINDOW = timedelta(days=730)  # in which somebody must have been named with his office to be shown
REMEMBERED = timedelta(days=90)  # for which one who left stays in the picture
_TITLE = re.compile(r"title (.+)$")


@dataclass(slots=True)
class _Holding:
    """One person in one office while it is folded."""

    course: Course
    first: str
    holder: Ref
    of: Ref | None
    office: str | None
    heard: date
    rests_on: list[str] = field(default_factory=list)
    named_after: set[str] = field(default_factory=set)


def offices(told: Iterable[Told], ties: Iterable[ToldTie], book: ActorBook) -> list[Life[Office]]:
    """Every office that somebody was told to hold or to lose, in the order of first mention.

    Args:
        told: tellings in order.
        ties: relations in order; "leads" by a title names an office.
        book: for the dates that are known.
    """
    found: dict[tuple[str, str], _Holding] = {}
    by_person: dict[str, list[_Holding]] = {}
    for day, _, what in sorted(_news(told, ties), key=itemgetter(0, 1)):
        if isinstance(what, ToldTie):
            _named(what, day, found, by_person)
        else:
            _lost(what, day, by_person)
    holdings = [h for listed in by_person.values() for h in listed]
    return [
        _life(h, book) for h in sorted(holdings, key=lambda h: (h.course.changes[0].told, h.first, key_of(h.holder)))
    ]


def is_shown(life: Life[Office], as_of: date) -> bool:
    """Whether an office is in the picture of a day."""
    age = as_of - life.history[-1].told
    return age <= (WINDOW if life.state == "holds" else REMEMBERED)


def _news(told: Iterable[Told], ties: Iterable[ToldTie]) -> Iterable[tuple[date, int, Told | ToldTie]]:
    types = load_signs("office").types
    for tie in ties:
        r = tie.relation
        if r.kind == "leads" and is_person(r.holder) and _TITLE.search(r.why):
            yield day_of(tie.published), 0, tie
    for t in told:
        if t.event.type in types:
            yield day_of(t.published), 1, t


def _named(
    tie: ToldTie, day: date, found: dict[tuple[str, str], _Holding], by_person: dict[str, list[_Holding]]
) -> None:
    r = tie.relation
    title = _TITLE.search(r.why)
    office = title.group(1) if title else None
    key = (key_of(r.holder), f"{office} {key_of(r.toward)}")
    h = found.get(key)
    if h is None:
        h = found[key] = _Holding(
            Course(load_machine("office")), r.id, as_actor(r.holder), as_actor(r.toward), office, day
        )  # fmt: skip
        by_person.setdefault(key[0], []).append(h)
    h.rests_on.append(r.id)
    h.heard = day
    if h.course.state in ("resigned", "ousted") and h.course.since is not None and day > h.course.since:
        h.named_after.add(tie.report)
        if len(h.named_after) > 1:
            h.named_after.clear()
            h.course.take("named-twice", day, cause=r.id)
        return
    h.course.take("named", day, cause=r.id)


def _lost(t: Told, day: date, by_person: dict[str, list[_Holding]]) -> None:
    event = t.event
    sign = load_signs("office").of(event.type, event.mode, event.codes.cameo, event.status.value, event.why)
    if sign is None:
        return
    days = days_of(event.when)
    for person in event.actors if sign == "resigned" else event.recipients:
        if not is_person(person):
            continue
        held = [h for h in by_person.get(key_of(person), ()) if h.course.open]
        if not held and sign != "died":
            held = [_Holding(Course(load_machine("office")), event.id, as_actor(person), None, None, day)]
            by_person.setdefault(key_of(person), []).extend(held)
        for h in held if sign == "died" else held[-1:]:
            h.rests_on.append(event.id)
            h.course.take(sign, day, on=days[0] if days else None, cause=event, who=who_says(event))


def _life(h: _Holding, book: ActorBook) -> Life[Office]:
    tenure = _tenure(h, book)
    what = Office(
        holder=h.holder,
        of=h.of,
        office=h.office or (tenure.office if tenure else None),
        known_from=tenure.period.start if tenure else None,
        known_until=tenure.period.end if tenure else None,
        rests_on=tuple(dict.fromkeys(h.rests_on)),
    )
    return Life(
        id=life_id("office", f"{h.first} {key_of(h.holder)}"),
        what=what,
        state=h.course.state,
        history=tuple(h.course.changes),
    )


def _tenure(h: _Holding, book: ActorBook) -> Tenure | None:
    """The term of office in the actor book that the reports speak of."""
    actor = book.by_id(key_of(h.holder))
    if actor is None:
        return None
    day = h.course.changes[0].told
    fit = [t for t in actor.tenures if t.period.holds(day) and (h.office is None or t.office == h.office)]
    return fit[0] if fit else None
