"""A story as one sees it: every version of a deed in the order of telling, what all who say so agree on, and where they differ.

Nothing is decided. A toll that grows and a plan that comes true are the story going on, no difference; a deed told as a fact and
denied, two culprits, two tolls on one day, two towns, two days are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dragoman.model.living import Told
from dragoman.model.records import Event, Place, Ref, Speaker, Status, When
from dragoman.stories.linking import story_id, told_at

_FACT = frozenset({Status.HAPPENED, Status.ONGOING})
_ALIKE = 0.1  # of the lower: tolls so near are one toll in two wordings


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The deed as one sentence of one report has it; None where it does not say."""

    event: str
    report: str
    published: datetime
    status: Status
    doers: tuple[Ref, ...]
    where: Place | None
    when: When | None
    killed: tuple[int, int] | None
    wounded: tuple[int, int] | None
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing said of the deed ("14 killed", "Saraqib") and the events that say it, in the order of telling."""

    said: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What versions differ on: status, doer, place, day or killed; each claim once, the first told first."""

    on: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One deed in several reports. `agreed` is what more than one version says and none gainsays, with what it is about."""

    id: str
    type: str
    mode: str | None
    versions: tuple[Version, ...]
    agreed: tuple[tuple[str, Claim], ...]
    differs: tuple[Difference, ...]

    @property
    def toll(self) -> tuple[tuple[datetime, tuple[int, int]], ...]:
        """The killed as they were told, each count when it was first told."""
        found: dict[tuple[int, int], datetime] = {}
        for version in self.versions:
            if version.killed is not None:
                found.setdefault(version.killed, version.published)
        return tuple((published, killed) for killed, published in found.items())


def story_of(members: Sequence[Told]) -> Story:
    """The story that events tell together.

    Args:
        members: the events of one story, in any order; copies of one text each count as a version.

    Raises:
        ValueError: there are none.
    """
    if not members:
        raise ValueError("a story of no events; give at least one")
    told = sorted(members, key=lambda m: (told_at(m), m.report, m.event.evidence.trigger.start, m.event.id))
    agreed: list[tuple[str, Claim]] = []
    differs: list[Difference] = []
    for on, claims, apart in _aspects(told):
        if apart:
            differs.append(Difference(on=on, claims=claims))
        elif len(claims) == 1 and len(claims[0].events) > 1:
            agreed.append((on, claims[0]))
    first = told[0].event
    return Story(
        id=story_id(members),
        type=first.type,
        mode=next((m.event.mode for m in told if m.event.type == first.type and m.event.mode), None),
        versions=tuple(_version(m) for m in told),
        agreed=tuple(agreed),
        differs=tuple(differs),
    )


def _version(told: Told) -> Version:
    event = told.event
    return Version(
        event=event.id, report=told.report, published=told.published, status=event.status, doers=event.actors,
        where=event.where, when=event.when, killed=event.casualties.killed, wounded=event.casualties.wounded,
        speakers=event.speakers,
    )  # fmt: skip


def _aspects(told: Sequence[Told]) -> Iterable[tuple[str, tuple[Claim, ...], bool]]:
    """What the versions say on each matter, and whether they differ on it."""
    status = _claims(told, lambda e: e.status.value)
    said = {m.event.status for m in told}
    yield "status", status, Status.DENIED in said and bool(said & _FACT)
    doers = _claims(told, _doer)
    yield "doer", doers, len(doers) > 1 and _no_common_doer(told)
    places = _claims(told, _town)
    yield "place", places, len(places) > 1
    days = _claims(told, _day)
    yield "day", days, len(days) > 1 and not any(m.event.status in (Status.PLANNED, Status.POSTPONED) for m in told)
    yield "killed", _claims(told, _killed), _tolls_differ(told)


def _claims(told: Sequence[Told], of: Callable[[Event], str | None]) -> tuple[Claim, ...]:
    found: dict[str, list[str]] = {}
    for member in told:
        value = of(member.event)
        if value is not None:
            found.setdefault(value, []).append(member.event.id)
    return tuple(Claim(said=value, events=tuple(ids)) for value, ids in found.items())


def _doer(event: Event) -> str | None:
    names = [ref.name for ref in event.actors if _known(ref)]
    return ", ".join(sorted(names)) or None


def _known(ref: Ref) -> bool:
    return ref.id is not None and not ref.id.startswith(("actor:xxx:", "place:"))


def _no_common_doer(told: Sequence[Told]) -> bool:
    """Whether two versions name culprits who have neither id nor country in common."""
    sides = [[ref for ref in m.event.actors if _known(ref)] for m in told]
    keys = [{ref.id for ref in side} | {ref.country for ref in side if ref.country} for side in sides if side]
    return any(one.isdisjoint(other) for k, one in enumerate(keys) for other in keys[k + 1 :])


def _town(event: Event) -> str | None:
    place = event.where
    return place.name if place is not None and place.precision in ("city", "point") else None


def _day(event: Event) -> str | None:
    when = event.when
    if when is None or when.start is None or when.end is None or when.basis != "text":
        return None
    first, last = _date(when.start), _date(when.end)
    return first.isoformat() if first == last else None


def _date(value: date) -> date:
    return date(value.year, value.month, value.day)


def _killed(event: Event) -> str | None:
    killed = event.casualties.killed
    if killed is None:
        return None
    low, high = killed
    return f"{low} killed" if low == high else f"{low} to {high} killed"


def _tolls_differ(told: Sequence[Told]) -> bool:
    """Two counts of one day apart, or a later one that is lower: growing is no difference."""
    counts = [(m.published.date(), m.event.casualties.killed) for m in told if m.event.casualties.killed is not None]
    for k, (day, one) in enumerate(counts):
        for other_day, other in counts[k + 1 :]:
            if one is None or other is None or _alike(one, other):
                continue
            if day == other_day or other[1] < one[0]:
                return True
    return False


def _alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    slack = _ALIKE * min(one[1], other[1])
    return max(one[0], other[0]) - min(one[1], other[1]) <= slack
