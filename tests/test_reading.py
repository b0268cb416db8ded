"""A whole report read end to end: the records and the picture that an analyst takes from it.

The report is our own prose (examples/sudan-envoys.txt). What is asserted is what nobody would forgive a reader to miss,
not every record; a retrained model may read the rest otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

import dragoman
from dragoman.model.records import Certainty, Event, Reading, Ref, Relation, Status

REPORT = Path(__file__).parent.parent / "examples" / "sudan-envoys.txt"
ARMY, RSF, EGYPT, UAE = "Sudanese Armed Forces", "Rapid Support Forces", "Egypt", "United Arab Emirates"


@pytest.fixture(scope="module")
def reading() -> Reading:
    (found,) = dragoman.read(REPORT)
    return found


def told(reading: Reading, words: str, type_: str) -> Event:
    """The event of a type in the sentence with some words."""
    text = reading.report.text
    return next(e for e in reading.events if e.type == type_ and words in e.evidence.sentence.of(text))


def names(refs: Iterable[Ref]) -> set[str]:
    return {ref.name for ref in refs}


def test_the_report_is_dated_and_placed(reading: Reading) -> None:
    assert reading.report.published is not None
    assert reading.report.published.date() == date(2024, 3, 10)
    assert reading.dateline is not None and reading.dateline.name == "Cairo"
    assert not reading.warnings


def test_the_agenda_has_the_visit_with_its_day_and_source(reading: Reading) -> None:
    line = next(m for m in reading.picture.agenda if "Sameh Shoukry" in names(m.visitors))
    assert line.host is not None and line.host.name == UAE
    assert line.when is not None and line.when.start == date(2024, 3, 13)
    assert line.status is Status.PLANNED
    assert "Egyptian foreign ministry" in names(line.said_by)


def test_the_conflict_has_its_sides_and_their_backers(reading: Reading) -> None:
    (conflict,) = reading.picture.conflicts
    assert conflict.place == "SDN"
    backed = {name: names(side.backed_by) for side in conflict.sides for name in names(side.of)}
    assert backed[ARMY] == {EGYPT}
    assert backed[RSF] == {UAE}


def test_the_ceasefire_is_strained(reading: Reading) -> None:
    truce = next(c for c in reading.picture.ceasefires if c.where is not None and c.where.name == "Sudan")
    assert truce.status == "strained"
    assert names(truce.brokers) == {"Saudi Arabia"}
    assert RSF in names(truce.parties)
    assert truce.agreed is not None and truce.agreed.start == date(2024, 3, 7)
    shelling = told(reading, "shelled a market", "ASSAULT")
    assert shelling.id in truce.violations


def test_rivals_who_talk_are_a_friction(reading: Reading) -> None:
    (friction,) = reading.picture.frictions
    assert names(friction.pair) == {EGYPT, UAE}
    assert friction.opposed_in == ("SDN",)
    assert told(reading, "discussed the truce", "CONSULT").id in friction.rests_on


def test_claims_denials_and_hedges_are_told_apart(reading: Reading) -> None:
    shelled = told(reading, "shelled a market", "ASSAULT")
    denied = told(reading, "denied that they had attacked", "ASSAULT")
    captured = told(reading, "reportedly captured", "ASSAULT")
    assert (shelled.status, denied.status) == (Status.HAPPENED, Status.DENIED)
    assert shelled.where is not None and shelled.where.name == "Omdurman"
    assert shelled.when is not None and shelled.when.start == date(2024, 3, 9)
    assert RSF in names([s.who for s in denied.speakers])
    assert (captured.status, captured.certainty) == (Status.HAPPENED, Certainty.HEDGED)
    assert shelled.certainty is Certainty.ASSERTED


def test_a_cancelled_visit_and_a_demand(reading: Reading) -> None:
    assert told(reading, "to Moscow was cancelled", "CONSULT").status is Status.CANCELLED
    assert names(told(reading, "urged both sides", "REQUEST").actors) == {"United Nations"}


def test_the_dead_are_counted_once(reading: Reading) -> None:
    assert [e.casualties.killed for e in reading.events if e.casualties.killed] == [(9, 9)]


def test_every_record_shows_its_words_and_reason(reading: Reading) -> None:
    records: list[Event | Relation] = [*reading.events, *reading.relations]
    for record in records:
        sentence, trigger = record.evidence.sentence, record.evidence.trigger
        assert sentence.start <= trigger.start < trigger.end <= sentence.end
        assert record.why
    ids = {r.id for r in records}
    parts = reading.picture
    drawn = [part.rests_on for lines in (parts.agenda, parts.ceasefires) for part in lines]
    drawn += [part.rests_on for part in parts.conflicts] + [part.rests_on for part in parts.frictions]
    assert all(set(rests_on) <= ids for rests_on in drawn)


def test_reading_twice_gives_the_same(reading: Reading) -> None:
    (again,) = dragoman.read(REPORT)
    assert again == reading
