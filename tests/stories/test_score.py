"""Pairs of tellings: which are one deed, and why."""

from __future__ import annotations

import pytest

from dragoman.model.living import Told
from dragoman.model.records import Event, Status
from dragoman.stories import LINKED, blocks, score, window
from tests.record_factories import days, event, ref, visit
from tests.stories.told import (
    ANKARA,
    ANTALYA,
    ARIHA,
    ARMY,
    EU,
    FIDAN,
    IDLIB,
    IRAN,
    KUPIANSK,
    LAVROV,
    PUTIN,
    RSF,
    RUSSIA,
    SARAQIB,
    SUDAN,
    TURKEY,
    UKRAINE,
    USA,
    killing,
    strike,
    told,
    told_in,
)

HAPPENED, PLANNED, POSTPONED = Status.HAPPENED, Status.PLANNED, Status.POSTPONED


def talks(day: str | None, where: object = ANKARA, status: Status = HAPPENED) -> Event:
    return event(
        "CONSULT", actors=[LAVROV, FIDAN], when=days(day) if day else None, status=status, where=where,  # type: ignore[arg-type]
    )  # fmt: skip


def trip(day: str | None, status: Status = PLANNED) -> Event:
    return visit(LAVROV, TURKEY, status, days(day) if day else None)


def truce(day: str | None, *, agreed: bool = False) -> Event:
    when = days(day) if day else None
    if agreed:
        return event("AGREE", actors=[ARMY, RSF], when=when, cameo="0356")
    return event("RETREAT", "ceasefire", actors=[ARMY, RSF], when=when)


def sanctions(by: object, on: object, day: str) -> Event:
    return event("SANCTION", "discontinue", actors=[by], recipients=[on], when=days(day))  # type: ignore[list-item]


SAME = [
    (
        told(killing(strike(ARIHA, "2024-03-02"), 7), "2024-03-02"),
        told(killing(strike(ARIHA, "2024-03-02"), 14), "2024-03-03"),
        "one town, one day, and a toll that grows",
    ),
    (
        told(strike(ARIHA, "2024-03-02", by=[RUSSIA], status=Status.DENIED), "2024-03-03"),
        told(strike(ARIHA, "2024-03-02", by=[RUSSIA]), "2024-03-02"),
        "a deed that is denied is the deed that is alleged",
    ),
    (
        told(killing(strike(IDLIB, "2024-03-02", by=[RUSSIA]), 14), "2024-03-03"),
        told(killing(strike(ARIHA, "2024-03-02", by=[RUSSIA]), 14), "2024-03-03"),
        "a region may hold the town; day, doer and toll are the same",
    ),
    (told(trip("2024-05-14"), "2024-05-06"), told(talks("2024-05-14"), "2024-05-14"), "a visit planned and held"),
    (
        told(trip("2024-05-14"), "2024-05-06"),
        told(trip(None, POSTPONED), "2024-05-13"),
        "a visit put off on the eve of its day",
    ),
    (
        told(trip(None, POSTPONED), "2024-05-13"),
        told(trip("2024-05-21"), "2024-05-17"),
        "the new day of a visit that was put off",
    ),
    (
        told(
            event("AGREE", actors=[LAVROV, FIDAN], when=days("2024-05-14"), cameo="036", status=PLANNED), "2024-05-02"
        ),
        told(talks("2024-05-14"), "2024-05-14"),
        "who agrees to meet on a day and who meets on it",
    ),
    (
        told(truce("2023-05-20", agreed=True), "2023-05-20"),
        told(truce("2023-05-22"), "2023-05-23"),
        "a truce is agreed on one day and begins on another",
    ),
    (
        told(sanctions(EU, IRAN, "2023-10-16"), "2023-10-16"),
        told(sanctions(EU, IRAN, "2023-10-16"), "2023-10-17"),
        "measures of one power on one day",
    ),
]

DIFFERENT = [
    (
        told(strike(ARIHA, "2024-03-02"), "2024-03-02"),
        told(strike(SARAQIB, "2024-03-02"), "2024-03-02"),
        "two towns on one day",
        "other places",
    ),
    (
        told(strike(KUPIANSK, "2023-08-07", by=[RUSSIA]), "2023-08-07"),
        told(strike(KUPIANSK, "2023-08-09", by=[RUSSIA]), "2023-08-09"),
        "one town is shelled again two days later",
        "other days",
    ),
    (
        told(strike(KUPIANSK, "2023-08-07", by=[RUSSIA]), "2023-08-07"),
        told(strike(KUPIANSK, "2023-08-08", by=[RUSSIA]), "2023-08-08"),
        "and on the day after",
        "other days",
    ),
    (
        told(talks("2024-05-21"), "2024-05-21"),
        told(talks("2024-05-28", ANTALYA), "2024-05-28"),
        "the same ministers a week later in another town",
        "other days",
    ),
    (
        told(talks("2024-05-21"), "2024-05-21"),
        told(event("CONSULT", actors=[PUTIN, FIDAN], when=days("2024-05-21"), where=ANTALYA), "2024-05-21"),
        "one minister at two meetings on one day in two towns",
        "other places",
    ),
    (
        told(talks("2024-05-21", None), "2024-05-21"),
        told(event("CONSULT", actors=[LAVROV, IRAN], when=days("2024-05-21")), "2024-05-21"),
        "one minister with two others",
        "other states",
    ),
    (
        told(truce("2023-05-20"), "2023-05-20"),
        told(truce("2023-05-29"), "2023-05-29"),
        "the truce after the truce",
        "other days",
    ),
    (
        told(sanctions(EU, IRAN, "2023-10-16"), "2023-10-16"),
        told(sanctions(USA, IRAN, "2023-10-17"), "2023-10-17"),
        "measures of another power on the next day",
        "another doer",
    ),
    (
        told(sanctions(USA, IRAN, "2023-10-16"), "2023-10-16"),
        told(sanctions(USA, RUSSIA, "2023-10-16"), "2023-10-16"),
        "measures on another state",
        "other states",
    ),
    (
        told(event("SANCTION", "expel", actors=[RUSSIA], recipients=[UKRAINE], when=days("2023-12-04")), "2023-12-04"),
        told(event("SANCTION", "expel", actors=[UKRAINE], recipients=[RUSSIA], when=days("2023-12-04")), "2023-12-04"),
        "an answer in kind has the parties turned round",
        "another doer",
    ),
    (
        told(strike(ARIHA, "2024-03-02"), "2024-03-02"),
        told(event("PROTEST", "demo", where=ARIHA, when=days("2024-03-02")), "2024-03-02"),
        "a protest is no strike",
        "other sorts of deeds",
    ),
]

