"""Frictions: pairs of states that talk to each other and back opposite sides."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from dragoman.model.records import Conflict, Event, Friction, Ref, Side

_TALKS = frozenset({"CONSULT", "AGREE", "COOPERATE"})


def frictions(events: Iterable[Event], conflicts: Iterable[Conflict]) -> tuple[Friction, ...]:
    """Pairs of backers of different sides who are in dialogue.

    Args:
        events: talks, visits and deals show dialogue.
        conflicts: who backs whom.
    """
    events = list(events)
    opposed: dict[tuple[str, str], list[str]] = {}
    refs: dict[str, Ref] = {}
    for conflict in conflicts:
        for one, other in combinations(conflict.sides, 2):
            for a, b in _pairs(one, other):
                refs.setdefault(a.country or "", a)
                refs.setdefault(b.country or "", b)
                key = (min(a.country or "", b.country or ""), max(a.country or "", b.country or ""))
                if conflict.place not in opposed.setdefault(key, []):
                    opposed[key].append(conflict.place)
    found = []
    for (a_country, b_country), places in opposed.items():
        talks = [e.id for e in events if e.type in _TALKS and {a_country, b_country} <= _countries(e)]
        if talks and a_country != b_country:
            pair = (refs[a_country], refs[b_country])
            found.append(Friction(pair=pair, in_dialogue=True, opposed_in=tuple(sorted(places)), rests_on=tuple(talks)))
    return tuple(found)


def _pairs(one: Side, other: Side) -> list[tuple[Ref, Ref]]:
    return [
        (a, b) for a in one.backed_by for b in other.backed_by if a.country and b.country and a.country != b.country
    ]


def _countries(event: Event) -> set[str]:
    return {ref.country for ref in (*event.actors, *event.recipients) if ref.country}
