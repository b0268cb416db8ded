"""Meetings over many reports, as sequences of tellings in plain words and the states that they must lead to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.model.living import Life, Told
from dragoman.model.records import Kind, Meeting, Status
from dragoman.model.span import Span
from tests.lives.factories import (
    FRANCE,
    IRAN,
    LAVROV,
    RUSSIA,
    RUSSIAN_MINISTRY,
    SHOIGU,
    TURKEY,
    TURKISH_MINISTRY,
    ZARIF,
    days,
    event,
    person,
    picture,
    place,
    ref,
    told,
    visiting,
)

PLANNED, POSTPONED, CANCELLED, DENIED = Status.PLANNED, Status.POSTPONED, Status.CANCELLED, Status.DENIED
HAPPENED, HYPOTHETICAL = Status.HAPPENED, Status.HYPOTHETICAL


def the_visit(tellings: list[Told], on: str) -> Life[Meeting]:
    """The only meeting that was told of by a day, over or not."""
    (life,) = picture(tellings, on, everything=True).agenda
    return life


def states(life: Life[Meeting]) -> list[str]:
    return [change.state for change in life.history]


def test_a_visit_from_announcement_to_handshake() -> None:
    """Announced by Moscow, confirmed by Ankara, put off on the day itself, given a new day, held."""
    course = [
        told(visiting(when="2020-06-14", by=[RUSSIAN_MINISTRY]), "2020-06-11"),
        told(visiting(when="2020-06-14", by=[TURKISH_MINISTRY]), "2020-06-12"),
        told(visiting(POSTPONED, by=[RUSSIAN_MINISTRY]), "2020-06-14"),
        told(visiting(when="2020-07-01", by=[TURKISH_MINISTRY]), "2020-06-25"),
        told(visiting(HAPPENED, "2020-07-01"), "2020-07-01"),
    ]
    expected = {
        "2020-06-11": "announced",
        "2020-06-12": "confirmed",
        "2020-06-14": "postponed",
        "2020-06-24": "postponed",
        "2020-06-25": "moved",
        "2020-07-01": "held",
    }
    assert {day: the_visit(course, day).state for day in expected} == expected
    last = the_visit(course, "2020-07-02")
    assert states(last) == ["announced", "confirmed", "postponed", "moved", "held"]
    assert [c.cause for c in last.history] == [t.event.id for t in course]
    assert [c.told for c in last.history][2] == date(2020, 6, 14)
    assert last.what.said_by[0].name == "Russian foreign ministry"


def test_what_is_put_off_has_no_day_until_it_gets_one() -> None:
    course = [
        told(visiting(when="2020-06-14"), "2020-06-11"),
        told(visiting(POSTPONED), "2020-06-14"),
        told(visiting(when="2020-07-01"), "2020-06-25"),
    ]
    put_off, again = (picture(course, day).agenda[0].what for day in ("2020-06-20", "2020-06-26"))
    assert (put_off.status, put_off.when) == (POSTPONED, None)
    assert again.status is PLANNED
    assert again.when is not None and again.when.start == date(2020, 7, 1)


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (visiting(when="2020-06-14", by=[TURKISH_MINISTRY]), "the other ministry says so"),
        (visiting(when="2020-06-14/2020-06-15"), "another report tells it, with one more day"),
        (visiting(), "another report tells it, with no day"),
        (visiting(who=[ref("Russian delegation", "RUS", Kind.GOVERNMENT, "GOV")], when="2020-06-14"), "as a delegation"),
        (
            event("CONSULT", actors=[RUSSIA, TURKEY], status=PLANNED, when=days("2020-06-14"), where=replace(
                place("Ankara", "TUR"), span=Span(0, 4))),
            "as talks of the two states in the host's town on the day",
        ),
    ],
)  # fmt: skip
def test_one_visit_told_twice_is_one_and_confirmed(second: object, reason: str) -> None:
    first = told(visiting(when="2020-06-14", by=[RUSSIAN_MINISTRY]), "2020-06-11")
    again = told(second, "2020-06-12")  # type: ignore[arg-type]
    assert the_visit([first, again], "2020-06-12").state == "confirmed", reason


def test_a_copy_of_the_same_words_confirms_nothing() -> None:
    first = told(visiting(when="2020-06-14", by=[RUSSIAN_MINISTRY]), "2020-06-11", story="one")
    copy = told(visiting(when="2020-06-14", by=[RUSSIAN_MINISTRY]), "2020-06-12", story="one")
    life = the_visit([first, copy], "2020-06-12")
    assert life.state == "announced"
    assert life.what.rests_on == (first.event.id,)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (visiting(when="2020-06-21"), "the same minister a week later"),
        (visiting(when="2020-06-14", host=FRANCE), "another host"),
        (visiting(when="2020-06-14", who=[ZARIF]), "another visitor"),
        (visiting(when="2020-06-14", who=[SHOIGU]), "another minister of the same state, named"),
    ],
)
def test_two_visits_stay_two(other: object, reason: str) -> None:
    course = [told(visiting(when="2020-06-14"), "2020-06-11"), told(other, "2020-06-12")]  # type: ignore[arg-type]
    assert len(picture(course, "2020-06-12").agenda) == 2, reason


def test_a_story_joins_what_names_keep_apart() -> None:
    course = [
        told(visiting(when="2020-06-14"), "2020-06-11", story="one"),
        told(visiting(when="2020-06-14", who=[SHOIGU]), "2020-06-12", story="one"),
    ]
    assert {v.name for v in the_visit(course, "2020-06-12").what.visitors} == {"Sergei Lavrov", "Sergei Shoigu"}


def test_nothing_heard_for_a_week_after_the_day_and_it_has_lapsed() -> None:
    course = [told(visiting(when="2020-06-14"), "2020-06-11")]
    assert the_visit(course, "2020-06-21").state == "announced"
    life = the_visit(course, "2020-06-22")
    assert (life.state, life.history[-1].cause) == ("lapsed", None)


def test_a_visit_with_no_day_lapses_after_ninety_days() -> None:
    course = [told(visiting(), "2020-06-11")]
    assert the_visit(course, "2020-09-08").state == "announced"
    assert the_visit(course, "2020-09-09").state == "lapsed"


def test_word_that_it_was_held_may_come_late() -> None:
    course = [
        told(visiting(when="2020-06-14"), "2020-06-11"),
        told(visiting(HAPPENED, "2020-06-14"), "2020-07-20"),
    ]
    assert states(the_visit(course, "2020-07-20")) == ["announced", "lapsed", "held"]


def test_what_was_called_off_comes_back_with_a_new_day() -> None:
    course = [
        told(visiting(when="2020-06-14"), "2020-06-11"),
        told(visiting(CANCELLED), "2020-06-12"),
        told(visiting(when="2020-07-01"), "2020-06-20"),
    ]
    assert states(the_visit(course, "2020-06-20")) == ["announced", "cancelled", "announced"]


def test_one_stale_report_does_not_bring_back_what_was_put_off() -> None:
    put_off = [told(visiting(when="2020-06-14"), "2020-06-11"), told(visiting(POSTPONED), "2020-06-14")]
    stale = [*put_off, told(visiting(), "2020-06-15")]
    assert the_visit(stale, "2020-06-15").state == "postponed"
    assert the_visit([*stale, told(visiting(), "2020-06-17")], "2020-06-17").state == "confirmed"


@pytest.mark.parametrize(
    ("later", "state", "reason"),
    [
        (visiting(HAPPENED), "held", "he came"),
        (visiting(DENIED, by=[RUSSIAN_MINISTRY]), "cancelled", "his own ministry says that he will not come"),
        (visiting(DENIED, by=[FRANCE]), "announced", "a stranger's denial"),
        (visiting(HYPOTHETICAL), "announced", "might come"),
        (event("CONSULT", "phone", actors=[LAVROV, TURKEY]), "announced", "a call is no visit"),
        (event("CONSULT", actors=[RUSSIA, TURKEY]), "announced", "talks of the two states, nobody knows where"),
        (visiting(HAPPENED, "2020-01-10"), "announced", "an earlier visit"),
    ],
)
def test_what_a_later_report_means(later: object, state: str, reason: str) -> None:
    course = [told(visiting(when="2020-06-14"), "2020-06-11"), told(later, "2020-06-14")]  # type: ignore[arg-type]
    first = next(
        m for m in picture(course, "2020-06-14", everything=True).agenda if course[0].event.id in m.what.rests_on
    )
    assert first.state == state, reason


def test_told_as_done_before_its_day_is_not_held() -> None:
    """A headline in the present tense: "Lavrov visits Turkey" on the eve of the eve."""
    course = [told(visiting(when="2020-06-14"), "2020-06-10"), told(visiting(HAPPENED), "2020-06-11")]
    assert the_visit(course, "2020-06-11").state == "announced"


def test_one_word_that_it_was_held_gives_way_to_word_that_it_was_put_off() -> None:
    course = [
        told(visiting(when="2020-06-14"), "2020-06-11"),
        told(visiting(HAPPENED), "2020-06-14"),
        told(visiting(POSTPONED, by=[RUSSIAN_MINISTRY]), "2020-06-14"),
    ]
    assert the_visit(course, "2020-06-14").state == "postponed"


def test_moved_without_being_put_off_first() -> None:
    course = [
        told(visiting(when="2020-06-14"), "2020-06-11"),
        told(visiting(when="2020-06-16", why="CONSULT by the verb “visit”; planned by “move”"), "2020-06-12"),
    ]
    life = the_visit(course, "2020-06-12")
    assert life.state == "moved"
    assert life.what.when is not None and life.what.when.start == date(2020, 6, 16)


def test_the_agenda_holds_what_is_to_come() -> None:
    course = [
        told(visiting(when="2020-06-14"), "2020-06-11"),
        told(visiting(when="2020-06-20", who=[ZARIF]), "2020-06-11"),
        told(visiting(CANCELLED, who=[ZARIF]), "2020-06-12"),
        told(visiting(HAPPENED, "2020-06-13", host=FRANCE), "2020-06-13"),  # held with no word of it before
    ]
    shown = {day: [m.state for m in picture(course, day).agenda] for day in ("2020-06-14", "2020-06-15", "2020-06-27")}
    assert shown == {
        "2020-06-14": ["announced", "cancelled"],
        "2020-06-15": ["cancelled"],
        "2020-06-27": [],  # fifteen days after it was called off
    }
    assert "held" in {m.state for m in picture(course, "2020-06-27", everything=True).agenda}


def test_talks_on_neutral_ground_are_one_meeting_with_a_host() -> None:
    geneva = replace(place("Geneva", "CHE"), span=Span(0, 6))
    talks = event("CONSULT", actors=[RUSSIA, IRAN], status=PLANNED, where=geneva, when=days("2021-03-14"))
    again = event(
        "CONSULT", "visit", actors=[LAVROV], recipients=[], status=PLANNED, where=geneva, when=days("2021-03-14")
    )
    life = the_visit([told(talks, "2021-03-01"), told(again, "2021-03-02")], "2021-03-02")
    assert (life.state, life.what.host and life.what.host.name) == ("confirmed", "Switzerland")
    assert [v.name for v in life.what.visitors] == ["Iran", "Sergei Lavrov"]


def test_nobody_visits_his_own_state() -> None:
    assert picture([told(visiting(who=[person("Tomasz Nowak", "TUR")]), "2020-06-11")], "2020-06-11").agenda == ()


def test_history_lessons_make_no_meeting() -> None:
    lesson = replace(visiting(HAPPENED, "2010-05-01"), historical=True)
    assert picture([told(lesson, "2020-06-11")], "2020-06-11", everything=True).agenda == ()
