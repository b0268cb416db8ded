"""What is known of actors: states, persons with their tenures, groups and bodies, and the book that finds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from dragoman.knowledge.name_forms import fold, sound
from dragoman.model.records import Kind

NEAR = 1461  # days within which an office still tells who somebody is


@dataclass(frozen=True, slots=True)
class Period:
    """Days from one date to another as far as known; `None` is open."""

    start: date | None
    end: date | None

    def holds(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def near(self, day: date) -> bool:
        """Whether the day is in the period, or within four years of it."""
        early = self.start is None or (self.start - day).days < NEAR
        late = self.end is None or (day - self.end).days < NEAR
        return early and late

    def overlaps(self, other: Period) -> bool:
        starts_in_time = self.start is None or other.end is None or self.start <= other.end
        return starts_in_time and (other.start is None or self.end is None or other.start <= self.end)


@dataclass(frozen=True, slots=True)
class Tenure:
    """One office of one person."""

    office: str
    of: str
    country: str | None
    sectors: tuple[str, ...]
    period: Period
    about: str


@dataclass(frozen=True, slots=True)
class Leader:
    """Who leads a group, by the group's row, and when."""

    name: str
    period: Period


@dataclass(frozen=True, slots=True)
class Actor:
    """A known actor; `tenures` only for persons, `period` and ties only for groups and bodies."""

    id: str
    name: str
    kind: Kind
    country: str | None
    sectors: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    period: Period = Period(None, None)
    parent: str | None = None
    leaders: tuple[Leader, ...] = ()
    supports: tuple[str, ...] = ()
    opposes: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()

    def alive(self, day: date) -> bool:
        """Whether the actor is of that day: in office for a person, existing for a group."""
        if self.tenures:
            return any(t.period.holds(day) for t in self.tenures)
        return self.period.holds(day)


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory with the words that stand for it."""

    iso3: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: str
    seats: tuple[str, ...]
    cow: str
    gw: str
    cameo: str


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun or phrase for a kind of actor: an office, a body of a state, or any agent."""

    name: str
    sort: str  # "office", "body" or "agent"
    kind: Kind
    sectors: tuple[str, ...]
    armed: bool = False
    instrument: bool = False
    exclusive: bool = False  # an office that one person holds at a time


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the meanings of a phrase, with the days and the words beside it that speak for it."""

    means: str
    period: Period
    cues: tuple[str, ...]


@dataclass(slots=True)
class ActorBook:
    """All known actors, found by name; every key is folded."""

    states: dict[str, State] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    by_name: dict[str, list[Actor]] = field(default_factory=dict)
    by_surname: dict[str, list[Actor]] = field(default_factory=dict)
    holders: dict[tuple[str, str], list[tuple[Actor, Tenure]]] = field(default_factory=dict)
    adjectives: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    capitals: dict[str, str] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    nouns: dict[str, Noun] = field(default_factory=dict)
    readings: dict[str, list[Reading]] = field(default_factory=dict)
    sounds: dict[str, list[Actor]] = field(
        default_factory=dict
    )  # persons by the sound of their last word; filled when asked
    starts: set[str] = field(default_factory=set)  # first words of the adjectives; filled when asked
    alike: dict[tuple[str, str], tuple[str, ...]] = field(
        default_factory=dict
    )  # (office, state or "") -> offices meant
    merged: dict[str, str] = field(default_factory=dict)  # ids of rows that were found to be of one actor -> its id
    problems: list[str] = field(default_factory=list)  # rows of imported dictionaries that could not be read

    def find(self, name: str, day: date | None = None) -> list[Actor]:
        """Known actors of this name or alias: those of the day first, then those whose main name it is."""
        key = fold(name)
        found = self.by_name.get(key, [])
        if len(found) < 2:
            return list(found)
        return sorted(found, key=lambda a: (day is not None and not a.alive(day), fold(a.name) != key))

    def find_surname(self, name: str, day: date | None = None) -> list[Actor]:
        """Known persons whose name ends so; with a day, only those who were in office near it, if any were."""
        found = self.by_surname.get(fold(name), [])
        near = [a for a in found if day and any(t.period.near(day) for t in a.tenures)]
        return near or list(found)

    def begins_adjective(self, word: str) -> bool:
        """Whether an adjective of a state begins with a word, in lower case: "south", "turkish"."""
        if not self.starts:
            self.starts.update(adjective.split()[0] for adjective in self.adjectives)
        return word in self.starts or word.rstrip(".") in self.starts

    def by_sound(self, word: str) -> list[Actor]:
        """Known persons one of whose names ends with a word that sounds like this one."""
        if not self.sounds:
            for surname, actors in self.by_surname.items():
                if " " not in surname:
                    known = self.sounds.setdefault(sound(surname), [])
                    known += [a for a in actors if a not in known]
        return self.sounds.get(sound(fold(word)), [])

    def by_id(self, id_: str) -> Actor | None:
        return self.actors.get(self.merged.get(id_, id_))

    def holders_on(self, office: str, of: str, day: date | None) -> list[Actor]:
        """All who held an office of a state (ISO code) or body (by any name) on a day, who took it last first."""
        if day is None:
            return []
        terms = [(a, t) for a, t in self.holders.get((office, self.body_key(of)), []) if t.period.holds(day)]
        terms.sort(key=lambda term: term[1].period.start or date.min, reverse=True)
        return list({a.id: a for a, _ in terms}.values())

    def holder(self, office: str, of: str, day: date | None) -> Actor | None:
        """Who held an office of a state (ISO code) or body (by any name) on a day; None where none or several did.

        An office that nobody holds by this name is taken for one alike ("leader" for the president, "foreign
        secretary" for the foreign minister), by offices-alike.csv; then for that of a government inside the state
        that bears another name.
        """
        for key in (of, f"in {of}"):
            for name in self._offices(office, of):
                found = self.holders_on(name, key, day)
                if found:
                    return found[0] if len(found) == 1 else None
        return None

    def _offices(self, office: str, of: str) -> Iterator[str]:
        yield office
        noun = self.nouns.get(office)
        usual = noun.name.lower() if noun and noun.sort == "office" else office
        if usual != office:
            yield usual
        yield from self.alike.get((usual, of), ())
        yield from self.alike.get((usual, ""), ())

    def body_key(self, of: str) -> str:
        """The key of a state or body in `holders`: an ISO code stays, a name of a known body becomes its main name."""
        if of in self.states or of[:3] == "in ":
            return of
        key = fold(of)
        known = self.by_name.get(key)
        if not known:
            return key
        return known[0].country or key if known[0].kind is Kind.STATE else fold(known[0].name)

    def state_name(self, iso3: str) -> str:
        return self.states[iso3].name if iso3 in self.states else iso3

    def adjective(self, iso3: str) -> str:
        """The adjective of a state, or its name where it has none."""
        state = self.states.get(iso3)
        return state.adjectives[0] if state and state.adjectives else self.state_name(iso3)
