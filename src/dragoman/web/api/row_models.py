"""Answers about events, stories, actors, reports and judgements as OpenAPI describes them."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from dragoman.model.records import Kind, Status
from dragoman.web.api.record_models import Event, Ids, Shown

Next = Field(description="The address of the next page; null on the last.", examples=["/api/v1/events?after=3f2a"])


class Deed(Shown):
    """What happened, in a row."""

    type: str
    mode: str | None
    actors: list[str]
    recipients: list[str]
    status: Status
    start: str | None = Field(description="First day, where the text gives a time.")
    end: str | None
    place: str | None
    place_country: str | None
    killed_low: int | None
    killed_high: int | None
    wounded_low: int | None
    wounded_high: int | None
    said_by: list[str]
    cameo: str
    goldstein: float
    plover: float | None
    quad: int
    actor_ids: list[str]
    recipient_ids: list[str]


class EventRow(Deed):
    """An event with its sentence and report."""

    id: str
    day: date | None = Field(description="The day that `since` and `until` go by.")
    day_from: Literal["text", "report"] | None = Field(description="Whether the text tells the day.")
    published: str | None
    story: str = Field(description="The story that it belongs to; the same deed told again has the same.")
    sentence: str
    title: str | None
    source: str
    publisher: str | None
    report: str
    why: str


class Events(Shown):
    """A page of events."""

    items: list[EventRow]
    next: str | None = Next


class OneEvent(EventRow):
    """An event with its whole record."""

    record: Event


class Claim(Shown):
    """What some versions of a story say, and others otherwise."""

    what: str
    claim: Any
    versions: int
    said_by: list[str]


class LinkRow(Shown):
    """Why two events are taken for one deed."""

    one: str
    other: str
    score: float
    reasons: list[str]


class Story(Shown):
    """One deed with all that is told of it."""

    id: str
    versions: list[EventRow]
    claims: list[Claim]
    links: list[LinkRow]


class StoryRow(Deed):
    """A story by the telling that stands."""

    day: date | None
    disputed: bool
    versions: int
    reports: int
    statuses: list[str] = Field(description="The days on which another status was told than before.")
    first_told: date
    last_told: date
    story: str
    report: str
    rests_on: Ids = Field(alias="from")


class Timeline(Shown):
    """Stories by day."""

    items: list[StoryRow]
    left_out: int = Field(description="Earlier stories that the limit leaves out.")


class DyadRow(BaseModel):
    """What passed between two in one period, one way or both; further fields count deeds by PLOVER type."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)
    __pydantic_extra__: dict[str, int]
    start: date
    end: date
    source: str
    target: str
    way: Literal["forth", "back", "both"]
    stories: int
    planned: int
    hypothetical: int
    called_off: int
    denied: int
    disputed: int
    goldstein_sum: float
    goldstein_mean: float | None
    plover_sum: float
    plover_mean: float | None
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    rests_on: Ids = Field(alias="from")


class Dyad(Shown):
    """A series of two."""

    items: list[DyadRow]
    left_out: int = Field(description="Deeds whose day is known too coarsely for a period.")


class StoryChange(Shown):
    """One thing that is told otherwise than before."""

    told: date
    what: Literal["status", "day", "place", "killed", "wounded"]
    before: str | None
    after: str | None
    type: str
    actors: list[str]
    recipients: list[str]
    story: str
    rests_on: Ids = Field(alias="from")


class Contradiction(Shown):
    """Two tellings that can't both be true."""

    told: date
    why: str
    type: str
    first: str
    second: str
    story: str
    rests_on: Ids = Field(alias="from")


class PictureChange(Shown):
    """A line of the picture that is new, otherwise or gone."""

    kind: str
    part: str = Field(description="Which part of the picture.")
    what: str
    old: str | None
    new: str | None
    why: str
    id: str
    rests_on: Ids = Field(alias="from")


class Changes(Shown):
    """What came between two days."""

    since: date
    until: date
    picture: list[PictureChange]
    new: list[StoryRow]
    changed: list[StoryChange]
    contradicted: list[Contradiction]
    told_again: list[str] = Field(description="Stories told again as they were.")
    left_out: int = Field(description="How many earlier ones the limit leaves out.")


class Why(Shown):
    """One step of a reason, with those below it."""

    sort: Literal["life", "change", "story", "event", "relation"]
    id: str | None
    text: str
    told: date | None
    sentence: str | None
    rule: str | None
    speakers: list[str]
    report: str | None
    source: str | None
    children: list[Why]


class ActorRow(Shown):
    """An actor of the store, or of the list of actors."""

    id: str | None
    name: str
    kind: Kind
    country: str | None
    sectors: list[str]
    stories: int = Field(description="In how many stories it has a part; 0 of those that only the list knows.")
    first_told: date | None
    last_told: date | None


class Actors(Shown):
    """Actors, those in most events first."""

    items: list[ActorRow]


class Identity(Shown):
    """Who an actor is."""

    id: str
    name: str
    kind: Kind
    country: str | None
    country_name: str | None
    sectors: list[str]
    aliases: list[str]
    leaders: list[str]
    in_book: bool
    as_of: date
    stories: int


class OfficeRow(Shown):
    """An office that the list of actors knows."""

    office: str
    of: str
    since: date | None
    until: date | None
    now: bool


class TieRow(Shown):
    """A standing tie as last told."""

    kind: str
    outward: bool
    other: str
    conflict: str | None
    status: str
    first_told: date
    last_told: date
    other_id: str | None
    rests_on: Ids = Field(alias="from")


class StatementRow(Shown):
    """What an actor is given as having said."""

    told: date
    stance: str
    type: str
    status: str
    quoted: bool
    event: str
    story: str
    report: str


class ActorCard(Shown):
    """All on one actor as of a day; events, meetings and statements are the latest."""

    who: Identity
    offices: list[OfficeRow]
    ties: list[TieRow]
    events: list[StoryRow]
    meetings: list[StoryRow]
    statements: list[StatementRow]
