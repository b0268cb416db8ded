"""What Dragoman takes from a report: the records of the contract in docs/records.md, typed.

None means unknown. Every record carries the sentence and the word that it rests on, and one line of why.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from dragoman.model.report import Precision, Report
from dragoman.model.span import Span

SCHEMA = "dragoman.records/1"  # of what `read` writes and `export` reads


class Status(StrEnum):
    """Whether a deed has happened, as the report has it."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Certainty(StrEnum):
    """Whether the report asserts a deed or keeps its distance ("reportedly", "is believed to have")."""

    ASSERTED = "asserted"
    HEDGED = "hedged"


class Kind(StrEnum):
    """What an actor is."""

    STATE = "state"
    GOVERNMENT = "government"
    PERSON = "person"
    MILITARY = "military"
    GROUP = "group"
    ORGANISATION = "organisation"
    MEDIA = "media"
    COMPANY = "company"
    PEOPLE = "people"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """An actor as mentioned here.

    `id` is that of a known actor or one made from the text; None where candidates remain. `span` is where the actor
    is named, `via` the pronoun or phrase that stood for it in the evidence ("the ministers"). `confidence` tells how
    sure it is that this actor is meant, 0 to 1; None where `id` is.
    """

    id: str | None
    name: str
    country: str | None
    sectors: tuple[str, ...]
    kind: Kind
    text: str
    span: Span
    via: Span | None = None
    title: str | None = None
    why: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as mentioned here, with its point where one is known; `precision` is point, city, region or country."""

    text: str
    span: Span | None
    name: str
    country: str | None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """First and last day (or moment) of something; one end may be None where the text fixes the other only."""

    start: date | datetime | None
    end: date | datetime | None
    precision: Precision
    span: Span | None
    basis: str = "text"  # "text" or "report": taken from the report's own date only


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said so: the words that show it, how they stand to what they tell, and when they said it.

    `stance` is asserts, confirms, denies, doubts, expects, fears, demands or quotes; `quote` is the exact quotation
    that tells the event, marks left out.
    """

    who: Ref
    cue: Span
    quoted: bool = False
    when: When | None = None
    stance: str = "asserts"
    quote: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    sentence: Span
    trigger: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Somebody who is part of a deed as neither actor nor recipient: host, mediator, ..."""

    role: str
    who: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties:
    """Least and most killed and wounded that the sentence gives; None where it gives none."""

    killed: tuple[int, int] | None = None
    wounded: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The same event in the older ontologies: CAMEO code, Goldstein and PLOVER scores, quad class."""

    cameo: str
    goldstein: float
    plover: float | None
    quad: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One deed told in one sentence; `id` is a hash of what it is and where it is told, not of its status.

    `contradicts` are the ids of events of the same report that can't both be true as they are told.
    """

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Ref, ...]
    recipients: tuple[Ref, ...]
    others: tuple[Role, ...] = ()
    topics: tuple[Ref | Place, ...] = ()
    where: Place | None = None
    when: When | None = None
    status: Status
    certainty: Certainty = Certainty.ASSERTED
    historical: bool = False
    speakers: tuple[Speaker, ...] = ()
    contradicts: tuple[str, ...] = ()
    casualties: Casualties = field(default_factory=Casualties)
    evidence: Evidence
    codes: Codes
    confidence: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A standing tie that the report states: supports, opposes, recognises, leads or part_of."""

    id: str
    kind: str
    holder: Ref
    toward: Ref
    conflict: str | None = None
    when: When | None = None
    status: Status = Status.ONGOING
    speakers: tuple[Speaker, ...] = ()
    evidence: Evidence
    confidence: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A line of the agenda: who comes to whom, when, whether it still stands, and who said so."""

    visitors: tuple[Ref, ...]
    host: Ref | None
    where: Place | None
    when: When | None
    status: Status
    topics: tuple[Ref | Place, ...]
    said_by: tuple[Ref, ...]
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    of: tuple[Ref, ...]
    backed_by: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A conflict in a country, with its sides and who backs each."""

    place: str
    name: str
    sides: tuple[Side, ...]
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceasefire:
    """A ceasefire: proposed, in force, strained or collapsed, with the ids of the deeds that strain it."""

    where: Place | None
    parties: tuple[Ref, ...]
    brokers: tuple[Ref, ...]
    agreed: When | None
    status: str
    violations: tuple[str, ...]
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Friction:
    """Two actors who back opposite sides, the countries where they do, and whether they talk."""

    pair: tuple[Ref, Ref]
    in_dialogue: bool
    opposed_in: tuple[str, ...]
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    agenda: tuple[Meeting, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    ceasefires: tuple[Ceasefire, ...] = ()
    frictions: tuple[Friction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was taken from one report; what `dragoman.read` returns."""

    report: Report
    dateline: Place | None
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    picture: Picture
    warnings: tuple[str, ...] = ()
