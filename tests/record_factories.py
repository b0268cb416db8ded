"""Small makers of records, for tests of what is drawn from them: name only what the test turns on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count

from dragoman.knowledge.ontology import codes_of
from dragoman.model.records import (
    Event,
    Evidence,
    Kind,
    Place,
    Ref,
    Relation,
    Role,
    Speaker,
    Status,
    When,
)
from dragoman.model.report import Precision
from dragoman.model.span import Span

NOWHERE = Span(0, 1)
_numbers = count(1)


def ref(name: str, country: str | None, kind: Kind = Kind.STATE, *sectors: str, known: bool = True) -> Ref:
    """An actor; its id is made of kind and name, or None where it is not `known`."""
    id_ = f"{kind}:{name.lower().replace(' ', '-')}" if known else None
    return Ref(id=id_, name=name, country=country, sectors=sectors, kind=kind, text=name, span=NOWHERE)


def state(name: str, iso3: str) -> Ref:
    return ref(name, iso3, Kind.STATE, "GOV")


def person(name: str, iso3: str, *sectors: str) -> Ref:
    return ref(name, iso3, Kind.PERSON, *(sectors or ("GOV",)))


def rebels(name: str, iso3: str) -> Ref:
    return ref(name, iso3, Kind.GROUP, "REB")


def army(name: str, iso3: str) -> Ref:
    return ref(name, iso3, Kind.MILITARY, "MIL")


def place(name: str, iso3: str, precision: str = "city") -> Place:
    return Place(text=name, span=None, name=name, country=iso3, precision=precision)


def days(first: str, last: str | None = None) -> When:
    """Days by their ISO dates."""
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    return When(start=start, end=end, precision=Precision.DAY, span=None)


def event(
    type_: str,
    mode: str | None = None,
    *,
    actors: Sequence[Ref] = (),
    recipients: Sequence[Ref] = (),
    status: Status = Status.HAPPENED,
    where: Place | None = None,
    when: When | None = None,
    by: Sequence[Ref] = (),
    mediators: Sequence[Ref] = (),
    historical: bool = False,
    cameo: str | None = None,
    why: str = "made by hand",
    sentence: Span = NOWHERE,
) -> Event:
    """A deed; `by` are who tells it, `mediators` who brokered it."""
    return Event(
        id=f"event-{next(_numbers)}",
        type=type_,
        mode=mode,
        contexts=(),
        actors=tuple(actors),
        recipients=tuple(recipients),
        others=tuple(Role(role="mediator", who=who) for who in mediators),
        where=where,
        when=when,
        status=status,
        historical=historical,
        speakers=tuple(Speaker(who=who, cue=NOWHERE) for who in by),
        evidence=Evidence(sentence=sentence, trigger=NOWHERE),
        codes=codes_of(type_, mode, cameo),
        confidence=0.9,
        why=why,
    )


def visit(
    who: Ref, host: Ref, status: Status = Status.PLANNED, when: When | None = None, by: Sequence[Ref] = ()
) -> Event:
    return event("CONSULT", "visit", actors=[who], recipients=[host], status=status, when=when, by=by)


def tie(holder: Ref, kind: str, toward: Ref) -> Relation:
    """A standing tie."""
    return Relation(
        id=f"tie-{next(_numbers)}",
        kind=kind,
        holder=holder,
        toward=toward,
        conflict=toward.country,
        evidence=Evidence(sentence=NOWHERE, trigger=NOWHERE),
        confidence=0.8,
        why="made by hand",
    )
