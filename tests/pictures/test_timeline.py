"""How a timeline draws the status of each story, and what it does with many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dragoman.answers.timeline import timeline as stories
from dragoman.model.records import Status
from dragoman.pictures.marks import CIRCLE
from dragoman.pictures.statuses import CROSSED, PAUSED, POINTING, STRUCK
from dragoman.pictures.theme import LIGHT
from dragoman.pictures.timeline import timeline
from tests.pictures import sample
from tests.pictures.sample import RUSSIA, TURKEY, tell
from tests.pictures.seeing import tipped, words

LOOKS = [
    (Status.HAPPENED, CIRCLE, LIGHT.cooperation_soft, "solid"),
    (Status.ONGOING, POINTING, LIGHT.cooperation_soft, "solid, pointing on"),
    (Status.PLANNED, CIRCLE, LIGHT.paper, "hollow"),
    (Status.HYPOTHETICAL, CIRCLE, LIGHT.paper, "hollow and dashed"),
    (Status.DENIED, CROSSED, LIGHT.paper, "crossed"),
    (Status.POSTPONED, PAUSED, LIGHT.paper, "open, with the sign of a pause"),
    (Status.CANCELLED, STRUCK, LIGHT.paper, "open, struck through"),
]


@pytest.mark.parametrize(("status", "shape", "fill", "how"), LOOKS)
def test_status_is_drawn(status: Status, shape: str, fill: str, how: str) -> None:
    told = [tell("2020-06-12", "CONSULT", "visit", [RUSSIA], [TURKEY], status)]
    spec = timeline(stories(told, ["RUS"]), ["Russia"], sample.frame())
    (mark,) = tipped(spec, "point")
    assert (mark["shape"], mark["fill"], mark["stroke"]) == (shape, fill, LIGHT.cooperation), how
    assert (mark["dash"] != [1.0, 0.0]) == (status is Status.HYPOTHETICAL)
    assert mark["day"] == "2020-06-12"
    assert status.value in words(spec)  # in the key


def test_conflict_has_another_colour_and_row() -> None:
    told = [
        tell("2020-06-12", "ASSAULT", "aerial", [RUSSIA], [TURKEY]),
        tell("2020-06-12", "CONSULT", None, [RUSSIA], [TURKEY]),
    ]
    talks, strike = tipped(timeline(stories(told, ["RUS"]), ["Russia"], sample.frame()), "point")[::-1]
    assert (strike["stroke"], talks["stroke"]) == (LIGHT.conflict, LIGHT.cooperation)
    assert isinstance(strike["y"], float) and isinstance(talks["y"], float) and strike["y"] > talks["y"]


def test_stories_of_one_day_stand_under_each_other() -> None:
    told = [tell("2020-06-12", "CONSULT", "phone", [RUSSIA], [TURKEY]) for _ in range(4)]
    marks = tipped(timeline(stories(told, ["RUS"]), ["Russia"], sample.frame()), "point")
    assert len({mark["y"] for mark in marks}) == 4


def test_many_are_gathered_and_none_is_lost() -> None:
    first = date(2016, 1, 1)
    told = [
        tell((first + timedelta(days=n % 1500)).isoformat(), "ASSAULT", "aerial", [RUSSIA], [TURKEY])
        for n in range(5000)
    ]
    spec = timeline(stories(told, ["RUS"]), ["Russia"], sample.frame())
    marks = tipped(spec, "point")
    assert len(marks) <= 60
    assert sum(int(str(mark["what"]).removeprefix("ASSAULT: ").split()[0].replace(",", "")) for mark in marks) == 5000
    assert any("Too many for single marks" in word for word in words(spec))


def test_a_telling_of_no_known_day_is_counted() -> None:
    told = tell("2020-06-12", "CONSULT", None, [RUSSIA], [TURKEY])
    old = replace(told, story="old", report="r-old", event=replace(told.event, id="old", historical=True, when=None))
    spec = timeline(stories([told, old], ["RUS"]), ["Russia"], sample.frame())
    assert "Not drawn: 1 story of no known day." in words(spec)
