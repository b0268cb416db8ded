"""Whom pronouns and describing nouns look back to; each row is a class of error that was seen and mended."""

from __future__ import annotations

from datetime import date

import pytest

from bench.actors import Question, refs_of
from dragoman.pipeline import Reader

DAY = date(2022, 6, 14)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@pytest.mark.parametrize(
    ("mention", "name", "context"),
    [
        # the one meant all along, not whoever was named last beside him
        ("He", "Tomas Veliki", "Tomas Veliki founded a party in May. He worked with Petr Holub. He left in June."),
        # the other gender by first name or by a word before the name
        ("she", "Maria Holub", "Maria Holub met Peter Veliki on Monday. Peter Veliki smiled. Later she left."),
        ("She", "Holub", "Mrs Holub met Peter Veliki on Monday. She left."),
        # never the subject of the same verb
        ("him", "Petr Holub", "Petr Holub spoke on Monday. Tomas Veliki praised him."),
        # the subject of its clause
        ("himself", "Tomas Veliki", "Petr Holub said that Tomas Veliki had defended himself."),
        # who speaks in a quotation is no "he" in it, and a predicate names nobody new
        ("He", "Tomas Veliki", "Tomas Veliki became a judge. He left in June."),
        ("it", "Ukraine", "Ukraine said it was ready to talk."),
        ("leader", "Tomas Veliki", "The police arrested Tomas Veliki, the leader of a gang."),
        ("judge", "Tomas Veliki", "Tomas Veliki is a judge."),
        # a part of a name that was whole before
        ("Committee", "Free Rivers Committee", "The Free Rivers Committee met. On Monday the Committee voted."),
        ("committee", "Free Rivers Committee", "The Free Rivers Committee met. On Monday the committee voted."),
    ],
)
def test_stands_for(reader: Reader, mention: str, name: str, context: str) -> None:
    ((ref,),) = refs_of(reader, [Question(DAY, mention, "", context)])
    assert ref.name == name


@pytest.mark.parametrize(
    "context",
    [
        "Ukraine held talks. It is clear that more is needed.",
        "Ukraine held talks. It was a success.",
        "The show ran on the Holub Network. It won prizes.",  # a thing is the subject before
    ],
)
def test_it_stands_for_nobody(reader: Reader, context: str) -> None:
    assert list(refs_of(reader, [Question(DAY, "It", "", context)])) == [[]]


def test_a_first_name_alone_is_nobodys_surname(reader: Reader) -> None:
    ((ref,),) = refs_of(reader, [Question(DAY, "Omar", "", "Omar was killed in Syria.")])
    assert ref.id == "person:omar"


@pytest.mark.parametrize(
    ("mention", "country", "context"),
    [
        ("University", "SYR", "The hospital belongs to Damascus University."),
        ("Department", "USA", "The United States Department of the Interior wrote a letter."),
        ("regime", "SYR", "They called for an end to the Assad regime."),
        ("Holub", "CZE", "Petr Holub is a Czech judge. On Monday Petr Holub spoke."),
    ],
)
def test_country(reader: Reader, mention: str, country: str, context: str) -> None:
    ((ref,),) = refs_of(reader, [Question(DAY, mention, "", context)])
    assert ref.country == country
