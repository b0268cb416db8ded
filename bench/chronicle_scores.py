"""Compares a living picture with one written by hand, item by item: agenda, ceasefires, sides, backings, frictions.

An item that is wanted takes one found item, as many as can be paired; a wanted optional one takes a found item out of the count and
adds nothing. Backings are told in many words ("Haftar", "the LNA"): all that are the same to the wanted one count once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from bench.scoring import Count
from dragoman.model.living import Backing, Life, LivingPicture
from dragoman.model.records import Ceasefire, Friction, Meeting, Ref, Side, When

PARTS = ("agenda", "ceasefires", "sides", "backings", "frictions")
NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedMeeting:
    """Who comes to whom; `when` and `state` are all that are right."""

    visitors: tuple[str, ...]
    host: str
    when: tuple[str, ...]
    state: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedTruce:
    """A ceasefire in one of some countries, with somebody who may be its party and every status that is right."""

    place: tuple[str, ...]
    parties: tuple[str, ...]
    status: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedSide:
    """A side of a conflict by all that it may be called, and who backs it; `perhaps` are backers that may be listed or not."""

    place: tuple[str, ...]
    of: tuple[str, ...]
    backed_by: tuple[str, ...]
    perhaps: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedBacking:
    """One backer of one side."""

    backer: str
    side: WantedSide
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedFriction:
    """Two states and the countries where they back opposite sides, one of which must be named."""

    pair: tuple[str, str]
    places: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The picture of one day as written by hand."""

    as_of: date
    half: str
    storyline: str
    agenda: tuple[WantedMeeting, ...]
    ceasefires: tuple[WantedTruce, ...]
    sides: tuple[WantedSide, ...]
    frictions: tuple[WantedFriction, ...]

    @property
    def backings(self) -> tuple[WantedBacking, ...]:
        """All backers of all sides, those named by id before those named by country, which fits more."""
        pairs = [(k, side, side.optional) for side in self.sides for k in side.backed_by]
        pairs += [(k, side, True) for side in self.sides for k in side.perhaps]
        pairs.sort(key=lambda pair: (":" not in pair[0], pair[2]))
        return tuple(WantedBacking(backer=k, side=side, optional=optional) for k, side, optional in pairs)


class _Wanted(Protocol):
    @property
    def optional(self) -> bool: ...


F = TypeVar("F")
W = TypeVar("W", bound=_Wanted)


@dataclass(slots=True)
class Outcome:
    """What a comparison counts, and what was missed and found beside, for reading."""

    count: Count = field(default_factory=Count)
    missed: list[object] = field(default_factory=list)
    extra: list[object] = field(default_factory=list)


def compare(expected: Expected, found: LivingPicture) -> dict[str, Outcome]:
    """Each part of a picture against what was written by hand."""
    sides = [(life.what.place, side) for life in found.conflicts for side in life.what.sides]
    return {
        "agenda": one_to_one(found.agenda, expected.agenda, same_meeting),
        "ceasefires": one_to_one(found.ceasefires, expected.ceasefires, same_truce),
        "sides": one_to_one(sides, expected.sides, same_side),
        "backings": backed(found.backings, expected.backings),
        "frictions": one_to_one(found.frictions, expected.frictions, same_friction),
    }


def one_to_one(found: Sequence[F], wanted: Sequence[W], same: Callable[[F, W], bool]) -> Outcome:
    """Pair as many wanted items as can be with found ones, then take those that are optional out of what is left."""
    needed = [w for w in wanted if not w.optional]
    free = list(found)
    at = pairing([[i for i, f in enumerate(free) if same(f, w)] for w in needed])
    left = [f for i, f in enumerate(free) if i not in at.values()]
    optional = [w for w in wanted if w.optional]
    spared = set(pairing([[i for i, f in enumerate(left) if same(f, w)] for w in optional]).values())
    extra = [f for i, f in enumerate(left) if i not in spared]
    missed = [w for i, w in enumerate(needed) if i not in at]
    return Outcome(Count(len(at), len(at) + len(extra), len(needed)), [*missed], [*extra])


