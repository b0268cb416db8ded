"""Dyad, network, map, agenda, ceasefires and sides: what a row of each looks like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from dragoman.answers.dyads import dyad_series
from dragoman.answers.graph import signed_graph
from dragoman.model.records import Conflict, Side, Status
from dragoman.pictures import outlines
from dragoman.pictures.agenda import agenda
from dragoman.pictures.ceasefires import ceasefires
from dragoman.pictures.dyad import dyad
from dragoman.pictures.map import map_of
from dragoman.pictures.network import MOST_NODES, network
from dragoman.pictures.outlines import countries
from dragoman.pictures.projection import Projection
from dragoman.pictures.sides import sides
from dragoman.pictures.statuses import PAUSED, STRUCK
from dragoman.pictures.theme import LIGHT
from tests.pictures import sample
from tests.pictures.drawing import full
from tests.pictures.sample import EGYPT, GNA, LNA, RUSSIA, TURKEY, change, meeting, tell
from tests.pictures.seeing import rows, tipped, words
from tests.record_factories import state


def number(value: object) -> float:
    assert isinstance(value, int | float)
    return float(value)


def test_dyad_cooperation_up_conflict_down_planned_hollow() -> None:
    told = [
        tell("2020-06-01", "CONSULT", None, [RUSSIA], [TURKEY]),
        tell("2020-06-02", "ASSAULT", "aerial", [RUSSIA], [TURKEY]),
        tell("2020-06-03", "CONSULT", "visit", [RUSSIA], [TURKEY], Status.PLANNED),
    ]
    series = dyad_series(told, "RUS", "TUR", "week")
    bars = {str(row["what"]): row for row in rows(dyad(series, ("Russia", "Turkey"), sample.frame()), "rect")}
    assert number(bars["verbal cooperation"]["y2"]) < number(bars["verbal cooperation"]["y"]), "up"
    assert number(bars["material conflict"]["y2"]) > number(bars["material conflict"]["y"]), "down"
    assert bars["planned cooperation"]["fill"] == LIGHT.paper
    assert bars["planned cooperation"]["y"] == bars["verbal cooperation"]["y2"], "at the end of what happened"


def test_dyad_of_too_many_days_is_drawn_by_week_with_the_same_sums() -> None:
    told = [tell(f"20{y}-0{m}-11", "CONSULT", None, [RUSSIA], [TURKEY]) for y in (18, 19, 20) for m in range(1, 7)]
    spec = dyad(dyad_series(told, "RUS", "TUR", "day"), ("Russia", "Turkey"), sample.frame(), by="day")
    assert any(word.startswith("Drawn by week: by day it would be") for word in words(spec))
    assert sum(int(str(row["number"])) for row in rows(spec, "rect")) == len(told)


def test_network_rivals_are_dashed_and_coloured() -> None:
    lines = {str(row["pair"]): row for row in tipped(full("network"), "rule")}
    assert (lines["Russia and Syria"]["stroke"], lines["Russia and Syria"]["dash"]) == (LIGHT.cooperation, [1, 0])
    assert (lines["Syria and Turkey"]["stroke"], lines["Syria and Turkey"]["dash"]) == (LIGHT.conflict, [6, 4])


def test_network_of_many_draws_the_strongest_and_says_so() -> None:
    many = [state(f"State {n}", f"{chr(65 + n // 26)}{chr(65 + n % 26)}X") for n in range(120)]
    told = [tell("2020-06-01", "CONSULT", "visit", [a], [b]) for a, b in pairwise(many)]
    spec = network(signed_graph(told, [], as_of=sample.DAY), sample.frame())
    assert len(tipped(spec, "point")) <= MOST_NODES
    assert any(word.startswith("Not drawn, as the weakest:") for word in words(spec))


def test_map_of_places_with_colour_status_and_precision() -> None:
    libya = sample.known_to_be_in("Libya", "LBY", 27.0, 17.0)
    coarse = tell("2020-06-02", "ASSAULT", "aerial", [LNA], [GNA])
    told = [
        tell("2020-06-01", "CONSULT", "visit", [RUSSIA], [TURKEY], Status.PLANNED, "Istanbul"),
        replace(coarse, event=replace(coarse.event, where=libya)),
        tell("2020-06-03", "CONSULT", None, [RUSSIA], [TURKEY]),
    ]
    spec = map_of(told, sample.frame())
    marks = {str(row["place"]): row for row in tipped(spec, "point")}
    assert marks["Istanbul, TUR"]["fill"] == LIGHT.paper, "planned"
    assert marks["Libya (known no nearer)"]["fill"] == LIGHT.conflict
    assert "Not drawn: 1 story without a known place." in words(spec)
    assert any("Natural Earth" in word for word in words(spec))


@pytest.mark.parametrize(
    ("points", "kind", "what"),
    [
        ([(13.2, 32.9)], "mercator", "one town"),
        ([(178.0, -17.0), (-175.0, -20.0)], "mercator", "across the date line"),
        ([(-120.0, 40.0), (140.0, -30.0), (10.0, 50.0)], "equalEarth", "most of the world"),
        ([(0.0, 89.0)], "equalEarth", "the pole"),
    ],
)
def test_projection_holds_all_points(points: list[tuple[float, float]], kind: str, what: str) -> None:
    found = Projection.over(points, (820, 500))
    assert found.kind == kind, what
    assert all(found.shows(found.pixel(point)) for point in points), what


AGENDA = [
    ("postponed", None, PAUSED, LIGHT.conflict),
    ("cancelled", "2020-06-22", STRUCK, LIGHT.conflict),
]


@pytest.mark.parametrize(("how", "day", "shape", "colour"), AGENDA)
def test_agenda_called_off(how: str, day: str | None, shape: str, colour: str) -> None:
    life = meeting("m", [RUSSIA], TURKEY, None, day, change("announced", "2020-06-12"), change(how, "2020-06-14"))
    (mark,) = tipped(agenda([life], sample.frame()), "point")
    assert (mark["shape"], mark["stroke"], mark["fill"]) == (shape, colour, LIGHT.paper)
    assert ("day" in mark) == (day is not None), "those of no day stand aside"


def test_agenda_moved_shows_the_day_that_it_left() -> None:
    life = meeting(
        "m", [RUSSIA], TURKEY, None, "2020-07-01",
        change("announced", "2020-06-12", "2020-06-25"), change("moved", "2020-06-14", "2020-07-01"),
    )  # fmt: skip
    spec = agenda([life], sample.frame())
    days = {row["day"] for row in rows(spec, "point") if "day" in row and "stroke" in row}
    assert days == {"2020-06-25", "2020-07-01"}


def test_agenda_of_thousands_draws_the_next_and_counts_the_rest() -> None:
    lives = [replace(sample.meetings()[1], id=f"m{n}") for n in range(5000)]
    spec = agenda(lives, sample.frame())
    assert len(tipped(spec, "point")) == 40
    assert "Not drawn: 4,960 later or undated meetings." in words(spec)


def test_ceasefire_states_follow_each_other_and_breaches_are_ticks() -> None:
    life = sample.truces()[0]
    spec = ceasefires([life], sample.frame())
    bars = [
        (row["state"], row["day"], row["end"], row["fill"])
        for row in sorted(rows(spec, "rect"), key=lambda r: str(r["day"]))
    ]
    assert bars == [
        ("proposed", "2020-01-08", "2020-01-12", LIGHT.paper),
        ("in force", "2020-01-12", "2020-01-15", LIGHT.cooperation),
        ("strained", "2020-01-15", "2020-02-18", LIGHT.conflict_soft),
    ]
    ticks = tipped(spec, "rule")
    assert [row["kind"] for row in ticks].count("violence") == 5
    assert [row["kind"] for row in ticks].count("accusation") == 1
    assert any("collapsed" in word for word in words(spec))


def test_ceasefire_with_a_term_shows_what_is_to_come() -> None:
    spec = ceasefires([sample.truces()[3]], sample.frame())
    (rest,) = [row for row in rows(spec, "rect") if row["state"] == "to come"]
    assert (rest["day"], rest["end"], rest["fill"]) == ("2020-06-20", "2020-07-20", "transparent")


def test_sides_backers_stand_outside_and_words_are_dashed() -> None:
    conflict, backings = sample.libya_war()
    lines = {str(row["backer"]): row for row in tipped(sides(conflict, backings, sample.frame()), "rule")}
    assert number(lines["Turkey"]["x"]) < number(lines["Turkey"]["x2"]), "left of the first side"
    assert number(lines["Russia"]["x"]) > number(lines["Russia"]["x2"]), "right of the second"
    assert (lines["Turkey"]["dash"], lines["Italy"]["dash"], lines["Qatar"]["dash"]) == ([1, 0], [4, 3], [4, 3])
    assert lines["Qatar"]["gives"] == "kind of support not told"


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_sides_of_any_number(count: int) -> None:
    found = tuple(Side(of=(state(f"Side {n}", "LBY"),), backed_by=(EGYPT,)) for n in range(count))
    conflict = Conflict(place="LBY", name="Libya", sides=found, rests_on=())
    spec = sides(conflict, (), replace(sample.frame(), as_of=date(2020, 6, 1)))
    assert len(rows(spec, "rect")) == count
    assert f"Side {count - 1}" in words(spec)


def test_outlines_are_small_and_whole() -> None:
    found = {country.name: country for country in countries()}
    assert len(found) > 230
    assert outlines._PATH.stat().st_size <= 300_000
    assert found["Libya"].middle == pytest.approx((18, 27), abs=1)
    assert found["Russia"].middle == pytest.approx((100, 62), abs=3), "across the date line"
