"""Measures of coreference: MUC, B3 and CEAF-e (with the fourth similarity), and their mean, the CoNLL F1.

Both sides are partitions of mentions into entities. A mention is any hashable thing; it counts as found where the same
one stands on both sides. Counts are added up over documents before shares are taken, as the CoNLL scorer does.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

Entity = frozenset[Hashable]


@dataclass(slots=True)
class Ratio:
    """Recall and precision as sums."""

    right_of_gold: float = 0.0
    gold: float = 0.0
    right_of_found: float = 0.0
    found: float = 0.0

    @property
    def recall(self) -> float:
        """What the system has of the gold."""
        return self.right_of_gold / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        """What is right of the system's."""
        return self.right_of_found / self.found if self.found else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


@dataclass(slots=True)
class CorefScores:
    """What is counted over documents."""

    mentions: Ratio = field(default_factory=Ratio)
    muc: Ratio = field(default_factory=Ratio)
    b3: Ratio = field(default_factory=Ratio)
    ceaf: Ratio = field(default_factory=Ratio)

    @property
    def conll(self) -> float:
        """The mean of the three F1."""
        return (self.muc.f1 + self.b3.f1 + self.ceaf.f1) / 3

    def add(self, gold: Sequence[Entity], found: Sequence[Entity]) -> None:
        """Count one document.

        Args:
            gold: the entities of the annotation.
            found: the entities of the system.
        """
        in_gold, in_found = frozenset[Hashable]().union(*gold), frozenset[Hashable]().union(*found)
        both = len(in_gold & in_found)
        _add(self.mentions, both, len(in_gold), both, len(in_found))
        _add(self.muc, *_links(gold, found), *_links(found, gold))
        _add(self.b3, _shared(gold, found), len(in_gold), _shared(found, gold), len(in_found))
        alike = alignment(gold, found)
        _add(self.ceaf, alike, len(gold), alike, len(found))


def _add(ratio: Ratio, right_of_gold: float, gold: float, right_of_found: float, found: float) -> None:
    ratio.right_of_gold += right_of_gold
    ratio.gold += gold
    ratio.right_of_found += right_of_found
    ratio.found += found


def without_singletons(entities: Iterable[Entity]) -> list[Entity]:
    """The entities with two mentions or more."""
    return [e for e in entities if len(e) > 1]


def _where(entities: Sequence[Entity]) -> dict[Hashable, int]:
    return {mention: k for k, entity in enumerate(entities) for mention in entity}


def _links(of: Sequence[Entity], by: Sequence[Entity]) -> tuple[float, float]:
    """MUC: the links of one side that the other side keeps, and all of them."""
    where = _where(by)
    kept = total = 0
    for entity in of:
        parts = {where[m] for m in entity if m in where}
        missing = sum(m not in where for m in entity)
        kept += len(entity) - len(parts) - missing
        total += len(entity) - 1
    return kept, total


def _shared(of: Sequence[Entity], by: Sequence[Entity]) -> float:
    """B3: for each mention the share of its entity that stands together on the other side, summed."""
    where = _where(by)
    return sum(len(entity & by[where[m]]) / len(entity) for entity in of for m in entity if m in where)


def alignment(gold: Sequence[Entity], found: Sequence[Entity]) -> float:
    """CEAF-e: the greatest sum of likeness over pairs of one gold and one found entity, each used once."""
    weights: dict[tuple[int, int], float] = {}
    where = _where(found)
    for g, entity in enumerate(gold):
        for f in {where[m] for m in entity if m in where}:
            weights[g, f] = 2 * len(entity & found[f]) / (len(entity) + len(found[f]))
    return sum(_best(pairs) for pairs in _parts(weights))


def _parts(weights: dict[tuple[int, int], float]) -> list[dict[tuple[int, int], float]]:
    """The pairs in groups that share no entity, so that each is a small problem of its own."""
    parts: list[tuple[set[int], set[int], dict[tuple[int, int], float]]] = []
    for (g, f), weight in weights.items():
        touched = [p for p in parts if g in p[0] or f in p[1]]
        parts = [p for p in parts if p not in touched]
        rows, columns, pairs = {g}, {f}, {(g, f): weight}
        for other in touched:
            rows, columns, pairs = rows | other[0], columns | other[1], pairs | other[2]
        parts.append((rows, columns, pairs))
    return [pairs for _, _, pairs in parts]


def _best(pairs: dict[tuple[int, int], float]) -> float:
    rows, columns = sorted({g for g, _ in pairs}), sorted({f for _, f in pairs})
    if len(rows) > len(columns):
        pairs = {(f, g): w for (g, f), w in pairs.items()}
        rows, columns = columns, rows
    return assigned([[pairs.get((g, f), 0.0) for f in columns] for g in rows])


def assigned(gains: Sequence[Sequence[float]]) -> float:
    """The greatest sum of one cell a row, no column twice; rows must not outnumber columns (Kuhn-Munkres)."""
    wide, tall = len(gains[0]), len(gains)
    of_row, of_column = [0.0] * (tall + 1), [0.0] * (wide + 1)
    taken = [0] * (wide + 1)  # the row of each column; 0 is none
    for row in range(1, tall + 1):
        taken[0] = row
        back = _cheapest_path(gains, of_row, of_column, taken)
        at = back.pop(-1)
        while at:
            taken[at], at = taken[back[at]], back[at]
    return sum(gains[taken[c] - 1][c - 1] for c in range(1, wide + 1) if taken[c])


def _cheapest_path(
    gains: Sequence[Sequence[float]], of_row: list[float], of_column: list[float], taken: list[int]
) -> dict[int, int]:
    """The columns before each column on the way to a free one, which stands under -1; potentials are brought on."""
    wide, at = len(of_column) - 1, 0
    least, back, used = [math.inf] * (wide + 1), dict.fromkeys(range(wide + 1), 0), [False] * (wide + 1)
    while taken[at]:
        used[at], row = True, taken[at]
        for c in range(1, wide + 1):
            cost = -gains[row - 1][c - 1] - of_row[row] - of_column[c]
            if not used[c] and cost < least[c]:
                least[c], back[c] = cost, at
        after = min((c for c in range(1, wide + 1) if not used[c]), key=lambda c: least[c])
        step = least[after]
        for c in range(wide + 1):
            if used[c]:
                of_row[taken[c]] += step
                of_column[c] -= step
            else:
                least[c] -= step
        at = after
    return back | {-1: at}
