"""What is known of sorts of deeds, and what each sign of sameness is worth; the files are under knowledge/stories/."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.knowledge.files import ROOT, Row, read_rows
from dragoman.knowledge.ontology import MODES, TYPES

FOLDER = ROOT / "stories"
SORT_COLUMNS = ("sort", "back", "ahead", "drift", "symmetric", "doer", "placed", "often", "moves", "why")


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of deed: see the head of sorts.csv for what each number means."""

    name: str
    back: int
    ahead: int
    drift: int
    symmetric: bool
    claims: bool
    placed: bool
    often: bool
    moves: bool


@dataclass(frozen=True, slots=True)
class Kinds:
    """Sorts by name, the rows that give an event its sorts, and the weight of each sign."""

    sorts: dict[str, Sort]
    rows: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    weights: dict[str, float]

    def sorts_of(self, type_: str, mode: str | None, cameo: str) -> tuple[str, ...]:
        """The sorts of an event of this type, mode and CAMEO code; none where no row fits."""
        for type_here, mode_here, cameo_here, sorts in self.rows:
            if type_here == type_ and mode_here in ("", mode) and cameo.startswith(cameo_here):
                return sorts
        return ()


@cache
def load_kinds(folder: Path = FOLDER) -> Kinds:
    """Read kinds.csv, sorts.csv and weights.csv.

    Args:
        folder: where the three lie.

    Raises:
        KnowledgeError: a row can't be understood; the message names file and line.
    """
    sorts = {row["sort"]: _sort(row) for row in read_rows(folder / "sorts.csv", SORT_COLUMNS)}
    kinds = read_rows(folder / "kinds.csv", ("type", "mode", "cameo", "sorts"))
    weights = {
        row["sign"]: _number(row, "weight") for row in read_rows(folder / "weights.csv", ("sign", "weight", "why"))
    }
    return Kinds(sorts, tuple(_kind(row, sorts) for row in kinds), weights)


def _sort(row: Row) -> Sort:
    if row["doer"] not in ("other", "claim"):
        raise row.error(f"doer {row['doer']!r}; it must be other or claim")
    back, ahead, drift = (int(_number(row, column)) for column in ("back", "ahead", "drift"))
    symmetric, placed, often, moves = (_yes(row, column) for column in ("symmetric", "placed", "often", "moves"))
    return Sort(row["sort"], back, ahead, drift, symmetric, row["doer"] == "claim", placed, often, moves)


def _yes(row: Row, column: str) -> bool:
    if row[column] not in ("yes", "no"):
        raise row.error(f"{column} {row[column]!r}; it must be yes or no")
    return row[column] == "yes"


def _number(row: Row, column: str) -> float:
    try:
        return float(row[column])
    except ValueError as error:
        raise row.error(f"{column} {row[column]!r}; it must be a number") from error


def _kind(row: Row, sorts: dict[str, Sort]) -> tuple[str, str, str, tuple[str, ...]]:
    if row["type"] not in TYPES:
        raise row.error(f"type {row['type']!r}; allowed are {', '.join(TYPES)}")
    if row["mode"] and row["mode"] not in MODES.get(row["type"], {}):
        raise row.error(f"mode {row['mode']!r}; {row['type']} has {', '.join(MODES.get(row['type'], {}))}")
    unknown = [name for name in row.list("sorts") if name not in sorts]
    if unknown or not row.list("sorts"):
        raise row.error(f"sorts {row['sorts']!r}; name one or more of {', '.join(sorts)}")
    return row["type"], row["mode"], row["cameo"], row.list("sorts")
