"""The living picture: what many reports tell, each thing with its life, as of a day.

Actors in it are no mentions but the actors themselves: a `Ref` whose `text` is its name and whose `span` is `NOWHERE`. The
words behind each line are found through the ids of the records that it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from dragoman.model.records import Ceasefire, Conflict, Event, Friction, Meeting, Place, Ref, Relation
from dragoman.model.span import Span

NOWHERE = Span(0, 0)
What_co = TypeVar("What_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event with the report that tells it and the story that it belongs to.

    `published` is when the report says it was published (local to it, no time zone); undated reports are in no picture.
    """

    event: Event
    report: str
    published: datetime
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTie:
    """A relation with the report that tells it."""

    relation: Relation
    report: str
    published: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One step in a life: known since `told`, in effect on `on`, to `state`, because of a record or of time going by.

    `cause` is the id of the event that tells it; None where a day went by ("nothing was heard after the day").
    """

    told: date
    on: date | None
    state: str
    cause: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Life(Generic[What_co]):
    """Something with a life: what it is, its state as of the day asked for, and how it came there, oldest change first.

    `id` is a hash of what it is and of the first record that tells it, so that it is the same on every run.
    """

    id: str
    what: What_co
    state: str
    history: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A breach of a ceasefire: who is said to have done it to whom, who says so, when, and the record that tells it.

    `kind` is accusation (somebody says that it was broken) or violence (a deed between its parties at its place).
    """

    event: str
    day: date
    kind: str
    by: tuple[Ref, ...]
    against: tuple[Ref, ...]
    accusers: tuple[Ref, ...]
    killed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Truce(Ceasefire):
    """A ceasefire over many reports: with its term and each breach; `violations` are ids of the breaches, `last` its last sign."""

    starts: date | None = None
    ends: date | None = None
    last: date = date.min
    breaches: tuple[Violation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Who holds an office of whom as reports tell it, with the days that the actor book has for it; None is unknown."""

    holder: Ref
    of: Ref | None
    office: str | None
    known_from: date | None
    known_until: date | None
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    """Measures of somebody against somebody."""

    by: tuple[Ref, ...]
    on: tuple[Ref, ...]
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """Forces of somebody sent to a place."""

    by: tuple[Ref, ...]
    to: Place | None
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """Somebody from outside who backs somebody in a conflict, as kinds of support in UCDP's terms; from first to last sign."""

    backer: Ref
    backed: Ref
    conflict: str
    kinds: tuple[str, ...]
    since: date
    last: date
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingPicture:
    """All that holds as of a day: the agenda, conflicts with their sides and backers, ceasefires, frictions and measures."""

    as_of: date
    agenda: tuple[Life[Meeting], ...] = ()
    conflicts: tuple[Life[Conflict], ...] = ()
    backings: tuple[Backing, ...] = ()
    ceasefires: tuple[Life[Truce], ...] = ()
    frictions: tuple[Friction, ...] = ()
    sanctions: tuple[Life[Sanction], ...] = ()
    deployments: tuple[Life[Deployment], ...] = ()
    offices: tuple[Life[Office], ...] = ()
