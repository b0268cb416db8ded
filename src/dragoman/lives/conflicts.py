"""Conflicts over many reports: their sides and backers as told in the last two years, and whether they are still told of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from dragoman.knowledge.actor_types import ActorBook
from dragoman.knowledge.lives import load_machine
from dragoman.lives.alliances import Alliances, ally
from dragoman.lives.conflict_signs import Backed, Bond, Fight, WarSigns, is_armed
from dragoman.lives.course import DAY, Course, Due, life_id
from dragoman.lives.parties import Sides, is_official, key_of
from dragoman.model.living import Backing, Life
from dragoman.model.records import Conflict, Kind, Ref, Side

WINDOW = timedelta(days=730)  # in which sides and backers count
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class War:
    """A conflict as it stands on a day, with the sides that its backers back."""

    conflict: Conflict
    backings: tuple[Backing, ...]


@dataclass(slots=True)
class _Front:
    """All signs of the conflict in one country, of all time."""

    fights: list[Fight] = field(default_factory=list)
    backed: list[Backed] = field(default_factory=list)
    bonds: list[Bond] = field(default_factory=list)


def conflicts(signs: WarSigns, as_of: date, book: ActorBook, sides: Sides) -> list[tuple[Life[Conflict], War]]:
    """Every conflict that was told of by a day, over ones too, by country.

    Args:
        signs: what `conflict_signs` gathered of the tellings up to the day.
        as_of: the day of the picture.
        book: for the countries' names.
        sides: who leads which force.
    """
    found = []
    for country, front in sorted(_fronts(signs).items()):
        war = _war(country, _since(front, as_of - WINDOW), front, signs, book, sides)
        war = war or _war(country, front, front, signs, book, sides)
        if war is not None:
            course, first = _course(front, as_of)
            life = Life(
                id=life_id("conflict", f"{country} {first}"), what=war.conflict, state=course.state,
                history=tuple(course.changes),
            )  # fmt: skip
            found.append((life, war))
    return found


def _fronts(signs: WarSigns) -> dict[str, _Front]:
    """The signs by country; between two states whose place is not told, where they are mostly told to fight."""
    usual: dict[frozenset[str], Counter[str]] = {}
    for f in signs.fights:
        if f.country is not None:
            usual.setdefault(_countries(f), Counter())[f.country] += 1
    fronts: dict[str, _Front] = {}
    for f in signs.fights:
        country = f.country
        if country is None and (told := usual.get(_countries(f))):
            country = min(told, key=lambda c: (-told[c], c))
        if country is not None:
            fronts.setdefault(country, _Front()).fights.append(f)
    for b in signs.backed:
        if not b.loose:
            fronts.setdefault(b.country, _Front()).backed.append(b)
    for bond in signs.bonds:
        if bond.one.country in fronts:
            fronts[bond.one.country].bonds.append(bond)
    return {country: _without_rumours(front) for country, front in fronts.items()}


def _without_rumours(front: _Front) -> _Front:
    """Fighting between two states counts where two reports tell it."""
    known = _second_reports([f for f in front.fights if f.country is not None])
    front.fights = [f for f in front.fights if not _between_states(f) or _countries(f) in known]
    return front


def _between_states(f: Fight) -> bool:
    return is_official(f.one) and is_official(f.other)


def _countries(f: Fight) -> frozenset[str]:
    return frozenset(c for c in (f.one.country, f.other.country) if c)


def _since(front: _Front, day: date) -> _Front:
    return _Front(
        [f for f in front.fights if f.day >= day], [b for b in front.backed if b.day >= day], front.bonds
    )  # fmt: skip


def _war(country: str, front: _Front, always: _Front, signs: WarSigns, book: ActorBook, sides: Sides) -> War | None:
    """The conflict that the signs of a time draw; None where they draw none."""
    if not front.fights and not front.backed:
        return None
    alliances = ally(country, front.fights, front.bonds, front.backed, sides)
    groups = alliances.sides()
    fighting = {alliances.side(key_of(ref)) for f in front.fights for ref in (f.one, f.other)}
    first_day = min([*(f.day for f in front.fights), *(b.day for b in front.backed)], default=date.min)
    support = _support(country, alliances, groups, signs, first_day)
    by_side: dict[str, dict[str, list[Backed]]] = {}
    for b, side in support:
        by_side.setdefault(side, {}).setdefault(key_of(b.backer), []).append(b)
    backers = {key for found in by_side.values() for key in found}
    shown = {
        side: _shown(refs, country, backers) for side, refs in groups.items() if side in fighting or side in by_side
    }
    shown = {side: refs for side, refs in shown.items() if refs}
    armed = any(is_armed(ref) for side in shown for ref in groups[side])
    if not shown or (len(shown) < 2 and not (armed and by_side)):
        return None
    order = sorted(shown, key=lambda side: (-sum(alliances.told[key_of(r)] for r in groups[side]), side))
    conflict = Conflict(
        place=country,
        name=book.state_name(country),
        sides=tuple(
            Side(of=shown[side], backed_by=tuple(found[0].backer for _, found in sorted(by_side.get(side, {}).items())))
            for side in order
        ),
        rests_on=tuple(dict.fromkeys([*(f.id for f in front.fights), *(b.id for b, _ in support)])),
    )
    members = {side: {key_of(r) for r in refs} for side, refs in groups.items()}
    backings = tuple(
        _backing(country, shown[side][0], found, always, members[side])
        for side in order
        for _, found in sorted(by_side.get(side, {}).items())
    )
    return War(conflict, backings)


def _support(
    country: str, alliances: Alliances, groups: dict[str, list[Ref]], signs: WarSigns, since: date
) -> list[tuple[Backed, str]]:
    """Who backs which side: who is named, and help to a state as a whole where that state is on one side only."""
    of_state: dict[str, set[str]] = {}
    for side, refs in groups.items():
        for ref in refs:
            if is_official(ref) and ref.country:
                of_state.setdefault(ref.country, set()).add(side)
    found = []
    for b in signs.backed:
        if b.day < since or (b.country != country and b.country not in of_state):
            continue
        key = key_of(b.backed)
        own = b.country == country
        if key in alliances.refs and (own or is_official(b.backed)):
            side = alliances.side(key)
        elif is_official(b.backed) and len(of_state.get(b.country, ())) == 1:
            side = next(iter(of_state[b.country]))
        else:
            continue
        if key_of(b.backer) not in {key_of(r) for r in groups[side]} or b.backer.country != country:
            found.append((b, side))
    return _on_one_side(found)


def _on_one_side(found: list[tuple[Backed, str]]) -> list[tuple[Backed, str]]:
    """Who is told at least twice as often to back one side as another backs that one; the rest are slips of a report."""
    told: dict[str, Counter[str]] = {}
    for b, side in found:
        told.setdefault(key_of(b.backer), Counter())[side] += 1
    return [(b, side) for b, side in found if 2 * told[key_of(b.backer)][side] > max(told[key_of(b.backer)].values())]


def _shown(refs: list[Ref], country: str, backers: set[str]) -> tuple[Ref, ...]:
    """Who is named as a side: no foreign backer beside those at home, no nameless forces beside named ones."""
    at_home = [r for r in refs if r.country == country or key_of(r) not in backers]
    named = [r for r in at_home if r.id is not None and not r.id.startswith("actor:")]
    bodies = [r for r in named if r.kind is not Kind.STATE]
    return tuple(bodies or named or at_home)


def _backing(country: str, backed: Ref, found: list[Backed], always: _Front, members: set[str]) -> Backing:
    """One backer of one side: all kinds told in the time that counts, since the first sign that no two years' silence parts."""
    backer = found[0].backer
    older = [b for b in always.backed if key_of(b.backer) == key_of(backer) and key_of(b.backed) in members]
    since = min(b.day for b in found)
    for b in sorted(older, key=lambda b: b.day, reverse=True):
        if since - WINDOW <= b.day < since:
            since = b.day
    return Backing(
        backer=backer, backed=backed, conflict=country, kinds=tuple(sorted({b.kind for b in found})), since=since,
        last=max(b.day for b in found), rests_on=tuple(dict.fromkeys(b.id for b in found)),
    )  # fmt: skip


