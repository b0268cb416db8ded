"""What bench.coref counts: the three measures on small partitions, and the best pairing of entities."""

from __future__ import annotations

import pytest

from bench.coref_scores import CorefScores, Entity, assigned, without_singletons


def parts(text: str) -> list[Entity]:
    """ "abc de" as two entities of mentions a, b, c and d, e."""
    return [frozenset(word) for word in text.split()]


@pytest.mark.parametrize(
    ("gold", "found", "muc", "b3", "ceaf"),
    [
        ("abc de", "abc de", 1.0, 1.0, 1.0),
        # one entity split: 1 of 2 links kept, none made up; b3 recall (2·2/3 + 1/3)/3, precision 1
        ("abc", "ab c", 2 / 3, 2 * (5 / 9) / (5 / 9 + 1), 0.8 / 1.5),
        # two entities joined: all links kept, one made up
        ("ab cd", "abcd", 2 * (2 / 3) / (1 + 2 / 3), 2 / 3, 2 * (2 / 3) / 3),
        ("ab", "cd", 0.0, 0.0, 0.0),
        ("abc", "abx", 0.5, 4 / 9, 2 / 3),  # b3: both shares (2/3 + 2/3)/3
    ],
)
def test_measures(gold: str, found: str, muc: float, b3: float, ceaf: float) -> None:
    scores = CorefScores()
    scores.add(parts(gold), parts(found))
    assert (scores.muc.f1, scores.b3.f1, scores.ceaf.f1) == pytest.approx((muc, b3, ceaf))
    assert scores.conll == pytest.approx((muc + b3 + ceaf) / 3)


def test_the_best_pairing_is_not_the_greedy_one() -> None:
    assert assigned([[0.9, 0.8], [0.8, 0.0]]) == pytest.approx(1.6)


def test_singletons_are_left_out() -> None:
    assert without_singletons(parts("a bc")) == parts("bc")
