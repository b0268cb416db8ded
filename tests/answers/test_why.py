"""Reasons: from a life or a story down to sentences, rules, speakers and reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.answers.why import Why, why
from dragoman.errors import InputError
from dragoman.model.living import LivingPicture
from dragoman.model.records import Status
from dragoman.render.answers import tree_lines
from tests.answers.pictures import picture
from tests.answers.tellings import LNA, RUSSIA, TURKEY, backs, told
from tests.record_factories import visit

PLAN = told(replace(visit(RUSSIA, TURKEY, by=[RUSSIA]), id="event-a"), "2020-06-12", "story-visit", "report-1")
OFF = told(replace(visit(RUSSIA, TURKEY, Status.POSTPONED), id="event-b"), "2020-06-14", "story-visit", "report-2")
_TIE = backs(RUSSIA, LNA, "2020-06-01")
TIE = replace(_TIE, relation=replace(_TIE.relation, id="tie-a"))


def reasons(id_: str, shown: LivingPicture | None = None) -> Why:
    sentences = {
        "event-a": "Russia will visit Turkey.",
        "event-b": "The visit was put off.",
        "tie-a": "Russia backs the LNA.",
    }
    return why(
        id_, [PLAN, OFF], [TIE], shown or picture(), sentence_of=sentences.get, source_of={"report-1": "wire.txt"}.get
    )


def test_a_life_is_told_change_by_change() -> None:
    tree = reasons("meeting-1")
    assert (tree.sort, tree.text) == ("life", "meeting of Russia with Turkey: confirmed")
    assert [(c.sort, c.text, c.rule) for c in tree.children] == [
        ("change", "announced", "told as announced"), ("change", "confirmed", "told as confirmed"),
    ]  # fmt: skip
    (event,) = tree.children[0].children
    assert (event.sentence, event.rule, event.speakers) == (
        "Russia will visit Turkey.",
        "made by hand",
        ("Russia asserts",),
    )
    assert (event.report, event.source) == ("report-1", "wire.txt")


def test_a_conflict_rests_on_relations() -> None:
    (relation,) = reasons("conflict-1").children
    assert (relation.sort, relation.text, relation.sentence) == (
        "relation",
        "Russia supports LNA (LBY)",
        "Russia backs the LNA.",
    )


def test_a_story_has_all_its_tellings() -> None:
    tree = reasons("story-visit")
    assert tree.text == "CONSULT·visit Russia → Turkey: called off, told 2×"
    assert [c.id for c in tree.children] == ["event-a", "event-b"]


def test_a_record_that_was_removed_is_said_to_be_missing() -> None:
    tree = reasons("ceasefire-1")
    assert tree.children[0].children[0].text == "not among the records that were given"


def test_the_beginning_of_an_id_will_do() -> None:
    assert reasons("meetin").id == "meeting-1"


@pytest.mark.parametrize(
    ("id_", "message"),
    [
        ("meeti", "nothing has the id 'meeti'"),
        ("event-", "2 ids begin with 'event-', as event-a, event-b"),
        ("", "nothing has the id ''"),
        ("no such thing", "ids stand in the id column"),
    ],
)
def test_an_id_of_nothing_or_of_several_is_refused(id_: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        reasons(id_)


def test_the_tree_for_people() -> None:
    assert tree_lines(reasons("event-a")) == [
        "2020-06-12  CONSULT·visit Russia → Turkey: planned  [event-a]",
        "    “Russia will visit Turkey.”",
        "    said by: Russia asserts",
        "    rule: made by hand",
        "    report: wire.txt",
    ]
