"""Answers about what is found and kept, reports and judgements, and about the API itself, as OpenAPI describes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from dragoman.model.report import Precision
from dragoman.web.api.problems import Problem
from dragoman.web.api.record_models import Shown
from dragoman.web.api.row_models import ActorRow, EventRow, Next


class Found(Shown):
    """What a search finds."""

    events: list[EventRow]
    count: int = Field(description="How many events there are in all.")
    actors: list[ActorRow]
    next: str | None = Next


class ReportRow(Shown):
    """A report without its text."""

    id: str
    source: str
    publisher: str | None
    title: str | None
    published: str | None
    precision: Precision | None
    language: str
    feed: str | None
    copy_of: str | None = Field(description="The report whose text it copies.")
    arrived: datetime
    sequence: int = Field(description="Its place in the order of arrival.")
    events: int
    relations: int
    warnings: list[str]


class Reports(Shown):
    """A page of reports, in the order of arrival."""

    items: list[ReportRow]
    next: str | None = Next


class OneReport(ReportRow):
    """A report with its text."""

    text: str


class Added(Shown):
    """What became of a report that was added."""

    report: str = Field(description="Its id.")
    new: bool = Field(description="false if the store had it already.")
    copy_of: str | None
    dated: bool = Field(description="Reports without a date are in no picture.")
    events: int
    links: int = Field(description="Links found between its events and those of other reports.")


class Removed(Shown):
    """What was removed."""

    report: str


class JudgementRow(Shown):
    """What somebody decided."""

    id: str
    kind: Literal["merge", "split", "confirm", "reject", "edit"]
    subject: str
    object: str | None
    who: str
    at: datetime
    why: str | None
    withdrawn_at: datetime | None


class Judgements(Shown):
    """Judgements, oldest first."""

    items: list[JudgementRow]


class Counts(Shown):
    """How much the store holds."""

    reports: int
    copies: int
    undated: int
    sentences: int
    events: int
    relations: int
    actors: int
    stories: int
    judgements: int
    feeds: int
    first: date | None
    last: date | None


class Health(Shown):
    """Whether the store can be asked."""

    status: Literal["ok"]
    version: str


class Problems(Shown):
    """Every kind of error."""

    items: list[Problem]
