"""Meetings put off, called off or moved, ceasefires agreed, broken or over: what the living picture hangs on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dragoman.intake.plain import read_plain
from dragoman.model.records import Event
from dragoman.pipeline import Reader
from tests.extract.reading import events_of, rows_of
from tests.extract.ties import ties_of

ROWS = rows_of(Path(__file__).parent / "lives.txt", 7)
TIES = [
    ("Turkey sent drones and troops to support the Libyan government.", {("supports", "Turkey", "Libyan government")}),
    ("Eritrean troops fought alongside the Ethiopian army.", {("supports", "Eritrean troops", "Ethiopian army")}),
    ("The Houthis have the backing of Iran.", {("supports", "Iran", "Houthis")}),
    ("Egypt and Russia back Haftar's Libyan National Army.",
     {("supports", "Egypt", "Libyan National Army"), ("supports", "Russia", "Libyan National Army")}),
    ("Ghana has declared its support for Togo.", {("supports", "Ghana", "Togo")}),
    ("Tehran's support for the Houthis has angered Riyadh.", {("supports", "Iran", "Houthis")}),
    ("Ethiopia is among the main backers of the Sudanese army.", {("supports", "Ethiopia", "Sudanese Armed Forces")}),
    ("Qatar is seen as a key sponsor of Hamas.", {("supports", "Qatar", "Hamas")}),
    ("Rwanda has provided arms and training to M23.", {("supports", "Rwanda", "M23")}),
    ("Egypt has sided with the Sudanese army.", {("supports", "Egypt", "Sudanese Armed Forces")}),
    ("Hezbollah, a proxy of Iran, fired rockets at Haifa.", {("supports", "Iran", "Hezbollah")}),
    ("Israel, with the support of the United States, bombed Gaza.", {("supports", "United States", "Israel")}),
    ("The Taliban receive weapons from Iran.", {("supports", "Iran", "Taliban")}),
    ("President Bashar al-Assad's main allies are Russia and Iran.",
     {("supports", "Russia", "Bashar al-Assad"), ("supports", "Iran", "Bashar al-Assad")}),
    ("Kenya voiced support for the talks in Juba.", set()),
    ("Moscow backs Haftar.", {("supports", "Russia", "Khalifa Haftar")}),
    ("Pakistan denied that it backs the Taliban.", set()),
    ("The emirate of Qatar denies accusations that it supports Hamas.", set()),
    ("The United States, Israel's main ally, welcomed the truce.", {("supports", "United States", "Israel")}),
    ("Ankara supplies the rebels with arms and Moscow supports the Syrian government.",
     {("supports", "Russia", "Syrian government")}),
]  # fmt: skip


@cache
def read_once() -> dict[str, tuple[Event, ...]]:
    return events_of([row[-1] for row in ROWS])


def told(event: Event) -> tuple[str, ...]:
    when = event.when.start.isoformat()[:10] if event.when is not None and event.when.start is not None else "-"
    return (
        f"{event.type}.{event.mode or ''}",
        event.status.value,
        ";".join(a.name for a in event.actors) or "-",
        ";".join(r.name for r in event.recipients) or "-",
        event.where.name if event.where is not None else "-",
        when,
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[-1][:60])
def test_what_meetings_and_ceasefires_hang_on(row: tuple[str, ...]) -> None:
    *wanted, sentence = row
    loose = {k for k, cell in enumerate(wanted) if cell == "-" and k in (2, 3, 4)}  # not what the row is about
    found = [told(event) for event in read_once()[sentence]]
    assert any(all(k in loose or cell == one[k] for k, cell in enumerate(wanted)) for one in found), found


@pytest.mark.parametrize(("sentence", "wanted"), TIES, ids=lambda value: str(value)[:50])
def test_who_backs_whom(sentence: str, wanted: set[tuple[str, str, str]]) -> None:
    found = {tie for tie in ties_of(sentence) if tie[0] == "supports"}
    assert wanted <= found if wanted else not found


REPORTS = [
    (
        "Chile and Peru held talks in Arica on Tuesday. The next round will take place in Lima on April 14.",
        "round", ["Chile", "Peru"], "planned", "the next round is of those who talked",
    ),
    (
        "Kyrgyzstan and Tajikistan agreed to a truce last Friday. Both accused each other of shelling.",
        "accused", ["Kyrgyzstan", "Tajikistan"], "happened", "both are the two of the truce",
    ),
    (
        "Thai and Cambodian troops exchanged fire along their border on Tuesday.",
        "exchanged", ["Thai troops", "Cambodian troops"], "happened", "two adjectives are two armies, the border is none",
    ),
    (
        "A ceasefire between the army of Mali and the Tuareg rebel group HCUA was holding. Under the deal, which was "
        "brokered by Algeria, both sides agreed to free prisoners.",
        "agreed", ["Malian army", "High Council for the Unity of Azawad"], "happened", "the sides are those who fight, not the broker",
    ),
    (
        "Rwanda arms the M23 rebel group. On Monday the rebels captured Uvira.",
        "captured", ["M23"], "happened", "the rebels are the one group that was called so",
    ),
    (
        "India and Nepal held talks in Delhi on Monday. Delegations of both countries will meet again on March 20.",
        "meet", ["India delegations", "Nepal delegations"], "planned", "delegations of both are one of each",
    ),
    (
        "Nikol Pashinyan will not travel to Moscow on March 15 as planned, his spokeswoman said.",
        "travel", ["Nikol Pashinyan"], "cancelled", "what was planned and will not be is called off",
    ),
    (
        "Serbian President Aleksandar Vucic on Monday cancelled a planned trip to Tirana for a summit on March 16.",
        "trip", ["Aleksandar Vucic"], "cancelled", "the trip is the noun's, its day the coming one",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "actors", "status", "reason"), REPORTS, ids=[row[-1] for row in REPORTS])
def test_who_is_meant_over_sentences(text: str, word: str, actors: list[str], status: str, reason: str) -> None:
    (events,) = events_of([text]).values()
    found = [([a.name for a in e.actors], e.status.value) for e in events if e.evidence.trigger.of(text) == word]
    assert (actors, status) in found, (reason, found)


def test_a_second_word_for_a_visit_is_no_second_visit() -> None:
    sentence = "Omani minister Badr Albusaidi will travel to Kuwait on Friday, his third trip there this year."
    assert [e.status.value for e in events_of([sentence])[sentence] if e.mode == "visit"] == ["planned"]


def test_who_accuses_of_a_tie_says_it() -> None:
    sentence = "Rwanda accuses Burundi of supporting M23."
    told = [r for reading in Reader.load().read([read_plain(sentence, "a")]) for r in reading.relations]
    assert [(r.holder.name, [s.who.name for s in r.speakers]) for r in told] == [("Burundi", ["Rwanda"])]


def test_both_sides_are_those_that_a_report_is_about() -> None:
    """A third state that is named last is none of them; the sentence's own pair comes first."""
    told = (
        "Chad and Sudan will hold talks in Doha. Clashes between Chad and Sudan broke out on Monday. "
        "Chad and Sudan signed a truce in May. Chad accuses Libya of lying. The United Nations urged both sides to keep calm."
    )
    events = [
        e for reading in Reader.load().read([read_plain(told, "a")]) for e in reading.events if e.type == "REQUEST"
    ]
    assert [{r.name for r in e.recipients} for e in events] == [{"Chad", "Sudan"}]
