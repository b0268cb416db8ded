"""Visits told by place alone, demands told by "must", and standing ties, in own sentences through the shipped model."""

from __future__ import annotations

import pytest

from dragoman.intake.plain import read_plain
from dragoman.model.records import Reading, Status
from dragoman.pipeline import Reader
from tests.extract.reading import DAY

VISITS = [
    # sentence | visitor | host
    ("Iranian Foreign Minister Javad Zarif will be in Istanbul on Monday.", "Mohammad Javad Zarif", "Turkey"),
    ("Lavrov is due in Cairo for talks on Libya.", "Sergei Lavrov", "Egypt"),
    ("Chinese Premier Li Qiang will be in Jakarta next week.", "Li Qiang", "Indonesia"),
    ("Turkish Defence Minister Hulusi Akar will be in Doha on Friday.", "Hulusi Akar", "Qatar"),
]
NO_VISITS = [
    "The summit will be in Geneva.",
    "Rain is due in Cairo.",
    "French President Emmanuel Macron was born in Amiens.",
    "The factory will be in Izmir.",
]
DEMANDS = [
    # sentence | who demands | of whom
    ("Russia says Israel must end its attacks on Syria.", "Russia", "Israel"),
    ("Ukraine said Russia should withdraw its troops.", "Ukraine", "Russia"),
    ("The United Nations said the rebels must free the hostages.", "United Nations", "rebels"),
    ("China said the United States needs to lift its sanctions.", "China", "United States"),
]
NO_DEMANDS = ["Prices must fall, Egypt said.", "The army must be patient.", "Russia says it must end its attacks."]
TIES = [
    # sentence | holder | kind | toward
    ("Turkey backs the Government of National Accord.", "Turkey", "supports", "Government of National Accord"),
    ("Russia and Egypt support Khalifa Haftar.", "Egypt", "supports", "Khalifa Haftar"),
    ("Rebels backed by Rwanda hold the town of Goma.", "Rwanda", "supports", "Rebels"),
    ("US-backed fighters hold the town of Raqqa.", "United States", "supports", "US backed fighters"),
    ("Russia has backed the Syrian government since 2015.", "Russia", "supports", "Syrian government"),
    ("Iran opposes the Taliban.", "Iran", "opposes", "Taliban"),
    ("Somali President Hassan Sheikh Mohamud left Nairobi.", "Hassan Sheikh Mohamud", "leads", "Somalia"),
    ("Hassan Nasrallah leads Hezbollah.", "Hassan Nasrallah", "leads", "Hezbollah"),
    ("Spain recognises Palestine.", "Spain", "recognises", "Palestine"),
]
NO_TIES = ["Fans backed the team.", "The minister backed away from the deal.", "The choir supports a charity."]


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    sentences = [row[0] for row in VISITS] + [row[0] for row in DEMANDS] + [row[0] for row in TIES]
    sentences += NO_VISITS + NO_DEMANDS + NO_TIES
    reports = [read_plain(f"{s}\n", f"sentence {i}", published=DAY) for i, s in enumerate(sentences)]
    return dict(zip(sentences, Reader.load().read(reports), strict=True))


@pytest.mark.parametrize(("sentence", "visitor", "host"), VISITS)
def test_who_will_be_somewhere_visits_its_state(
    sentence: str, visitor: str, host: str, readings: dict[str, Reading]
) -> None:
    (visit,) = [e for e in readings[sentence].events if e.mode == "visit"]
    assert [a.name for a in visit.actors] == [visitor]
    assert [r.name for r in visit.recipients] == [host]
    assert visit.status is Status.PLANNED
    assert [(m.visitors[0].name, m.status) for m in readings[sentence].picture.agenda] == [(visitor, Status.PLANNED)]


@pytest.mark.parametrize("sentence", NO_VISITS)
def test_things_and_the_past_make_no_visit(sentence: str, readings: dict[str, Reading]) -> None:
    assert not [e for e in readings[sentence].events if e.mode == "visit"]


@pytest.mark.parametrize(("sentence", "speaker", "addressed"), DEMANDS)
def test_saying_what_another_must_do_is_a_demand(
    sentence: str, speaker: str, addressed: str, readings: dict[str, Reading]
) -> None:
    (demand,) = [e for e in readings[sentence].events if e.type == "REQUEST"]
    assert [a.name for a in demand.actors] == [speaker]
    assert [r.name for r in demand.recipients] == [addressed]
    assert demand.status is Status.HAPPENED
    assert not demand.speakers  # who demands is the actor, not a speaker beside it


@pytest.mark.parametrize("sentence", NO_DEMANDS)
def test_a_duty_of_ones_own_or_of_things_is_none(sentence: str, readings: dict[str, Reading]) -> None:
    assert not [e for e in readings[sentence].events if e.type == "REQUEST"]


@pytest.mark.parametrize(("sentence", "holder", "kind", "toward"), TIES)
def test_ties(sentence: str, holder: str, kind: str, toward: str, readings: dict[str, Reading]) -> None:
    found = [(t.holder.name, t.kind, t.toward.name) for t in readings[sentence].relations]
    assert (holder, kind, toward) in found


@pytest.mark.parametrize("sentence", NO_TIES)
def test_no_ties(sentence: str, readings: dict[str, Reading]) -> None:
    assert not readings[sentence].relations
