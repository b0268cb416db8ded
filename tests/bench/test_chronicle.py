"""What bench.chronicle counts as the same item, and that the chronicle in examples/ is whole; its reports are not read here."""

from __future__ import annotations

import sys
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bench.chronicle import CHRONICLE, expectations, expected, main, reports, totals
from bench.chronicle_scores import (
    Expected,
    WantedBacking,
    WantedFriction,
    WantedMeeting,
    WantedSide,
    WantedTruce,
    backed,
    compare,
    days,
    is_actor,
    one_to_one,
    pairing,
    same_friction,
    same_meeting,
    same_side,
    same_truce,
)  # fmt: skip
from dragoman.model.living import NOWHERE, Backing, Life, LivingPicture
from dragoman.model.records import Ceasefire, Conflict, Friction, Kind, Meeting, Place, Ref, Side, Status, When
from dragoman.model.report import Precision

DAY = date(2020, 6, 14)


def ref(name: str, country: str | None, id_: str | None = None) -> Ref:
    return Ref(id=id_, name=name, country=country, sectors=(), kind=Kind.STATE, text=name, span=NOWHERE)


LAVROV, RUSSIA, TURKEY = (
    ref("Sergei Lavrov", "RUS", "person:sergei-lavrov"),
    ref("Russia", "RUS", "state:RUS"),
    ref("Turkey", "TUR", "state:TUR"),
)
EGYPT, LNA, HAFTAR = (
    ref("Egypt", "EGY"),
    ref("Libyan National Army", "LBY", "group:libyan-national-army"),
    ref("Haftar", "LBY"),
)


def on(first: date | None, last: date | None) -> When:
    return When(start=first, end=last, precision=Precision.DAY, span=None)


def visit(
    *visitors: Ref, host: Ref | None = TURKEY, when: When | None = None, state: str = "postponed"
) -> Life[Meeting]:
    meeting = Meeting(
        visitors=visitors, host=host, where=None, when=when, status=Status.POSTPONED, topics=(), said_by=(), rests_on=()
    )
    return Life(id="m", what=meeting, state=state, history=())


def truce(country: str, status: str, *parties: Ref) -> Life[Ceasefire]:
    where = Place(text=country, span=None, name=country, country=country)
    what = Ceasefire(where=where, parties=parties, brokers=(), agreed=None, status=status, violations=(), rests_on=())
    return Life(id="c", what=what, state=status, history=())


def backing(backer: Ref, backed_one: Ref, conflict: str = "LBY") -> Backing:
    return Backing(backer=backer, backed=backed_one, conflict=conflict, kinds=(), since=DAY, last=DAY, rests_on=())


WANTED = WantedMeeting(visitors=("RUS",), host="TUR", when=("2020-06-14", "none"), state=("postponed",))
EAST = WantedSide(
    place=("LBY",),
    of=("group:libyan-national-army", "haftar"),
    backed_by=("RUS", "EGY"),
    perhaps=("group:wagner-group",),
)


@pytest.mark.parametrize(
    ("found", "same"),
    [
        (visit(LAVROV), True),
        (visit(LAVROV, when=on(DAY, DAY)), True),
        (visit(LAVROV, when=on(DAY, date(2020, 6, 15))), False),
        (visit(LAVROV, host=EGYPT), False),
        (visit(LAVROV, host=None), False),
        (visit(LAVROV, state="cancelled"), False),
        (visit(EGYPT), False),
        (visit(LAVROV, RUSSIA, EGYPT), True),  # by states one of two is right
        (visit(LAVROV, EGYPT, TURKEY), False),  # one of three
        (visit(), False),
    ],
)
def test_a_meeting_is_the_same_by_half_its_visitors_its_host_day_and_state(found: Life[Meeting], same: bool) -> None:
    assert same_meeting(found, WANTED) is same


def test_a_meeting_that_has_no_host_is_the_same_as_one_wanted_without() -> None:
    assert same_meeting(visit(LAVROV, host=None), replace(WANTED, host="none"))


@pytest.mark.parametrize(
    ("found", "same"),
    [
        (truce("LBY", "strained", LNA, EGYPT), True),
        (truce("LBY", "strained", EGYPT), False),
        (truce("LBY", "strained"), False),
        (truce("LBY", "in force", LNA), False),
        (truce("SYR", "strained", LNA), False),
    ],
)
def test_a_ceasefire_is_the_same_by_country_status_and_a_party(found: Life[Ceasefire], same: bool) -> None:
    assert same_truce(found, WantedTruce(place=("LBY",), parties=("LBY",), status=("strained",))) is same


def test_a_side_is_the_same_by_somebody_in_it_and_a_friction_by_a_place() -> None:
    assert same_side(("LBY", Side(of=(EGYPT, HAFTAR), backed_by=())), EAST)
    assert not same_side(("SYR", Side(of=(HAFTAR,), backed_by=())), EAST)
    friction = Friction(pair=(TURKEY, RUSSIA), in_dialogue=True, opposed_in=("LBY", "SYR"), rests_on=())
    assert same_friction(friction, WantedFriction(pair=("RUS", "TUR"), places=("SYR",)))
    assert not same_friction(friction, WantedFriction(pair=("RUS", "TUR"), places=("AZE",)))
    assert not same_friction(friction, WantedFriction(pair=("EGY", "TUR"), places=("SYR",)))


