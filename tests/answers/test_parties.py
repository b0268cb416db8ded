"""Who is meant in a question, and who did what to whom."""

from __future__ import annotations

import pytest

from dragoman.answers.parties import Party, acts_for, between, pairs
from dragoman.errors import InputError
from dragoman.model.records import Event, Kind, Ref
from tests.answers.tellings import EGYPT, LNA, RUSSIA, SYRIA, TURKEY
from tests.record_factories import army, event, person, ref

STATES = [
    (RUSSIA, "RUS", "a state is itself"),
    (army("Syrian army", "SYR"), "SYR", "forces act for their state"),
    (person("Sergei Lavrov", "RUS"), "RUS", "a person in office does"),
    (person("Alexei Navalny", "RUS", "OPP"), None, "an opposition figure does not"),
    (LNA, None, "rebels are of a country, not of its state"),
    (ref("militia", "LBY", Kind.MILITARY, "PRM"), None, "nor are paramilitaries, though armed"),
    (ref("Gazprom", "RUS", Kind.COMPANY, "BUS"), None, "nor are companies"),
    (ref("United Nations", None, Kind.ORGANISATION, "IGO"), None, "a body of no country acts for none"),
]


@pytest.mark.parametrize(("actor", "state", "reason"), STATES, ids=[row[2] for row in STATES])
def test_a_state_stands_for_those_who_act_for_it(actor: Ref, state: str | None, reason: str) -> None:
    assert acts_for(actor) == state, reason
    if state:
        assert Party(state).matches(actor)


def test_an_id_stands_for_that_actor_only() -> None:
    lavrov = person("Sergei Lavrov", "RUS")
    assert Party("person:sergei-lavrov").matches(lavrov)
    assert not Party("state:russia").matches(lavrov)


def test_what_is_neither_id_nor_code_is_refused_with_the_way_out() -> None:
    with pytest.raises(InputError, match=r"'Russia' names no actor.*dragoman actors find"):
        Party("Russia")


WAYS = [
    (event("ASSAULT", actors=[RUSSIA], recipients=[SYRIA]), ("RUS", "SYR"), (True, False), "one to the other"),
    (event("ASSAULT", actors=[SYRIA], recipients=[RUSSIA]), ("RUS", "SYR"), (False, True), "and back"),
    (event("CONSULT", actors=[RUSSIA, TURKEY]), ("RUS", "TUR"), (True, True), "talks are with each other"),
    (event("ASSAULT", actors=[RUSSIA, SYRIA]), ("RUS", "SYR"), (False, False), "two who bomb side by side bomb not each other"),
    (event("ASSAULT", actors=[RUSSIA, SYRIA], why="ASSAULT by the noun “clash”"), ("RUS", "SYR"), (True, True), "a clash is mutual"),
    (event("AGREE", actors=[RUSSIA, TURKEY], recipients=[EGYPT]), ("RUS", "TUR"), (False, False), "two with a third"),
    (event("CONSULT", actors=[RUSSIA]), ("RUS", "TUR"), (False, False), "one side only"),
]  # fmt: skip


@pytest.mark.parametrize(("deed", "two", "ways", "reason"), WAYS, ids=[row[3] for row in WAYS])
def test_who_did_it_to_whom(deed: Event, two: tuple[str, str], ways: tuple[bool, bool], reason: str) -> None:
    assert between(deed, Party(two[0]), Party(two[1])) == ways, reason


def test_a_deed_of_two_on_two_has_four_pairs() -> None:
    deed = event("ASSAULT", actors=[RUSSIA, SYRIA], recipients=[TURKEY, LNA])
    assert [(p.source.name, p.target.name) for p in pairs(deed)] == [
        ("Russia", "Turkey"), ("Russia", "LNA"), ("Syria", "Turkey"), ("Syria", "LNA"),
    ]  # fmt: skip
