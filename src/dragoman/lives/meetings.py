"""Meetings over many reports: announced, confirmed, moved, postponed or called off, held or never heard of again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from dragoman.knowledge.actor_types import ActorBook
from dragoman.knowledge.lives import load_machine
from dragoman.lives.agenda import meeting_life
from dragoman.lives.course import DAY, Course, Due, who_says
from dragoman.lives.matching import HELD_WITHIN, Gathering, fit, is_far
from dragoman.lives.parties import key_of, label
from dragoman.lives.sightings import Sighting, place_of, sights
from dragoman.model.living import Life, Told
from dragoman.model.records import Event, Meeting, Status, When
from dragoman.model.report import Precision

SILENCE = 90  # days without a word after which a meeting with no day is given up
MOST_PARTIES = 12  # of a meeting that are looked up, so that a summit of fifty costs no more than one of twelve
_TOOK_PLACE = frozenset({Status.HAPPENED, Status.ONGOING})
_OPENING = frozenset({Status.PLANNED, Status.POSTPONED, Status.CANCELLED})
_FORGOTTEN = timedelta(days=SILENCE)
Key = tuple[str, str]


def meetings(told: Iterable[Told], as_of: date, book: ActorBook) -> list[Life[Meeting]]:
    """Every meeting that was told of by a day, over ones too, in the order of first mention.

    Args:
        told: tellings in order, as `order.tellings` gives them.
        as_of: the day of the picture.
        book: for the names of states.
    """
    known = _Known()
    for one in told:
        if one.event.type == "CONSULT":
            for sighting in sights(one, book):
                _take(sighting, known)
    for gathering in known.all:
        _pass_time(gathering, as_of)
    return [meeting_life(g, book) for g in known.all if g.course.changes]


class _Known:
    """All meetings so far, found by two of their parties or by a person."""

    def __init__(self) -> None:
        self.all: list[Gathering] = []
        self._by_pair: dict[Key, list[Gathering]] = {}
        self._by_person: dict[str, list[Gathering]] = {}

    def near(self, s: Sighting) -> list[Gathering]:
        """Meetings that a telling could be of, each once, in order; those long over are forgotten."""
        found: dict[int, Gathering] = {}
        rows = [(self._by_pair, key) for key in _pairs(s.parties, s.host)]
        for table, key in (*rows, *((self._by_person, id_) for id_ in s.named)):
            listed = table.get(key)  # type: ignore[attr-defined]
            if listed:
                if s.day > _last(listed[0]) + _FORGOTTEN:
                    listed[:] = [g for g in listed if s.day <= _last(g) + _FORGOTTEN]
                for g in listed:
                    found[g.number] = g
        return [found[n] for n in sorted(found)]

    def add(self, g: Gathering) -> None:
        """Keep a new meeting."""
        self.all.append(g)
        self.index(g, g.first)

    def index(self, g: Gathering, s: Sighting) -> None:
        """Let a meeting be found by what one more telling says of it."""
        for key in _pairs(s.parties, g.host):
            listed = self._by_pair.setdefault(key, [])
            if g not in listed[-3:]:
                listed.append(g)
        for id_ in s.named:
            persons = self._by_person.setdefault(id_, [])
            if g not in persons[-3:]:
                persons.append(g)


def _last(g: Gathering) -> date:
    return max(g.heard, g.days[1]) if g.days else g.heard


def _pairs(parties: frozenset[str], host: str | None) -> Iterator[Key]:
    ordered = sorted(parties)[:MOST_PARTIES]
    if host is not None:
        yield from ((host, other) for other in ordered if other != host)
    else:
        yield from ((a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :])
        yield from ((b, a) for i, a in enumerate(ordered) for b in ordered[i + 1 :])


def _take(s: Sighting, known: _Known) -> None:
    candidates = [g for g in known.near(s) if not is_far(s, g)]
    for g in candidates:
        _pass_time(g, s.day - DAY)
    fits = [(found, g) for g in candidates if (found := fit(s, g)) is not None]
    if fits:
        best, g = max(fits, key=lambda pair: pair[0])
        _add(s, g, new_days=best.new_days)
        known.index(g, s)
        return
    if s.host is None and (s.days is None or len(s.parties) < 2 or s.event.status is not Status.PLANNED):
        return  # nobody knows where: only a telling of what is known already
    status = s.event.status
    if status in _OPENING or status in _TOOK_PLACE:
        g = _begin(s, len(known.all))
        if g.course.changes:
            known.add(g)


def _begin(s: Sighting, number: int) -> Gathering:
    g = Gathering(
        number=number, course=Course(load_machine("meeting")), first=s, host=s.host, parties=set(s.parties), persons={},
        days=None, fine=s.fine, when=None, heard=s.day,
    )  # fmt: skip
    status, event = s.event.status, s.event
    sign = {Status.PLANNED: "planned", Status.POSTPONED: "postponed", Status.CANCELLED: "cancelled"}.get(
        status, "happened"
    )
    on = s.days[0] if s.days else (s.day if sign == "happened" else None)
    past = sign == "planned" and s.days is not None and s.days[1] < s.day
    if past:
        return g  # a plan for a day gone by is history
    g.course.take(sign, s.day, on=on, cause=event, who=who_says(event))
    if sign == "planned" and len({label(speaker.who) for speaker in event.speakers}) > 1:
        g.course.take("planned-again-other", s.day, on=on, cause=event, who=who_says(event))
    _learn(s, g)
    if sign == "happened":
        g.as_held += 1
        if g.days is None:
            g.days, g.when = (s.day, s.day), _on_day(s.day)
    return g


def _add(s: Sighting, g: Gathering, *, new_days: bool) -> None:
    """Take a telling into a known meeting."""
    event, course = s.event, g.course
    sign = _sign(s, g, new_days)
    before = course.state
    on = s.days[0] if s.days else None
    moved = course.take(
        sign, s.day, on=on or (s.day if sign.startswith("happened") else None), cause=event, who=who_says(event)
    )
    if sign.startswith("happened"):
        g.as_held += 1
    replan = sign in ("planned-new-day", "postponed-new-day") or (new_days and sign.startswith("happened"))
    if moved and replan:
        g.days, g.when = None, None
    _learn(s, g, days=not new_days or (moved and replan))
    if moved and course.state == "postponed" and before != "postponed":
        g.when = None


def _sign(s: Sighting, g: Gathering, new_days: bool) -> str:
    event = s.event
    other = s.told.report not in g.reports or _new_speaker(s, g)
    match event.status:
        case Status.HAPPENED | Status.ONGOING:
            dated = s.days is not None or ("named as a fact" not in event.why and s.told.report not in g.reports)
            early = g.days is not None and (s.days[0] if s.days else s.day) < g.days[0] - timedelta(days=1)
            if early:  # "confirmed the visit" names it as a fact
                return "planned-again-other" if other and _confirms(event) else "told-early"
            return "happened-dated" if dated else "happened"
        case Status.POSTPONED if g.course.state == "held":
            return "taken-back" if g.as_held < 2 and other else "postponed"
        case Status.POSTPONED:
            later = s.days is not None and s.days[0] > s.day and new_days
            return "postponed-new-day" if later else "postponed"
        case Status.CANCELLED:
            return "cancelled"
        case Status.DENIED:
            own = {label(speaker.who) for speaker in event.speakers}
            if other and not own and s.named & g.named:
                return "denied-by-report"
            return "denied-by-party" if other and own & g.parties else "denied"
        case Status.PLANNED:
            return _planned_sign(s, g, new_days, other)
        case _:
            return "planned-new-day" if new_days and s.sign == "other-day" else "spoken-of"


def _confirms(event: Event) -> bool:
    return any(speaker.stance == "confirms" for speaker in event.speakers)


def _planned_sign(s: Sighting, g: Gathering, new_days: bool, other: bool) -> str:
    if new_days:
        return "planned-new-day"
    if g.course.state not in ("postponed", "cancelled"):
        return "planned-again-other" if other else "planned-again"
    since = g.course.since
    again = {
        t.told.report for t in g.tellings if t.event.status is Status.PLANNED and since is not None and t.day > since
    }
    return "planned-anew" if again - {s.told.report} and since is not None and s.day > since else "planned-again"


def _new_speaker(s: Sighting, g: Gathering) -> bool:
    """Whether somebody else says so; the first who is named in a report says what its headline says of itself."""
    return bool(g.speakers) and any(key_of(speaker.who) not in g.speakers for speaker in s.event.speakers)


def _learn(s: Sighting, g: Gathering, *, days: bool = True) -> None:
    """Keep what a telling says of who, where and when."""
    g.heard = s.day
    g.tellings.append(s)
    g.reports.add(s.told.report)
    g.stories.add(s.told.story)
    g.speakers.update(key_of(speaker.who) for speaker in s.event.speakers)
    if g.host is None and s.host is not None:
        g.host = s.host
    g.parties |= s.parties
    for party, ids in s.persons.items():
        g.persons.setdefault(party, set()).update(ids)
    for ref in s.visitors:
        g.visitors.setdefault(key_of(ref), ref)
    place = place_of(s)
    if place is not None and (g.where is None or g.where.precision == "country"):
        g.where = place
    if days and s.days is not None and g.course.state not in ("lapsed", "cancelled"):
        _learn_days(s, g)


def _learn_days(s: Sighting, g: Gathering) -> None:
    """The planned days: all days told, unless one telling knows them more finely, or tells when it was held."""
    assert s.days is not None
    if s.event.status is Status.POSTPONED and g.course.state == "postponed":
        if g.days is None and s.days[0] != s.day:
            g.days = s.days
        return
    if g.days is None or (s.fine and not g.fine):
        g.days, g.fine = s.days, s.fine
    elif s.fine == g.fine:
        g.days = (min(g.days[0], s.days[0]), max(g.days[1], s.days[1]))
    if g.course.state != "postponed":
        g.when = When(start=g.days[0], end=g.days[1], precision=_precision(s, g), span=None)


def _precision(s: Sighting, g: Gathering) -> Precision:
    own = s.event.when.precision if s.event.when else Precision.DAY
    return Precision.DAY if g.fine else own


def _on_day(day: date) -> When:
    return When(start=day, end=day, precision=Precision.DAY, span=None, basis="report")


def _pass_time(g: Gathering, until: date) -> None:
    g.course.advance(until, lambda: _due(g))


def _due(g: Gathering) -> Due:
    """When silence will end it: a week after its last day, or after 90 days where it has none."""
    if g.course.state not in ("announced", "confirmed", "moved", "postponed"):
        return None
    if g.days is not None and g.course.state != "postponed":
        day = g.days[1] + timedelta(days=HELD_WITHIN + 1)
        return day, "day-passed-silent", day
    day = g.heard + timedelta(days=SILENCE)
    return day, "long-silent", day
