"""Names from reports as they stand in pictures."""

from __future__ import annotations

import pytest

from dragoman.pictures.words import fitting, many, plain, short, width_of

NAMES = [
    ("Sergei  Lavrov\n", "Sergei Lavrov", "one blank for many"),
    ("abc\u202edef\u2066", "abcdef", "no marks that turn the direction"),
    ("a\x00b\ufffec", "abc", "nothing that XML forbids"),
    ("\ud800x", "\ufffdx", "half a character"),
    ("e" + "\u0301" * 50, "e" + "\u0301" * 3, "no towers of marks"),
    ("لیبی\u200cها", "لیبی\u200cها", "a joiner that Persian needs"),
    ("Мария", "Мария", "other scripts"),
]


@pytest.mark.parametrize(("given", "shown", "why"), NAMES)
def test_plain(given: str, shown: str, why: str) -> None:
    assert plain(given) == shown, why


def test_short_shows_that_something_is_cut() -> None:
    assert short("Government of National Accord", 15) == "Government of…"
    assert short("Libya", 15) == "Libya"


def test_fitting_fits() -> None:
    assert width_of(fitting("Government of National Accord", 80, 11), 11) <= 90
    assert fitting("Libya", 80, 11) == "Libya"


def test_many() -> None:
    assert [many(1, "story"), many(2, "story"), many(1200, "breach"), many(0, "day")] == [
        "1 story", "2 stories", "1,200 breaches", "0 days",
    ]  # fmt: skip
