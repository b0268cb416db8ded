"""Ceasefires over many reports, as sequences of tellings in plain words and the states that they must lead to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.model.living import Life, Told, Truce
from dragoman.model.records import Event, Kind, Ref, Status
from tests.lives.factories import (
    AGREED,
    ARMENIA,
    AZERBAIJAN,
    COUNCIL,
    EXTENDED,
    FRONT,
    HOLDING,
    KARABAKH,
    LIBYA,
    NAMED,
    OVER,
    RUSSIA,
    SIRTE,
    TURKEY,
    attack,
    breach,
    event,
    picture,
    place,
    rebels,
    ref,
    told,
    truce,
    until,
)

PLANNED, ONGOING, HAPPENED = Status.PLANNED, Status.ONGOING, Status.HAPPENED


def the_truce(tellings: list[Told], on: str) -> Life[Truce]:
    """The only ceasefire that was told of by a day."""
    (life,) = picture(tellings, on, everything=True).ceasefires
    return life


def states(life: Life[Truce]) -> list[str]:
    return [change.state for change in life.history]


FORCES = ref("Armenian forces", "ARM", Kind.MILITARY, "MIL")
MADE = truce(when="2020-10-10")


def test_the_whole_life_of_one_and_the_next() -> None:
    """Proposed, agreed with a day, in force, strained, ended by a party; then a new one, extended, and run out."""
    course = [
        told(truce(PLANNED), "2020-10-05"),
        told(event("AGREE", actors=[ARMENIA, AZERBAIJAN], cameo="0356", why=AGREED), "2020-10-09"),
        told(
            truce(PLANNED, "2020-10-12", why="RETREAT by the noun “truce”; planned by “take effect”"),
            "2020-10-09",
            at=1,
        ),
        told(breach(ARMENIA, AZERBAIJAN), "2020-10-14"),
        told(truce(HAPPENED, by=[AZERBAIJAN], why=OVER), "2020-10-16"),
        told(truce(when="2020-10-18"), "2020-10-18"),
        told(truce(HAPPENED, "2020-10-18/2020-10-25", why=EXTENDED), "2020-10-20"),
    ]
    first, second = picture(course, "2020-11-01", everything=True).ceasefires
    assert states(first) == ["proposed", "agreed", "in force", "strained", "collapsed"]
    assert first.history[2].told == date(2020, 10, 12), "its own report gives the day on which it begins"
    assert states(second) == ["agreed", "in force", "renewed", "expired"]
    assert first.id != second.id


def test_agreed_is_not_in_force_before_its_day() -> None:
    begins = truce(PLANNED, "2020-10-12", why="RETREAT by the noun “truce”; planned by “take effect”")
    course = [told(begins, "2020-10-09")]
    before, after = the_truce(course, "2020-10-11"), the_truce(course, "2020-10-12")
    assert (before.state, before.what.status) == ("agreed", "proposed")
    assert (after.state, after.what.status) == ("in force", "in force")


def test_one_between_states_has_its_parties_place_and_broker() -> None:
    course = [told(truce(when="2020-10-10", mediators=[RUSSIA]), "2020-10-10")]
    what = the_truce(course, "2020-10-10").what
    assert [p.name for p in what.parties] == ["Armenia", "Azerbaijan"]
    assert [b.name for b in what.brokers] == ["Russia"]
    assert what.where is not None and what.where.name == "Nagorno-Karabakh"
    assert what.starts == date(2020, 10, 10)


def test_who_made_it_for_others_is_its_broker() -> None:
    idlib = place("Idlib", "SYR", "region")
    raid = event("ASSAULT", "aerial", where=idlib, why="ASSAULT by the noun “air strike”; happened by “hit”")
    course = [
        told(raid, "2020-03-01"),
        told(truce(when="2020-03-05", parties=[TURKEY, RUSSIA], where=idlib), "2020-03-05"),
    ]
    what = the_truce(course, "2020-03-06").what
    assert (what.parties, [b.name for b in what.brokers]) == ((), ["Turkey", "Russia"])


def test_the_town_in_which_it_was_made_is_not_where_it_holds() -> None:
    signed = truce(when="2020-10-23", parties=[COUNCIL, FRONT], where=place("Geneva", "CHE"))
    where = the_truce([told(signed, "2020-10-23")], "2020-10-23").what.where
    assert where is not None and where.name == "Libya"


@pytest.mark.parametrize(
    ("later", "state", "reason"),
    [
        (breach(ARMENIA, AZERBAIJAN, "2020-10-12"), "strained", "one party says that the other broke it"),
        (attack(FORCES, AZERBAIJAN, "2020-10-12"), "strained", "its parties fight at its place"),
        (
            attack(ARMENIA, None, "2020-10-12", where=place("Ganja", "AZE")),
            "strained",
            "in another town of the two states",
        ),
        (attack(None, None, "2020-10-12"), "strained", "nobody knows who shelled the very place"),
        (attack(FORCES, AZERBAIJAN, "2020-10-08"), "in force", "the fighting that led to it"),
        (attack(FRONT, COUNCIL, "2020-10-12", where=LIBYA), "in force", "elsewhere"),
        (attack(FRONT, None, "2020-10-12"), "in force", "somebody else"),
        (replace(attack(FORCES, AZERBAIJAN, "2020-10-12"), status=PLANNED), "in force", "no deed"),
        (
            event(
                "ASSAULT", actors=[ARMENIA], where=KARABAKH, why="ASSAULT by the noun “fighting”; happened by “halt”"
            ),
            "in force",
            "what it was made to end",
        ),
        (truce(why=NAMED), "in force", "named as a fact"),
        (truce(ONGOING, why=HOLDING), "in force", "told as holding"),
        (truce(HAPPENED, why=OVER), "strained", "one report says that it is over"),
        (truce(HAPPENED, by=[ARMENIA], why=OVER), "collapsed", "one of its parties says so"),
    ],
)
def test_what_a_later_report_means(later: Event, state: str, reason: str) -> None:
    course = [told(MADE, "2020-10-10"), told(later, "2020-10-13")]
    first = next(t for t in picture(course, "2020-10-13", everything=True).ceasefires if MADE.id in t.what.rests_on)
    assert first.state == state, reason


def test_two_reports_of_its_end_are_its_end() -> None:
    course = [told(MADE, "2020-10-10"), told(truce(why=OVER), "2020-10-13"), told(truce(why=OVER), "2020-10-14")]
    assert states(the_truce(course, "2020-10-14")) == ["agreed", "in force", "strained", "collapsed"]


def test_killings_on_three_days_within_a_fortnight_end_a_strained_one() -> None:
    kills = [
        told(attack(FORCES, AZERBAIJAN, f"2020-10-{d}", killed=n), f"2020-10-{d}")
        for d, n in ((12, 3), (14, 9), (17, 1))
    ]
    course = [told(MADE, "2020-10-10"), *kills]
    assert the_truce(course, "2020-10-16").state == "strained"
    assert the_truce(course, "2020-10-17").state == "collapsed"
    scattered = [told(attack(FORCES, AZERBAIJAN, day, killed=2), day) for day in ("2020-10-12", "2020-11-10")]
    assert the_truce([told(MADE, "2020-10-10"), *scattered], "2020-11-10").state == "strained"


def test_fighting_on_three_days_that_names_no_ceasefire_any_more_ends_it() -> None:
    days = ("2020-10-12", "2020-11-01", "2020-12-01")
    fights = [told(attack(FORCES, AZERBAIJAN, day), day) for day in days]
    assert the_truce([told(MADE, "2020-10-10"), *fights], "2020-12-01").state == "collapsed"
    named = [*fights, told(truce(why=NAMED), "2020-11-02")]
    assert the_truce([told(MADE, "2020-10-10"), *named], "2020-12-01").state == "strained"


def test_a_new_agreement_takes_the_place_of_a_strained_one_and_renews_a_kept_one() -> None:
    again = told(truce(when="2020-10-17"), "2020-10-17")
    strained = [told(MADE, "2020-10-10"), told(breach(ARMENIA, AZERBAIJAN), "2020-10-12"), again]
    assert [c.state for c in picture(strained, "2020-10-18").ceasefires] == ["collapsed", "in force"]
    assert the_truce([told(MADE, "2020-10-10"), again], "2020-10-18").state == "renewed"


def test_one_that_is_told_as_run_out_has_expired() -> None:
    out = truce(Status.CANCELLED, why="RETREAT by the noun “truce|armistice”; cancelled by “expire”")
    assert the_truce([told(MADE, "2020-10-10"), told(out, "2020-10-16")], "2020-10-16").state == "expired"


def test_one_that_nobody_names_for_a_year_is_no_longer_shown() -> None:
    course = [told(MADE, "2020-10-10")]
    assert picture(course, "2021-10-10").ceasefires != ()
    assert picture(course, "2021-10-11").ceasefires == ()


def test_ninety_days_without_a_breach_and_it_holds_again() -> None:
    course = [told(MADE, "2020-10-10"), told(breach(ARMENIA, AZERBAIJAN), "2020-10-14")]
    assert the_truce(course, "2021-01-11").state == "strained"
    assert the_truce(course, "2021-01-12").state == "in force"


def test_violence_of_unknown_hands_somewhere_in_the_country_counts_in_pairs() -> None:
    made = truce(when="2020-08-21", parties=[COUNCIL, FRONT], where=LIBYA)
    first, second = (told(attack(None, None, day, where=SIRTE), day) for day in ("2020-08-25", "2020-08-27"))
    course = [told(made, "2020-08-21"), first, second]
    assert the_truce(course, "2020-08-25").state == "in force"
    last = the_truce(course, "2020-08-27")
    assert last.state == "strained"
    assert last.what.violations == (first.event.id, second.event.id)


def test_a_breach_tells_who_accuses_whom() -> None:
    course = [told(MADE, "2020-10-10"), told(breach(ARMENIA, AZERBAIJAN), "2020-10-14")]
    what = the_truce(course, "2020-10-14").what
    (found,) = what.breaches
    assert (found.kind, [r.name for r in found.by], [r.name for r in found.accusers]) == (
        "accusation", ["Armenia"], ["Azerbaijan"],
    )  # fmt: skip
    assert what.violations == (course[1].event.id,)


def test_its_term_ends_it_unless_it_is_extended() -> None:
    made = until(truce(), "2020-10-15")
    extended = until(truce(why=EXTENDED), "2020-10-20")
    course = [told(made, "2020-10-10")]
    assert the_truce(course, "2020-10-15").state == "in force"
    assert the_truce(course, "2020-10-16").state == "expired"
    longer = [*course, told(extended, "2020-10-14")]
    assert the_truce(longer, "2020-10-16").state == "renewed"
    assert the_truce(longer, "2020-10-21").state == "expired"


def test_a_proposal_is_dropped_after_sixty_days() -> None:
    course = [told(truce(PLANNED), "2020-10-05")]
    assert the_truce(course, "2020-12-03").state == "proposed"
    assert the_truce(course, "2020-12-04").state == "dropped"
    assert picture(course, "2020-12-04").ceasefires == ()


def test_one_report_that_names_it_does_not_make_a_proposal_agreed_but_two_do() -> None:
    course = [told(truce(PLANNED), "2020-10-05"), told(truce(why=NAMED), "2020-10-06")]
    assert the_truce(course, "2020-10-06").state == "proposed"
    assert the_truce([*course, told(truce(why=NAMED), "2020-10-07")], "2020-10-07").what.status == "in force"


def test_an_ended_one_is_shown_for_ninety_days() -> None:
    course = [told(MADE, "2020-10-10"), told(truce(by=[ARMENIA], why=OVER), "2020-10-13")]
    assert [c.state for c in picture(course, "2021-01-11").ceasefires] == ["collapsed"]
    assert picture(course, "2021-01-12").ceasefires == ()


def test_later_talk_of_an_ended_one_makes_no_new_one() -> None:
    course = [
        told(MADE, "2020-10-10"),
        told(truce(by=[ARMENIA], why=OVER), "2020-10-13"),
        told(truce(why=NAMED), "2020-10-20"),
    ]
    assert the_truce(course, "2020-10-20").state == "collapsed"


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (truce(when="2020-10-11", parties=[COUNCIL, FRONT], where=LIBYA), "another war"),
        (
            truce(when="2020-10-11", parties=[AZERBAIJAN, rebels("Talysh Front", "IRN")], where=None),
            "another neighbour",
        ),
    ],
)
def test_two_ceasefires_stay_two(other: Event, reason: str) -> None:
    course = [told(MADE, "2020-10-10"), told(other, "2020-10-11")]
    assert len(picture(course, "2020-10-11").ceasefires) == 2, reason


def test_two_places_in_one_country_with_other_parties_are_two() -> None:
    idlib, northeast = place("Idlib", "SYR", "region"), place("Ras al-Ain", "SYR")
    army, kurds, front = ref("Syrian army", "SYR", Kind.MILITARY, "MIL"), rebels("SDF", "SYR"), rebels("HTS", "SYR")
    course = [
        told(truce(when="2020-03-05", parties=[army, front], where=idlib), "2020-03-05"),
        told(truce(when="2020-03-07", parties=[TURKEY, kurds], where=northeast), "2020-03-07"),
    ]
    assert len(picture(course, "2020-03-07").ceasefires) == 2


def test_a_telling_with_neither_place_nor_party_belongs_to_that_of_its_report() -> None:
    bare = truce(parties=[], where=None, why=HOLDING, status=ONGOING)
    course = [told(MADE, "2020-10-10", "one", at=0), told(bare, "2020-10-10", "one", at=4)]
    assert the_truce(course, "2020-10-10").what.rests_on == tuple(t.event.id for t in course)
    assert picture([told(bare, "2020-10-10")], "2020-10-10").ceasefires == ()


def agreed(*parties: Ref, cameo: str = "0356", type_: str = "AGREE") -> Event:
    return event(type_, actors=parties, cameo=cameo, why=AGREED)


@pytest.mark.parametrize(
    ("course", "parties", "reason"),
    [
        ([agreed(ARMENIA, AZERBAIJAN)], {"ARM", "AZE"}, "two states that agree to stop fought each other"),
        ([agreed(COUNCIL, cameo="087", type_="CONCEDE")], {"LBY"}, "a government alone declares one at home"),
        (
            [agreed(COUNCIL, ref("alliance", None, Kind.GROUP))],
            {"LBY", None},
            "rebels that are not known are of the same land",
        ),
        (
            [attack(FRONT, COUNCIL, "2020-10-09", where=SIRTE), agreed(RUSSIA, TURKEY)],
            set(),
            "who agrees for others has no war of his own",
        ),
    ],
)
def test_whose_it_is_where_no_place_is_told(course: list[Event], parties: set[str], reason: str) -> None:
    tellings = [told(e, "2020-10-10", "one", at=2 * n) for n, e in enumerate(course)]
    found = {p.country for life in picture(tellings, "2020-10-10").ceasefires for p in life.what.parties}
    assert found == parties, reason
