"""How a speaker stands to what he tells, in which quotation, and when he said so."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.model.records import Event, Speaker
from tests.extract.reading import events_of

# (report of Thursday, March 4, 2021; stance of the speaker of the ASSAULT; reason)
STANCES = [
    ("The army said rebels had attacked a village in Mali.", "asserts", "said"),
    ("The army confirmed that rebels had attacked a village in Mali.", "confirms", "confirmed"),
    ("Kigali denied that its troops had attacked a village in Congo.", "denies", "denied"),
    ("Kigali said its troops did not attack a village in Congo.", "denies", "said that it did not happen"),
    ("The army could not confirm that rebels attacked a village in Mali.", "doubts", "not confirmed"),
    ("The rebels claimed that they attacked a base in Mali.", "doubts", "claimed"),
    ("The governor predicted that rebels would attack the town.", "expects", "predicted"),
    ("The mayor said he feared that rebels would attack the town.", "fears", "a fear told of oneself"),
    ("According to the army, rebels attacked a village in Mali.", "asserts", "according to"),
]
# (report, the quotation that holds the trigger, reason)
QUOTES = [
    ("“Rebels attacked our village,” the governor said.", "Rebels attacked our village,", "a whole clause"),
    ("The governor said rebels “attacked our village” in Mali.", "attacked our village", "part of a clause"),
    ("The governor said rebels attacked a “peaceful” village.", None, "another word is quoted"),
    ("''Rebels attacked our village,'' the governor said.", "Rebels attacked our village,", "two apostrophes"),
]
# (report, the day of the saying, the day of the deed, reason)
TIMES = [
    ("Rebels attacked a village in Mali, the army said on March 2.", date(2021, 3, 2), None, "at the end"),
    (
        "The ministry said on Tuesday that rebels had attacked a village in Mali on Sunday.",
        date(2021, 3, 2),
        date(2021, 2, 28),
        "both",
    ),
    (
        "The army said in a statement on Monday that rebels had attacked a village in Mali.",
        date(2021, 3, 1),
        None,
        "note",
    ),
    ("In an interview on Monday, the general said rebels attacked a village in Mali.", date(2021, 3, 1), None, "talk"),
    ("“Rebels attacked our village,” the governor said on Monday.", date(2021, 3, 1), None, "after a quotation"),
    ("The army said after Tuesday's raid that rebels had attacked a village.", None, None, "the raid's own day"),
    ("The army said that rebels had attacked a village in Mali on Sunday.", None, date(2021, 2, 28), "the deed's only"),
]


@pytest.fixture(scope="module")
def read() -> dict[str, tuple[Event, ...]]:
    return events_of([*(r[0] for r in STANCES), *(r[0] for r in QUOTES), *(r[0] for r in TIMES)])


def _speaker(events: tuple[Event, ...]) -> tuple[Event, Speaker]:
    event = next(e for e in events if e.type == "ASSAULT")
    return event, event.speakers[0]


@pytest.mark.parametrize(("text", "stance", "reason"), STANCES, ids=[r[-1] for r in STANCES])
def test_stance(read: dict[str, tuple[Event, ...]], text: str, stance: str, reason: str) -> None:
    assert _speaker(read[text])[1].stance == stance


@pytest.mark.parametrize(("text", "quote", "reason"), QUOTES, ids=[r[-1] for r in QUOTES])
def test_quote(read: dict[str, tuple[Event, ...]], text: str, quote: str | None, reason: str) -> None:
    found = _speaker(read[text])[1].quote
    assert (found and found.of(text)) == quote


@pytest.mark.parametrize(("text", "said", "done", "reason"), TIMES, ids=[r[-1] for r in TIMES])
def test_when(read: dict[str, tuple[Event, ...]], text: str, said: date | None, done: date | None, reason: str) -> None:
    event, speaker = _speaker(read[text])
    assert (speaker.when and speaker.when.start) == said
    assert (event.when and event.when.start) == done
