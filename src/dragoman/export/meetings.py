"""Meetings as calendars see them: on which days, with which status, changed how often and when.

A calendar knows an entry by its name and tells its versions by a number. The number here is that of the changes that somebody
sees who looks at the calendar: of day, of place, of status. It is counted along the life and the records that the life rests
on, so that it never falls as more is told, and no clock is read: the same life gives the same entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from dragoman.export.cited import Cite, Cited, Records, day_of, in_utc
from dragoman.knowledge.actor_types import ActorBook
from dragoman.lives.meetings import meetings
from dragoman.lives.order import tellings
from dragoman.model.living import Change, Life, Told
from dragoman.model.records import Meeting, Status, When
from dragoman.model.report import Precision

FINE = frozenset({Precision.SECOND, Precision.MINUTE, Precision.HOUR, Precision.DAY})
_OFF = frozenset({"postponed", "cancelled", "lapsed"})  # in these, a day told is the one that it was planned for
_SAID_OFF = frozenset({Status.POSTPONED, Status.CANCELLED, Status.DENIED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """First and last day (or moment) of a meeting, and how finely they are known."""

    start: date
    end: date
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A meeting with what a calendar needs; `days` are None where none was ever told.

    `sequence` numbers the versions from 0; `created`, `changed` and `touched` are when it was first told, last changed
    visibly and last told at all. `earlier` are first days that it was planned for before, `cited` the records behind it.
    """

    life: Life[Meeting]
    days: Days | None
    earlier: tuple[date, ...]
    confirmed: bool
    sequence: int
    created: datetime
    changed: datetime
    touched: datetime
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """Something told of a meeting, or time gone by."""

    at: datetime
    change: Change | None
    cited: Cited | None


@dataclass(frozen=True, slots=True)
class _Version:
    """What is seen of a meeting."""

    state: str
    days: Days | None
    place: str | None


def meetings_told(records: Records, book: ActorBook) -> list[Life[Meeting]]:
    """The meetings that dated records tell of, as of the day of the last report, over ones too.

    Use this for reports that come in no store; a store folds its own, with stories and judgements.
    """
    told = [
        Told(event=c.event, report=c.origin.id, published=c.origin.published, story=c.story)
        for c in records.events
        if c.origin.published is not None
    ]
    if not told:
        return []
    as_of = max(t.published.date() for t in told)
    return meetings(tellings(told, as_of), as_of, book)


def entry(life: Life[Meeting], cite: Cite) -> Entry:
    """A meeting as a calendar entry.

    Args:
        life: the meeting.
        cite: finds the records that it rests on; what it does not find is left to the life's own history.
    """
    steps = _steps(life, cite)
    versions: list[_Version] = []
    changed = created = steps[0].at if steps else datetime.min.replace(tzinfo=UTC)
    for step in steps:
        version = _next(versions[-1] if versions else None, step)
        if not versions or version != versions[-1]:
            versions.append(version)
            changed = step.at
    last = versions[-1].days if versions else None
    days = _days(life.what.when) or last
    firsts = dict.fromkeys(day_of(v.days.start) for v in versions if v.days is not None)
    return Entry(
        life=life,
        days=days,
        earlier=tuple(d for d in firsts if days is None or d != day_of(days.start)),
        confirmed=any(change.state in ("confirmed", "held") for change in life.history),
        sequence=max(0, len(versions) - 1),
        created=created,
        changed=changed,
        touched=max((step.at for step in steps), default=created),
        cited=tuple(step.cited for step in steps if step.cited is not None),
    )


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by day, those with none last."""
    return sorted(entries, key=lambda e: (day_of(e.days.start) if e.days else date.max, e.life.id))


def _steps(life: Life[Meeting], cite: Cite) -> list[_Step]:
    """What was told and what time did, in order; a record that changes the state is one step with its change."""
    causes: dict[str, list[Change]] = {}
    for change in life.history:
        if change.cause is not None:
            causes.setdefault(change.cause, []).append(change)
    placed: list[tuple[date, int, int, _Step]] = []
    for n, id_ in enumerate(dict.fromkeys((*life.what.rests_on, *causes))):
        cited, made = cite(id_), causes.get(id_, [])
        published = cited.origin.published if cited is not None else None
        for k, change in enumerate(made):
            at = (
                in_utc(published)
                if published is not None and published.date() == change.told
                else _midnight(change.told)
            )
            placed.append((change.told, n, k, _Step(at, change, cited if k == 0 else None)))
        if not made and published is not None:
            placed.append((published.date(), n, 0, _Step(in_utc(published), None, cited)))
    by_time = [c for c in life.history if c.cause is None]
    placed += [(c.told, -1, k, _Step(_midnight(c.told), c, None)) for k, c in enumerate(by_time)]
    return [step for _, _, _, step in sorted(placed, key=lambda row: row[:3])]


def _next(before: _Version | None, step: _Step) -> _Version:
    state = step.change.state if step.change is not None else before.state if before else "announced"
    days, place = (before.days, before.place) if before else (None, None)
    event = step.cited.event if step.cited is not None else None
    told = _days(event.when) if event is not None and event.when is not None and event.when.basis == "text" else None
    if told is None and event is None and step.change is not None and step.change.on is not None and state not in _OFF:
        told = Days(start=step.change.on, end=step.change.on, precision=Precision.DAY)
    off = state in _OFF or (event is not None and event.status in _SAID_OFF and state != "moved")
    if told is not None and (days is None or (not off and _is_news(told, days, moved=step.change is not None))):
        days = told
    if event is not None and event.where is not None and event.where.precision != "country":
        place = place or event.where.name
    return _Version(state, days, place)


def _is_news(told: Days, known: Days, *, moved: bool) -> bool:
    """Whether days told say more than those known: another day, or the day where only the month was known."""
    if told.precision in FINE or known.precision not in FINE:
        return True
    return moved and not (day_of(told.start) <= day_of(known.start) <= day_of(told.end))


def _days(when: When | None) -> Days | None:
    """The days of a time; one that only has an end has no first day that a calendar could use."""
    if when is None or when.start is None:
        return None
    end = when.end if when.end is not None and day_of(when.end) >= day_of(when.start) else when.start
    return Days(start=when.start, end=end, precision=when.precision)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
