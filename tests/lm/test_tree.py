"""The decoder gives the best tree, and always a tree: one root, no cycle."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.lm.tree import Floats, decode


@st.composite
def matrices(draw: st.DrawFn, longest: int) -> Floats:
    """Scores [words, words + 1] with ties and large differences."""
    n = draw(st.integers(1, longest))
    values = draw(st.lists(st.integers(-40, 40), min_size=n * (n + 1), max_size=n * (n + 1)))
    return (np.array(values, np.float32) / draw(st.sampled_from([1.0, 4.0, 0.1]))).reshape(n, n + 1)


def is_tree(heads: tuple[int, ...] | list[int]) -> bool:
    """Whether heads, -1 for the root, make one tree."""
    if list(heads).count(-1) != 1:
        return False
    for start in range(len(heads)):
        at, steps = start, 0
        while at >= 0 and steps <= len(heads):
            at, steps = heads[at], steps + 1
        if at >= 0:
            return False
    return True


def score(scores: Floats, heads: tuple[int, ...] | list[int]) -> float:
    return float(sum(scores[i, head + 1] for i, head in enumerate(heads)))


@settings(max_examples=150, deadline=None)
@given(matrices(12))
def test_always_one_root_and_no_cycle(scores: Floats) -> None:
    assert is_tree(decode(scores))


@settings(max_examples=80, deadline=None)
@given(matrices(4))
def test_no_tree_scores_higher(scores: Floats) -> None:
    n = scores.shape[0]
    best = max(score(scores, heads) for heads in product(range(-1, n), repeat=n) if is_tree(heads))
    assert abs(score(scores, decode(scores)) - best) < 1e-3


def test_a_lone_word_is_the_root() -> None:
    assert decode(np.zeros((1, 2), np.float32)) == [-1]


def test_the_best_head_of_each_word_is_kept_where_it_makes_a_tree() -> None:
    scores = np.full((3, 4), -5.0, np.float32)
    scores[0, 2] = scores[1, 0] = scores[2, 2] = 3.0
    assert decode(scores) == [1, -1, 1]


def test_a_cycle_is_broken_at_its_weakest_arc() -> None:
    scores = np.full((2, 3), 0.0, np.float32)
    scores[0] = [1.0, 0.0, 9.0]
    scores[1] = [5.0, 9.0, 0.0]
    assert decode(scores) == [1, -1]
