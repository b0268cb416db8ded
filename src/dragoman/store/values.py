"""What goes into the store and comes out of it, beside the records themselves."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from dragoman.errors import StoreError
from dragoman.model.records import Event, Ref, Status
from dragoman.model.report import Precision
from dragoman.model.span import Span

JUDGEMENTS = ("merge", "split", "confirm", "reject", "edit")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events are meant: those that every field given fits; a field with several values fits any of them.

    Only `actors` must all take part, in whatever role, so that two of them ask for what is between two. `since` and
    `until` are about the day of the event, its first where it lasts; where the text gives no time, the day of publication
    stands in, unless `dated_only`. `told_since` and `told_until` are about the day of publication. `text` are words and
    "phrases in quotes", all of which the sentence must have. `after` is the id of the event after which to go on.
    """

    ids: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: date | None = None
    until: date | None = None
    told_since: date | None = None
    told_until: date | None = None
    text: str | None = None
    story: str | None = None
    report: str | None = None
    historical: bool | None = None
    dated_only: bool = False
    newest_first: bool = False
    limit: int | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TieFilter:
    """Which relations are meant; `actors` are those of whom any holds the tie or is its other end."""

    ids: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    told_since: date | None = None
    told_until: date | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFilter:
    """Which reports are meant; `copies` False leaves those out that copy another, True gives them alone.

    `arrived_after` is the `sequence` of the last report already seen.
    """

    feeds: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    copy_of: str | None = None
    copies: bool | None = None
    told_since: date | None = None
    told_until: date | None = None
    arrived_after: int | None = None
    newest_first: bool = False
    limit: int | None = None


ALL_EVENTS, ALL_TIES = EventFilter(), TieFilter()
PAGE = 100  # events and reports that are shown where no filter is given
FIRST_EVENTS, FIRST_REPORTS = EventFilter(limit=PAGE), ReportFilter(limit=PAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of a report that was given to the store; `events` are those it holds of it."""

    report: str
    new: bool
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event for people: with its sentence, and the report that tells it.

    `day` is the day that filters go by, and `day_basis` where it is from: "text", or "report" where the day of
    publication stands in.
    """

    event: Event
    story: str
    sentence: str
    report: str
    title: str | None
    source: str
    publisher: str | None
    published: datetime | None
    day: date | None
    day_basis: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report without its text; `sequence` is its place in the order of arrival, `copy_of` the report that it copies."""

    id: str
    source: str
    publisher: str | None
    title: str | None
    published: datetime | None
    precision: Precision | None
    language: str
    feed: str | None
    copy_of: str | None
    arrived: datetime
    sequence: int
    events: int
    relations: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceRow:
    """A sentence that records rest on; its id is a hash of its report and span."""

    report: str
    span: Span
    text: str

    @property
    def id(self) -> str:
        return digest("sentence", self.report, self.span.start, self.span.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor of the store, how many events it is part of in whatever role, and when it was first and last told of."""

    ref: Ref
    events: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two events found to tell the same deed, how surely, and why; which of them is `a` makes no difference."""

    a: str
    b: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A report's mark, by which copies of its text are found, with what else tells a copy."""

    report: str
    mark: bytes
    published: datetime | None
    publisher: str | None
    source: str
    copy_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """Events that tell one deed, in the order told, with the links between them."""

    id: str
    events: tuple[EventRow, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What somebody decided about a record or two: merge, split, confirm, reject or edit; `at` is in UTC.

    Withdrawn, it stays, with the time when.
    """

    kind: str
    subject: str
    object: str | None = None
    who: str
    at: datetime
    why: str | None = None
    withdrawn_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.kind not in JUDGEMENTS:
            raise StoreError(f"{self.kind!r} is no kind of judgement; take one of {', '.join(JUDGEMENTS)}")

    @property
    def id(self) -> str:
        return digest("judgement", self.kind, self.subject, self.object, self.who, self.at.isoformat(), self.why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Where reports come from: who owns it, as far as known, and how polling stands. Times are in UTC."""

    url: str
    title: str | None = None
    owner: str | None = None
    country: str | None = None
    language: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    last_poll: datetime | None = None
    next_poll: datetime | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much the store holds; `undated` are reports without a date, which are in no picture."""

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


def digest(*parts: object) -> str:
    """Sixteen hex digits of a hash of these parts."""
    joined = "\0".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]
