"""Frictions: states that back opposite sides and talk to each other."""

from __future__ import annotations

import pytest

from dragoman.model.records import Conflict, Ref, Side
from dragoman.picture.frictions import frictions
from tests.record_factories import event, person, rebels, state

TURKEY, RUSSIA, EGYPT = state("Turkey", "TUR"), state("Russia", "RUS"), state("Egypt", "EGY")
ONE, OTHER = rebels("One", "LBY"), rebels("Other", "LBY")


def war(place: str, first: tuple[Ref, ...], second: tuple[Ref, ...]) -> Conflict:
    return Conflict(
        place=place, name=place, sides=(Side(of=(ONE,), backed_by=first), Side(of=(OTHER,), backed_by=second)),
        rests_on=(),
    )  # fmt: skip


def test_rivals_who_talk_are_a_friction() -> None:
    talks = event("CONSULT", actors=[TURKEY, RUSSIA])
    (found,) = frictions([talks], [war("SYR", (TURKEY,), (RUSSIA,)), war("LBY", (RUSSIA,), (TURKEY,))])
    assert {r.name for r in found.pair} == {"Turkey", "Russia"}
    assert found.opposed_in == ("LBY", "SYR")
    assert found.in_dialogue
    assert found.rests_on == (talks.id,)


@pytest.mark.parametrize("type_", ["CONSULT", "AGREE", "COOPERATE"])
def test_talks_deals_and_joint_work_show_dialogue_also_by_ministers(type_: str) -> None:
    talks = event(type_, actors=[person("A Minister", "TUR")], recipients=[RUSSIA])
    assert len(frictions([talks], [war("SYR", (TURKEY,), (RUSSIA,))])) == 1


def test_rivals_who_do_not_talk_friends_and_strangers_are_none() -> None:
    opposed = [war("SYR", (TURKEY,), (RUSSIA,))]
    assert frictions([], opposed) == ()
    assert frictions([event("ACCUSE", actors=[TURKEY], recipients=[RUSSIA])], opposed) == ()
    assert frictions([event("CONSULT", actors=[TURKEY, EGYPT])], opposed) == ()
    same_side = war("SYR", (TURKEY, RUSSIA), (EGYPT,))
    assert frictions([event("CONSULT", actors=[TURKEY, RUSSIA])], [same_side]) == ()


def test_several_backers_make_several_pairs() -> None:
    talks = [event("CONSULT", actors=[TURKEY, RUSSIA]), event("CONSULT", actors=[EGYPT, TURKEY])]
    assert len(frictions(talks, [war("LBY", (TURKEY,), (RUSSIA, EGYPT))])) == 2
