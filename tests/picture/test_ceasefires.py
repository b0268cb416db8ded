"""Ceasefires: proposed, in force, strained or collapsed; who keeps them and who brokered them."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.model.records import Event, Status
from dragoman.picture.ceasefires import ceasefires
from tests.record_factories import army, days, event, place, rebels, state

SIRTE, LIBYA, GAO = place("Sirte", "LBY"), place("Libya", "LBY", "country"), place("Gao", "MLI")
ARMY, FRONT = army("Libyan army", "LBY"), rebels("Desert Front", "LBY")
RUSSIA, QATAR = state("Russia", "RUS"), state("Qatar", "QAT")


def truce(status: Status = Status.HAPPENED, **more: object) -> Event:
    given: dict[str, object] = {"actors": [ARMY, FRONT], "where": LIBYA, "when": days("2021-03-01")}
    return event("RETREAT", "ceasefire", status=status, **(given | more))  # type: ignore[arg-type]


def raid(day: str, where: object = SIRTE, status: Status = Status.HAPPENED, why: str = "verb raid") -> Event:
    return event("ASSAULT", actors=[FRONT], where=where, when=days(day), status=status, why=why)  # type: ignore[arg-type]


def test_a_kept_ceasefire_is_in_force_with_its_parties_day_and_place() -> None:
    made = truce()
    (found,) = ceasefires([made])
    assert found.status == "in force"
    assert found.parties == (ARMY, FRONT)
    assert found.where == LIBYA
    assert found.agreed is not None and found.agreed.start == date(2021, 3, 1)
    assert found.rests_on == (made.id,)


@pytest.mark.parametrize("status", [Status.PLANNED, Status.HYPOTHETICAL])
def test_a_ceasefire_only_spoken_of_is_proposed(status: Status) -> None:
    assert [c.status for c in ceasefires([truce(status)])] == ["proposed"]


def test_a_denied_ceasefire_is_none() -> None:
    assert ceasefires([truce(Status.DENIED)]) == ()


def test_deeds_after_it_strain_it_and_are_listed() -> None:
    after = raid("2021-03-05")
    (found,) = ceasefires([truce(), after])
    assert found.status == "strained"
    assert found.violations == (after.id,)


@pytest.mark.parametrize(
    "deed",
    [
        raid("2021-02-20"),  # before it
        raid("2021-03-05", GAO),  # elsewhere
        raid("2021-03-05", None),  # nobody knows where
        raid("2021-03-05", status=Status.DENIED),
        raid("2021-03-05", status=Status.PLANNED),
        raid("2021-03-05", why="ASSAULT by the noun fighting"),  # what the ceasefire is to end
    ],
)
def test_other_deeds_do_not(deed: Event) -> None:
    assert [c.status for c in ceasefires([truce(), deed])] == ["in force"]


def test_many_violations_end_it() -> None:
    assert [c.status for c in ceasefires([truce(), *(raid(f"2021-03-{d:02}") for d in range(5, 14))])] == ["collapsed"]


def test_who_comes_from_elsewhere_brokered_it() -> None:
    (found,) = ceasefires([truce(), truce(actors=[RUSSIA]), truce(mediators=[QATAR])])
    assert found.brokers == (RUSSIA, QATAR)
    assert found.parties == (ARMY, FRONT)


def test_each_place_has_its_own() -> None:
    assert len(ceasefires([truce(), truce(where=GAO)])) == 2


def test_tellings_without_a_place_belong_to_the_one_told_of() -> None:
    (found,) = ceasefires([truce(where=None, when=None), truce()])
    assert found.where == LIBYA
    assert len(found.rests_on) == 2


def test_agreeing_to_it_is_part_of_it() -> None:
    agreed = event("AGREE", actors=[ARMY], cameo="0356")
    (found,) = ceasefires([truce(), agreed])
    assert agreed.id in found.rests_on
