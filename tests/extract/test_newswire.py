"""Turns of newswire prose that were once misread: who takes part, when, and who says it, through the shipped model."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dragoman.intake.plain import read_plain
from dragoman.model.records import Event
from dragoman.pipeline import Reader
from tests.extract.reading import DAY

HEAD = "Harbour dispute goes on\nPublished: 2021-03-04\n\n"


def read(text: str, type_: str) -> list[Event]:
    """The events of a type in a report of 4 March 2021, a Thursday."""
    (reading,) = Reader.load().read([read_plain(text, "a report", published=DAY)])
    return [event for event in reading.events if event.type == type_]


def names(event: Event) -> tuple[set[str], set[str]]:
    return {ref.name for ref in event.actors}, {ref.name for ref in event.recipients}


@pytest.mark.parametrize(
    ("sentence", "type_", "actors", "recipients", "why"),
    [
        (
            "The foreign ministers of Russia and Turkey will meet in Oslo on Friday.",
            "CONSULT", {"Sergei Lavrov", "Mevlut Cavusoglu"}, set(), "one office of two states is two persons",
        ),
        (
            "Two Indian soldiers were killed by Pakistani artillery fire near Uri.",
            "ASSAULT", {"Pakistan"}, {"Indian soldiers"}, "the fire is how it was done, not a second deed",
        ),
        ("Russia supplied rockets to Damascus in 2015.", "AID", {"Russia"}, {"Syria"}, "arms are given to governments"),
    ],
)  # fmt: skip
def test_parties(sentence: str, type_: str, actors: set[str], recipients: set[str], why: str) -> None:
    found = read(f"{HEAD}{sentence}\n", type_)
    assert [names(event) for event in found] == [(actors, recipients)], why


def test_a_headline_lists_states_with_commas() -> None:
    (event,) = read("Chile, Peru to resume border talks\nPublished: 2021-03-04\n\nThe sea was calm.\n", "CONSULT")
    assert names(event)[0] == {"Chile", "Peru"}


def test_whoever_urges_both_sides_is_none_of_them() -> None:
    text = f"{HEAD}Mali and Niger closed the border on Monday. French President Emmanuel Macron urged both sides to withdraw.\n"
    (event,) = read(text, "REQUEST")
    assert names(event) == ({"Emmanuel Macron"}, {"Mali", "Niger"})


def test_a_semicolon_ends_what_a_participle_says() -> None:
    text = f"{HEAD}Protesters marched through Lima on Monday demanding that the president resign; police detained 37 people.\n"
    (event,) = read(text, "COERCE")
    assert event.speakers == ()


@pytest.mark.parametrize(
    ("sentence", "type_", "day", "why"),
    [
        ("The army said that Tuesday's raid killed three soldiers in Goma.", "ASSAULT", date(2021, 3, 2), "“that” begins a clause"),
        ("The deal produced a two-month ceasefire across Yemen.", "RETREAT", None, "how long it is to last is no past"),
        (
            "Gunmen attacked an army convoy Tuesday near Gao, Mali.",
            "ASSAULT", date(2021, 3, 2), "a weekday without “on” begins no sentence",
        ),
    ],
)  # fmt: skip
def test_when(sentence: str, type_: str, day: date | None, why: str) -> None:
    (event,) = read(f"{HEAD}{sentence}\n", type_)
    assert (event.when.start if event.when else None) == day, why


def test_days_count_from_the_date_of_a_dateline() -> None:
    text = "Envoys meet\n\nGENEVA, March 4, 2021 (Agency) - Chile and Peru held talks on Tuesday.\n"
    report = read_plain(text, "a report")
    assert report.published == datetime(2021, 3, 4)
    (reading,) = Reader.load().read([report])
    assert [event.when.start for event in reading.events if event.when] == [date(2021, 3, 2)]
