"""Whether two events are one deed: a score between 0 and 1 with its reasons, and the keys under which events meet at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import exp

from dragoman.model.living import Told
from dragoman.stories.cluster import LINKED
from dragoman.stories.drawing import draw, sketches
from dragoman.stories.kinds import Kinds, Sort, load_kinds
from dragoman.stories.signs import (
    Sign,
    claim_signs,
    moved,
    name_signs,
    party_signs,
    place_signs,
    ruled_out,
    time_signs,
    toll_signs,
    way_signs,
    word_signs,
)
from dragoman.stories.sketch import Sketch

_REPORTED_TOLL = 2  # killed; a single dead is too common to bring reports together


@dataclass(frozen=True, slots=True)
class Match:
    """How likely two events are one deed, 0 to 1, and why.

    `open` is True where the two say too little of each other to tell, so that others that tell both must decide.
    """

    score: float
    reasons: tuple[str, ...]
    open: bool = False


def score(one: Told, other: Told, sentences: Mapping[str, str] | None = None) -> Match:
    """Compare two events by themselves; `relink` compares many, each with what its report says beside it.

    Args:
        one: an event.
        other: another.
        sentences: the sentence of each event by the event's id; without one, its words don't count.
    """
    kinds, texts = load_kinds(), sentences or {}
    a, b = (draw(told, kinds, texts.get(told.event.id, "")) for told in (one, other))
    if a is None or b is None:
        return Match(0.0, ("a sort of deed that is not compared",))
    return compare(a, b, kinds)


def compare(one: Sketch, other: Sketch, kinds: Kinds) -> Match:
    """Compare two sketches; the order of the two doesn't matter."""
    shared = [name for name in one.sorts if name in other.sorts]
    if not shared:
        return Match(0.0, ("other sorts of deeds",))
    sort = kinds.sorts[shared[0]] if len(shared) == 1 else min((kinds.sorts[n] for n in shared), key=_rarest)
    against = ruled_out(one, other, sort)
    if against is not None:
        return Match(0.0, (against,))
    signs, is_open = _signs(one, other, sort)
    total = kinds.weights["base"] + sum(kinds.weights[name] * times for name, times in signs)
    return Match(round(1.0 / (1.0 + exp(-total)), 6), tuple(name for name, times in signs if times), is_open)


def _rarest(sort: Sort) -> tuple[bool, str]:
    return sort.often, sort.name


def _signs(one: Sketch, other: Sketch, sort: Sort) -> tuple[list[Sign], bool]:
    who = party_signs(one, other, sort)
    where = place_signs(one.spot, other.spot) if sort.placed else []
    when = time_signs(one, other, sort)
    words = word_signs(one, other)
    if not {name for name, _ in where} & {"same town", "same name"}:
        where += name_signs(one, other)
    signs = [*when, *where, *who, *claim_signs(one, other), *way_signs(one, other), *toll_signs(one, other), *words]
    if not sort.often:
        signs.append(("few of the sort", 1.0))
    if one.report == other.report:
        signs.append(("same report", 1.0))
    copied = any(name == "wire copy" for name, _ in words)
    thin = not who and not where and not copied
    undecided = moved(one, other, sort) and not any(name == "put off" for name, _ in when)
    return signs, thin or undecided


def blocks(told: Told) -> frozenset[str]:
    """The keys of an event by itself: only events that share a key are compared; see `window` for their days."""
    kinds = load_kinds()
    drawn = draw(told, kinds)
    return keys(drawn, kinds) if drawn is not None else frozenset()


def window(told: Told) -> tuple[int, int]:
    """The days, as ordinals, on which an event may lie: those whose windows are apart need not be compared."""
    drawn = draw(told, load_kinds())
    return days_of(drawn, load_kinds()) if drawn is not None else (1, 0)


def days_of(one: Sketch, kinds: Kinds) -> tuple[int, int]:
    """The days of a sketch with what its sort allows on both sides; what is put off has a day to come, whatever day it had."""
    sort = kinds.sorts[one.sorts[0]]
    last = max(one.days[1], one.told + sort.ahead) if one.off and sort.moves else one.days[1]
    return one.days[0] - sort.drift - 1, last + sort.drift + 1


def keys(one: Sketch, kinds: Kinds) -> frozenset[str]:
    """Keys of a sketch: its sort with its town, its persons, its parties two by two, or its toll."""
    found = []
    for name in one.sorts:
        sort = kinds.sorts[name]
        country = one.spot.country if one.spot is not None and sort.placed else None
        here = {country} if country else set()
        found += [f"{name}|{one.report}"]
        found += (
            [f"{name}|@{one.spot.key}"]
            if one.spot is not None and one.spot.level in ("town", "name") and sort.placed
            else []
        )
        found += [f"{name}|{person}" for person in one.parties.persons]
        states = one.parties.states | here
        found += [f"{name}|{a}+{b}" for a, b in combinations(sorted(states), 2)]
        groups = one.parties.ids - one.parties.persons
        found += [
            f"{name}|{group}+{state}" for group in groups if group.startswith("group:") for state in states or {"?"}
        ]
        if not sort.often or (
            len(states) == 1 and not one.parties.persons and (one.spot is None or one.spot.level != "town")
        ):
            found += [f"{name}|{state}" for state in states]
            found += [f"{name}|{id_}" for id_ in one.parties.ids if not sort.often]
        if one.spot is not None and one.spot.level != "country":
            found += [f"{name}|~{one.spot.name}"]
        if one.spot is None or one.spot.level != "town":
            found += [f"{name}|~{word}" for word in one.names]
        if one.killed is not None and one.killed[1] >= _REPORTED_TOLL:
            found += [f"{name}|{state} {one.killed[1]} killed" for state in states]
    return frozenset(found)


__all__ = ["LINKED", "Match", "blocks", "compare", "days_of", "keys", "score", "sketches", "window"]
