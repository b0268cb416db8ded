"""Which deeds are political: anchored by a power, kept beside others, dropped in reports of other matters."""

from __future__ import annotations

import pytest

from dragoman.intake.plain import read_plain
from dragoman.knowledge.actor_files import load_actors
from dragoman.model.document import Document, Sentence, Word
from dragoman.model.records import Event, Kind, Ref
from dragoman.model.report import BlockKind
from dragoman.model.span import Span
from dragoman.resolve.relevance import political
from dragoman.text.words import tokenize
from tests.record_factories import army, event, place, rebels, ref, state

TOLD = "The parties did what they did on Sunday."
STATE, ARMY, REBELS = state("Chad", "TCD"), army("Chadian army", "TCD"), rebels("Delta Front", "TCD")
NEIGHBOUR = ref("a neighbour", None, Kind.PERSON, "CVL", known=False)
COMPANY = ref("Acme", None, Kind.COMPANY, "BUS", known=False)
CROWD = ref("students", "TCD", Kind.PEOPLE, "EDU", known=False)


def document(text: str = TOLD) -> Document:
    """A document of one sentence that has lemmas and no tree."""
    report = read_plain(f"{text}\n", "a.txt")
    at = report.text.index(text)
    words = tuple(
        Word(
            text=span.of(report.text), span=span, lemma=span.of(report.text).lower(), upos="NOUN", xpos="NN", head=-1,
            deprel="root",
        )
        for span in tokenize(report.text, at, at + len(text))
    )  # fmt: skip
    sentence = Sentence(0, Span(at, at + len(text)), BlockKind.BODY, words, ())
    return Document(report, (sentence,), ())


def kept(events: list[Event], text: str = TOLD) -> list[Event]:
    return political(events, document(text), load_actors())


@pytest.mark.parametrize("who", [STATE, ARMY, REBELS])
def test_a_power_anchors_its_deeds(who: Ref) -> None:
    told = [event("ASSAULT", actors=[who], recipients=[NEIGHBOUR])]
    assert kept(told) == told


@pytest.mark.parametrize("type_", ["ASSAULT", "ACCUSE", "AGREE", "CONSULT", "COERCE"])
def test_private_deeds_are_left_out(type_: str) -> None:
    assert kept([event(type_, actors=[NEIGHBOUR], recipients=[COMPANY])]) == []


def test_crowds_protest_but_do_not_agree() -> None:
    protest = event("PROTEST", "demo", actors=[CROWD])
    assert kept([protest, event("AGREE", actors=[CROWD])]) == [protest]


@pytest.mark.parametrize("mode", ["explosives", "aerial", "heavy-weapons", "drone"])
def test_weapons_of_war_need_no_name(mode: str) -> None:
    assert len(kept([event("ASSAULT", mode, recipients=[NEIGHBOUR])])) == 1


def test_a_ceasefire_at_a_place_needs_no_name() -> None:
    assert len(kept([event("RETREAT", "ceasefire", where=place("Gao", "MLI"))])) == 1
    assert kept([event("RETREAT", "ceasefire")]) == []


def test_two_anchored_deeds_make_the_rest_of_the_report_political() -> None:
    loose = event("ASSAULT", recipients=[NEIGHBOUR])
    anchored = [event("ASSAULT", actors=[ARMY]), event("ACCUSE", actors=[STATE], recipients=[REBELS])]
    assert kept([loose, anchored[0]]) == [anchored[0]]
    assert kept([loose, *anchored]) == [loose, *anchored]


def test_nothing_told_nothing_kept() -> None:
    assert kept([]) == []


def test_order_is_kept() -> None:
    told = [
        event("CONSULT", actors=[STATE, NEIGHBOUR]),
        event("ASSAULT", actors=[REBELS]),
        event("AID", actors=[STATE]),
    ]
    assert kept(told) == told


def test_a_sentence_about_a_match_keeps_only_what_powers_do_to_each_other() -> None:
    text = "The striker scored in the match as the coach and the team cheered a goal in the league."
    doc = document(text)
    inside = doc.sentences[0].span
    loose = event("ASSAULT", actors=[STATE], recipients=[NEIGHBOUR], sentence=inside)
    hard = event("ASSAULT", actors=[ARMY], recipients=[REBELS], sentence=inside)
    assert political([loose, hard], doc, load_actors()) == [hard]
