"""Answers as rows of JSON values: the one shape that every form (table, JSON, JSON lines, CSV) is written from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.lives.order import day_of
from dragoman.model.records import Place, Ref, When

Value = str | int | float | bool | None | Sequence["Value"] | dict[str, "Value"]
Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with all columns; `shown` are those for people, where all would be too many; `nothing` is said of no rows."""

    columns: tuple[str, ...]
    rows: list[Row]
    shown: tuple[str, ...] = ()
    nothing: str = "nothing found"

    @property
    def for_people(self) -> tuple[str, ...]:
        return self.shown or self.columns


Sections = dict[str, Table]  # several tables of one answer, by name


def names(refs: Iterable[Ref]) -> list[Value]:
    """Names in the order given, each once."""
    return list(dict.fromkeys(ref.name for ref in refs))


def ids(refs: Iterable[Ref]) -> list[Value]:
    """Ids of those that have one, each once."""
    return list(dict.fromkeys(ref.id for ref in refs if ref.id is not None))


def iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def span_of(when: When | None) -> tuple[str | None, str | None]:
    """First and last day of a time."""
    if when is None:
        return None, None
    start, end = (iso(day_of(d)) if d is not None else None for d in (when.start, when.end))
    return start, end


def place_of(place: Place | None) -> tuple[str | None, str | None]:
    """Name and country of a place."""
    return (place.name, place.country) if place is not None else (None, None)
