"""What one telling shows of a meeting: who comes, to whom, when, and which persons are named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.knowledge.actor_types import ActorBook
from dragoman.knowledge.lives import load_signs
from dragoman.knowledge.name_forms import fold
from dragoman.lives.order import Days, day_of, days_of, is_fine
from dragoman.lives.parties import is_official, is_person, key_of, label
from dragoman.model.living import Told
from dragoman.model.records import Event, Kind, Place, Ref

_TOWNS = frozenset({"city", "point"})
_NO_MEETING = frozenset({"phone", "third-party"})
_FORUMS = frozenset({Kind.ORGANISATION, Kind.MEDIA, Kind.COMPANY})


@dataclass(frozen=True, slots=True)
class Sighting:
    """A telling of a meeting; `parties` are all who meet, with the host's state, `days` None where none is told."""

    told: Told
    day: date
    visitors: tuple[Ref, ...]
    host: str | None
    parties: frozenset[str]
    persons: dict[str, frozenset[str]]  # party -> ids of the persons who are named for it
    days: Days | None
    fine: bool
    sign: str | None

    @property
    def event(self) -> Event:
        return self.told.event

    @property
    def named(self) -> frozenset[str]:
        """All persons who are named."""
        return frozenset().union(*self.persons.values()) if self.persons else frozenset()


def sights(told: Told, book: ActorBook) -> list[Sighting]:
    """What a CONSULT shows of meetings: one for each host ("will go on to Turkey and Georgia"); none where it is of no meeting."""
    event = told.event
    if event.mode in _NO_MEETING or not event.actors:
        return []
    hosts = _visited(event, book) if event.mode == "visit" else [_where_they_meet(event, book)]
    return [found for host in hosts if (found := _sight(told, host)) is not None]


def _sight(told: Told, host: str | None) -> Sighting | None:
    event = told.event
    people = event.actors if event.mode == "visit" else (*event.actors, *event.recipients)
    visitors = tuple(ref for ref in people if _can_meet(ref) and (host is None or label(ref) != host))
    if not visitors:
        return None
    everybody = (*visitors, *(ref for ref in (*event.actors, *event.recipients) if host and label(ref) == host))
    parties = frozenset(label(ref) for ref in everybody) | ({host} if host else frozenset())
    if host is None and len(parties) < 2 and not any(is_person(ref) for ref in visitors):
        return None
    return Sighting(
        told=told, day=day_of(told.published), visitors=visitors, host=host, parties=parties, persons=_persons(everybody),
        days=days_of(event.when), fine=is_fine(event.when),
        sign=load_signs("meeting").of(event.type, event.mode, event.codes.cameo, event.status.value, event.why),
    )  # fmt: skip


def place_of(sighting: Sighting) -> Place | None:
    """The place of a meeting where the telling has one in its host's country."""
    where = sighting.event.where
    return where if where is not None and where.country is not None and where.country == sighting.host else None


def _can_meet(ref: Ref) -> bool:
    """Whether an actor is one who meets others: of a state, or known by name; no place, no crowd, no "ministers" of nowhere."""
    if ref.kind in (Kind.PEOPLE, Kind.PLACE, Kind.OTHER, Kind.MEDIA, Kind.COMPANY):
        return False
    return ref.country is not None or (ref.id is not None and not ref.id.startswith("actor:"))


def _visited(event: Event, book: ActorBook) -> list[str | None]:
    """The countries of a visit's hosts: whom the record has as hosts, else where it takes place; never the visitor's own."""
    own = {ref.country for ref in event.actors if ref.country}
    hosts = [r.country or book.capitals.get(fold(r.name)) for r in event.recipients if r.kind not in _FORUMS]
    found = [host for host in dict.fromkeys(hosts) if host is not None and host not in own]
    if found:
        return [*found]
    where = event.where
    return [where.country if where is not None and where.country and where.country not in own else None]


def _where_they_meet(event: Event, book: ActorBook) -> str | None:
    """The country in whose town several meet: of whom the report calls the host, else of the place ("talks on Libya" is none)."""
    for role in event.others:
        if role.role == "host" and role.who.country and is_official(role.who):
            return role.who.country
    where = event.where
    if where is None or where.country is None:
        return None
    if where.precision not in _TOWNS:
        return where.country if where.precision == "country" and _is_neutral(event, where.country) else None
    capital_of = book.capitals.get(fold(where.name))
    named = {ref.country for ref in (*event.actors, *event.recipients)}
    return capital_of if capital_of in named else where.country  # the Paris of who meets Macron is no town in Texas


def _is_neutral(event: Event, country: str) -> bool:
    """Whether a country is one that none of those who meet is of, and that they do not talk of: "will meet in Angola"."""
    named = {ref.country for ref in (*event.actors, *event.recipients)}
    return None not in named and country not in named | {topic.country for topic in event.topics}


def _persons(refs: tuple[Ref, ...]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for ref in refs:
        if is_person(ref):
            found.setdefault(label(ref), set()).add(key_of(ref))
    return {party: frozenset(ids) for party, ids in found.items()}
