"""Small makers of tellings: what was told on which day by which report; name only what the test turns on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from itertools import count

from dragoman.knowledge.actor_files import load_actors
from dragoman.lives.fold import fold
from dragoman.model.living import LivingPicture, Told, ToldTie
from dragoman.model.records import Casualties, Event, Evidence, Kind, Place, Ref, Relation, Status, When
from dragoman.model.span import Span
from tests.record_factories import army, days, event, person, place, rebels, ref, state, tie

BOOK = load_actors()
TURKEY, RUSSIA, IRAN, EGYPT = (
    state("Turkey", "TUR"),
    state("Russia", "RUS"),
    state("Iran", "IRN"),
    state("Egypt", "EGY"),
)
ARMENIA, AZERBAIJAN, FRANCE = state("Armenia", "ARM"), state("Azerbaijan", "AZE"), state("France", "FRA")
LAVROV, SHOIGU = person("Sergei Lavrov", "RUS"), person("Sergei Shoigu", "RUS")
ZARIF = person("Mohammad Javad Zarif", "IRN")
RUSSIAN_MINISTRY = ref("Russian foreign ministry", "RUS", Kind.GOVERNMENT, "GOV")
TURKISH_MINISTRY = ref("Turkish foreign ministry", "TUR", Kind.GOVERNMENT, "GOV")
COUNCIL = ref("Unity Council", "LBY", Kind.GOVERNMENT, "GOV")
FRONT = rebels("Desert Front", "LBY")
KARABAKH = place("Nagorno-Karabakh", "AZE", "region")
LIBYA = place("Libya", "LBY", "country")
SIRTE = place("Sirte", "LBY")
NAMED = "RETREAT by the noun “truce|armistice”; happened by “named as a fact”"
HOLDING = "RETREAT by the noun “truce|armistice”; ongoing by “hold”"
OVER = "RETREAT by the noun “truce|armistice”; happened by “collapse”"
AGREED = "AGREE by the verb “agree truce|ceasefire|cessation|armistice”; happened by “told as done”"
EXTENDED = "RETREAT by the verb “extend truce|ceasefire”; happened by “told as done”"
VIOLATED = "ASSAULT by the verb “violate|breach|break ceasefire|truce|armistice|cease”; happened by “told as done”"
SHELLED = "ASSAULT by the verb “shell”; happened by “told as done”"
_numbers = count(1)


def told(e: Event, on: str, report: str | None = None, story: str | None = None, at: int = 0) -> Told:
    """An event as told on a day.

    Args:
        e: the event.
        on: the day of publication.
        report: the report's id; a report of its own if none.
        story: the story's id; a story of its own if none.
        at: the number of its sentence in the report.
    """
    n = next(_numbers)
    span = Span(100 * at + 10, 100 * at + 90)
    placed = replace(e, evidence=Evidence(sentence=span, trigger=Span(span.start + 10, span.start + 15)))
    moment = datetime.combine(date.fromisoformat(on), time(8))
    return Told(event=placed, report=report or f"report-{n:05}", published=moment, story=story or f"story-{n:05}")


def tied(relation: Relation, on: str, report: str | None = None) -> ToldTie:
    """A relation as told on a day."""
    moment = datetime.combine(date.fromisoformat(on), time(8))
    return ToldTie(relation=relation, report=report or f"report-{next(_numbers):05}", published=moment)


def picture(
    tellings: Sequence[Told], on: str, ties: Sequence[ToldTie] = (), *, everything: bool = False
) -> LivingPicture:
    """The picture of a day."""
    return fold(tellings, ties, date.fromisoformat(on), BOOK, everything=everything)


def visiting(
    status: Status = Status.PLANNED,
    when: str | None = None,
    *,
    who: Sequence[Ref] = (LAVROV,),
    host: Ref = TURKEY,
    by: Sequence[Ref] = (),
    why: str = "CONSULT by the verb “visit”; told by “made by hand”",
) -> Event:
    """A visit, as a wire tells it."""
    return event(
        "CONSULT", "visit", actors=who, recipients=[host], status=status, when=days(*when.split("/")) if when else None, by=by,
        why=why,
    )  # fmt: skip


def truce(
    status: Status = Status.HAPPENED,
    when: str | None = None,
    *,
    parties: Sequence[Ref] = (ARMENIA, AZERBAIJAN),
    where: Place | None = KARABAKH,
    mediators: Sequence[Ref] = (),
    by: Sequence[Ref] = (),
    why: str = "RETREAT by the noun “ceasefire”; happened by “reach”",
) -> Event:
    """A ceasefire, as a wire tells it."""
    return event(
        "RETREAT", "ceasefire", actors=parties, status=status, where=where, when=days(*when.split("/")) if when else None,
        mediators=mediators, by=by, why=why,
    )  # fmt: skip


def until(e: Event, last: str) -> Event:
    """An event told with its last day only: "until Monday"."""
    when = days(last)
    return replace(e, when=When(start=None, end=when.end, precision=when.precision, span=None))


def attack(
    by: Ref | None,
    on: Ref | None,
    when: str | None = None,
    *,
    where: Place | None = KARABAKH,
    killed: int | None = None,
) -> Event:
    """Shelling, with the dead that are told."""
    e = event(
        "ASSAULT", "heavy-weapons", actors=[by] if by else [], recipients=[on] if on else [], where=where,
        when=days(when) if when else None, why=SHELLED,
    )  # fmt: skip
    return replace(e, casualties=Casualties(killed=(killed, killed))) if killed else e


def breach(by: Ref, accuser: Ref, when: str | None = None) -> Event:
    """A ceasefire said to be broken by somebody."""
    return event(
        "ASSAULT", actors=[by], where=KARABAKH, when=days(when) if when else None, by=[accuser], cameo="196", why=VIOLATED
    )  # fmt: skip


def backs(holder: Ref, toward: Ref, word: str = "back") -> Relation:
    return replace(tie(holder, "supports", toward), why=f"supports: verb {word}")


def ids(tellings: Iterable[Told], ties: Iterable[ToldTie] = ()) -> set[str]:
    """All ids that a picture of these may rest on."""
    return {t.event.id for t in tellings} | {t.relation.id for t in ties}


__all__ = ["army", "days", "event", "person", "place", "rebels", "ref", "state", "tie"]
