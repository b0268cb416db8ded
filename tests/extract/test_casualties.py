"""Numbers of killed and wounded, and that one deed gets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.extract.findings import Deed
from dragoman.extract.quantities import find_quantities
from tests.extract.reading import deeds_of, events_of, rows_of
from tests.factories import make_sentence

TABLE = rows_of(Path(__file__).parent / "casualties.txt", 3)


@pytest.fixture(scope="module")
def deeds() -> dict[str, list[Deed]]:
    return deeds_of([sentence for _, _, sentence in TABLE])


def pair(cell: str) -> list[tuple[int, int]]:
    """What the deeds of a sentence carry together."""
    if cell == "-":
        return []
    low, _, high = cell.partition("-")
    return [(int(low), int(high or low))]


@pytest.mark.parametrize(("killed", "wounded", "sentence"), TABLE, ids=[row[2][:60] for row in TABLE])
def test_killed_and_wounded(killed: str, wounded: str, sentence: str, deeds: dict[str, list[Deed]]) -> None:
    told = deeds[sentence]
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
def test_talks_carry_no_dead(sentence: str, type_: str, deeds: dict[str, list[Deed]]) -> None:
    assert {d.frame.type for d in deeds[sentence] if d.casualties.killed} == {type_}


def test_events_have_the_numbers_of_their_deeds() -> None:
    sentence = "Syrian troops shelled the rebels in Idlib, killing at least 12 fighters and wounding 30 others."
    told = [e.casualties for e in events_of([sentence])[sentence]]
    assert [c.killed for c in told if c.killed] == [(12, 12)]
    assert [c.wounded for c in told if c.wounded] == [(30, 30)]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [("no more than 10 soldiers", 1, 10), ("more than 10 soldiers", 11, 11), ("just under 100 people", 90, 100)],
)
def test_the_longest_bound_counts(words: str, low: int, high: int) -> None:
    (found,) = find_quantities(make_sentence(words))
    assert (found.low, found.high) == (low, high)
