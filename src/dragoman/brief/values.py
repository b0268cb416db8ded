"""What a brief is made of: sections of lines, each line with the sentences behind it and the reports that they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

MARKED = frozenset({"comes", "strained"})  # sections that also hold what was known, in which what is new is marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The report and the sentence behind a record, as far as they are known; `address` is a page of the web or a file's name."""

    report: str
    sentence: str
    title: str | None = None
    publisher: str | None = None
    published: datetime | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A numbered report at the end of a brief; `link` is its address where that is a page of the web."""

    number: int
    report: str
    title: str
    publisher: str | None
    published: date | None
    source: str | None
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The sentence of a record with the number of its report; `who` says so, where a line sets claims side by side."""

    record: str
    sentence: str
    reference: int
    who: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing told, with what it rests on; `fresh` if it was first told in the time that the brief is about."""

    text: str
    quotes: tuple[Quote, ...]
    fresh: bool = True

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the records behind it; there is always one."""
        return tuple(quote.record for quote in self.quotes)

    @property
    def references(self) -> tuple[int, ...]:
        """The numbers of its reports, each once."""
        return tuple(dict.fromkeys(quote.reference for quote in self.quotes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines about one conflict, or of one day."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a brief; `nothing` is what it says where it has no lines."""

    key: str
    title: str
    nothing: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What changed after one day up to another, with all that it rests on; `left_out` counts what was judged too small or unclear."""

    since: date
    as_of: date
    title: str
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    left_out: int = 0

    def lines(self) -> Iterator[Line]:
        """All lines in order."""
        for section in self.sections:
            for group in section.groups:
                yield from group.lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A line before its records are looked up: `places` are the conflicts that it is about, the first one first.

    `records` are the ids that it may cite, the most telling first; `day` puts lines in order, `weight` those of one day.
    """

    text: str
    records: tuple[str, ...]
    places: tuple[str, ...] = ()
    day: date | None = None
    group: str | None = None
    weight: float = 0.0
    fresh: bool = True
    claims: tuple[tuple[str, str], ...] = field(default=())  # who and record, where accounts differ
