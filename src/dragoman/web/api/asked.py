"""What may be asked: the parameters of each address, named as the options of the command line."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from fastapi import Path
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, WithJsonSchema

from dragoman.knowledge.ontology import TYPES
from dragoman.model.records import Status

LARGEST_PAGE, PAGE = 1000, 100
By = Literal["day", "week", "month"]
_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")


def _day(given: object) -> object:
    """A day, written in full; no other spelling of one is taken."""
    if isinstance(given, str) and _DAY.fullmatch(given):
        try:
            return date.fromisoformat(given)
        except ValueError:
            pass  # a 30th of February: told below
    if isinstance(given, str):
        raise ValueError(f"{given!r} is not a day of the years 1000 to 2999; write it as 2020-06-14")
    return given


def sound(text: str) -> str:
    """Text as it is given.

    Raises:
        ValueError: it holds what no text does.
    """
    if "\0" in text:
        raise ValueError("holds a NUL character, which no text has")
    return text


def _type(text: str) -> str:
    if text not in TYPES:
        raise ValueError(f"{text!r} is no PLOVER type; take one of {', '.join(TYPES)}")
    return text


Type = Annotated[str, AfterValidator(_type), WithJsonSchema({"type": "string", "enum": list(TYPES)})]
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$"}),
]
Words = Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(sound)]
Iso3 = Annotated[str, Field(pattern=r"^[A-Z]{3}$", examples=["LBY"])]
ActorId = Annotated[str, Field(pattern=r"^[a-z]+:[^\s/]{1,200}$", examples=["person:sergei-lavrov"])]
ActorOrState = Annotated[str, Field(pattern=r"^([A-Z]{3}|[a-z]+:[^\s/]{1,200})$", examples=["RUS"])]
RecordId = Annotated[str, Field(pattern=r"^[0-9a-f]{4,64}$", examples=["3f2a9c0e1b7d4856"])]
Id = Annotated[RecordId, Path(description="An id, or the beginning of it.")]


class Asked(BaseModel):
    """No parameters."""


class AsOf(Asked):
    """What holds on a day."""

    as_of: Day | None = Field(
        None, description="As of this day; that of the newest report, if none.", examples=["2020-06-20"]
    )


class Living(AsOf):
    """What holds on a day, or held once."""

    all: bool = Field(False, description="Also what is over: meetings held, ceasefires ended.")


class PictureAsked(Living):
    """The picture, or that of one conflict."""

    conflict: Iso3 | None = Field(None, description="Only the conflict in this state, by its ISO 3166-1 code.")


class BackersAsked(AsOf):
    """Sides and backers, of all conflicts or one."""

    conflict: Iso3 | None = Field(None, description="Only the conflict in this state, by its ISO 3166-1 code.")


class AgendaAsked(Living):
    """Which meetings."""

    actor: list[ActorOrState] = Field(
        default=[], max_length=5, description="Who comes or hosts, each of them: an id, or a state's ISO code for all that act for it."
    )  # fmt: skip
    place: list[Iso3] = Field(default=[], max_length=50, description="The state where it is, or that hosts it.")
    state: list[Literal["announced", "confirmed", "moved", "postponed", "cancelled", "held", "lapsed"]] = Field(
        default=[], description="How it stands; those held or lapsed need `all=true`."
    )
    since: Day | None = Field(None, description="From this day on; meetings of no known day are left out.")
    until: Day | None = Field(None, description="Up to this day; meetings of no known day are left out.")


class CalendarAsked(AgendaAsked):
    """Which meetings a calendar shows."""

    all: bool = Field(True, description="Also what is over, so that nothing vanishes from a calendar unseen.")
    name: Annotated[str, Field(min_length=1, max_length=100), AfterValidator(sound)] = Field(
        "Agenda", description="What calendar programs show as the calendar's name."
    )
    key: Annotated[str, Field(max_length=200)] | None = Field(
        None, description="A token to read with, for calendar programs, which can't send headers."
    )


class Span(Asked):
    """A stretch of days."""

    since: Day | None = Field(None, description="From this day on.", examples=["2020-06-01"])
    until: Day | None = Field(None, description="Up to this day.", examples=["2020-06-30"])


class EventsAsked(Span):
    """Which events: those that every filter fits; of several values of one filter, any, but for `actor`."""

    actor: list[ActorId] = Field(
        default=[], max_length=5, description="Who takes part, in whatever role, by id; several for what is between them."
    )  # fmt: skip
    type: list[Type] = Field(default=[], description="A PLOVER type.", examples=[["CONSULT"]])
    mode: list[Annotated[str, Field(pattern=r"^[a-z-]{1,40}$")]] = Field(
        default=[], max_length=50, description="A PLOVER mode.", examples=[["visit"]]
    )
    place: list[Iso3] = Field(default=[], max_length=50, description="The state where it happens.")
    status: list[Status] = Field(default=[], description="Whether it has happened, as told.")
    speaker: list[ActorId] = Field(default=[], max_length=50, description="Who says so, by id.")
    text: Words | None = Field(None, description='Words and "phrases" that the sentence has, all of them.')
    story: RecordId | None = Field(None, description="A story, by its id or that of an event of it.")
    report: RecordId | None = Field(None, description="The report that tells it, by its id or the beginning of it.")
    limit: int | None = Field(
        None, ge=1, le=LARGEST_PAGE, description=f"At most so many; {PAGE} if none is given, but all of a stream."
    )
    after: RecordId | None = Field(None, description="Go on after the event with this id; `next` has it.")


class SearchAsked(Asked):
    """Words to look for."""

    text: Words = Field(description='Words and "phrases" that a sentence has, or a part of an actor\'s name.')
    limit: int = Field(PAGE, ge=1, le=LARGEST_PAGE, description="At most so many events, the newest.")
    after: RecordId | None = Field(None, description="Go on after the event with this id; `next` has it.")


class ReportsAsked(Span):
    """Which reports, by what is known of them; `since` and `until` are about the day of publication."""

    publisher: list[Words] = Field(default=[], max_length=50, description="Who published it.")
    feed: list[Words] = Field(default=[], max_length=50, description="The address of the feed that brought it.")
    copies: bool | None = Field(None, description="true: only copies of others; false: none of these.")
    limit: int = Field(PAGE, ge=1, le=LARGEST_PAGE, description="At most so many.")
    after: int = Field(0, ge=0, le=2**31 - 1, description="Go on after the report with this `sequence`.")


class ActorsAsked(Asked):
    """Which actors."""

    name: Words | None = Field(None, description="A name, alias, acronym, surname, or part of a name in the store.")
    country: Iso3 | None = Field(None, description="Only those of this state.")
    limit: int = Field(PAGE, ge=1, le=LARGEST_PAGE, description="At most so many, those in most events first.")


class TimelineAsked(Span):
    """Whose stories."""

    one: ActorOrState = Field(description="An actor's id, or a state's ISO code for all that act for it.")
    other: ActorOrState | None = Field(None, description="Only what is between the two.")
    limit: int = Field(LARGEST_PAGE, ge=1, le=LARGEST_PAGE, description="At most so many, the latest.")


class DyadAsked(Span):
    """Which two, and by which periods."""

    one: ActorOrState = Field(description="An actor's id, or a state's ISO code for all that act for it.")
    other: ActorOrState = Field(description="The other of the two.")
    by: By = Field("week", description="Rows are days, weeks (from Monday) or months.")


class ChangesAsked(AsOf):
    """Between which days."""

    since: Day = Field(description="What has been told after this day.", examples=["2020-06-13"])
    limit: int = Field(LARGEST_PAGE, ge=1, le=LARGEST_PAGE, description="At most so many of each, the latest.")


class JudgementsAsked(Asked):
    """Which judgements."""

    subject: RecordId | None = Field(None, description="Only those about this event.")
    all: bool = Field(False, description="Those withdrawn too.")


class ReportAsked(Asked):
    """What is known of a report beside its text; what the body itself says goes before it."""

    published: Annotated[str, Field(max_length=60), AfterValidator(sound)] | None = Field(
        None, description="When it was published.", examples=["2020-06-14", "2020-06-14T11:08"]
    )
    title: Words | None = Field(None, description="Its headline, put before the text unless that begins with it.")
    source: Words | None = Field(None, description="Its address or name; with the text it makes the report's id.")
    publisher: Words | None = Field(None, description="Who published it.")


class ReadAsked(ReportAsked, AsOf):
    """A report, and the day that its picture is drawn for: its own, if none is given."""
