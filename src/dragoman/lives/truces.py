"""A ceasefire while it is folded, and whether a telling is of it: its countries, parties and place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from dragoman.lives.course import Course, Due
from dragoman.lives.order import day_of
from dragoman.lives.parties import Sides, is_official, key_of
from dragoman.lives.truce_signs import TruceSign
from dragoman.model.living import Violation
from dragoman.model.records import Kind, Place, Ref, When

DROPPED = 60  # days of silence after which a proposal is dropped
CALM = 90  # days without a breach after which a strained one holds again
REMEMBERED = 90  # days for which an ended one is still the one that tellings are of


@dataclass(slots=True)
class Standing:
    """A ceasefire as it stands while tellings are taken in."""

    number: int
    course: Course
    first: TruceSign
    heard: date
    countries: set[str] = field(default_factory=set)
    where: Place | None = None
    parties: dict[str, list[Ref]] = field(default_factory=dict)  # label -> refs, as told
    as_party: Counter[str] = field(default_factory=Counter)
    as_broker: Counter[str] = field(default_factory=Counter)
    brokers: dict[str, Ref] = field(default_factory=dict)
    agreed: When | None = None
    starts: date | None = None
    ends: date | None = None
    breaches: list[Violation] = field(default_factory=list)
    breach_reports: set[str] = field(default_factory=set)
    pending: list[tuple[TruceSign, Violation]] = field(default_factory=list)
    tellings: list[TruceSign] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    stories: set[str] = field(default_factory=set)
    mentions: set[str] = field(default_factory=set)
    enders: set[str] = field(default_factory=set)
    holders: set[str] = field(default_factory=set)
    unnamed: dict[date, str] = field(
        default_factory=dict
    )  # days of breaches since it was last named, with their reports
    agreed_in: str | None = None  # the report that told the agreement that stands
    killings: dict[date, str] = field(default_factory=dict)

    def due(self) -> Due:
        """When time will end or begin it."""
        state, since = self.course.state, self.course.since
        if since is None:
            return None
        if state == "proposed":
            day = self.heard + timedelta(days=DROPPED)
            return day, "long-silent", day
        if state == "agreed" and self.starts is not None:
            return max(self.starts, since), "start-reached", self.starts
        over = self._term_passed(since)
        if state == "strained":
            last = max(self.breaches[-1].day, since) if self.breaches else since
            calm = last + timedelta(days=CALM)
            return over if over is not None and over[0] <= calm else (calm, "breach-free", calm)
        return over if state in ("in force", "renewed") else None

    def _term_passed(self, since: date) -> Due:
        if self.ends is None or (self.starts is not None and self.ends < self.starts):
            return None
        return max(self.ends + timedelta(days=1), since), "term-passed", self.ends


class Likeness(NamedTuple):
    """How well a telling fits a ceasefire, best last."""

    story: bool
    report: bool
    parties: int
    countries: int
    place: int
    heard: date
    number: int


def likeness(s: TruceSign, t: Standing, sides: Sides) -> Likeness | None:
    """How well a telling fits a ceasefire; None where it is of another, or where nothing says of which it is."""
    report, story = s.told.report in t.reports, s.told.story in t.stories
    common = s.countries & t.countries
    labels = {side_label(p, s.countries | t.countries, sides, s.day) for p in s.parties}
    shared = labels & t.parties.keys()
    if not s.countries:
        rank = min((s.context.index(c) for c in t.countries if c in s.context), default=None)
        if rank is None:
            return Likeness(story, report, len(shared), 0, 0, t.heard, t.number) if report or story else None
        return Likeness(story, report, len(shared), -rank, 0, t.heard, t.number)
    if not common:
        return None
    if len(s.countries) > 1 and len(t.countries) > 1 and len(common) < 2:
        return None
    near = _places(s.where, t.where)
    labels |= {side_label(b, s.countries | t.countries, sides, s.day) for b in s.brokers}
    others = t.parties.keys() | t.brokers.keys()
    strangers = bool(labels) and bool(others) and not labels & others
    if len(common) < 2 and strangers and (near < 0 or (len(labels) > 1 and len(t.parties) > 1)):
        return None  # others, at another place of the same country
    return Likeness(story, report, len(shared), len(common), near, t.heard, t.number)


def _places(one: Place | None, other: Place | None) -> int:
    """2 the same place, 1 one holds the other, 0 nothing is known, -1 two places of one country."""
    if one is None or other is None:
        return 0
    if one.name == other.name:
        return 2
    if _is_wide(one) or _is_wide(other):
        return 1 if one.country == other.country else -1
    return 1 if one.admin1 is not None and one.admin1 == other.admin1 and one.country == other.country else -1


def _is_wide(place: Place) -> bool:
    """A whole country, or a part of it that has no bounds: "northwest Syria"."""
    return place.precision == "country" or (place.precision == "region" and place.admin1 is None)


def same_place(one: Place, other: Place) -> bool:
    """Whether two places are the same, or one holds the other."""
    return _places(one, other) > 0


def inside(place: Place | None, standing: Standing) -> bool:
    """Whether a place lies where a ceasefire holds; between states all of their land counts."""
    if place is None or place.country not in standing.countries:
        return False
    return len(standing.countries) > 1 or standing.where is None or _places(place, standing.where) > 0


def side_label(ref: Ref, countries: frozenset[str] | set[str], sides: Sides, day: date) -> str:
    """The party that an actor stands for: between states his state, inside one his government or force."""
    body = sides.body_of(ref, day)
    if body.country is None:
        return key_of(body)
    nameless = (body.id or "").startswith("actor:") and body.kind in (Kind.GROUP, Kind.MILITARY)
    if is_official(body) or (nameless and len(countries) > 1 and body.country in countries):
        return body.country
    return key_of(body)


def learn(s: TruceSign, t: Standing, sides: Sides) -> None:
    """Keep what a telling says of who, where and when."""
    t.heard = s.day
    t.tellings.append(s)
    t.unnamed.clear()
    t.reports.add(s.told.report)
    t.stories.add(s.told.story)
    t.countries |= s.countries
    if s.where is not None and (t.where is None or (t.where.precision == "country" and s.where.precision != "country")):
        t.where = s.where
    for ref in s.parties:
        body = sides.body_of(ref, s.day)
        name = side_label(ref, t.countries, sides, s.day)
        listed = t.parties.setdefault(name, [])
        if key_of(body) not in {key_of(r) for r in listed}:
            listed.append(body)
        t.as_party[name] += 1
    for ref in s.brokers:
        body = sides.body_of(ref, s.day)
        name = side_label(ref, t.countries, sides, s.day)
        t.brokers.setdefault(name, body)
        t.as_broker[name] += 1


def when_agreed(s: TruceSign) -> When | None:
    """The time of the agreement that a telling gives, without the words."""
    when = s.event.when
    return (
        None
        if when is None
        else When(start=when.start, end=when.end, precision=when.precision, span=None, basis=when.basis)
    )


def day_told(s: TruceSign) -> date:
    """The day of a deed: as told, else the day on which it was told."""
    return s.days[1] if s.days else day_of(s.told.published)
