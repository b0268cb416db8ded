"""What the formats share: pairs, numbers, days and safe cells."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.export.rows import cell, is_mutual, line, named, number_of, paired, told
from dragoman.model.records import Event, Kind
from tests.export import factories as f


def names(event: Event) -> list[tuple[str | None, str | None]]:
    pairs = paired(told([f.reading(event)]))
    return [(p.actor.name if p.actor else None, p.recipient.name if p.recipient else None) for p in pairs]


def test_each_pair_of_parties_is_a_row() -> None:
    assert names(f.RAID) == [
        (f.REBELS.name, "soldiers"), (f.REBELS.name, "police"), (f.GUNMEN.name, "soldiers"), (f.GUNMEN.name, "police"),
    ]  # fmt: skip


def test_a_mutual_deed_goes_both_ways() -> None:
    assert names(f.TALKS) == [("Russia", "Turkey"), ("Turkey", "Russia")]


def test_a_side_may_be_empty_but_not_both() -> None:
    alone = f.event("1", "PROTEST", "demo", f.HEADLINE, "visit", actors=(f.TURKEY,))
    suffered = f.event("1", "ASSAULT", None, f.HEADLINE, "visit", recipients=(f.TURKEY,))
    assert names(alone) == [("Turkey", None)]
    assert names(suffered) == [(None, "Turkey")]
    assert names(f.NOBODY) == []


@pytest.mark.parametrize(
    ("type_", "trigger", "mutual"),
    [
        ("CONSULT", "talks", True),
        ("ASSAULT", "attacked", False),
        ("PROTEST", "held", False),
        ("COOPERATE", "held", True),
    ],
)
def test_what_is_mutual(type_: str, trigger: str, mutual: bool) -> None:
    event = f.event(
        "1", type_, None, f.HELD if trigger != "attacked" else f.ATTACK, trigger, actors=(f.RUSSIA, f.TURKEY)
    )
    (one,) = told([f.reading(event)])
    assert is_mutual(one) is mutual


def test_sentences_are_numbered_from_the_headline() -> None:
    assert [(t.event.id[-2:], t.sentence, t.leads) for t in told([f.reading()])] == [
        ("a1", 2, True), ("a2", 3, False), ("a3", 4, False), ("a5", 7, False), ("a6", 1, True),
    ]  # fmt: skip


def test_what_is_only_intended_has_the_day_of_the_report() -> None:
    assert [t.day for t in told([f.reading(f.VISIT, f.TALKS, f.RAID)])] == [
        date(2020, 6, 14),
        date(2020, 6, 10),
        date(2020, 6, 14),
    ]


def test_numbers_are_stable_and_fit_64_bits() -> None:
    numbers = [p.number for p in paired(told([f.reading()]))]
    assert numbers == [p.number for p in paired(told([f.reading()]))]
    assert len(set(numbers)) == len(numbers)
    assert number_of("a") == 912392414677810140
    assert all(0 < n < 2**60 for n in numbers)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, ""),
        ("Ankara", "Ankara"),
        ("a\tb\r\nc\u2028d", "a b c d"),
        ("a\x00b", "a b"),
        ("=SUM(A1)", "'=SUM(A1)"),
        ("\t=SUM(A1)", "'=SUM(A1)"),
        ("@handle", "'@handle"),
        ("-2+3", "'-2+3"),
        ("---", "---"),  # Phoenix's mark of an absent actor
        ("3-5", "3-5"),
        ("\ud800x", "?x"),
    ],
)
def test_cells_hold_no_breaks_and_no_formulas(text: str | None, expected: str) -> None:
    assert cell(text) == expected


def test_a_line_keeps_numbers_as_they_are() -> None:
    assert line([-9.0, None, "x\ty", 3, "-1 a"]) == "-9.0\t\tx y\t3\t'-1 a"


def test_people_of_a_story() -> None:
    assert named(f.reading(), Kind.PERSON) == ["Sergei Lavrov", "Haftar"]
