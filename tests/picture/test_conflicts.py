"""Conflicts: who is on which side, who backs it from outside, and what makes no conflict."""

from __future__ import annotations

import pytest

from dragoman.knowledge.actor_files import load_actors
from dragoman.model.records import Conflict, Event, Kind, Relation, Status
from dragoman.picture.conflicts import conflicts
from tests.record_factories import army, event, person, rebels, ref, state, tie

TURKEY, EGYPT, RUSSIA, FRANCE = (
    state("Turkey", "TUR"), state("Egypt", "EGY"), state("Russia", "RUS"), state("France", "FRA")
)  # fmt: skip
COUNCIL = ref("Unity Council", "LBY", Kind.GOVERNMENT, "GOV")
FRONT = rebels("Desert Front", "LBY")
LEADER = person("Saad Hamid", "LBY", "REB")
LIBYAN_ARMY = army("Libyan army", "LBY")


def drawn(events: list[Event], relations: list[Relation]) -> tuple[Conflict, ...]:
    return conflicts(events, relations, load_actors())


def sides(conflict: Conflict) -> dict[frozenset[str], frozenset[str]]:
    """Backers by the members of a side."""
    return {frozenset(r.name for r in s.of): frozenset(r.name for r in s.backed_by) for s in conflict.sides}


def test_two_backed_sides_make_a_conflict_in_their_country() -> None:
    ties = [tie(TURKEY, "supports", COUNCIL), tie(EGYPT, "supports", FRONT), tie(RUSSIA, "supports", FRONT)]
    (found,) = drawn([], ties)
    assert (found.place, found.name) == ("LBY", "Libya")
    assert sides(found) == {
        frozenset({"Unity Council"}): frozenset({"Turkey"}),
        frozenset({"Desert Front"}): frozenset({"Egypt", "Russia"}),
    }
    assert found.rests_on == tuple(t.id for t in ties)


def test_a_leader_and_his_group_are_one_side() -> None:
    ties = [tie(EGYPT, "supports", FRONT), tie(LEADER, "leads", FRONT), tie(RUSSIA, "supports", LEADER)]
    (found,) = drawn([], ties)
    assert sides(found) == {frozenset({"Desert Front", "Saad Hamid"}): frozenset({"Egypt", "Russia"})}


def test_government_and_army_serve_one_side() -> None:
    ties = [tie(TURKEY, "supports", COUNCIL), tie(FRANCE, "supports", LIBYAN_ARMY), tie(EGYPT, "supports", FRONT)]
    (found,) = drawn([], ties)
    assert sides(found)[frozenset({"Unity Council", "Libyan army"})] == {"Turkey", "France"}


def test_fighting_alone_makes_two_sides() -> None:
    clash = event("ASSAULT", actors=[FRONT], recipients=[LIBYAN_ARMY])
    (found,) = drawn([clash], [])
    assert sides(found) == {frozenset({"Desert Front"}): frozenset(), frozenset({"Libyan army"}): frozenset()}
    assert found.rests_on == (clash.id,)


def test_opposition_with_arms_makes_two_sides() -> None:
    (found,) = drawn([], [tie(FRONT, "opposes", COUNCIL)])
    assert len(found.sides) == 2


@pytest.mark.parametrize("status", [Status.PLANNED, Status.HYPOTHETICAL, Status.DENIED, Status.CANCELLED])
def test_violence_that_has_not_happened_makes_none(status: Status) -> None:
    assert drawn([event("ASSAULT", actors=[FRONT], recipients=[LIBYAN_ARMY], status=status)], []) == ()


def test_history_and_crime_make_none() -> None:
    assert drawn([event("ASSAULT", actors=[FRONT], recipients=[LIBYAN_ARMY], historical=True)], []) == ()
    gang, crowd = ref("gang", "LBY", Kind.PEOPLE, "CRM"), ref("villagers", "LBY", Kind.PEOPLE, "CVL")
    assert drawn([event("ASSAULT", actors=[gang], recipients=[crowd])], []) == ()


def test_backing_a_peaceful_government_is_no_conflict() -> None:
    assert drawn([], [tie(TURKEY, "supports", COUNCIL)]) == ()
    assert drawn([], [tie(TURKEY, "supports", state("Qatar", "QAT"))]) == ()


def test_each_country_has_its_own_conflict() -> None:
    ties = [tie(TURKEY, "supports", rebels("Northern Army", "SYR")), tie(EGYPT, "supports", FRONT)]
    assert [c.place for c in drawn([], ties)] == ["LBY", "SYR"]