def _course(front: _Front, as_of: date) -> tuple[Course, str]:
    """When it was told of, fell quiet and was told of again."""
    course, last = Course(load_machine("conflict")), date.min

    def due() -> Due:
        if course.state == "active":
            return last + YEAR, "silent-year", last + YEAR
        return (last + WINDOW, "silent-two-years", last + WINDOW) if course.state == "quiet" else None

    signs = sorted(_signs(front), key=lambda s: s[0])
    for day, id_ in signs:
        if last != date.min:
            course.advance(day - DAY, due)
        course.take("told", day, on=day, cause=id_)
        last = day
    course.advance(as_of, due)
    return course, signs[0][1] if signs else ""


def _signs(front: _Front) -> list[tuple[date, str]]:
    """The days on which a conflict was told, with the records; what took two reports counts from the second, so that the past stays.

    Fights whose place is only guessed from others are left out: the guess may change.
    """
    placed = [f for f in front.fights if f.country is not None]
    known = _second_reports(placed)
    fights = [(max(f.day, known.get(_countries(f), f.day)) if _between_states(f) else f.day, f.id) for f in placed]
    return [*fights, *((b.day, b.id) for b in front.backed)]


def _second_reports(fights: list[Fight]) -> dict[frozenset[str], date]:
    """The day of the second report that tells of fighting between two states."""
    first: dict[frozenset[str], str] = {}
    second: dict[frozenset[str], date] = {}
    for f in sorted((f for f in fights if _between_states(f)), key=lambda f: (f.day, f.report)):
        pair = _countries(f)
        if first.setdefault(pair, f.report) != f.report:
            second.setdefault(pair, f.day)
    return second


def is_shown(life: Life[Conflict]) -> bool:
    """Whether a conflict is in the picture: told of within two years."""
    return life.state != "over"
