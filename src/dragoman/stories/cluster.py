"""From links between pairs to groups, the same groups whatever the order in which the links come.

Average linkage: two groups become one while the mean score between their members is high enough, the highest first, so that one
doubtful link in a chain does not join two stories. A pair without a link says nothing, for or against.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

LINKED = 0.5  # from this score on two events are linked
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two ids in order, and how likely they are one."""

    one: str
    other: str
    score: float


def link(a: str, b: str, score: float) -> Link:
    """A link, its ends in order."""
    return Link(a, b, score) if a < b else Link(b, a, score)


def components(pairs: Iterable[Pair]) -> list[list[str]]:
    """Ids that hang together by pairs, each list in order, the lists by their first."""
    parent: dict[str, str] = {}

    def root(x: str) -> str:
        parent.setdefault(x, x)
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in pairs:
        first, second = sorted((root(a), root(b)))
        parent[second] = first
    found: dict[str, list[str]] = {}
    for x in sorted(parent):
        found.setdefault(root(x), []).append(x)
    return sorted(found.values())


def cluster(
    links: Iterable[Link],
    must: Iterable[Pair] = (),
    cannot: Iterable[Pair] = (),
    *,
    threshold: float = LINKED,
) -> list[tuple[str, ...]]:
    """Groups of ids, each in order, the groups by their first id; ids that are in no link or judgement are in no group.

    Judgements go before scores: `must` pairs are together, whatever the links say; `cannot` pairs are apart, unless `must` pairs bind them.

    Args:
        links: pairs with scores; of several of one pair the highest counts.
        must: pairs that somebody has judged to be one.
        cannot: pairs that somebody has judged to be two.
        threshold: the least mean score of two groups that become one.
    """
    scores: dict[Pair, float] = {}
    for one in links:
        pair = _ordered((one.one, one.other))
        scores[pair] = max(one.score, scores.get(pair, 0.0))
    bound = [_ordered(pair) for pair in must]
    apart = {_ordered(pair) for pair in cannot}
    together = components([*[pair for pair, value in scores.items() if value >= threshold], *bound])
    number = {x: k for k, ids in enumerate(together) for x in ids}
    of_each: list[_Agglomeration] = [_Agglomeration(ids, threshold) for ids in together]
    for (a, b), value in scores.items():
        if a in number and number[a] == number.get(b):
            of_each[number[a]].linked(a, b, value)
    for a, b in apart:
        if a in number and number[a] == number.get(b):
            of_each[number[a]].parted(a, b)
    for first, *others in components(bound):
        of_each[number[first]].bind(first, others)
    alone = {x for pair in [*scores, *apart] for x in pair} - set(number)
    return sorted([*[group for one in of_each for group in one.groups()], *[(x,) for x in alone]])


def _ordered(pair: Pair) -> Pair:
    a, b = pair
    return (a, b) if a < b else (b, a)


class _Agglomeration:
    """Average linkage within one component; groups are named by their first id."""

    def __init__(self, ids: list[str], threshold: float) -> None:
        self.threshold = threshold
        self.members: dict[str, list[str]] = {x: [x] for x in ids}
        self.near: dict[str, dict[str, tuple[float, int]]] = {
            x: {} for x in ids
        }  # sum of scores, and of how many pairs
        self.apart: dict[str, set[str]] = {x: set() for x in ids}

    def linked(self, a: str, b: str, value: float) -> None:
        self.near[a][b] = self.near[b][a] = (value, 1)

    def parted(self, a: str, b: str) -> None:
        self.apart[a].add(b)
        self.apart[b].add(a)

    def bind(self, first: str, others: list[str]) -> None:
        """Join the first with others, in order, whatever else is said of them."""
        for other in others:
            self._join(first, other)

    def groups(self) -> list[tuple[str, ...]]:
        """Join the nearest two groups until none are near enough."""
        queue = [
            (-mean, a, b)
            for a in self.near
            for b in self.near[a]
            if a < b and (mean := self._mean(a, b)) >= self.threshold
        ]
        heapify(queue)
        while queue:
            value, a, b = heappop(queue)
            if a not in self.members or b not in self.near[a] or value != -self._mean(a, b) or b in self.apart[a]:
                continue
            self._join(a, b)
            for c in self.near[a]:
                if (mean := self._mean(a, c)) >= self.threshold:
                    heappush(queue, (-mean, *_ordered((a, c))))
        return [tuple(sorted(group)) for group in self.members.values()]

    def _mean(self, a: str, b: str) -> float:
        total, count = self.near[a].get(b, (0.0, 1))
        return round(total / count, 9)

    def _join(self, a: str, b: str) -> None:
        self.members[a] += self.members.pop(b)
        for c, (total, count) in self.near.pop(b).items():
            del self.near[c][b]
            if c != a:
                had, number = self.near[a].get(c, (0.0, 0))
                self.near[a][c] = self.near[c][a] = (round(had + total, 9), number + count)
        for c in self.apart.pop(b):
            self.apart[c].discard(b)
            if c != a:
                self.apart[a].add(c)
                self.apart[c].add(a)
