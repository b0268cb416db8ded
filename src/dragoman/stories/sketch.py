"""An event as it is compared: its sorts, days, place, parties and toll in plain values."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.records import Status

Days = tuple[int, int]  # first and last, as ordinals
_COMING = frozenset({Status.PLANNED, Status.HYPOTHETICAL})
_OFF = frozenset({Status.POSTPONED, Status.CANCELLED})


@dataclass(frozen=True, slots=True)
class Side:
    """Who stands on one side of a deed: ids, the persons among them, the states that they are or act for.

    `groups` are the telling words of armed groups ("houthi"), `hints` those of actors made from the text ("houthi", "missile").
    """

    ids: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    hints: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.ids or self.states)

    def __or__(self, other: Side) -> Side:
        return Side(
            self.ids | other.ids, self.persons | other.persons, self.states | other.states,
            self.groups | other.groups, self.hints | other.hints,
        )  # fmt: skip

    def shares(self, other: Side) -> bool:
        """Whether somebody is on both, by id or by the word of a group."""
        return bool(self.ids & other.ids or self.groups & (other.groups | other.hints) or other.groups & self.hints)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a deed was, as finely as its words say: `level` is town, region, country, or name for one in no gazetteer."""

    level: str
    key: str
    name: str
    country: str | None
    admin1: str | None
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Sketch:
    """An event as it is compared.

    `told` is the day of publication, `at` where in the report the deed is told, `days` when it may have been and `sure` whether
    its text says so; `turn` is the number of a round or meeting ("second"), `words` are the
    telling words of its sentence and `names` the names in it that are of no state or party. `past` is whether it is told
    as so many days before the rest of the sentence that begins at `sentence`.
    """

    id: str
    report: str
    told: int
    at: int
    sorts: tuple[str, ...]
    mode: str | None
    status: Status
    days: Days
    sure: bool
    spot: Spot | None
    doers: Side
    others: Side
    parties: Side
    killed: Days | None
    words: frozenset[str]
    names: frozenset[str]
    turn: int | None
    sentence: int
    past: bool

    @property
    def coming(self) -> bool:
        return self.status in _COMING

    @property
    def off(self) -> bool:
        return self.status in _OFF
