"""The tables of states and signs: nothing unreachable, no sign that leads nowhere, no mistake that goes unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge.lives import BEFORE, FOLDER, load_machine, load_signs
from dragoman.model.records import Status

LIVES = ("meeting", "ceasefire", "sanction", "deployment", "conflict", "office")
WITH_SIGNS = ("meeting", "ceasefire", "sanction", "deployment", "office", "backing")
CODE = "\n".join(path.read_text(encoding="utf-8") for path in (FOLDER.parents[1] / "lives").glob("*.py"))
# UCDP External Support Dataset, and the tie that only says that one backs another.
KINDS = {
    "troops", "weapons", "materiel", "training", "funding", "intelligence", "territory", "recruitment", "political", "none"
}  # fmt: skip


@pytest.mark.parametrize("life", LIVES)
def test_every_state_can_be_reached(life: str) -> None:
    machine = load_machine(life)
    reached, grown = {BEFORE}, True
    while grown:
        more = {step.next for (state, _), step in machine.steps.items() if state in reached} - reached
        reached |= more
        grown = bool(more)
    assert reached - {BEFORE} == set(machine.states)


@pytest.mark.parametrize("life", LIVES)
def test_every_sign_is_one_that_the_code_or_a_record_can_show(life: str) -> None:
    shown = load_signs(life).names if life in WITH_SIGNS else frozenset()
    for sign in load_machine(life).signs:
        assert sign in shown or f'"{sign}"' in CODE, f"{life}: nothing shows {sign}"


@pytest.mark.parametrize("life", ["sanction", "deployment", "office"])
def test_every_sign_of_a_record_leads_somewhere(life: str) -> None:
    assert load_signs(life).names <= load_machine(life).signs


@pytest.mark.parametrize("life", LIVES)
def test_a_step_changes_the_state_or_renews_it(life: str) -> None:
    for (state, sign), step in load_machine(life).steps.items():
        assert step.next != state or sign in (
            "extended",
            "agreed-anew",
            "start-reached",
            "planned-new-day",
            "postponed-new-day",
        ), (
            state,
            sign,
        )
        assert step.why and not step.why.endswith(".")


def test_statuses_of_meetings_are_those_of_the_contract() -> None:
    assert {s.status for s in load_machine("meeting").states.values()} <= set(Status)


def test_statuses_of_ceasefires_are_those_of_the_contract() -> None:
    allowed = {"proposed", "in force", "strained", "collapsed"}
    assert {s.status for s in load_machine("ceasefire").states.values()} == allowed


def test_kinds_of_support_are_those_of_ucdp() -> None:
    assert load_signs("backing").names <= KINDS


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("-,planned,imagined,told\n", "state 'imagined'; allowed are announced"),
        ("-,planned,announced,told\n-,planned,held,told\n", "stands twice"),
    ],
)
def test_a_mistake_in_a_machine_names_file_and_line(tmp_path: Path, rows: str, message: str) -> None:
    states = "life,state,status,open,meaning\nmeeting,announced,planned,yes,x\nmeeting,held,happened,no,x\n"
    (tmp_path / "states.csv").write_text(states)
    (tmp_path / "meeting.csv").write_text(f"state,sign,next,why\n{rows}")
    with pytest.raises(KnowledgeError, match=message):
        load_machine("meeting", tmp_path)


def test_a_mistake_in_signs_names_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "meeting-signs.csv").write_text(
        "type,mode,cameo,status,words,cue,needs,sign\nCONSULT,,,dreamt,,,,other-day\n"
    )
    with pytest.raises(KnowledgeError, match="statuses are happened"):
        load_signs("meeting", tmp_path)
