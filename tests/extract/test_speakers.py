"""Who is the speaker of an event: sayings of speech, the innermost, also over sentences; never a belief or a plan."""

from __future__ import annotations

import pytest

from dragoman.model.records import Event
from tests.extract.reading import events_of

# (report, type of the event, its speakers, whether its words are quoted, reason)
CASES = [
    ("The army said rebels had attacked a village in Mali.", "ASSAULT", ["army"], False, "said"),
    ("Rebels attacked a village in Mali, the army said.", "ASSAULT", ["army"], False, "said at the end"),
    ("Rebels attacked a village in Mali, according to the police.", "ASSAULT", ["police"], False, "according to"),
    ("“Rebels attacked our village,” the governor said.", "ASSAULT", ["governor"], True, "quoted"),
    (
        "“We were asleep,” the governor said. “Rebels attacked our village.”",
        "ASSAULT",
        ["governor"],
        True,
        "carried on",
    ),
    (
        "“We were asleep,” the governor said.\n\n“Rebels attacked our village.”",
        "ASSAULT",
        ["governor"],
        True,
        "paragraph",
    ),
    ("The minister said the army had confirmed that rebels attacked Gao.", "ASSAULT", ["army"], False, "innermost"),
    ("Residents fear that rebels will attack the village.", "ASSAULT", [], False, "a fear has no speaker"),
    ("Analysts believe that rebels attacked the village.", "ASSAULT", [], False, "a belief has no speaker"),
    ("Rebels reportedly attacked the village.", "ASSAULT", [], False, "hearsay names nobody"),
    ("Rebels attacked a village in Mali.", "ASSAULT", [], False, "no cue"),
    (
        "The general said the talks went well. Rebels attacked a village on Sunday.",
        "ASSAULT",
        [],
        False,
        "prose after it",
    ),
]


@pytest.fixture(scope="module")
def read() -> dict[str, tuple[Event, ...]]:
    return events_of([text for text, *_ in CASES])


@pytest.mark.parametrize(("text", "kind", "speakers", "quoted", "reason"), CASES, ids=[c[-1] for c in CASES])
def test_speakers(
    read: dict[str, tuple[Event, ...]], text: str, kind: str, speakers: list[str], quoted: bool, reason: str
) -> None:
    event = next(e for e in read[text] if e.type == kind)
    assert [s.who.name.split()[-1] for s in event.speakers] == speakers
    assert all(s.quoted is quoted for s in event.speakers)
