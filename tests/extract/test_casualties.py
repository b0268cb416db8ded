"""Numbers of killed and wounded, and that one deed gets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.model.records import Event
from tests.extract.reading import events_of, rows_of

TABLE = rows_of(Path(__file__).parent / "casualties.txt", 3)


@pytest.fixture(scope="module")
def events() -> dict[str, tuple[Event, ...]]:
    return events_of([sentence for _, _, sentence in TABLE])


def pair(cell: str) -> list[tuple[int, int]]:
    """What the deeds of a sentence carry together."""
    if cell == "-":
        return []
    low, _, high = cell.partition("-")
    return [(int(low), int(high or low))]


@pytest.mark.parametrize(("killed", "wounded", "sentence"), TABLE, ids=[row[2][:60] for row in TABLE])
def test_killed_and_wounded(killed: str, wounded: str, sentence: str, events: dict[str, tuple[Event, ...]]) -> None:
    told = events[sentence]
    assert [e.casualties.killed for e in told if e.casualties.killed is not None] == pair(killed)
    assert [e.casualties.wounded for e in told if e.casualties.wounded is not None] == pair(wounded)


def test_the_table_is_long_enough() -> None:
    assert len(TABLE) >= 80


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Troops shelled the town, killing five people, and the president met the envoy in Geneva.", "ASSAULT"),
        ("Rebels attacked a convoy and killed five guards while the government held talks with Qatar.", "ASSAULT"),
    ],
)
def test_talks_carry_no_dead(sentence: str, type_: str, events: dict[str, tuple[Event, ...]]) -> None:
    assert {e.type for e in events[sentence] if e.casualties.killed} == {type_}