@pytest.mark.parametrize(
    ("key", "same"),
    [
        ("group:libyan-national-army", True),
        ("LBY", True),
        ("national army", True),
        ("army of", False),
        ("LNA", False),
        ("lby", False),
    ],
)
def test_an_actor_goes_by_id_country_or_whole_words(key: str, same: bool) -> None:
    assert is_actor(LNA, key) is same


def test_country_codes_are_no_words_of_a_name() -> None:
    assert not is_actor(ref("those who are there", None), "ARE")


def test_backings_in_other_words_count_once_and_what_is_beside_once_for_each_pair() -> None:
    wanted = EXPECTED.backings
    wagner = ref("Wagner Group", "RUS", "group:wagner-group")
    found = [
        backing(RUSSIA, LNA),
        backing(LAVROV, HAFTAR),
        backing(wagner, LNA),
        backing(TURKEY, LNA),
        backing(TURKEY, LNA),
    ]
    outcome = backed(found, wanted)
    assert (outcome.count.right, outcome.count.found, outcome.count.wanted) == (1, 2, 2)
    assert outcome.missed == [WantedBacking(backer="EGY", side=EAST)]


def test_a_backer_that_is_optional_by_id_is_not_taken_for_its_state() -> None:
    wagner = ref("Wagner Group", "RUS", "group:wagner-group")
    assert backed([backing(wagner, LNA)], EXPECTED.backings).count.right == 0


def test_optional_items_count_neither_for_nor_against() -> None:
    needed, may = WANTED, replace(WANTED, visitors=("EGY",), optional=True)
    both = one_to_one([visit(LAVROV), visit(EGYPT)], [may, needed], same_meeting).count
    none = one_to_one([], [may], same_meeting).count
    assert (both.right, both.found, both.wanted) == (1, 1, 1)
    assert (none.right, none.found, none.wanted) == (0, 0, 0)


def test_one_found_item_answers_one_wanted_item() -> None:
    outcome = one_to_one([visit(LAVROV), visit(RUSSIA)], [WANTED], same_meeting)
    assert (outcome.count.right, outcome.count.found) == (1, 2)
    assert pairing([[0, 1], [0], []]) == {0: 1, 1: 0}


def test_days_are_written_as_in_the_expectations() -> None:
    assert days(None) == days(on(None, None)) == "none"
    assert days(on(DAY, DAY)) == "2020-06-14"
    assert days(on(DAY, None)) == "2020-06-14/.."


EXPECTED = Expected(
    as_of=DAY, half="dev", storyline="libya", agenda=(WANTED,), ceasefires=(), sides=(EAST,),
    frictions=(WantedFriction(pair=("RUS", "TUR"), places=("LBY",)),),
)  # fmt: skip


def test_a_picture_that_is_right_has_all_of_every_part() -> None:
    conflict = Conflict(place="LBY", name="Libya", sides=(Side(of=(LNA,), backed_by=(RUSSIA, EGYPT)),), rests_on=())
    right = LivingPicture(
        as_of=DAY,
        agenda=(visit(LAVROV),),
        conflicts=(Life(id="w", what=conflict, state="fought", history=()),),
        backings=(backing(RUSSIA, LNA), backing(EGYPT, LNA)),
        frictions=(Friction(pair=(RUSSIA, TURKEY), in_dialogue=True, opposed_in=("LBY",), rests_on=()),),
    )
    assert totals([compare(EXPECTED, right)])["all"].f1 == 1
    nothing = totals([compare(EXPECTED, LivingPicture(as_of=DAY))])["all"]
    assert (nothing.right, nothing.found, nothing.wanted) == (0, 0, 5)


def test_an_expectation_without_a_half_is_refused() -> None:
    with pytest.raises(ValueError, match="half = None"):
        expected({"as_of": DAY})


def test_what_the_held_half_gets_wrong_is_not_listed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["chronicle", "--half", "held", "--show"])
    with pytest.raises(SystemExit):
        main()
    assert "must not be known" in capsys.readouterr().err


def test_every_report_has_its_headline_and_the_day_that_it_is_named_by() -> None:
    found = reports(CHRONICLE)
    assert len(found) >= 84
    for report in found:
        assert report.title
        assert report.published is not None
        assert Path(report.source).name.startswith(report.published.date().isoformat())


def test_ten_days_are_expected_half_of_them_held_and_rest_on_reports_published_by_then() -> None:
    days_ = expectations(CHRONICLE)
    assert [d.half for d in days_].count("dev") == [d.half for d in days_].count("held") == 5
    for path in sorted((CHRONICLE / "expected").glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        assert data["as_of"].isoformat() == path.stem
        for row in (row for part in ("agenda", "ceasefires", "sides") for row in data.get(part, [])):
            for name in row.get("from", []):
                assert (CHRONICLE / f"{name}.txt").exists(), f"{path.name}: {name}"
                assert name.split("/")[1][:10] <= path.stem, f"{path.name}: {name} is later"
