"""Who is meant: two tables of questions that anyone may extend, and the single steps that answer them."""

from __future__ import annotations

from datetime import date

import pytest

from bench.actors import Answer, Question, ask_mentions, ask_offices, questions, refs_of, share
from dragoman.knowledge.actors import load_actors
from dragoman.pipeline import Reader
from dragoman.resolve.candidates import likeness
from dragoman.resolve.persons import ALIKE

DAY = date(2022, 6, 14)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def wrong(answers: list[Answer]) -> str:
    return "\n" + "\n".join(str(a) for a in answers if not a.right)


def test_offices_by_day() -> None:
    answers = ask_offices(load_actors())
    assert len(answers) >= 400
    assert share(answers) >= 0.99, wrong(answers)


def test_mentions_in_context(reader: Reader) -> None:
    answers = ask_mentions(reader, questions())
    assert len(answers) >= 200
    assert share(answers) >= 0.96, wrong(answers)


def test_no_wrong_answer_is_sure(reader: Reader) -> None:
    sure = [a for a in ask_mentions(reader, questions()) if not a.right and (a.confidence or 0) > 0.9]
    assert not sure, wrong(sure)


@pytest.mark.parametrize(
    ("mention", "context", "confidence"),
    [
        ("Joe Biden", "Joe Biden spoke.", 0.95),  # a whole name, in office on the day
        ("president", "The French president spoke.", 0.9),  # title, state and day
        ("Erdogan", "Erdogan spoke.", 0.85),  # a surname in office
        ("Ankara", "Ankara condemned the raid.", 0.85),  # a capital for its state
        ("Tomas Veliki", "Czech envoy Tomas Veliki arrived.", 0.7),  # made from the words
        ("he", "Joe Biden spoke. On Monday he left.", 0.6),  # a pronoun
        ("it", "Hamas fired rockets. On Monday it agreed to talks.", 0.5),
    ],
)
def test_confidence_tells_how_an_actor_was_found(reader: Reader, mention: str, context: str, confidence: float) -> None:
    ((ref,),) = refs_of(reader, [Question(DAY, mention, "", context)])
    assert ref.confidence == confidence, ref


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergey Shoygu", "Sergei Shoigu"),
        ("Muammar Khaddafi", "Muammar Gaddafi"),
        ("Petro Poroschenko", "Petro Poroshenko"),
        ("V. Putin", "Vladimir Putin"),  # an initial
        ("Hameed Karzai", "Hamid Karzai"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert likeness(one, other) >= ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lech Kaczynski", "Jaroslaw Kaczynski"),  # brothers
        ("Bashar al-Assad", "Hafez al-Assad"),
        ("Kim Jong-il", "Kim Jong-un"),
        ("Putin", "Vladimir Putin"),  # one word is never matched by distance
    ],
)
def test_different_persons_of_like_names(one: str, other: str) -> None:
    assert likeness(one, other) < ALIKE


def test_even_candidates_leave_the_id_and_its_confidence_open(reader: Reader) -> None:
    question = Question(DAY, "forces", "?", "Kurdish forces repelled an attack near the border of Syria and Iraq.")
    ((ref,),) = refs_of(reader, [question])
    assert (ref.id, ref.confidence) == (None, None)
    assert ref.why is not None
    assert "Syrian Democratic Forces" in ref.why
    assert "Peshmerga" in ref.why


def test_letters_introduced_in_the_text_win_over_the_lists(reader: Reader) -> None:
    context = "The Union of River Peoples (EU) blocked a road. The EU demanded talks."
    ((ref,),) = refs_of(reader, [Question(DAY, "EU", "", context)])
    assert ref.name == "Union of River Peoples"


def test_the_same_words_make_the_same_id_in_another_report(reader: Reader) -> None:
    contexts = ("Czech envoy Tomas Veliki arrived.", "On Monday Czech envoy Tomas Veliki left again.")
    asked = [Question(DAY, "Tomas Veliki", "", context) for context in contexts]
    assert [ref.id for refs in refs_of(reader, asked) for ref in refs] == ["person:tomas-veliki:cze"] * 2


def test_a_phrase_that_stood_for_somebody_is_kept_as_via(reader: Reader) -> None:
    context = "Hamas fired rockets at Israel. The group said the truce was over."
    ((ref,),) = refs_of(reader, [Question(DAY, "group", "", context)])
    assert (ref.name, ref.via and ref.via.of(context), ref.span.of(context)) == ("Hamas", "The group", "Hamas")
