"""Stories with all that was told of them: in which order, and which telling stands.

Tellings are taken in the order (published, report, place in the report), never in the order of arrival. Which one stands:

1. the last that tells the deed as done or under way (a deed told as done is not undone by an older plan that is told again);
2. else the last that plans, moves, puts off, calls off or supposes it;
3. else the last denial: a denial alone makes no deed, and takes none away.

A story that is both told and denied is disputed; so is one with a telling that contradicts another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dragoman.lives.order import day_of
from dragoman.model.living import Told
from dragoman.model.records import Event, Status
from dragoman.model.report import Precision


class Standing(StrEnum):
    """What a story counts as: only deeds are summed."""

    DEED = "deed"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    CALLED_OFF = "called off"
    DENIED = "denied"


STANDINGS = {
    Status.HAPPENED: Standing.DEED,
    Status.ONGOING: Standing.DEED,
    Status.PLANNED: Standing.PLANNED,
    Status.HYPOTHETICAL: Standing.HYPOTHETICAL,
    Status.POSTPONED: Standing.CALLED_OFF,
    Status.CANCELLED: Standing.CALLED_OFF,
    Status.DENIED: Standing.DENIED,
}


@dataclass(frozen=True, slots=True)
class Account:
    """One story: its tellings in order, and the one that stands."""

    story: str
    tellings: tuple[Told, ...]

    @property
    def telling(self) -> Told:
        """The telling that stands."""
        by_weight = {Standing.DEED: 2, Standing.DENIED: 0}
        return max(enumerate(self.tellings), key=lambda it: (by_weight.get(STANDINGS[it[1].event.status], 1), it[0]))[1]

    @property
    def event(self) -> Event:
        return self.telling.event

    @property
    def standing(self) -> Standing:
        return STANDINGS[self.event.status]

    @property
    def disputed(self) -> bool:
        denied = [t.event.status is Status.DENIED for t in self.tellings]
        return (any(denied) and not all(denied)) or any(t.event.contradicts for t in self.tellings)

    @property
    def day(self) -> date | None:
        """The day of a deed: when it began as told, else when it was told; None for history whose day is not told.

        What is no deed (planned, supposed, denied, called off) has the day that it was told, as it has no other.
        """
        told = self.telling.published.date()
        if self.standing is not Standing.DEED:
            return told
        when = self.event.when
        found = (when.start or when.end) if when is not None else None
        if found is not None:
            return day_of(found)
        return None if self.event.historical else told

    @property
    def precision(self) -> Precision:
        """How finely the day is known."""
        when = self.event.when
        return when.precision if when is not None and self.standing is Standing.DEED else Precision.DAY


def in_order(told: Iterable[Told]) -> list[Told]:
    """Tellings in the order that they were published, each once."""
    once = {(t.report, t.event.id): t for t in told}
    return sorted(once.values(), key=_order)


def accounts(told: Iterable[Told]) -> list[Account]:
    """All stories, in the order that they were first told."""
    groups: dict[str, list[Told]] = {}
    for one in in_order(told):
        groups.setdefault(one.story, []).append(one)
    return [Account(story, tuple(tellings)) for story, tellings in groups.items()]


def until(told: Iterable[Told], day: date) -> list[Told]:
    """What was published on or before a day."""
    return [t for t in told if t.published.date() <= day]


def statuses(tellings: Sequence[Told]) -> tuple[tuple[date, Status], ...]:
    """The status as it was told through time: each day on which another one was told than before."""
    steps: list[tuple[date, Status]] = []
    for one in tellings:
        if not steps or steps[-1][1] is not one.event.status:
            steps.append((one.published.date(), one.event.status))
    return tuple(steps)


def _order(one: Told) -> tuple[datetime, str, int, int, str]:
    evidence = one.event.evidence
    return one.published.replace(tzinfo=None), one.report, evidence.sentence.start, evidence.trigger.start, one.event.id
