"""Frictions: pairs of states that back opposite sides, and whether they met, talked or agreed in the last year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations

from dragoman.lives.conflicts import War
from dragoman.lives.order import day_of
from dragoman.lives.parties import is_official, key_of
from dragoman.model.living import Told
from dragoman.model.records import Event, Friction, Kind, Ref, Side, Status

YEAR = timedelta(days=365)
_TALKS = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_TOLD = frozenset({Status.HAPPENED, Status.ONGOING})
_MOST = 12  # parties of one deed that are looked at as pairs
Pair = tuple[str, str]


def frictions(told: Iterable[Told], wars: Iterable[War], as_of: date) -> tuple[Friction, ...]:
    """Pairs of states that back opposite sides of a conflict.

    Args:
        told: tellings in order; talks and deals of the last year show dialogue.
        wars: the conflicts as they stand, with who backs whom.
        as_of: the day of the picture.
    """
    places, refs, ids = _opposed(wars)
    talks = _talks(told, as_of - YEAR, places.keys()) if places else {}
    return tuple(
        Friction(
            pair=(refs[pair[0]], refs[pair[1]]),
            in_dialogue=pair in talks,
            opposed_in=tuple(sorted(where)),
            rests_on=tuple(dict.fromkeys([*ids[pair], *talks.get(pair, ())])),
        )
        for pair, where in sorted(places.items())
    )


def _opposed(wars: Iterable[War]) -> tuple[dict[Pair, set[str]], dict[str, Ref], dict[Pair, list[str]]]:
    places: dict[Pair, set[str]] = {}
    refs: dict[str, Ref] = {}
    ids: dict[Pair, list[str]] = {}
    for war in wars:
        sides = [_states_on(side, war.conflict.place) for side in war.conflict.sides]
        at_war = {r.country for side in war.conflict.sides for r in side.of}
        both = {key_of(b) for one, other in combinations(sides, 2) for b in one if b in other}
        for one, other in combinations(sides, 2):
            for a in one:
                for b in other:
                    if a.country == b.country or {key_of(a), key_of(b)} & both or {a.country, b.country} <= at_war:
                        continue  # who is told to back two sides tells nothing; two who fight are at war, not at odds
                    pair = (min(a.country or "", b.country or ""), max(a.country or "", b.country or ""))
                    refs.update({a.country or "": a, b.country or "": b})
                    places.setdefault(pair, set()).add(war.conflict.place)
                    own = [x for x in war.backings if x.backer.country in pair]
                    ids.setdefault(pair, []).extend(i for x in own for i in x.rests_on)
    return places, refs, ids


def _states_on(side: Side, place: str) -> list[Ref]:
    """The states behind a side: its backers, and those from elsewhere that fight on it themselves."""
    fighting = [r for r in side.of if r.kind is Kind.STATE and r.country and r.country != place]
    return [*(b for b in side.backed_by if b.country and b.kind is Kind.STATE), *fighting]


def _talks(told: Iterable[Told], since: date, pairs: Iterable[Pair]) -> dict[Pair, list[str]]:
    wanted = set(pairs)
    states = {state for pair in wanted for state in pair}
    found: dict[Pair, list[str]] = {}
    for t in told:
        if t.event.type in _TALKS and t.event.status in _TOLD and day_of(t.published) >= since:
            for pair in combinations(sorted(_states(t.event) & states)[:_MOST], 2):
                if pair in wanted:
                    found.setdefault(pair, []).append(t.event.id)
    return found


def _states(event: Event) -> set[str]:
    return {ref.country for ref in (*event.actors, *event.recipients) if ref.country and is_official(ref)}
