"""Who stands for whom: ministers and ministries for their state, commanders for their force, and actors without mention."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dragoman.knowledge.actor_types import Actor, ActorBook
from dragoman.knowledge.name_forms import fold
from dragoman.model.living import NOWHERE
from dragoman.model.records import Kind, Place, Ref

_STATE_KINDS = frozenset({Kind.STATE, Kind.GOVERNMENT, Kind.MILITARY, Kind.PERSON})
_AGAINST = frozenset({"REB", "SEP", "UAF", "OPP", "CRM", "PRM"})
_FORCES = frozenset({"REB", "SEP", "UAF", "MIL", "PRM"})
_SERVING = frozenset({"GOV", "MIL", "LEG", "SPY", "COP", "JUD"})


def key_of(ref: Ref) -> str:
    """What makes an actor the same in two reports."""
    return ref.id or ref.name


def is_official(ref: Ref) -> bool:
    """Whether an actor can speak or act for his state: the state, its government and forces, persons who serve it."""
    if ref.country is None or ref.kind not in _STATE_KINDS or _AGAINST & set(ref.sectors):
        return False
    return ref.kind in (Kind.STATE, Kind.GOVERNMENT) or bool(_SERVING & set(ref.sectors))


def label(ref: Ref) -> str:
    """The party that an actor stands for: his state's code for an official, else himself."""
    return ref.country if ref.country and is_official(ref) else key_of(ref)


def is_person(ref: Ref) -> bool:
    """Whether a ref is a certain person, no "ministers" or "delegation"."""
    return ref.kind is Kind.PERSON and ref.id is not None and ref.id.startswith("person:")


def as_actor(ref: Ref) -> Ref:
    """An actor himself, without the words that named him in one report."""
    if ref.span == NOWHERE and ref.via is None and ref.title is None and ref.why is None:
        return ref
    return replace(ref, text=ref.name, span=NOWHERE, via=None, title=None, why=None)


def as_place(place: Place | None) -> Place | None:
    """A place itself, without the words that named it in one report."""
    return place if place is None or place.span is None else replace(place, span=None)


def state_ref(iso3: str, book: ActorBook) -> Ref:
    """A state as an actor."""
    name = book.state_name(iso3)
    return Ref(
        id=f"state:{iso3}", name=name, country=iso3, sectors=("GOV",), kind=Kind.STATE, text=name, span=NOWHERE, confidence=1.0
    )  # fmt: skip


def unique(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    """Actors without mention, each once, in the order of first mention."""
    return tuple({key_of(r): as_actor(r) for r in refs}.values())


class Sides:
    """Which force or government an actor stands for inside a country at war: Haftar for the LNA, a ministry for its state."""

    def __init__(self, book: ActorBook) -> None:
        self._book = book
        self._led: dict[str, list[tuple[Actor, int]]] | None = None
        self._known: dict[str, Actor | None] = {}
        self._bare: dict[str, Ref] = {}

    def state(self, iso3: str) -> Ref:
        """A state as an actor."""
        return state_ref(iso3, self._book)

    def body_of(self, ref: Ref, day: date) -> Ref:
        """The armed force or body that a person leads by the actor book on a day; else the actor himself."""
        if ref.kind is not Kind.PERSON:
            return self._without_mention(ref)
        for actor, n in self._leading().get(fold(ref.name), []):
            if _is_force(actor) and actor.leaders[n].period.holds(day):
                return actor_ref(actor)
        return self._without_mention(ref)

    def _without_mention(self, ref: Ref) -> Ref:
        key = key_of(ref)
        bare = self._bare.get(key)
        if bare is None:
            bare = self._bare[key] = as_actor(ref)
        return bare

    def leads(self, person: Ref, body: Ref, day: date) -> bool:
        """Whether the actor book has a person as leader of a body on a day."""
        led = self._leading().get(fold(person.name), []) if person.kind is Kind.PERSON else []
        return any(a.id == body.id and a.leaders[n].period.holds(day) for a, n in led)

    def known(self, ref: Ref) -> Actor | None:
        """What the actor book has of an actor."""
        if ref.id is None:
            return None
        if ref.id not in self._known:
            self._known[ref.id] = self._book.by_id(ref.id)
        return self._known[ref.id]

    def _leading(self) -> dict[str, list[tuple[Actor, int]]]:
        if self._led is None:
            self._led = {}
            for actor in self._book.actors.values():
                for n, leader in enumerate(actor.leaders):
                    self._led.setdefault(fold(leader.name), []).append((actor, n))
        return self._led


def _is_force(actor: Actor) -> bool:
    return actor.kind is Kind.MILITARY or (actor.kind is Kind.GROUP and bool(_FORCES & set(actor.sectors)))


def actor_ref(actor: Actor) -> Ref:
    """An actor of the book as a ref."""
    return Ref(
        id=actor.id, name=actor.name, country=actor.country, sectors=actor.sectors, kind=actor.kind, text=actor.name, span=NOWHERE,
        confidence=1.0,
    )  # fmt: skip
