"""Structural balance of a signed graph, and how alliances shifted between two.

A triangle is balanced where the product of its three signs is positive (all friends, or two friends with one enemy), and
strained where it is negative (two enemies with one friend, or three enemies): Cartwright and Harary 1956. The tension of a
strained triangle is its least absolute score, what it would take to drop its weakest edge.

    balance = balanced triangles / all triangles       None where there is none
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.answers.graph import Edge, SignedGraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Triangle:
    """Three actors in the order of ids; `signs` and `edges` are of first-second, first-third, second-third."""

    nodes: tuple[str, str, str]
    signs: tuple[int, int, int]
    edges: tuple[Edge, Edge, Edge]

    @property
    def strained(self) -> bool:
        return self.signs[0] * self.signs[1] * self.signs[2] < 0

    @property
    def tension(self) -> float:
        return min(abs(edge.score) for edge in self.edges) if self.strained else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How balanced a graph is as of a day; strained triangles first, the tensest before the rest."""

    as_of: date
    triangles: tuple[Triangle, ...]
    balanced: int
    share: float | None

    @property
    def strained(self) -> tuple[Triangle, ...]:
        return tuple(t for t in self.triangles if t.strained)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """An edge that is not as it was: turned to the other sign, appeared, or faded. None is no edge.

    `rests_on` are the stories and relations behind it: those that are new where it turned or appeared, those that wore off
    where it faded.
    """

    a: str
    b: str
    kind: Literal["turned", "appeared", "faded"]
    before: int | None
    after: int | None
    score_before: float | None
    score_after: float | None
    rests_on: tuple[str, ...]


def balance(graph: SignedGraph) -> Balance:
    """The triangles of a graph and the share that is balanced."""
    triangles = sorted(_triangles(graph), key=lambda t: (not t.strained, -t.tension, t.nodes))
    balanced = sum(not t.strained for t in triangles)
    share = balanced / len(triangles) if triangles else None
    return Balance(as_of=graph.as_of, triangles=tuple(triangles), balanced=balanced, share=share)


def _triangles(graph: SignedGraph) -> Iterator[Triangle]:
    """Each triangle once; its nodes are found from the edges, first before second before third."""
    nx = graph.to_networkx()
    by_pair = {(e.a, e.b): e for e in graph.edges}
    for a, b in by_pair:
        for c in sorted(set(nx[a]) & set(nx[b])):
            if c > b:
                edges = by_pair[a, b], by_pair[a, c], by_pair[b, c]
                yield Triangle(nodes=(a, b, c), signs=(edges[0].sign, edges[1].sign, edges[2].sign), edges=edges)


def shifts(earlier: SignedGraph, later: SignedGraph) -> list[Shift]:
    """The edges that turned, appeared or faded from one graph to a later one, the strongest first.

    Args:
        earlier: a graph of the same level and scale, and with the same half-life; else the scores can't be compared.
        later: the other.
    """
    old, new = ({(e.a, e.b): e for e in graph.edges} for graph in (earlier, later))
    found = [s for pair in sorted(old.keys() | new.keys()) if (s := _shift(old.get(pair), new.get(pair))) is not None]
    return sorted(found, key=lambda s: (-abs((s.score_after or 0.0) - (s.score_before or 0.0)), s.a, s.b))


def _shift(before: Edge | None, after: Edge | None) -> Shift | None:
    edge = after or before
    if edge is None or (before is not None and after is not None and before.sign == after.sign):
        return None
    known = frozenset(before.rests_on if before else ())
    fresh = tuple(i for i in after.rests_on if i not in known) if after else before.rests_on if before else ()
    return Shift(
        a=edge.a,
        b=edge.b,
        kind="appeared" if before is None else "faded" if after is None else "turned",
        before=before.sign if before else None,
        after=after.sign if after else None,
        score_before=before.score if before else None,
        score_after=after.score if after else None,
        rests_on=fresh or edge.rests_on,
    )
