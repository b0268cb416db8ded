"""An actor's card: who it is on the day by the book, and what is told of it by then."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.answers.actor import actor_card
from dragoman.errors import InputError
from dragoman.knowledge.actors import Actor, ActorBook, Period, State, Tenure
from dragoman.model.records import Kind
from tests.answers.tellings import LNA, RUSSIA, SYRIA, TURKEY, backs, strike, told
from tests.record_factories import event, person, visit

LAVROV = person("Sergei Lavrov", "RUS")


def _tenure(office: str, since: int, until: int | None) -> Tenure:
    end = date(until, 1, 1) if until else None
    return Tenure(office, "Russia", "RUS", ("GOV",), Period(date(since, 1, 1), end), "")


BOOK = ActorBook(
    states={"RUS": State("RUS", "Russia", (), (), (), "Moscow", (), "365", "365", "")},
    actors={
        "person:sergei-lavrov": Actor(
            "person:sergei-lavrov", "Sergei Lavrov", Kind.PERSON, "RUS", ("GOV",), aliases=("Sergey Lavrov",),
            tenures=(_tenure("envoy", 1994, 2004), _tenure("foreign minister", 2004, None), _tenure("pensioner", 2030, None)),
        ),
        "state:RUS": Actor("state:RUS", "Russia", Kind.STATE, "RUS", ("GOV",)),
    },
)  # fmt: skip
TOLD = [
    told(visit(LAVROV, TURKEY), "2020-06-12", "visit"),
    told(event("ASSAULT", actors=[LNA], recipients=[SYRIA], by=[LAVROV]), "2020-06-13", "said"),
    told(strike(RUSSIA, SYRIA), "2020-06-13", "strike"),
    told(visit(LAVROV, SYRIA), "2020-06-20", "later"),
]
TIES = [backs(RUSSIA, LNA, "2020-06-01"), backs(RUSSIA, LNA, "2020-06-10"), backs(TURKEY, LNA, "2020-06-10")]


def test_a_person_as_of_a_day() -> None:
    card = actor_card(BOOK, TOLD, TIES, "person:sergei-lavrov", date(2020, 6, 14))
    assert (card.who.name, card.who.country_name, card.who.in_book) == ("Sergei Lavrov", "Russia", True)
    assert [(o.title, o.now) for o in card.who.offices] == [("foreign minister", True), ("envoy", False)], (
        "not what is to come"
    )
    assert [e.story for e in card.meetings] == ["visit"], "the later visit was not known then"
    assert [(s.story, s.stance) for s in card.statements] == [("said", "asserts")]
    assert (card.events, card.stories) == ((), 1)


def test_a_state_is_all_that_act_for_it() -> None:
    card = actor_card(BOOK, TOLD, TIES, "RUS", date(2020, 6, 14))
    assert (card.id, [e.story for e in card.events], [e.story for e in card.meetings]) == (
        "state:RUS",
        ["strike"],
        ["visit"],
    )
    (tie,) = card.ties
    assert (tie.kind, tie.outward, tie.other.name, tie.first_told.day, tie.last_told.day) == (
        "supports",
        True,
        "LNA",
        1,
        10,
    )
    assert len(tie.rests_on) == 2


def test_one_whom_no_list_knows_is_as_told() -> None:
    card = actor_card(BOOK, TOLD, TIES, "group:lna", date(2020, 6, 14))
    assert (card.who.name, card.who.kind, card.who.in_book) == ("LNA", Kind.GROUP, False)
    assert [(t.outward, t.other.name) for t in card.ties] == [(False, "Russia"), (False, "Turkey")]


def test_one_whom_nobody_knows_is_refused() -> None:
    with pytest.raises(InputError, match="no list and no report knows 'person:nobody'"):
        actor_card(BOOK, TOLD, TIES, "person:nobody", date(2020, 6, 14))


def test_only_the_last_are_given() -> None:
    many = [told(strike(RUSSIA, SYRIA), f"2020-06-{n:02}", f"s{n:02}") for n in range(1, 15)]
    card = actor_card(BOOK, many, [], "RUS", date(2020, 6, 30), last=3)
    assert ([e.story for e in card.events], card.stories) == (["s14", "s13", "s12"], 14)
