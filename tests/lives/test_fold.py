"""What holds for every picture: the order of arrival means nothing, the future is not known, the past does not change."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.contract.living import life_to_json, living_to_json
from dragoman.lives.changes import changes
from dragoman.lives.fold import fold
from dragoman.model.living import Backing, Life, LivingPicture, Told, ToldTie
from dragoman.model.records import Event, Friction, Relation, Status
from tests.lives.factories import (
    AGREED,
    ARMENIA,
    AZERBAIJAN,
    BOOK,
    COUNCIL,
    EGYPT,
    EXTENDED,
    FRONT,
    HOLDING,
    KARABAKH,
    LAVROV,
    LIBYA,
    NAMED,
    OVER,
    RUSSIA,
    RUSSIAN_MINISTRY,
    SHOIGU,
    TURKEY,
    TURKISH_MINISTRY,
    ZARIF,
    attack,
    backs,
    breach,
    event,
    ids,
    picture,
    tied,
    told,
    truce,
    visiting,
)

FIRST = date(2020, 6, 1)
LIVES = ("agenda", "conflicts", "ceasefires", "sanctions", "deployments", "offices")
SOON = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def day(n: int) -> str:
    return (FIRST + timedelta(days=n)).isoformat()


@st.composite
def deeds(draw: st.DrawFn) -> Event:
    """Any of the deeds that lives are made of, on any day within three months."""
    when = draw(st.one_of(st.none(), st.integers(0, 90).map(day)))
    status = draw(st.sampled_from(list(Status)))
    kind = draw(st.integers(0, 8))
    if kind < 3:
        return visiting(
            status,
            when,
            who=draw(st.sampled_from([[LAVROV], [SHOIGU], [LAVROV, SHOIGU], [ZARIF], [RUSSIA]])),
            host=draw(st.sampled_from([TURKEY, EGYPT])),
            by=draw(st.sampled_from([[], [RUSSIAN_MINISTRY], [TURKISH_MINISTRY]])),
        )
    if kind == 3:
        return event("CONSULT", actors=[RUSSIA, TURKEY], status=status)
    if kind == 4:
        parties, where = draw(st.sampled_from([([ARMENIA, AZERBAIJAN], None), ([COUNCIL, FRONT], LIBYA), ([], LIBYA)]))
        why = draw(st.sampled_from([NAMED, HOLDING, OVER, EXTENDED, AGREED]))
        return truce(status, when, parties=parties, where=where, why=why, by=draw(st.sampled_from([[], [ARMENIA]])))
    if kind == 5:
        return breach(ARMENIA, AZERBAIJAN, when)
    if kind == 6:
        return attack(FRONT, COUNCIL, when, where=LIBYA, killed=draw(st.sampled_from([None, 4])))
    if kind == 7:
        by, on = draw(st.permutations([ARMENIA, AZERBAIJAN]))
        return attack(by, on, when, where=draw(st.sampled_from([KARABAKH, None])))
    return attack(None, None, when, where=LIBYA)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Told], list[ToldTie]]:
    """Tellings of a few months, several to a report and to a story."""
    tellings = [
        told(e, day(n), f"report-{n}-{r}", f"story-{s}", at=i)
        for i, (e, n, r, s) in enumerate(
            draw(st.lists(st.tuples(deeds(), st.integers(0, 90), st.integers(0, 1), st.integers(0, 30)), max_size=14))
        )
    ]
    pairs: list[Relation] = [backs(TURKEY, COUNCIL), backs(RUSSIA, FRONT), backs(EGYPT, FRONT), backs(COUNCIL, FRONT)]
    pairs.append(backs(TURKEY, AZERBAIJAN))
    ties = [
        tied(pairs[k], day(n), f"report-{n}")
        for k, n in draw(st.dictionaries(st.integers(0, 4), st.integers(0, 90))).items()
    ]
    return tellings, ties


@SOON
@given(worlds(), st.randoms(use_true_random=False), st.integers(0, 120))
def test_the_order_of_arrival_means_nothing(world: tuple[list[Told], list[ToldTie]], random: Any, n: int) -> None:
    tellings, ties = world
    mixed, mixed_ties = list(tellings), list(ties)
    random.shuffle(mixed)
    random.shuffle(mixed_ties)
    as_of = FIRST + timedelta(days=n)
    assert fold(mixed, mixed_ties, as_of, BOOK, everything=True) == fold(tellings, ties, as_of, BOOK, everything=True)


@SOON
@given(worlds(), st.integers(0, 120))
def test_what_is_told_later_is_not_known(world: tuple[list[Told], list[ToldTie]], n: int) -> None:
    tellings, ties = world
    as_of = FIRST + timedelta(days=n)
    by_then = [t for t in tellings if t.published.date() <= as_of]
    ties_by_then = [t for t in ties if t.published.date() <= as_of]
    assert fold(tellings, ties, as_of, BOOK) == fold(by_then, ties_by_then, as_of, BOOK)


@SOON
@given(worlds(), st.integers(0, 120), st.integers(1, 60))
def test_the_past_does_not_change(world: tuple[list[Told], list[ToldTie]], n: int, more: int) -> None:
    tellings, ties = world
    now = FIRST + timedelta(days=n)
    before = fold(tellings, ties, now, BOOK, everything=True)
    after = fold(tellings, ties, now + timedelta(days=more), BOOK, everything=True)
    for part in LIVES:
        later = {life.id: life for life in getattr(after, part)}
        for life in getattr(before, part):
            if part == "conflicts" and life.id not in later:
                continue  # sides that turn out to be one are no conflict
            assert later[life.id].history[: len(life.history)] == life.history


@SOON
@given(worlds(), st.integers(0, 120))
def test_every_line_rests_on_what_was_told(world: tuple[list[Told], list[ToldTie]], n: int) -> None:
    tellings, ties = world
    drawn = fold(tellings, ties, FIRST + timedelta(days=n), BOOK, everything=True)
    known = ids(tellings, ties)
    for part in LIVES:
        for life in getattr(drawn, part):
            assert life.what.rests_on and set(life.what.rests_on) <= known
            assert life.history and {c.cause for c in life.history} - {None} <= known
            assert [c.told for c in life.history] == sorted(c.told for c in life.history)
            assert life.state == life.history[-1].state
    lines: list[Backing | Friction] = [*drawn.backings, *drawn.frictions]
    for line in lines:
        assert set(line.rests_on) <= known
    assert len({life.id for part in LIVES for life in getattr(drawn, part)}) == sum(
        len(getattr(drawn, p)) for p in LIVES
    )


@SOON
@given(worlds(), st.integers(0, 120))
def test_pictures_are_plain_json_without_words_of_reports(world: tuple[list[Told], list[ToldTie]], n: int) -> None:
    tellings, ties = world
    drawn = fold(tellings, ties, FIRST + timedelta(days=n), BOOK, everything=True)
    value = json.loads(json.dumps(living_to_json(drawn)))
    assert value["as_of"] == drawn.as_of.isoformat()
    assert {"agenda", "conflicts", "ceasefires", "frictions"} <= value.keys()
    for line in value["agenda"]:
        assert {"id", "state", "history", "visitors", "host", "when", "status", "said_by", "from"} <= line.keys()
        assert all(v["span"] is None and v["text"] is None for v in line["visitors"])


@SOON
@given(worlds(), st.integers(0, 120))
def test_a_picture_does_not_differ_from_itself(world: tuple[list[Told], list[ToldTie]], n: int) -> None:
    tellings, ties = world
    drawn = fold(tellings, ties, FIRST + timedelta(days=n), BOOK)
    assert changes(drawn, drawn) == []


def both(course: list[Told], ties: list[ToldTie], before: str, after: str) -> tuple[LivingPicture, LivingPicture]:
    return picture(course, before, ties), picture(course, after, ties)


def test_changes_say_what_is_new_changed_and_gone_and_which_record_did_it() -> None:
    course = [
        told(visiting(when="2020-06-14"), "2020-06-10"),
        told(visiting(Status.POSTPONED), "2020-06-14"),
        told(visiting(when="2020-06-12", who=[ZARIF]), "2020-06-10"),
        told(visiting(when="2020-06-20", host=EGYPT), "2020-06-14"),
    ]
    ties = [tied(backs(TURKEY, COUNCIL), "2020-06-10"), tied(backs(RUSSIA, FRONT), "2020-06-13")]
    found = {(c.kind, c.part, c.old, c.new): c for c in changes(*both(course, ties, "2020-06-11", "2020-06-14"))}
    moved = found["changed", "agenda", "announced", "postponed"]
    assert moved.causes == (course[1].event.id,)
    assert moved.why == ("postponed: put off with no new day",)
    assert found["new", "agenda", None, "announced"].causes == (course[3].event.id,)
    assert ("gone", "agenda", "announced", None) in found
    assert ("new", "conflicts", None, "active") in found
    assert ("new", "backings", None, "political") in found
    assert ("new", "frictions", None, "opposed in LBY, not talking") in found


def test_an_empty_store_gives_an_empty_picture() -> None:
    assert picture([], "2020-06-14") == LivingPicture(as_of=date(2020, 6, 14))


def test_a_life_alone_is_written_as_in_its_picture_and_no_other_thing_is() -> None:
    drawn = picture([told(visiting(when="2020-06-14"), "2020-06-10")], "2020-06-10")
    assert life_to_json(drawn.agenda[0]) == living_to_json(drawn)["agenda"][0]
    with pytest.raises(TypeError, match="a life of str; lives are of Meeting"):
        life_to_json(Life(id="x", what="word", state="held", history=()))
