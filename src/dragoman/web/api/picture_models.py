"""The living picture as OpenAPI describes it: whole, and its parts as rows."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from dragoman.web.api.record_models import Ceasefire, Conflict, Friction, Ids, Meeting, Place, Ref, Shown


class Change(Shown):
    """One step of a life."""

    told: date = Field(description="The day since which it is known.")
    on: date | None = Field(description="The day on which it is in effect.")
    state: str
    cause: str | None = Field(description="The event that tells it; null where a day went by.")
    why: str


class MeetingLife(Meeting):
    """A meeting with how it came to its state."""

    id: str
    state: str
    history: list[Change]


class ConflictLife(Conflict):
    """A conflict with its history."""

    id: str
    state: str
    history: list[Change]


class Breach(Shown):
    """What strains a ceasefire."""

    event: str
    day: date
    kind: Literal["accusation", "violence"]
    by: list[Ref]
    against: list[Ref]
    accusers: list[Ref]
    killed: int | None


class CeasefireLife(Ceasefire):
    """A ceasefire over many reports."""

    id: str
    state: str
    history: list[Change]
    starts: date | None
    ends: date | None
    last: date = Field(description="The day of its last sign.")
    breaches: list[Breach]


class Backing(Shown):
    """Who backs whom from outside."""

    backer: Ref
    backed: Ref
    conflict: str
    kinds: list[str] = Field(description="Kinds of support in UCDP's terms.")
    since: date
    last: date
    rests_on: Ids = Field(alias="from")


class SanctionLife(Shown):
    """Measures of somebody against somebody."""

    id: str
    state: str
    by: list[Ref]
    on: list[Ref]
    rests_on: Ids = Field(alias="from")
    history: list[Change]


class DeploymentLife(Shown):
    """Forces sent somewhere."""

    id: str
    state: str
    by: list[Ref]
    to: Place | None
    rests_on: Ids = Field(alias="from")
    history: list[Change]


class OfficeLife(Shown):
    """Who holds an office as told."""

    id: str
    state: str
    holder: Ref
    office: str | None
    of: Ref | None
    known_from: date | None
    known_until: date | None
    rests_on: Ids = Field(alias="from")
    history: list[Change]


class LivingPicture(Shown):
    """All that holds as of a day."""

    as_of: date
    agenda: list[MeetingLife]
    conflicts: list[ConflictLife]
    backings: list[Backing]
    ceasefires: list[CeasefireLife]
    frictions: list[Friction]
    sanctions: list[SanctionLife]
    deployments: list[DeploymentLife]
    offices: list[OfficeLife]


class LifeRow(Shown):
    """What each row of something with a life has."""

    id: str = Field(description="The same on every run.")
    state: str
    since: date | None = Field(description="The day since which this state is known.")
    why: str | None = Field(description="The rule that set it.")


class MeetingRow(LifeRow):
    """A meeting."""

    start: date | None
    end: date | None
    visitors: list[str]
    host: str | None
    place: str | None
    place_country: str | None
    topics: list[str]
    said_by: list[str]
    visitor_ids: list[str]
    host_id: str | None
    rests_on: Ids = Field(alias="from")


class Agenda(Shown):
    """Meetings as of a day."""

    as_of: date
    items: list[MeetingRow]


class BreachRow(Shown):
    """What strains a ceasefire, in names."""

    day: date | None
    kind: str
    by: list[str]
    against: list[str]
    accusers: list[str]
    killed: int | None
    event: str


class CeasefireRow(LifeRow):
    """A ceasefire."""

    status: str
    place: str | None
    place_country: str | None
    agreed_start: date | None
    agreed_end: date | None
    starts: date | None
    ends: date | None
    parties: list[str]
    brokers: list[str]
    violations: int
    breaches: list[BreachRow]
    party_ids: list[str]
    broker_ids: list[str]
    violation_ids: list[str]
    rests_on: Ids = Field(alias="from")


class Ceasefires(Shown):
    """Ceasefires as of a day."""

    as_of: date
    items: list[CeasefireRow]


class BackingRow(Shown):
    """A backer of a side; `backer` is null where nobody backs it."""

    conflict: str
    name: str
    side: int
    backed: list[str]
    backer: str | None
    kinds: list[str]
    since: date | None
    last: date | None
    state: str
    backed_ids: list[str]
    backer_id: str | None
    id: str = Field(description="The conflict's.")
    rests_on: Ids = Field(alias="from")


class Backers(Shown):
    """Who backs whom as of a day."""

    as_of: date
    items: list[BackingRow]


class FrictionRow(Shown):
    """Two states that back opposite sides."""

    first: str
    second: str
    opposed_in: list[str]
    in_dialogue: bool
    first_id: str | None
    second_id: str | None
    rests_on: Ids = Field(alias="from")


class Frictions(Shown):
    """Frictions as of a day."""

    as_of: date
    items: list[FrictionRow]
