"""Tellings in the order in which the world heard them: by day of publication, never by arrival; copies count once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from dragoman.model.living import Told, ToldTie
from dragoman.model.records import Event, When
from dragoman.model.report import Precision

Days = tuple[date, date]
_FINE = frozenset({Precision.SECOND, Precision.MINUTE, Precision.HOUR, Precision.DAY})


def tellings(told: Iterable[Told], as_of: date) -> list[Told]:
    """What was told by a day, in order; without history lessons and without the copies of one wire text.

    A copy is of the same story, in another report, with the same sentence word for word as far as the record shows.
    """
    due = [t for t in told if not t.event.historical and t.published.date() <= as_of]
    due.sort(key=_place)
    return _without_copies(due)


def ties_told(ties: Iterable[ToldTie], as_of: date) -> list[ToldTie]:
    """The relations that were told by a day, in order."""
    due = [t for t in ties if t.published.date() <= as_of]
    due.sort(key=lambda t: (_naive(t.published), t.report, t.relation.evidence.trigger.start, t.relation.id))
    return due


def day_of(value: date) -> date:
    """The day of a day or moment."""
    return value.date() if isinstance(value, datetime) else value


def days_of(when: When | None) -> Days | None:
    """First and last day of a time whose ends are both known from the text, or None."""
    if when is None or when.basis == "report":
        return None
    start, end = when.start or when.end, when.end or when.start
    if start is None or end is None:
        return None
    first, last = day_of(start), day_of(end)
    return (first, last) if first <= last else (last, first)


def is_fine(when: When | None) -> bool:
    """Whether a time is known to the day."""
    return when is not None and when.precision in _FINE


def _naive(moment: datetime) -> datetime:
    return moment if moment.tzinfo is None else moment.replace(tzinfo=None)


def _place(told: Told) -> tuple[datetime, str, int, int, str]:
    evidence = told.event.evidence
    return _naive(told.published), told.report, evidence.sentence.start, evidence.trigger.start, told.event.id


def _without_copies(told: list[Told]) -> list[Told]:
    alone: dict[str, Told] = {}  # the first of a story, whose words need no look as long as it is the only one
    seen: dict[str, dict[tuple[object, ...], str]] = {}
    kept = []
    for t in told:
        first = alone.setdefault(t.story, t)
        if first is not t:
            words = seen.setdefault(t.story, {_words(first.event): first.report})
            if words.setdefault(_words(t.event), t.report) != t.report:
                continue
        kept.append(t)
    return kept


def _words(event: Event) -> tuple[object, ...]:
    """What two copies of one sentence have in common wherever they stand in their reports."""
    sentence, trigger = event.evidence.sentence, event.evidence.trigger
    return (
        event.status, event.why, sentence.end - sentence.start, trigger.start - sentence.start,
        event.when and event.when.start, *[a.id or a.name for a in event.actors], *[s.who.id or s.who.name for s in event.speakers],
    )  # fmt: skip
