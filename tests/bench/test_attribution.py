"""What bench.attribution counts: pairs by shared words, heads of sources, and spans that were made up."""

from __future__ import annotations

import pytest

from bench.attribution import Attribution, Tally, pair, right_source


def made(source: set[int], cue: set[int], content: set[int], head: int | None = None) -> Attribution:
    return Attribution(frozenset(source), frozenset(cue), frozenset(content), head)


GOLD = made({0, 1}, {2}, {3, 4, 5})


def test_pairs_share_a_cue_or_most_of_the_content() -> None:
    same_cue, same_content, neither = made({0}, {2}, {9}), made(set(), {8}, {3, 4}), made({0}, {7}, {9})
    assert pair([GOLD], [same_content, same_cue]) == [(GOLD, same_cue)]
    assert pair([GOLD], [same_content]) == [(GOLD, same_content)]
    assert pair([GOLD], [neither]) == []


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        (GOLD, made({1}, {2}, set(), head=1), True),
        (GOLD, made({7}, {2}, set(), head=7), False),
        (GOLD, made(set(), {2}, set()), False),
        (made(set(), {2}, {3}), made(set(), {2}, {3}), True),
        (made(set(), {2}, {3}), made({1}, {2}, {3}, head=1), False),
    ],
)
def test_a_source_is_right_by_its_head_or_by_its_absence(gold: Attribution, found: Attribution, right: bool) -> None:
    assert right_source(gold, found) is right


def test_what_is_made_up_costs_as_much_as_what_is_missed() -> None:
    tally = Tally()
    tally.add([GOLD], [made({0, 1}, {2}, {3, 4, 5}, head=1), made({8}, {9}, {10}, head=8)])
    figures = tally.figures()
    assert figures["source head"] == {"f1": 0.6667, "precision": 0.5, "recall": 1.0}
    assert figures["cue exact"] == figures["source head"]
    assert figures["content tokens"] == {"f1": 0.8571, "precision": 0.75, "recall": 1.0}
