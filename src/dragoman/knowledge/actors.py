"""The actors that are known: states, persons with their offices, groups, bodies, media, and the nouns for the rest.

`load_actors` reads the files of `actors/` (format: docs/knowledge.md) into one `ActorBook` with an index by folded name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from dragoman.knowledge.files import ROOT, Row, read_rows
from dragoman.model.records import Kind

_STATES = ("iso3", "iso2", "name", "aliases", "adjectives", "people", "capital", "seats", "cow", "gw", "cameo", "note")
_PERSONS = ("name", "aliases", "country", "sectors", "office", "of", "from", "to", "about")
_GROUPS = (
    "name", "aliases", "country", "kind", "sectors", "from", "to", "parent", "leaders", "supports", "opposes", "note",
)  # fmt: skip
_OFFICES = ("office", "kind", "sectors", "patterns", "exclusive")
_BODIES = ("body", "kind", "sectors", "patterns")
_AGENTS = ("noun", "sectors", "kind", "armed", "note")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name without accents, case, articles and marks, so that its spellings meet: "al-Sarraj" and "Sarraj"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"'s\b|’s\b", "", plain.replace("`", "'"))
    words = re.sub(r"[^a-z0-9&]+", " ", plain.replace(".", "").replace("'", "")).split()
    kept = [w for w in words if w not in ("the", "al", "el", "a", "an")]
    return " ".join(kept or words)


def slug(name: str) -> str:
    """A name as part of an id: letters and digits joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "unnamed"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from one date to another as far as known; `None` is open."""

    start: date | None
    end: date | None

    def holds(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


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
    leaders: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    opposes: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()


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

    def find(self, name: str, day: date | None = None) -> list[Actor]:
        """Known actors of this full name or alias, those whose time holds the day first."""
        found = self.by_name.get(fold(name), [])
        return sorted(found, key=lambda a: not alive(a, day)) if day else list(found)

    def find_surname(self, name: str, day: date | None = None) -> list[Actor]:
        """Known persons whose name ends so; with a day, only those who were in office near it, if any were."""
        found = self.by_surname.get(fold(name), [])
        near = [a for a in found if day and any(_near(t.period, day) for t in a.tenures)]
        return near or list(found)

    def holder(self, office: str, of: str, day: date | None) -> Actor | None:
        """Who held an office of a state (ISO code) or body (folded name) on a day; None where none or several did."""
        found = {a.id: a for a, t in self.holders.get((office, of), []) if day and t.period.holds(day)}
        return next(iter(found.values())) if len(found) == 1 else None

    def state_name(self, iso3: str) -> str:
        return self.states[iso3].name if iso3 in self.states else iso3

    def adjective(self, iso3: str) -> str:
        """The adjective of a state, or its name where it has none."""
        state = self.states.get(iso3)
        return state.adjectives[0] if state and state.adjectives else self.state_name(iso3)


def alive(actor: Actor, day: date) -> bool:
    """Whether an actor is of that day: in office for a person, existing for a group."""
    if actor.tenures:
        return any(t.period.holds(day) for t in actor.tenures)
    return actor.period.holds(day)


def _near(period: Period, day: date) -> bool:
    """In office on the day, or within four years of it."""
    early = period.start is None or (period.start - day).days < 1461
    late = period.end is None or (day - period.end).days < 1461
    return early and late


@cache
def load_actors(extra: Path | None = None) -> ActorBook:
    """Read the shipped actors, and those of another folder of the same format if given.

    Raises:
        KnowledgeError: a row can't be understood; the message names file and line.
    """
    book = ActorBook()
    for folder in [ROOT / "actors", *([extra] if extra else [])]:
        # Offices and bodies before agents: a noun that is both is read as the more telling one.
        for path in sorted(folder.glob("*.csv"), key=lambda p: (p.stem == "agents", p.stem)):
            _read_file(book, path)
    _index(book)
    return book


def _read_file(book: ActorBook, path: Path) -> None:
    stem = path.stem
    if stem == "states":
        for row in read_rows(path, _STATES):
            _add_state(book, row)
    elif stem.startswith("persons"):
        for row in read_rows(path, _PERSONS):
            _add_person(book, row)
    elif stem == "offices":
        for row in read_rows(path, _OFFICES):
            for pattern in (row["office"], *row.list("patterns")):
                book.nouns.setdefault(pattern.lower(), Noun(row["office"], "office", Kind.PERSON, row.list("sectors")))
    elif stem == "bodies":
        for row in read_rows(path, _BODIES):
            for pattern in (row["body"], *row.list("patterns")):
                book.nouns.setdefault(pattern.lower(), Noun(row["body"], "body", _kind(row), row.list("sectors")))
    elif stem == "agents":
        for row in read_rows(path, _AGENTS):
            noun = Noun(
                row["noun"], "agent", _kind(row), row.list("sectors"), row["armed"] == "yes", row["note"] == "instrument"
            )
            book.nouns.setdefault(row["noun"].lower(), noun)
    else:
        for row in read_rows(path, _GROUPS):
            _add_group(book, row)


def _kind(row: Row) -> Kind:
    try:
        return Kind(row["kind"])
    except ValueError:
        raise row.error(f"kind {row['kind']!r}; allowed are {', '.join(Kind)}") from None


def _add_state(book: ActorBook, row: Row) -> None:
    iso3 = row["iso3"]
    if not iso3:
        return
    state = State(
        iso3, row["name"], row.list("aliases"), row.list("adjectives"), row.list("people"), row["capital"],
        row.list("seats"), row["cow"], row["gw"], row["cameo"] or iso3,
    )  # fmt: skip
    if iso3 in book.states:  # a state's earlier name or form
        state = book.states[iso3]
    else:
        book.states[iso3] = state
        actor = Actor(f"state:{iso3}", row["name"], Kind.STATE, iso3, ("GOV",), row.list("aliases"))
        book.actors[actor.id] = actor
    for adjective in row.list("adjectives"):
        book.adjectives.setdefault(adjective.lower(), iso3)
    for people in row.list("people"):
        book.people.setdefault(people.lower(), iso3)
    for capital in row.list("capital"):
        book.capitals.setdefault(fold(capital), iso3)
    for seat in row.list("seats"):
        book.seats.setdefault(fold(seat), iso3)
    for name in (row["name"], *row.list("aliases")):
        _name(book, name, book.actors[f"state:{iso3}"])


def _add_person(book: ActorBook, row: Row) -> None:
    id_ = f"person:{slug(row['name'])}"
    tenure = Tenure(
        row["office"].lower(), row["of"], row["country"] or None, row.list("sectors"), _period(row), row["about"]
    )
    known = book.actors.get(id_)
    book.actors[id_] = Actor(
        id_,
        known.name if known else row["name"],
        Kind.PERSON,
        (known.country if known else None) or row["country"] or None,
        tuple(dict.fromkeys((*(known.sectors if known else ()), *row.list("sectors")))),
        tuple(dict.fromkeys((*(known.aliases if known else ()), *row.list("aliases")))),
        tenures=(*(known.tenures if known else ()), tenure),
    )


def _add_group(book: ActorBook, row: Row) -> None:
    kind = _kind(row)
    prefix = {Kind.MEDIA: "media", Kind.COMPANY: "company", Kind.GROUP: "group"}.get(kind, "org")
    id_ = f"{prefix}:{slug(row['name'])}"
    if id_ in book.actors and book.actors[id_].country != (row["country"] or None):
        id_ = f"{id_}-{row['country'].lower() or 'intl'}"
    leaders = tuple(re.sub(r"\s*[\[(]?\d{4}.*$", "", leader).strip() for leader in row.list("leaders"))
    book.actors[id_] = Actor(
        id_, row["name"], kind, row["country"] or None, row.list("sectors"), row.list("aliases"), _period(row),
        row["parent"] or None, leaders, row.list("supports"), row.list("opposes"),
    )  # fmt: skip


def _index(book: ActorBook) -> None:
    """Fill the indexes of persons and groups, states having been indexed as they came."""
    for actor in book.actors.values():
        if actor.kind is Kind.STATE:
            continue
        for name in (actor.name, *actor.aliases):
            _name(book, name, actor)
        if actor.kind is Kind.PERSON:
            for surname in _surnames(actor):
                found = book.by_surname.setdefault(surname, [])
                if actor not in found:
                    found.append(actor)
            for tenure in actor.tenures:
                for of in {tenure.country or "", fold(tenure.of)} - {""}:
                    book.holders.setdefault((tenure.office, of), []).append((actor, tenure))


def _name(book: ActorBook, name: str, actor: Actor) -> None:
    key = fold(name)
    found = book.by_name.setdefault(key, [])
    if key and all(other.id != actor.id for other in found):
        found.append(actor)


def _surnames(actor: Actor) -> Iterator[str]:
    """What a person may be called by after the first mention: the last word, with the particles before it, of each name."""
    for name in (actor.name, *actor.aliases):
        words = fold(name).split()
        for length in (1, 2, 3):
            if len(words) > length:
                yield " ".join(words[-length:])


def _period(row: Row) -> Period:
    return Period(_date(row, "from", last=False), _date(row, "to", last=True))


def _date(row: Row, column: str, *, last: bool) -> date | None:
    """A date of full or less precision, read as its first or its last day."""
    text = row[column]
    if not text:
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text)
    try:
        if match is None:
            raise ValueError(text)
        year, month, day = (int(part) if part else 0 for part in match.groups())
        if day:
            return date(year, month, day)
        if not last:
            return date(year, month or 1, 1)
        return date(year, 12, 31) if not month or month == 12 else date.fromordinal(date(year, month + 1, 1).toordinal() - 1)
    except ValueError:
        raise row.error(f"{column} is {text!r}; write YYYY-MM-DD, YYYY-MM or YYYY") from None


def leaders_of(book: ActorBook, actor: Actor) -> Iterable[Actor]:
    """Known persons who lead a group, by the group's row."""
    for name in actor.leaders:
        yield from book.by_name.get(fold(name), [])
