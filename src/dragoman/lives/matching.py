"""Whether a telling is of a meeting that is known: the same people, the same host, and days that meet.

Two signs must agree: a person in common, or one state's delegation at one host with the same days. Persons who are
named on both sides and are others speak against it, whatever the host, unless the store has both tellings in one story.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from dragoman.lives.course import Course
from dragoman.lives.order import Days
from dragoman.lives.sightings import Sighting
from dragoman.model.records import Place, Ref, Status, When

HELD_WITHIN = 7  # days after its last planned day within which a telling of it as held is of this one
_PUT_OFF = frozenset({Status.POSTPONED, Status.CANCELLED, Status.DENIED})
_TOOK_PLACE = frozenset({Status.HAPPENED, Status.ONGOING})
_FAR = timedelta(days=120)
_SLACK = timedelta(days=1)  # time zones, and visits that begin on the eve


@dataclass(slots=True)
class Gathering:
    """A meeting while it is folded."""

    number: int
    course: Course
    first: Sighting
    host: str | None
    parties: set[str]
    persons: dict[str, set[str]]
    days: Days | None
    fine: bool
    when: When | None
    heard: date
    visitors: dict[str, Ref] = field(default_factory=dict)
    where: Place | None = None
    tellings: list[Sighting] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    speakers: set[str] = field(default_factory=set)
    stories: set[str] = field(default_factory=set)
    as_held: int = 0

    @property
    def named(self) -> set[str]:
        """All persons who were named for it."""
        return set().union(*self.persons.values()) if self.persons else set()


class Fit(NamedTuple):
    """How well a telling fits a meeting, best last; `new_days` where it tells other days for it."""

    story: bool
    persons: int
    dated: bool
    parties: int
    near: int
    number: int
    new_days: bool


def is_far(s: Sighting, g: Gathering) -> bool:
    """Whether a telling cannot be of a meeting at sight: another host, or days more than four months apart."""
    if s.host is not None and g.host is not None and s.host != g.host:
        return True
    return s.days is not None and g.days is not None and (s.days[0] > g.days[1] + _FAR or g.days[0] > s.days[1] + _FAR)


def fit(s: Sighting, g: Gathering) -> Fit | None:
    """How a telling fits a meeting, or None where it is of another."""
    if is_far(s, g):
        return None
    story = s.told.story in g.stories
    if _days_fit(s, g, story, sure=True) is None:
        return None  # first, as it is what mostly tells two meetings apart
    persons = sum(len(ids & g.persons.get(party, set())) for party, ids in s.persons.items())
    if not story and _others_named(s, g):
        return None
    common = len(s.parties & g.parties)
    same_host = s.host is not None and s.host == g.host
    if common < 2 and not persons:
        return None  # a host alone, or a party alone, is no sign
    if s.host is None and g.host is not None and not persons and not s.parties <= g.parties:
        return None
    when = _days_fit(s, g, story, sure=bool(persons) or story)
    if when is None or not (persons or story or _agree(s, when, common, same_host)):
        return None
    if s.event.status in _TOOK_PLACE and not (persons or same_host or when == "meet"):
        return None
    return Fit(story, persons, when == "meet", common, -_distance(s, g), g.number, when == "new")


def _agree(s: Sighting, when: str, common: int, same_host: bool) -> bool:
    """Whether two parties in common are enough: days that meet, the same host, or a putting off by the very parties."""
    return common > 1 and (when == "meet" or (when == "open" and (same_host or s.event.status in _PUT_OFF)))


def _others_named(s: Sighting, g: Gathering) -> bool:
    """Whether both name persons of one party, and these are others."""
    return any(
        ids and party != g.host and g.persons.get(party) and not ids & g.persons[party]
        for party, ids in s.persons.items()
    )


def _days_fit(s: Sighting, g: Gathering, story: bool, *, sure: bool) -> str | None:
    """`meet` where days overlap, `open` where one has none and nothing speaks against it, `new` where it is moved; or None."""
    took_place = s.event.status in _TOOK_PLACE
    if s.days is not None and g.days is not None:
        slack = _SLACK if took_place else timedelta(0)
        if s.days[0] <= g.days[1] + slack and g.days[0] <= s.days[1] + slack:
            return "meet"
        return "new" if _may_move(s, g, story, sure=sure) else None
    if g.course.state in ("held", "lapsed", "cancelled"):
        return _after_its_end(s, g)
    if took_place:
        day = s.days[0] if s.days else s.day
        if g.days is None or (s.days is None and s.day < g.days[0]):
            return "open"  # told as done before its day: a headline in the present tense
        return "open" if g.days[0] - _SLACK <= day <= g.days[1] + timedelta(days=HELD_WITHIN) else None
    if g.course.state == "postponed":
        return "open"
    if s.event.status in _PUT_OFF:
        return "open" if g.days is None or s.day <= g.days[1] + timedelta(days=3) else None
    return "open" if g.days is None or s.day <= g.days[1] else None


def _may_move(s: Sighting, g: Gathering, story: bool, *, sure: bool) -> bool:
    """Whether other days are this meeting's new days: it stands put off, or the telling says that it is moved."""
    assert s.days is not None
    assert g.days is not None
    if s.event.status in _TOOK_PLACE:  # held on another day than the last one told, after it was put off
        return g.course.state == "postponed" and sure and s.days[0] > g.days[0]
    if s.event.status in _PUT_OFF:  # the day on which it was put off, or a new day
        return sure and g.course.open and s.day <= g.days[1] + timedelta(days=HELD_WITHIN)
    if g.course.state == "postponed":
        return True
    if g.course.state == "cancelled":
        return sure and s.days[0] >= g.days[0]
    early_enough = s.day <= g.days[1] + timedelta(days=HELD_WITHIN)
    return g.course.open and early_enough and (s.sign == "other-day" or story)


def _after_its_end(s: Sighting, g: Gathering) -> str | None:
    """Tellings without a day after a meeting is over: of it if they follow within a week, or take a cancellation back."""
    since = g.course.since
    assert since is not None
    if g.course.state == "cancelled":
        return "open"
    within = (s.day - (g.days[1] if g.days else since)).days <= HELD_WITHIN
    if s.event.status is Status.PLANNED:
        return "open" if g.course.state == "held" and s.day == since else None
    return "open" if within and (g.days is None or s.days is None or s.days[0] <= g.days[1] + _SLACK) else None


def _distance(s: Sighting, g: Gathering) -> int:
    if g.days is None:
        return 9999
    day = s.days[0] if s.days else s.day
    return 0 if g.days[0] <= day <= g.days[1] else min(abs((day - g.days[0]).days), abs((day - g.days[1]).days))
