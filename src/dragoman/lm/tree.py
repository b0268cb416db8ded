"""From scores of (word, head) pairs to a tree: the best tree, not the best head of each word apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Indices = NDArray[np.intp]


def decode(scores: Floats) -> list[int]:
    """Heads of a sentence's words, -1 for the one root.

    Args:
        scores: [words, words + 1], row i holds the score of each head of word i; column 0 is the root.

    Source: Chu-Liu-Edmonds; the single root by the reweighting of Zmigrod et al. (2020), tried only where needed.
    """
    n = scores.shape[0]
    if n == 1:
        return [-1]
    heads = scores.argmax(1)
    if _is_tree(heads):
        return [int(h) - 1 for h in heads]
    square = np.full((n + 1, n + 1), -1e9, np.float64)  # [dependent, head], node 0 is the root
    square[1:, :] = scores
    np.fill_diagonal(square, -1e9)
    # A root arc made so dear that a second one never pays.
    finite = square[square > -1e8]
    square[1:, 0] -= (finite.max() - finite.min() + 1.0) * (n + 1) if finite.size else 0.0
    found = _chu_liu_edmonds(square)
    return [int(h) - 1 for h in found[1:]]


def _is_tree(heads: Indices) -> bool:
    """Whether heads (0 is the root) form a tree with one root."""
    if int((heads == 0).sum()) != 1:
        return False
    for start in range(len(heads)):
        at, steps = start + 1, 0
        while at != 0 and steps <= len(heads):
            at, steps = int(heads[at - 1]), steps + 1
        if at != 0:
            return False
    return True


def _cycle(heads: Indices) -> list[int]:
    """The nodes of one cycle, or none."""
    colour = np.zeros(len(heads), np.int64)
    for start in range(1, len(heads)):
        path = []
        at = start
        while at != 0 and colour[at] == 0:
            colour[at] = start
            path.append(at)
            at = int(heads[at])
        if at != 0 and colour[at] == start and at in path:
            return path[path.index(at) :]
    return []


def _chu_liu_edmonds(scores: NDArray[np.float64]) -> Indices:
    """Best arborescence of scores[dependent, head] with root 0; entry 0 of the answer is 0."""
    heads: Indices = scores.argmax(1)
    heads[0] = 0
    found = _cycle(heads)
    if not found:
        return heads
    cycle: Indices = np.array(found, np.intp)
    inside = np.zeros(len(heads), bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    cycle_score = scores[cycle, heads[cycle]].sum()
    # Contract the cycle into one node, the last of the smaller problem.
    small = np.full((len(outside) + 1, len(outside) + 1), -1e18)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(cycle, outside)] - scores[cycle, heads[cycle]][:, None] + cycle_score
    small[-1, :-1] = into.max(0)
    enter = into.argmax(0)
    out_of = scores[np.ix_(outside, cycle)]
    small[:-1, -1] = out_of.max(1)
    leave = out_of.argmax(1)
    np.fill_diagonal(small, -1e18)
    inner = _chu_liu_edmonds(small)
    answer: Indices = heads.copy()
    for row, node in enumerate(outside):
        if node != 0:
            head = int(inner[row])
            answer[node] = cycle[leave[row]] if head == len(outside) else outside[head]
    entry = int(inner[-1])
    answer[cycle[enter[entry]]] = outside[entry]
    answer[0] = 0
    return answer
