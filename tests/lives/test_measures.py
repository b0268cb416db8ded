"""Sanctions and deployments with a life, and who holds which office as told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.model.records import Event, Relation, Status
from tests.lives.factories import FRANCE, LIBYA, RUSSIA, TURKEY, event, person, picture, place, state, tie, tied, told

SANCTIONS = event(
    "SANCTION", "discontinue", actors=[FRANCE], recipients=[TURKEY], why="SANCTION by the noun “sanction”"
)
EASED = event(
    "RETREAT", actors=[FRANCE], recipients=[TURKEY], cameo="085", why="RETREAT by the verb “lift|ease sanction|embargo”"
)
LAPSED = event(
    "RETREAT", actors=[FRANCE], recipients=[TURKEY], cameo="085", why="RETREAT by the verb “let lapse|expire”"
)
SENT = event("MOBILIZE", "troops", actors=[TURKEY], recipients=[state("Libya", "LBY")], where=LIBYA, cameo="154")
GONE = event("RETREAT", "withdraw", actors=[TURKEY], where=LIBYA)
SANCTIONS = replace(SANCTIONS, codes=replace(SANCTIONS.codes, cameo="163"))


def test_sanctions_imposed_eased_lifted_and_imposed_again() -> None:
    course = [told(e, f"2020-0{n}-01") for n, e in enumerate((SANCTIONS, EASED, LAPSED, SANCTIONS), 1)]
    (life,) = picture(course, "2020-04-01").sanctions
    assert [c.state for c in life.history] == ["imposed", "eased", "lifted", "imposed"]
    assert ([r.name for r in life.what.by], [r.name for r in life.what.on]) == (["France"], ["Turkey"])


def test_lifted_ones_are_shown_for_ninety_days_and_others_until_they_are() -> None:
    lifted = [told(SANCTIONS, "2020-01-01"), told(LAPSED, "2020-03-01")]
    assert picture(lifted, "2020-05-30").sanctions[0].state == "lifted"
    assert picture(lifted, "2020-05-31").sanctions == ()
    assert picture(lifted[:1], "2025-01-01").sanctions[0].state == "imposed"


@pytest.mark.parametrize("status", [Status.PLANNED, Status.HYPOTHETICAL, Status.DENIED])
def test_sanctions_only_spoken_of_are_none(status: Status) -> None:
    assert picture([told(replace(SANCTIONS, status=status), "2020-01-01")], "2020-01-01").sanctions == ()


@pytest.mark.parametrize(
    ("deeds", "states"),
    [
        ([SENT], ["sent"]),
        ([SENT, GONE], ["sent", "withdrawn"]),
        ([SENT, replace(GONE, status=Status.PLANNED), GONE], ["sent", "leaving", "withdrawn"]),
        ([SENT, GONE, SENT], ["sent", "withdrawn", "sent"]),
        ([GONE], ["withdrawn"]),
    ],
)
def test_forces_come_and_go(deeds: list[Event], states: list[str]) -> None:
    course = [told(e, f"2020-01-{n:02}") for n, e in enumerate(deeds, 1)]
    (life,) = picture(course, "2020-01-10").deployments
    assert [c.state for c in life.history] == states
    assert life.what.to is not None and life.what.to.country == "LBY"


def test_moving_troops_at_home_is_no_deployment() -> None:
    home = event("MOBILIZE", "troops", actors=[TURKEY], where=place("Van", "TUR"), cameo="154")
    assert picture([told(home, "2020-01-01")], "2020-01-01").deployments == ()


def leads(title: str) -> Relation:
    return replace(tie(person("Omar Hamid", "RUS"), "leads", RUSSIA), why=f"leads: title {title}")


def test_who_is_named_with_an_office_holds_it_until_he_resigns() -> None:
    hamid = person("Omar Hamid", "RUS")
    ties = [tied(leads("prime minister"), "2020-01-01")]
    course = [told(event("RETREAT", "resign", actors=[hamid]), "2020-02-01")]
    (before,) = picture(course, "2020-01-31", ties).offices
    (after,) = picture(course, "2020-02-01", ties).offices
    assert (before.state, before.what.office) == ("holds", "prime minister")
    assert (after.state, after.history[-1].cause) == ("resigned", course[0].event.id)
    assert picture(course, "2020-06-01", ties).offices == ()


def test_one_later_report_with_the_old_title_does_not_bring_him_back_but_two_do() -> None:
    hamid = person("Omar Hamid", "RUS")
    course = [told(event("COERCE", "seize", recipients=[hamid], why="COERCE by the verb “oust in coup”"), "2020-02-01")]
    ties = [tied(leads("president"), day) for day in ("2020-01-01", "2020-02-10", "2020-02-12")]
    assert picture(course, "2020-02-11", ties).offices[0].state == "ousted"
    assert picture(course, "2020-02-12", ties).offices[0].state == "holds"
