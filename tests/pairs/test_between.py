"""How frames and model are weighed for a marked pair; the model is a fake that says what the case needs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dragoman.intake.marked import marked
from dragoman.knowledge.ontology import TYPES
from dragoman.lm.pairs import Guess, Words
from dragoman.model.records import Status
from dragoman.pairs import Between, PairReader
from dragoman.pipeline import Reader


class Said:
    """A model with one answer, which keeps what it was asked."""

    def __init__(self, type_: str, probability: float, *, mode: str = "-", status: str = "happened") -> None:
        rest = (1 - probability) / len(TYPES)
        self.answer = Guess(
            {t: probability if t == type_ else rest for t in ("NONE", *TYPES)}, {mode: 1.0}, {status: 1.0}
        )
        self.asked: list[tuple[str, str]] = []

    def guess(self, words: Sequence[str], source: Words | None, target: Words | None) -> Guess:
        self.asked.append(tuple(" ".join(words[slice(*span)]) if span else "" for span in (source, target)))  # type: ignore[arg-type]
        return self.answer


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def code(reader: Reader, model: Said, text: str, *, always: bool = False) -> Between:
    (answer,) = PairReader(reader, model).read([marked(text)], always=always)
    return answer


def test_a_frame_with_both_parties_outweighs_a_doubtful_model(reader: Reader) -> None:
    answer = code(reader, Said("SUPPORT", 0.6), "<s>Mali</s> accused <t>France</t> of arming rebels.")
    assert (answer.type, answer.mode) == ("ACCUSE", "allege")
    assert answer.event is not None and "accuse" in answer.why


def test_where_the_lexicon_is_silent_the_model_answers_with_mode_and_status(reader: Reader) -> None:
    said = Said("AID", 0.8, status="planned")
    answer = code(reader, said, "<s>Oslo</s> is to zorple <t>Kyiv</t>.")
    assert (answer.type, answer.status, answer.event) == ("AID", Status.PLANNED, None)
    assert "by the model, 0.80" in answer.why
    assert said.asked == [("Oslo", "Kyiv")]


def test_nothing_between_a_pair_is_an_answer_unless_one_is_asked_for(reader: Reader) -> None:
    text = "<s>Mali</s> lies north of <t>Ivory Coast</t>."
    assert code(reader, Said("NONE", 0.9), text).type is None
    assert code(reader, Said("NONE", 0.9), text, always=True).type in TYPES


def test_of_several_deeds_that_of_the_pair_is_taken(reader: Reader) -> None:
    text = "France condemned the attack after <s>Hamas</s> thanked <t>Qatar</t> for its help."
    answer = code(reader, Said("SUPPORT", 0.4), text)
    assert answer.type == "SUPPORT" and answer.event is not None
    assert answer.event.evidence.trigger.of(marked(text).text) == "thanked"


def test_parties_that_no_book_knows_count_for_they_were_chosen(reader: Reader) -> None:
    answer = code(reader, Said("NONE", 0.3), "<s>A bishops' council</s> sued <t>a seed firm</t> over tulips.")
    assert answer.type == "ACCUSE"


def test_a_model_that_is_sure_outweighs_a_frame_of_others(reader: Reader) -> None:
    answer = code(reader, Said("CONSULT", 0.95), "<s>Xi</s> zorpled <t>Putin</t> as Israel bombed Gaza.")
    assert answer.type == "CONSULT" and answer.event is None
