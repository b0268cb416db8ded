"""The agenda: tellings of one visit make one line, whose status is the last told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.model.records import Event, Status
from dragoman.model.span import Span
from dragoman.picture.agenda import agenda
from tests.record_factories import army, days, event, person, place, state, visit

QATAR, CHAD, CHINA = state("Qatar", "QAT"), state("Chad", "TCD"), state("China", "CHN")
ENVOY, GENERAL = person("Amina Saleh", "QAT"), person("Idriss Abba", "TCD")
MINISTRY, PALACE = person("Qatari ministry", "QAT"), person("Chadian palace", "TCD")


def test_two_tellings_of_a_visit_are_one_line_said_by_both() -> None:
    first = visit(ENVOY, CHAD, when=days("2021-03-09"), by=[MINISTRY])
    second = visit(ENVOY, CHAD, when=days("2021-03-09"), by=[PALACE])
    (line,) = agenda([first, second])
    assert line.visitors == (ENVOY,)
    assert line.host == CHAD
    assert line.said_by == (MINISTRY, PALACE)
    assert line.rests_on == (first.id, second.id)


@pytest.mark.parametrize("status", [Status.POSTPONED, Status.CANCELLED, Status.PLANNED])
def test_the_last_word_on_a_visit_counts(status: Status) -> None:
    (line,) = agenda([visit(ENVOY, CHAD, when=days("2021-03-09")), visit(ENVOY, CHAD, status)])
    assert line.status is status
    assert line.when is not None and line.when.start == date(2021, 3, 9)  # the day told before stays


def test_a_visit_called_off_may_be_on_again() -> None:
    tellings = [visit(ENVOY, CHAD, Status.POSTPONED), visit(ENVOY, CHAD, Status.PLANNED)]
    assert [line.status for line in agenda(tellings)] == [Status.PLANNED]


@pytest.mark.parametrize(
    "other",
    [
        visit(GENERAL, CHINA),  # another visitor
        visit(ENVOY, CHINA),  # another host
        visit(ENVOY, CHAD, when=days("2021-05-01")),  # other days
    ],
)
def test_other_visits_stay_apart(other: object) -> None:
    first = visit(ENVOY, CHAD, when=days("2021-03-09"))
    assert len(agenda([first, other])) == 2  # type: ignore[list-item]


@pytest.mark.parametrize("status", [Status.HAPPENED, Status.ONGOING, Status.HYPOTHETICAL, Status.DENIED])
def test_only_what_is_to_come_or_put_off_is_on_the_agenda(status: Status) -> None:
    assert agenda([visit(ENVOY, CHAD, status)]) == ()


def test_who_visits_his_own_state_or_nobody_is_left_out() -> None:
    assert agenda([visit(GENERAL, CHAD)]) == ()
    assert agenda([event("CONSULT", "visit", status=Status.PLANNED, recipients=[CHAD])]) == ()
    assert agenda([event("CONSULT", "visit", status=Status.PLANNED, actors=[ENVOY])]) == ()  # no host
    assert agenda([event("CONSULT", status=Status.PLANNED, actors=[ENVOY, GENERAL])]) == ()  # talks are no visit


def test_what_is_over_by_the_day_is_left_out() -> None:
    told = [visit(ENVOY, CHAD, when=days("2021-03-09", "2021-03-10"))]
    assert len(agenda(told, date(2021, 3, 10))) == 1
    assert agenda(told, date(2021, 3, 11)) == ()
    assert len(agenda([visit(ENVOY, CHAD)], date(2021, 3, 11))) == 1  # no day told: still to come


def test_persons_are_the_visitors_before_their_states_and_a_city_before_a_country() -> None:
    with_state = event(
        "CONSULT", "visit", status=Status.PLANNED, actors=[QATAR, ENVOY], recipients=[CHAD],
        where=place("Chad", "TCD", "country"),
    )  # fmt: skip
    in_city = event(
        "CONSULT", "visit", status=Status.PLANNED, actors=[ENVOY], recipients=[CHAD], where=place("N'Djamena", "TCD")
    )
    (line,) = agenda([with_state, in_city])
    assert line.visitors == (ENVOY,)
    assert line.where is not None and line.where.name == "N'Djamena"


def test_days_told_apart_are_joined() -> None:
    tellings = [visit(ENVOY, CHAD, when=days("2021-03-09", "2021-03-10")), visit(ENVOY, CHAD, when=days("2021-03-10"))]
    (line,) = agenda(tellings)
    assert line.when is not None
    assert (line.when.start, line.when.end) == (date(2021, 3, 9), date(2021, 3, 10))


def test_an_army_may_visit_too() -> None:
    (line,) = agenda([visit(army("Chadian army", "TCD"), CHINA)])
    assert line.visitors[0].name == "Chadian army"


def meeting(town: str, iso3: str, *, on: str | None = "2021-03-09", precision: str = "city") -> Event:
    """Planned talks of the envoy and the general in a place."""
    where = replace(place(town, iso3, precision), span=Span(0, 4))
    when = days(on) if on else None
    return event("CONSULT", status=Status.PLANNED, actors=[ENVOY, GENERAL], where=where, when=when)


def test_two_who_meet_in_a_third_state_are_on_the_agenda() -> None:
    (line,) = agenda([meeting("Geneva", "CHE")], state_name={"CHE": "Switzerland"}.__getitem__)
    assert line.visitors == (ENVOY, GENERAL)
    assert line.host is not None
    assert (line.host.name, line.host.country) == ("Switzerland", "CHE")


@pytest.mark.parametrize(
    "talks",
    [
        meeting("Libya", "LBY", precision="country"),  # what they talk about, as likely as where
        meeting("Geneva", "CHE", on=None),  # some day
    ],
)
def test_talks_without_a_town_or_a_day_are_not(talks: Event) -> None:
    assert agenda([talks]) == ()


def test_a_host_is_a_state() -> None:
    nobody = replace(CHAD, country=None, id=None, name="14")
    assert agenda([visit(ENVOY, nobody, when=days("2021-03-14"))]) == ()
