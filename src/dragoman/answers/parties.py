"""Who is meant in a question, and who did what to whom in a deed.

A question names an actor by its id, or a state by its ISO 3166-1 code; a state stands for all that act for it. Deeds are
seen as pairs: each actor with each recipient, and for mutual deeds (talks, deals, clashes) each two actors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from dragoman.errors import InputError
from dragoman.lives.parties import is_official
from dragoman.model.records import Event, Ref

_ISO3 = re.compile(r"[A-Z]{3}")
# Done with each other where there are several actors and no recipient; as in export/rows.py.
_MUTUAL_TYPES = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_MUTUAL_CODES = frozenset({"057", "0871", "0356"})  # CAMEO: signing, ceasefires
_MUTUAL_WORDS = re.compile(
    r"clash|fight|fought|battle|skirmish|exchange|swap|trade|firefight|gunfight|shootout|crossfire|hostilit|confront"
)
_UNNAMED = "actor:xxx:"  # made from a phrase with no state: "the council", "the front"


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a question: an actor, or a state with all that act for it."""

    name: str

    def __post_init__(self) -> None:
        if not self.is_state and ":" not in self.name:
            raise InputError(
                f"{self.name!r} names no actor: give an id (person:sergei-lavrov; `dragoman actors find NAME` lists them) "
                "or the ISO code of a state (RUS)"
            )

    @property
    def is_state(self) -> bool:
        return _ISO3.fullmatch(self.name) is not None

    def matches(self, ref: Ref) -> bool:
        return acts_for(ref) == self.name if self.is_state else ref.id == self.name

    def among(self, refs: Iterable[Ref]) -> bool:
        return any(self.matches(ref) for ref in refs)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides of a deed; `mutual` where each did it with the other."""

    source: Ref
    target: Ref
    mutual: bool


def acts_for(ref: Ref) -> str | None:
    """The state that an actor is or acts for: itself, its government, its forces, and persons in its offices.

    Rebels, parties out of office, companies and the people are of a country and don't act for its state: the rule is that of
    the living picture.
    """
    return ref.country if is_official(ref) else None


def key_of(ref: Ref, *, states: bool = False) -> str | None:
    """What stands for an actor in tables and graphs: its id, or with `states` the state that it acts for.

    None for those of whom only a phrase is known ("the council"): they are not the same from report to report.
    """
    if states and (state := acts_for(ref)) is not None:
        return state
    return None if ref.id is None or ref.id.startswith(_UNNAMED) else ref.id


def is_mutual(event: Event) -> bool:
    """Whether the actors did the deed with each other; that a clash is one is seen by the word in its `why`."""
    if len(event.actors) < 2 or event.recipients:
        return False
    if event.type in _MUTUAL_TYPES or event.codes.cameo in _MUTUAL_CODES:
        return True
    return _MUTUAL_WORDS.search(event.why) is not None


def pairs(event: Event) -> Iterator[Pair]:
    """The pairs of a deed; none where one side is not told."""
    if is_mutual(event):
        yield from (Pair(a, b, True) for a, b in combinations(event.actors, 2))
    else:
        yield from (Pair(a, b, False) for a, b in product(event.actors, event.recipients))


def takes_part(event: Event, party: Party) -> bool:
    """Whether somebody is actor, recipient, or part of a deed otherwise (host, mediator)."""
    return party.among((*event.actors, *event.recipients, *(role.who for role in event.others)))


def between(event: Event, one: Party, other: Party) -> tuple[bool, bool]:
    """Whether one did the deed to the other, and the other to the one; a mutual deed goes both ways."""
    forth = back = False
    for pair in pairs(event):
        along = one.matches(pair.source) and other.matches(pair.target)
        against = other.matches(pair.source) and one.matches(pair.target)
        forth |= along or (pair.mutual and against)
        back |= against or (pair.mutual and along)
    return forth, back
