"""Records with the words and the report behind them: what the formats of others are written from.

Both doors lead here: readings (one report each) through `of_readings`, the records of a store through `of_told`. The rest of
`export` asks neither where a record came from nor how its sentence was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import isfinite
from urllib.parse import quote, urlsplit

from dragoman.model.living import Told, ToldTie
from dragoman.model.records import Event, Place, Reading, Ref, Relation
from dragoman.model.report import Report
from dragoman.render.wording import clean

_NO_CHARACTERS = str.maketrans("", "", "\ufffe\uffff")  # which XML may not hold
_IN_ADDRESSES = "%:/?#[]@!$&'()*+,;=~-._"
_LONGEST_ADDRESS = 2000
_PATHS = str.maketrans({"\\": "/"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The report that tells a record, as far as it is known."""

    id: str
    source: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: datetime | None = None
    language: str | None = None

    @property
    def name(self) -> str:
        """What people would call it."""
        return safe_text(self.publisher or self.title or self.source or self.id)

    @property
    def address(self) -> str | None:
        """Where it stands on the web."""
        return web_address(self.source)

    @property
    def file(self) -> str | None:
        """The last part of its path, where it is no page of the web; the folders are nobody's business."""
        if self.source is None or self.address is not None:
            return None
        return safe_text(self.source.translate(_PATHS).rstrip("/").rsplit("/", 1)[-1]) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """An event, the report that tells it, the sentence that it stands in (as `safe_text` gives it), and its story."""

    event: Event
    origin: Origin
    sentence: str | None
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedTie:
    """A relation with the report and the sentence that tell it."""

    relation: Relation
    origin: Origin
    sentence: str | None


Cite = Callable[[str], Cited | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Events and ties with what they rest on, in the order in which they were given."""

    events: tuple[Cited, ...] = ()
    ties: tuple[CitedTie, ...] = ()

    def citing(self) -> Cite:
        """What finds an event by its id."""
        return {one.event.id: one for one in self.events}.get


def of_readings(readings: Iterable[Reading]) -> Records:
    """The records of reports; each event is a story of its own."""
    events: list[Cited] = []
    ties: list[CitedTie] = []
    for reading in readings:
        text, origin = reading.report.text, origin_of(reading.report)
        for event in reading.events:
            said = safe_text(event.evidence.sentence.of(text)) or None
            events.append(Cited(event=event, origin=origin, sentence=said, story=event.id))
        for tie in reading.relations:
            said = safe_text(tie.evidence.sentence.of(text)) or None
            ties.append(CitedTie(relation=tie, origin=origin, sentence=said))
    return Records(events=tuple(events), ties=tuple(ties))


def of_told(
    told: Iterable[Told],
    ties: Iterable[ToldTie] = (),
    *,
    report_of: Callable[[str], Origin | None],
    sentence_of: Callable[[str], str | None],
) -> Records:
    """The records of many reports.

    Args:
        told: events with their reports and stories.
        ties: relations with their reports.
        report_of: gives a report by its id; None where only the id and the day are known.
        sentence_of: gives the sentence of an event or a relation by its id.
    """

    def origin(report: str, published: datetime) -> Origin:
        return report_of(report) or Origin(id=report, published=published)

    def said(id_: str) -> str | None:
        return safe_text(sentence_of(id_) or "") or None

    return Records(
        events=tuple(
            Cited(event=t.event, origin=origin(t.report, t.published), sentence=said(t.event.id), story=t.story) for t in told
        ),
        ties=tuple(
            CitedTie(relation=t.relation, origin=origin(t.report, t.published), sentence=said(t.relation.id)) for t in ties
        ),
    )  # fmt: skip


def origin_of(report: Report) -> Origin:
    """A report without its text."""
    return Origin(
        id=report.id, source=report.source, title=report.title, publisher=report.publisher, published=report.published,
        language=report.language,
    )  # fmt: skip


def safe_text(text: str) -> str:
    """Text on one line without control characters, marks that turn the reading direction, and what XML may not hold."""
    return clean(text).translate(_NO_CHARACTERS)


def web_address(source: str | None) -> str | None:
    """An address of the web that is safe to write as a link; None for file names, other schemes, and what is none or endless."""
    try:
        parts = urlsplit((source or "").strip())
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname or not parts.hostname.isascii():
            return None
    except ValueError:  # "http://[bad"
        return None
    address = quote(parts.geturl(), safe=_IN_ADDRESSES, errors="replace")
    return address if len(address) <= _LONGEST_ADDRESS else None


def urn(kind: str, id_: str) -> str:
    """A name for something that needs no domain: urn:dragoman:event:…"""
    return f"urn:dragoman:{kind}:{quote(id_, safe=':-._~', errors='replace')}"


def actor_key(ref: Ref, report: str) -> str:
    """What stands for an actor: its id, or where it has none its name in that report, which is no other's."""
    return ref.id or f"mention:{report[:16]}:{safe_text(ref.name)}"


def point_of(place: Place) -> tuple[float, float] | None:
    """Latitude and longitude on the globe; a longitude beyond the antimeridian is brought back, other odd values are None."""
    lat, lon = place.lat, place.lon
    if lat is None or lon is None or not (isfinite(lat) and isfinite(lon)) or abs(lat) > 90 or abs(lon) > 360:
        return None
    if abs(lon) > 180:
        lon -= 360 if lon > 0 else -360
    return round(lat, 6), round(lon, 6)


def day_of(value: date) -> date:
    """The day of a day or moment."""
    return value.date() if isinstance(value, datetime) else value


def in_utc(moment: datetime) -> datetime:
    """A moment in UTC; one with no time zone, as those of reports, is taken to be."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