UNSURE = [
    (
        told(strike(None, "2024-03-02", mode=None), "2024-03-02"),
        told(strike(None, "2024-03-02", mode=None), "2024-03-02"),
        "two strikes of one day of which no place or party is told",
    ),
    (
        told(trip("2024-05-14"), "2024-05-06"),
        told(trip("2024-05-21"), "2024-05-17"),
        "a plan may have been moved, or be another",
    ),
]


@pytest.mark.parametrize(("one", "other", "why"), SAME, ids=[why for *_, why in SAME])
def test_one_deed_in_two_tellings(one: Told, other: Told, why: str) -> None:
    match = score(one, other)
    assert match.score >= LINKED, f"{why}: {match}"
    assert not match.open
    assert match.reasons


@pytest.mark.parametrize(("one", "other", "why", "reason"), DIFFERENT, ids=[why for _, _, why, _ in DIFFERENT])
def test_two_deeds_that_are_near(one: Told, other: Told, why: str, reason: str) -> None:
    match = score(one, other)
    assert match.score == 0, f"{why}: {match}"
    assert match.reasons == (reason,)


@pytest.mark.parametrize(("one", "other", "why"), UNSURE, ids=[why for *_, why in UNSURE])
def test_too_little_is_told_to_say(one: Told, other: Told, why: str) -> None:
    assert score(one, other).open, why


@pytest.mark.parametrize(("one", "other"), [(a, b) for a, b, *_ in [*SAME, *DIFFERENT, *UNSURE]])
def test_the_order_of_a_pair_does_not_matter(one: Told, other: Told) -> None:
    assert score(one, other).score == score(other, one).score


@pytest.mark.parametrize(("one", "other"), [(a, b) for a, b, _ in SAME])
def test_what_is_one_deed_meets(one: Told, other: Told) -> None:
    """By itself each pair shares a key and days; only a region and its town need more (words, or their report)."""
    (first, last), (other_first, other_last) = window(one), window(other)
    assert first <= other_last
    assert other_first <= last
    assert blocks(one) & blocks(other)


def test_an_event_has_few_keys() -> None:
    assert len(blocks(SAME[1][1])) <= 8


def test_words_of_one_agency_in_two_papers_are_one_deed() -> None:
    text = "Shells hit a bakery in the old quarter and two bakers were killed, the mayor said"
    one, first = told_in(text, strike(None, None, by=[RUSSIA]), "2024-03-02", "killed")
    other, second = told_in(text + " on Saturday.", strike(None, None, by=[RUSSIA]), "2024-03-02", "killed")
    assert score(one, other).score < LINKED
    match = score(one, other, first | second)
    assert match.score >= LINKED
    assert "wire copy" in match.reasons


def test_the_second_round_is_not_the_first() -> None:
    one, first = told_in("They held a first round of talks.", talks("2024-05-21", None), "2024-05-21", "talks")
    other, second = told_in("They held a second round of talks.", talks("2024-05-21", None), "2024-05-21", "talks")
    assert score(one, other, first | second).reasons == ("one is told as another in a row",)


def test_a_raid_told_as_two_days_before_is_the_raid_of_that_day() -> None:
    text = "Rebels took Masisi two days after an attack on Ariha."
    back, sentences = told_in(text, strike(ARIHA, None), "2024-03-04", "attack")
    assert score(back, told(strike(ARIHA, "2024-03-02"), "2024-03-02"), sentences).score >= LINKED
    assert score(back, told(strike(ARIHA, "2024-03-04"), "2024-03-04"), sentences).reasons == ("other days",)


def test_a_deed_of_unknown_people_in_a_country_is_no_reason_to_link() -> None:
    """Where war goes on, two attacks of a day in one country are mostly two."""
    whole = ref("Sudan", "SDN")
    one, other = (told(strike(None, "2024-06-08", by=[whole], mode=None), "2024-06-08") for _ in range(2))
    assert score(one, other).score < LINKED
    assert SUDAN.country == "SDN"
