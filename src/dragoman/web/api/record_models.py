"""The records of docs/records.md, as OpenAPI describes them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from dragoman.model.records import SCHEMA, Certainty, Kind, Status
from dragoman.model.report import Precision

Span = Annotated[
    tuple[int, int], Field(description="From the first character to the one after the last, in the report's text.")
]
Range = Annotated[tuple[int, int], Field(description="Least and most.")]
Ids = Annotated[list[str], Field(description="Ids of the records that this rests on; `GET /why/{id}` shows each.")]


class Shown(BaseModel):
    """Something that is shown: all its fields are there, and no others."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Ref(Shown):
    """An actor as mentioned, or in the living picture an actor as such."""

    id: str | None = Field(description="That of a known actor, or one made of words; null where candidates remain.")
    name: str = Field(description="Its usual name.")
    country: str | None = Field(description="ISO 3166-1 alpha-3.")
    sectors: list[str] = Field(description="PLOVER sectors: GOV, MIL, REB …")
    kind: Kind
    text: str | None = Field(description="The words that name it; null in the living picture.")
    span: Span | None = Field(description="Where they stand; null in the living picture.")
    via: Span | None = Field(description="The pronoun or phrase that stands for it in the evidence.")
    title: str | None
    why: str | None = Field(description="Why this actor, or why none was chosen.")
    confidence: float | None


class Place(Shown):
    """A place, with its point where one is known."""

    text: str
    span: Span | None
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    precision: Literal["point", "city", "region", "country"] | None


class When(Shown):
    """First and last day, or moment; one is null where only the other is told."""

    start: str | None
    end: str | None
    precision: Precision
    span: Span | None
    basis: Literal["text", "report"] = Field(description="`report` where only the report's own date says it.")


class Speaker(Shown):
    """Who says so."""

    who: Ref
    cue: Span
    quoted: bool
    when: When | None
    stance: str = Field(description="asserts, confirms, denies, doubts, expects, fears, demands or quotes.")
    quote: Span | None


class Role(Shown):
    """Somebody who is neither actor nor recipient."""

    role: str = Field(examples=["mediator"])
    who: Ref


class Evidence(Shown):
    """The sentence, and the word in it that tells the deed."""

    sentence: Span
    trigger: Span


class Casualties(Shown):
    """Killed and wounded, where told."""

    killed: Range | None
    wounded: Range | None


class Codes(Shown):
    """The same event in the older ontologies."""

    cameo: str
    goldstein: float
    plover: float | None
    quad: int = Field(ge=1, le=4)


class Event(Shown):
    """One deed told in one sentence (docs/records.md)."""

    id: str
    type: str
    mode: str | None
    contexts: list[str]
    actors: list[Ref]
    recipients: list[Ref]
    others: list[Role]
    topics: list[Ref | Place]
    where: Place | None
    when: When | None
    status: Status
    certainty: Certainty
    historical: bool
    speakers: list[Speaker]
    contradicts: list[str]
    casualties: Casualties
    evidence: Evidence
    codes: Codes
    confidence: float
    why: str


class Relation(Shown):
    """A standing tie."""

    id: str
    kind: str
    holder: Ref
    toward: Ref
    conflict: str | None
    when: When | None
    status: Status
    speakers: list[Speaker]
    evidence: Evidence
    confidence: float
    why: str


class Meeting(Shown):
    """A line of the agenda."""

    visitors: list[Ref]
    host: Ref | None
    where: Place | None
    when: When | None
    status: Status
    topics: list[Ref | Place]
    said_by: list[Ref]
    rests_on: Ids = Field(alias="from")


class Side(Shown):
    """A side of a conflict."""

    of: list[Ref]
    backed_by: list[Ref]


class Conflict(Shown):
    """A conflict with its sides."""

    place: str
    name: str
    sides: list[Side]
    rests_on: Ids = Field(alias="from")


class Ceasefire(Shown):
    """A ceasefire."""

    where: Place | None
    parties: list[Ref]
    brokers: list[Ref]
    agreed: When | None
    status: Literal["proposed", "in force", "strained", "collapsed"]
    violations: list[str]
    rests_on: Ids = Field(alias="from")


class Friction(Shown):
    """Two who back opposite sides."""

    pair: tuple[Ref, Ref]
    in_dialogue: bool
    opposed_in: list[str]
    rests_on: Ids = Field(alias="from")


class ReportPicture(Shown):
    """The picture that one report draws."""

    agenda: list[Meeting]
    conflicts: list[Conflict]
    ceasefires: list[Ceasefire]
    frictions: list[Friction]


class ReportHead(Shown):
    """A report as it was read."""

    id: str = Field(description="Hash of source and text.")
    title: str | None
    published: str | None
    published_precision: Precision | None
    dateline: Place | None
    source: str
    publisher: str | None
    language: str
    text: str


class Records(Shown):
    """All that was taken from one report (docs/records.md)."""

    schema_: Literal[SCHEMA] = Field(alias="schema")  # type: ignore[valid-type]
    report: ReportHead
    events: list[Event]
    relations: list[Relation]
    picture: ReportPicture
    warnings: list[str]


def example_of(**values: Any) -> ConfigDict:
    """The settings of a model that is shown with an example."""
    return ConfigDict(extra="forbid", populate_by_name=True, json_schema_extra={"examples": [values]})
