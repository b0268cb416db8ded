"""Conflicts over many reports: their sides, who backs whom with what, since when; who is at odds and talks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.model.living import LivingPicture
from dragoman.model.records import Event, Kind, Relation, Status
from tests.lives.factories import (
    ARMENIA,
    AZERBAIJAN,
    COUNCIL,
    EGYPT,
    FRANCE,
    FRONT,
    KARABAKH,
    LAVROV,
    LIBYA,
    RUSSIA,
    TURKEY,
    attack,
    backs,
    event,
    person,
    picture,
    rebels,
    ref,
    state,
    tie,
    tied,
    told,
)

BOTH = [tied(backs(TURKEY, COUNCIL), "2020-06-01"), tied(backs(RUSSIA, FRONT), "2020-06-01")]
SENT = "MOBILIZE by the verb “send troop|soldier”; happened by “told as done”"
GAVE = "AID by the verb “send|give|deliver weapon|drone”; happened by “told as done”"


def sides(drawn: LivingPicture, country: str = "LBY") -> dict[frozenset[str], frozenset[str]]:
    """Backers by the members of a side."""
    (conflict,) = (c.what for c in drawn.conflicts if c.what.place == country)
    return {frozenset(r.name for r in s.of): frozenset(r.name for r in s.backed_by) for s in conflict.sides}


def backing(drawn: LivingPicture, backer: str) -> tuple[tuple[str, ...], date, date]:
    (found,) = (b for b in drawn.backings if b.backer.name == backer)
    return found.kinds, found.since, found.last


def test_sides_are_gathered_from_several_reports() -> None:
    ties = [*BOTH, tied(backs(EGYPT, FRONT), "2020-07-01")]
    assert sides(picture([], "2020-07-01", ties)) == {
        frozenset({"Unity Council"}): frozenset({"Turkey"}),
        frozenset({"Desert Front"}): frozenset({"Russia", "Egypt"}),
    }


def test_a_minister_backs_as_his_state() -> None:
    ties = [BOTH[0], tied(backs(LAVROV, FRONT), "2020-06-01")]
    assert frozenset({"Russia"}) in sides(picture([], "2020-06-01", ties)).values()


def test_one_wrong_telling_does_not_put_enemies_on_one_side() -> None:
    fights = [told(attack(FRONT, COUNCIL, where=LIBYA), f"2020-06-{d:02}") for d in (1, 2)]
    wrong = tied(backs(FRONT, COUNCIL), "2020-06-03")
    assert len(sides(picture(fights, "2020-06-03", [*BOTH, wrong]))) == 2


def test_first_and_last_sign_of_backing_and_its_kinds() -> None:
    sent = event("MOBILIZE", "troops", actors=[TURKEY], recipients=[COUNCIL], where=LIBYA, cameo="154", why=SENT)
    gave = event("AID", actors=[TURKEY], recipients=[COUNCIL], cameo="072", why=GAVE)
    tellings = [told(sent, "2020-07-10"), told(gave, "2020-09-01")]
    ties = [*BOTH, tied(backs(TURKEY, COUNCIL, "fund"), "2020-08-01")]
    drawn = picture(tellings, "2020-10-01", ties)
    assert backing(drawn, "Turkey") == (
        ("funding", "political", "troops", "weapons"), date(2020, 6, 1), date(2020, 9, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("deed", "kind"),
    [
        (event("MOBILIZE", "militia", actors=[EGYPT], recipients=[FRONT], cameo="155", why="by “train fighter|militia”"), "training"),
        (event("AID", actors=[EGYPT], recipients=[FRONT], cameo="071", why="AID by the verb “fund”"), "funding"),
        (event("AID", actors=[EGYPT], recipients=[FRONT], cameo="075", why="by the verb “provide sanctuary|refuge”"), "territory"),
        (event("COOPERATE", actors=[EGYPT], recipients=[FRONT], cameo="064", why="by the verb “share intelligence”"), "intelligence"),
        (event("COOPERATE", actors=[EGYPT, FRONT], cameo="062", why="by the verb “fight alongside”"), "troops"),
    ],
)  # fmt: skip
def test_kinds_of_support(deed: Event, kind: str) -> None:
    drawn = picture([told(deed, "2020-06-02")], "2020-06-02", BOTH)
    assert backing(drawn, "Egypt")[0] == (kind,)


def test_help_to_a_whole_country_counts_for_its_only_government() -> None:
    sent = event(
        "MOBILIZE", "troops", actors=[EGYPT], recipients=[state("Libya", "LBY")], where=LIBYA, cameo="154", why=SENT
    )
    drawn = picture([told(sent, "2020-06-02")], "2020-06-02", BOTH)
    assert backing(drawn, "Egypt")[0] == ("troops",)
    assert frozenset({"Turkey", "Egypt"}) in sides(drawn).values()


def test_backers_are_dropped_after_two_years() -> None:
    ties = [*BOTH, tied(backs(RUSSIA, FRONT), "2021-06-01"), tied(backs(EGYPT, FRONT), "2021-06-01")]
    assert {b.backer.name for b in picture([], "2022-06-01", ties).backings} == {"Turkey", "Russia", "Egypt"}
    later = picture([], "2022-06-02", ties)
    assert {b.backer.name for b in later.backings} == {"Russia", "Egypt"}
    assert backing(later, "Russia")[1] == date(2020, 6, 1), "known since the first sign, with no gap of two years"


def test_a_conflict_falls_quiet_is_told_of_again_and_ends() -> None:
    fight = [told(attack(FRONT, COUNCIL, where=LIBYA), day) for day in ("2020-06-01", "2021-08-01")]
    expected = {"2020-06-01": "active", "2021-06-01": "quiet", "2021-08-01": "active", "2022-08-01": "quiet"}
    assert {day: picture(fight, day).conflicts[0].state for day in expected} == expected
    assert picture(fight, "2023-08-01").conflicts == ()
    assert picture(fight, "2023-08-01", everything=True).conflicts[0].state == "over"


def test_war_between_two_states_takes_two_reports() -> None:
    shelling = [told(attack(ARMENIA, AZERBAIJAN, where=KARABAKH), day) for day in ("2020-09-27", "2020-09-28")]
    assert picture(shelling, "2020-09-27").conflicts == ()
    ties = [tied(backs(TURKEY, AZERBAIJAN), "2020-09-28")]
    assert sides(picture(shelling, "2020-09-28", ties), "AZE") == {
        frozenset({"Armenia"}): frozenset(),
        frozenset({"Azerbaijan"}): frozenset({"Turkey"}),
    }


@pytest.mark.parametrize(
    ("relation", "reason"),
    [
        (tie(TURKEY, "recognises", COUNCIL), "recognition is no backing"),
        (tie(COUNCIL, "opposes", person("Omar Hamid", "LBY")), "nobody is armed"),
        (backs(COUNCIL, TURKEY), "a state at peace"),
        (backs(ref("Unity Party", "LBY", Kind.GROUP, "PTY"), COUNCIL), "support at home is no war"),
    ],
)
def test_no_conflict(relation: Relation, reason: str) -> None:
    assert picture([], "2020-06-01", [tied(relation, "2020-06-01")]).conflicts == (), reason


def test_forces_of_a_leader_stand_on_his_side() -> None:
    haftar = person("Khalifa Haftar", "LBY", "MIL")
    lna = ref("Libyan National Army", "LBY", Kind.GROUP, "REB", "MIL")
    ties = [
        tied(backs(EGYPT, haftar), "2020-06-01"), tied(backs(RUSSIA, lna), "2020-06-02"), tied(backs(TURKEY, COUNCIL), "2020-06-02"),
    ]  # fmt: skip
    drawn = sides(picture([], "2020-06-02", ties))
    assert frozenset({"Egypt", "Russia"}) in drawn.values()


def test_those_who_back_opposite_sides_are_at_odds_and_may_talk() -> None:
    ties = [*BOTH, tied(backs(EGYPT, FRONT), "2020-06-01")]
    talks = told(event("CONSULT", actors=[RUSSIA, TURKEY], status=Status.HAPPENED), "2020-06-10")
    found = {tuple(r.name for r in f.pair): f.in_dialogue for f in picture([talks], "2020-07-01", ties).frictions}
    assert found == {("Egypt", "Turkey"): False, ("Russia", "Turkey"): True}
    later = picture([talks], "2021-06-11", ties).frictions
    assert not any(f.in_dialogue for f in later), "a year and a day later they no longer talk"


def test_who_backs_both_sides_is_at_odds_with_nobody() -> None:
    ties = [*BOTH, tied(backs(FRANCE, FRONT), "2020-06-01"), tied(backs(FRANCE, COUNCIL), "2020-06-01")]
    pairs = {tuple(r.name for r in f.pair) for f in picture([], "2020-07-01", ties).frictions}
    assert pairs == {("Russia", "Turkey")}


def test_rebels_with_no_name_backed_by_one_are_one_side() -> None:
    nameless = [rebels(name, "SYR") for name in ("rebels", "opposition fighters")]
    made = [ref(r.name, "SYR", Kind.GROUP, "REB") for r in nameless]
    made = [replace(r, id=f"actor:syr:{r.name.replace(' ', '-')}") for r in made]
    government = ref("Syrian government", "SYR", Kind.GOVERNMENT, "GOV")
    ties = [tied(backs(TURKEY, r), "2020-06-01") for r in made] + [tied(backs(RUSSIA, government), "2020-06-01")]
    assert sides(picture([], "2020-06-01", ties), "SYR") == {
        frozenset({"rebels", "opposition fighters"}): frozenset({"Turkey"}),
        frozenset({"Syrian government"}): frozenset({"Russia"}),
    }
