"""The course of one life while it is folded: its state, and each change with its day, cause and sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from dragoman.knowledge.lives import BEFORE, Machine
from dragoman.model.living import Change
from dragoman.model.records import Event

DAY = timedelta(days=1)
# The day on which time itself is a sign, which sign, and the day that it is about.
Due = tuple[date, str, date] | None


@dataclass(slots=True)
class Course:
    """A life under way; `state` is `-` until the first sign."""

    machine: Machine
    state: str = BEFORE
    changes: list[Change] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether more is expected to happen."""
        return self.state == BEFORE or self.machine.states[self.state].open

    @property
    def since(self) -> date | None:
        """The day on which the present state was told."""
        return self.changes[-1].told if self.changes else None

    def take(
        self, sign: str, told: date, *, on: date | None = None, cause: Event | str | None = None, who: str = ""
    ) -> bool:
        """Take a sign; a change is recorded where the table has a step for it.

        Args:
            sign: what is shown.
            told: the day on which it was told, or on which time ran out.
            on: the day on which it is in effect, if that is another thing.
            cause: the event that tells it, or its id; None where a day went by.
            who: who tells it, for the sentence.

        Returns:
            Whether there was a step.
        """
        step = self.machine.step(self.state, sign)
        if step is None:
            return False
        if self.changes:
            told = max(told, self.changes[-1].told)  # a day that was long past when it was told runs out as it is told
        self.state = step.next
        words = {"day": day_word(on), "who": f" ({who})" if who else ""}
        id_ = cause.id if isinstance(cause, Event) else cause
        self.changes.append(Change(told=told, on=on, state=step.next, cause=id_, why=step.why.format(**words)))
        return True

    def advance(self, until: date, due: Callable[[], Due]) -> None:
        """Let time go by: take the signs of time that are due by a day, each on its own day.

        What is told on a day comes before what that day's end brings: advance to the day before a telling, then take it.
        """
        while (next_ := due()) is not None and next_[0] <= until:
            if not self.take(next_[1], next_[0], on=next_[2]):
                return


def day_word(day: date | None) -> str:
    """A day in words: 14 June 2020."""
    return f"{day.day} {day:%B %Y}" if day else "no day"


def life_id(kind: str, first: str) -> str:
    """The id of a life: a hash of what it is and of the first record that tells it."""
    return hashlib.sha256(f"{kind}\0{first}".encode()).hexdigest()[:16]


def who_says(event: Event) -> str:
    """Who tells an event, in words; empty where the report itself does."""
    return ", ".join(dict.fromkeys(s.who.name for s in event.speakers))
