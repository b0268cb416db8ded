"""How things live: the states of each kind of life, the signs that move it on, and what a record shows of it.

Three sorts of files under `knowledge/lives/`, described in docs/picture.md: `states.csv` names the states, `<life>.csv` is the
state machine, `<life>-signs.csv` tells which record is which sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from dragoman.knowledge.files import ROOT, Row, read_rows
from dragoman.model.records import Status

FOLDER = ROOT / "lives"
BEFORE = "-"  # the state of what nothing is told of yet
_WORD = re.compile(r"[\w-]+")
_QUOTED = re.compile(r"“([^”]*)”")


@dataclass(frozen=True, slots=True)
class State:
    """A state: its word in the record contract, whether more is expected to happen, and what it means."""

    name: str
    status: str
    open: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Step:
    """Where a sign leads, and the sentence that says why; `{day}` and `{who}` stand for what the record tells."""

    next: str
    why: str


@dataclass(frozen=True, slots=True)
class Machine:
    """The states of one kind of life and the steps between them."""

    life: str
    states: dict[str, State]
    steps: dict[tuple[str, str], Step]

    def step(self, state: str, sign: str) -> Step | None:
        """The step that a sign makes in a state; None where it changes nothing."""
        return self.steps.get((state, sign))

    @property
    def signs(self) -> frozenset[str]:
        """All signs that move something in some state."""
        return frozenset(sign for _, sign in self.steps)


@dataclass(frozen=True, slots=True, eq=False)  # known by itself, so that a table is a quick key
class _Pattern:
    """One row: a record fits if it has one of each, where any are asked for."""

    modes: frozenset[str]
    cameo: str
    statuses: frozenset[str]
    words: tuple[frozenset[str], ...]
    cues: tuple[frozenset[str], ...]
    mates: bool
    sign: str

    def fits(self, mode: str | None, cameo: str, status: str, words: frozenset[str], cues: frozenset[str]) -> bool:
        return (
            (not self.modes or mode in self.modes)
            and cameo.startswith(self.cameo)
            and (not self.statuses or status in self.statuses)
            and (not self.words or any(phrase <= words for phrase in self.words))
            and (not self.cues or any(phrase <= cues for phrase in self.cues))
        )


@dataclass(frozen=True, slots=True)
class Signs:
    """Which records are signs of one kind of life."""

    patterns: dict[str, tuple[_Pattern, ...]]
    types: frozenset[str]  # of the records that may be a sign at all

    @property
    def names(self) -> frozenset[str]:
        """All signs that the rows name."""
        return frozenset(p.sign for rows in self.patterns.values() for p in rows)

    def of(self, type_: str, mode: str | None, cameo: str, status: str, why: str, *, mates: bool = False) -> str | None:
        """The sign that a record shows, by the first row that fits; None where none does.

        Args:
            type_: of the record.
            mode: its mode.
            cameo: its CAMEO code.
            status: its status.
            why: its sentence of why, whose quoted words are the frame and the cue of its status.
            mates: whether records of the same subject stand beside it.
        """
        rows = self.patterns.get(type_)
        return None if rows is None else _first_fit(rows, mode, cameo, status, why, mates)


@lru_cache(maxsize=50_000)  # few frames and cues make up most of the news
def _first_fit(
    rows: tuple[_Pattern, ...], mode: str | None, cameo: str, status: str, why: str, mates: bool
) -> str | None:
    words, cues = _words_of(why)
    for row in rows:
        if (mates or not row.mates) and row.fits(mode, cameo, status, words, cues):
            return None if row.sign == "none" else row.sign
    return None


@lru_cache(maxsize=50_000)
def _words_of(why: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of the frame and those of the cue, quoted in a sentence of why."""
    found = _QUOTED.findall(why)
    frame = found[0] if found else why
    cue = found[1] if len(found) > 1 else ""
    return frozenset(_WORD.findall(frame.lower())), frozenset(_WORD.findall(cue.lower()))


@cache
def load_machine(life: str, folder: Path | None = None) -> Machine:
    """The state machine of one kind of life.

    Args:
        life: meeting, ceasefire, sanction, deployment, conflict or office.
        folder: where the files are, if not the shipped ones.

    Raises:
        KnowledgeError: a row names a state that states.csv lacks, or a pair of state and sign twice.
    """
    states = _states(life, folder or FOLDER)
    steps: dict[tuple[str, str], Step] = {}
    for row in read_rows((folder or FOLDER) / f"{life}.csv", ("state", "sign", "next", "why")):
        for state in row.list("state"):
            _check(row, state, states)
            if (state, row["sign"]) in steps:
                raise row.error(f"{state} with {row['sign']} stands twice; one row must go")
            steps[state, row["sign"]] = Step(row["next"], row["why"])
        _check(row, row["next"], states)
    return Machine(life, states, steps)


@cache
def load_signs(life: str, folder: Path | None = None) -> Signs:
    """Which records are signs of one kind of life, by type of record.

    Raises:
        KnowledgeError: a row can't be understood.
    """
    columns = ("type", "mode", "cameo", "status", "words", "cue", "needs", "sign")
    found: dict[str, list[_Pattern]] = {}
    for row in read_rows((folder or FOLDER) / f"{life}-signs.csv", columns):
        unknown = set(row.list("status")) - set(Status)
        if unknown or row["needs"] not in ("", "mates") or not row["sign"]:
            raise row.error(f"statuses are {', '.join(Status)}; needs is empty or mates; a sign must be named")
        pattern = _Pattern(
            modes=frozenset(row.list("mode")), cameo=row["cameo"], statuses=frozenset(row.list("status")),
            words=tuple(_phrases(row, "words")), cues=tuple(_phrases(row, "cue")), mates=row["needs"] == "mates",
            sign=row["sign"],
        )  # fmt: skip
        for type_ in row.list("type"):
            found.setdefault(type_, []).append(pattern)
    return Signs({type_: tuple(rows) for type_, rows in found.items()}, frozenset(found))


def _phrases(row: Row, column: str) -> Iterator[frozenset[str]]:
    return (frozenset(phrase.lower().split()) for phrase in row.list(column))


def _states(life: str, folder: Path) -> dict[str, State]:
    rows = read_rows(folder / "states.csv", ("life", "state", "status", "open", "meaning"))
    return {
        row["state"]: State(row["state"], row["status"], row["open"] == "yes", row["meaning"])
        for row in rows
        if row["life"] == life
    }


def _check(row: Row, state: str, states: dict[str, State]) -> None:
    if state != BEFORE and state not in states:
        raise row.error(f"state {state!r}; allowed are {', '.join(states)}; a new one needs its row in states.csv")
