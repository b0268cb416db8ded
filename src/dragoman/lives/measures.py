"""Measures with a life: sanctions imposed, eased and lifted; forces sent to another's land, leaving and withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from dragoman.knowledge.lives import load_machine, load_signs
from dragoman.lives.course import Course, life_id, who_says
from dragoman.lives.order import day_of, days_of
from dragoman.lives.parties import Sides, as_actor, as_place, is_person, key_of, label
from dragoman.model.living import Deployment, Life, Sanction, Told
from dragoman.model.records import Event, Kind, Place, Ref

REMEMBERED = timedelta(days=90)  # for which ended measures stay in the picture
WINDOW = timedelta(days=730)  # without a word after which forces or measures are no longer shown
_ABLE = frozenset({Kind.STATE, Kind.GOVERNMENT, Kind.MILITARY, Kind.GROUP, Kind.PERSON, Kind.ORGANISATION})
_BARRED = _ABLE | {Kind.COMPANY, Kind.MEDIA}


@dataclass(slots=True)
class _Measure:
    """One measure while it is folded."""

    course: Course
    first: str
    by: Ref
    on: Ref | None
    where: Place | None
    heard: date
    rests_on: list[str] = field(default_factory=list)


def sanctions(told: Iterable[Told], sides: Sides) -> list[Life[Sanction]]:
    """Every measure of one against another that was told of, lifted ones too; one life for each who and whom.

    Args:
        told: tellings in order.
        sides: names of states.
    """
    signs = load_signs("sanction")
    found: dict[tuple[str, str], _Measure] = {}
    for t in told:
        e = t.event
        if e.type not in signs.types:
            continue
        sign = signs.of(e.type, e.mode, e.codes.cameo, e.status.value, e.why)
        if sign is None:
            continue
        for by in (a for a in e.actors if a.kind in _ABLE):
            for on in (r for r in e.recipients if r.kind in _BARRED and (r.country or r.id)):
                whom = key_of(on) if is_person(on) else label(on)
                if label(by) != whom:
                    key = (label(by), whom)
                    m = found.get(key) or found.setdefault(
                        key, _begin("sanction", t, _face(by, sides), on if is_person(on) else _face(on, sides))
                    )
                    _take(m, sign, t)
    return [
        Life(
            id=life_id("sanction", f"{m.first} {key[0]} {key[1]}"),
            what=Sanction(by=(m.by,), on=(m.on,) if m.on else (), rests_on=tuple(dict.fromkeys(m.rests_on))),
            state=m.course.state,
            history=tuple(m.course.changes),
        )
        for key, m in found.items()
    ]


def deployments(told: Iterable[Told], sides: Sides) -> list[Life[Deployment]]:
    """Every sending of forces to another's land that was told of, withdrawn ones too; one life for each who and where.

    Args:
        told: tellings in order.
        sides: names of states.
    """
    signs = load_signs("deployment")
    found: dict[tuple[str, str], _Measure] = {}
    for t in told:
        e = t.event
        if e.type not in signs.types:
            continue
        sign = signs.of(e.type, e.mode, e.codes.cameo, e.status.value, e.why)
        if sign is None:
            continue
        for by, country in _abroad(e):
            key = (label(by), country)
            m = found.get(key)
            if m is None and sign == "leaving" and e.type == "CONCEDE":
                continue  # an announced withdrawal that may be from anything: only of forces that are known
            m = m or found.setdefault(key, _begin("deployment", t, _face(by, sides), None))
            if (
                e.where is not None
                and e.where.country == country
                and (m.where is None or m.where.precision == "country")
            ):
                m.where = e.where
            if m.where is None:
                name = sides.state(country).name
                m.where = Place(text=name, span=None, name=name, country=country, precision="country")
            _take(m, sign, t)
    return [
        Life(
            id=life_id("deployment", f"{m.first} {key[0]} {key[1]}"),
            what=Deployment(by=(m.by,), to=as_place(m.where), rests_on=tuple(dict.fromkeys(m.rests_on))),
            state=m.course.state,
            history=tuple(m.course.changes),
        )
        for key, m in found.items()
    ]


def is_shown(life: Life[Sanction] | Life[Deployment], as_of: date) -> bool:
    """Whether a measure is in the picture of a day: not ended more than 90 days ago, and told of in the last two years."""
    last = life.history[-1].told
    if life.state in ("lifted", "withdrawn"):
        return as_of - last <= REMEMBERED
    return as_of - last <= WINDOW or life.state == "imposed"  # sanctions stay until somebody lifts them


def _begin(life: str, t: Told, by: Ref, on: Ref | None) -> _Measure:
    return _Measure(
        course=Course(load_machine(life)), first=t.event.id, by=as_actor(by), on=as_actor(on) if on else None, where=None,
        heard=day_of(t.published),
    )  # fmt: skip


def _take(m: _Measure, sign: str, t: Told) -> None:
    days = days_of(t.event.when)
    day = day_of(t.published)
    last = m.course.changes[-1] if m.course.changes else None
    m.rests_on.append(t.event.id)
    m.heard = day
    if last is not None and days is not None and days[1] < (last.on or last.told):
        return  # an older deed, told once more
    m.course.take(sign, day, on=days[0] if days else None, cause=t.event, who=who_says(t.event))


def _face(ref: Ref, sides: Sides) -> Ref:
    """An actor as he is shown: the state for those who act for it."""
    return sides.state(ref.country) if ref.country and label(ref) == ref.country else as_actor(ref)


def _abroad(event: Event) -> Iterator[tuple[Ref, str]]:
    """Who sends or withdraws forces, and in which other country."""
    for by in event.actors:
        if by.kind not in _ABLE:
            continue
        where = event.where.country if event.where else None
        there = [where] if where else [r.country for r in event.recipients if r.country]
        for country in there[:1]:
            if country is not None and by.country is not None and country != by.country:
                yield by, country