def pairing(choices: Sequence[Sequence[int]]) -> dict[int, int]:
    """The most pairs of wanted items, by their number, with one of their choices each, no choice taken twice."""
    holder: dict[int, int] = {}

    def place(item: int, tried: set[int]) -> bool:
        for choice in choices[item]:
            if choice not in tried:
                tried.add(choice)
                if choice not in holder or place(holder[choice], tried):
                    holder[choice] = item
                    return True
        return False

    for item in range(len(choices)):
        place(item, set())
    return {item: choice for choice, item in holder.items()}


def backed(found: Iterable[Backing], wanted: Sequence[WantedBacking]) -> Outcome:
    """Backings, each found one with the first wanted one that it is the same as; what is beside is counted once for backer and backed."""
    hit: set[int] = set()
    extra: dict[tuple[str, str, str], Backing] = {}
    for backing in found:
        at = next((i for i, w in enumerate(wanted) if same_backing(backing, w)), None)
        if at is None:
            key = backing.conflict, backing.backer.country or _name(backing.backer), _name(backing.backed)
            extra.setdefault(key, backing)
        else:
            hit.add(at)
    needed = {i for i, w in enumerate(wanted) if not w.optional}
    right = len(hit & needed)
    missed = [wanted[i] for i in sorted(needed - hit)]
    return Outcome(Count(right, right + len(extra), len(needed)), [*missed], [*extra.values()])


def same_meeting(life: Life[Meeting], wanted: WantedMeeting) -> bool:
    """The same host, day and state, and visitors of whom at least half are the same, on either side."""
    meeting = life.what
    guests: dict[str, list[Ref]] = {}
    for ref in meeting.visitors:
        guests.setdefault(ref.country or _name(ref), []).append(ref)
    near = sum(any(is_one_of(ref, wanted.visitors) for ref in refs) for refs in guests.values())
    covered = sum(any(is_actor(ref, key) for ref in meeting.visitors) for key in wanted.visitors)
    host = (
        meeting.host is None
        if wanted.host == NONE
        else meeting.host is not None and is_actor(meeting.host, wanted.host)
    )
    return (
        host
        and covered > 0
        and 2 * covered >= len(wanted.visitors)
        and 2 * near >= len(guests)
        and days(meeting.when) in wanted.when
        and life.state in wanted.state
    )


def same_truce(life: Life[Ceasefire], wanted: WantedTruce) -> bool:
    """The same country and status, and a party in common."""
    where = life.what.where
    return (
        where is not None
        and where.country in wanted.place
        and life.what.status in wanted.status
        and any(is_one_of(ref, wanted.parties) for ref in life.what.parties)
    )


def same_side(found: tuple[str, Side], wanted: WantedSide) -> bool:
    """The same country, and somebody of the side."""
    place, side = found
    return place in wanted.place and any(is_one_of(ref, wanted.of) for ref in side.of)


def same_backing(backing: Backing, wanted: WantedBacking) -> bool:
    """The same conflict and backer, and the backed one of the wanted side."""
    return (
        backing.conflict in wanted.side.place
        and is_actor(backing.backer, wanted.backer)
        and is_one_of(backing.backed, wanted.side.of)
    )


def same_friction(friction: Friction, wanted: WantedFriction) -> bool:
    """The same two states, and a country in common."""
    states = sorted(ref.country or _name(ref) for ref in friction.pair)
    return states == sorted(wanted.pair) and bool(set(friction.opposed_in) & set(wanted.places))


def is_one_of(ref: Ref, keys: Iterable[str]) -> bool:
    """Whether an actor goes by one of some keys."""
    return any(is_actor(ref, key) for key in keys)


def is_actor(ref: Ref, key: str) -> bool:
    """Whether an actor goes by a key: its id, its country, or words of its name; capitals must be capitals in the name."""
    if ":" in key:
        return ref.id == key
    pattern = re.compile(rf"\b{re.escape(key)}\b", 0 if key.isupper() else re.IGNORECASE)
    return ref.country == key or any(pattern.search(name) is not None for name in (ref.name, ref.text))


def days(when: When | None) -> str:
    """A time as the expectations write it: a day, first and last day, or none."""
    if when is None or (when.start is None and when.end is None):
        return NONE
    first, last = (str(at)[:10] if at is not None else ".." for at in (when.start, when.end))
    return first if first == last else f"{first}/{last}"


def _name(ref: Ref) -> str:
    return ref.id or ref.name
