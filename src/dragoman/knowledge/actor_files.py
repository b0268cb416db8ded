"""Reading of the actor files into one book. A file is known by its header, so users may name theirs as they like."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actor_merge import unite
from dragoman.knowledge.actor_types import Actor, ActorBook, Leader, Noun, Period, Reading, State, Tenure
from dragoman.knowledge.files import ROOT, Row, header_of, read_rows
from dragoman.knowledge.name_forms import fold, slug
from dragoman.knowledge.petrarch import add_petrarch
from dragoman.model.records import Kind

PERSONS = ("name", "aliases", "country", "sectors", "office", "of", "from", "to", "about")
GROUPS = (
    "name", "aliases", "country", "kind", "sectors", "from", "to", "parent", "leaders", "supports", "opposes", "note",
)  # fmt: skip
STATES = ("iso3", "iso2", "name", "aliases", "adjectives", "people", "capital", "seats", "cow", "gw", "cameo", "note")
OFFICES = ("office", "kind", "sectors", "patterns", "exclusive")
BODIES = ("body", "kind", "sectors", "patterns")
ALIKE = ("office", "of", "stands_for", "note")
READINGS = ("phrase", "is", "from", "to", "cues", "note")
AGENTS = ("noun", "sectors", "kind", "armed", "note")
_LEADER = re.compile(r"(?P<name>.*?)\s*[\[(]?(?P<from>\d{4}[\d-]*)?(?P<dots>\.\.)?(?P<to>\d{4}[\d-]*)?[\])]?")
# Offices of a state that its rows may give to a government by name ("Government of National Accord").
_NATIONAL = frozenset(
    {"president", "prime minister", "foreign minister", "defence minister", "interior minister", "finance minister"}
)
# Where people are called by the first word of their name: by family name, or because there is none.
_FIRST_WORD = frozenset({"CHN", "TWN", "HKG", "KOR", "PRK", "VNM", "KHM", "SGP", "ETH", "ERI"})
_KINDS = {kind.value: kind for kind in Kind}
_PREFIXES = {Kind.MEDIA: "media", Kind.COMPANY: "company", Kind.GROUP: "group"}


@cache
def load_actors(extra: Path | None = None) -> ActorBook:
    """Read the shipped actors, and the user's if given.

    Args:
        extra: a file or folder of the same format; PETRARCH dictionaries (`*.txt`) may be among them.

    Raises:
        KnowledgeError: a row can't be understood; the message names file and line.
    """
    book = ActorBook()
    collecting = gc.isenabled()
    gc.disable()  # tens of thousands of small objects are made, and none is let go
    try:
        # The user's come first: of two actors of one name theirs is found first. Offices and bodies come before agents:
        # a noun that is both is read as the more telling one.
        for folder in [*([extra] if extra else []), ROOT / "actors"]:
            for path in sorted(_paths(folder), key=lambda p: (p.stem == "agents", p.stem)):
                _read_file(book, path)
        unite(book)
        _index(book)
    finally:
        if collecting:
            gc.enable()
    return book


def _paths(folder: Path) -> Iterable[Path]:
    if folder.is_file():
        return [folder]
    found = [*folder.glob("*.csv"), *folder.glob("*.txt")]
    if not found:
        raise KnowledgeError(f"{folder}: no *.csv or *.txt file of actors there")
    return found


def _read_file(book: ActorBook, path: Path) -> None:
    if path.suffix == ".txt":
        add_petrarch(book, path)
        return
    header = header_of(path)
    add = _READERS.get(header)
    if add is None:
        known = "; ".join(",".join(columns) for columns in _READERS)
        raise KnowledgeError(f"{path}: the header is {','.join(header)}; known are {known}")
    for row in read_rows(path, header):
        add(book, row)


def _add_office(book: ActorBook, row: Row) -> None:
    noun = Noun(row["office"], "office", Kind.PERSON, row.list("sectors"), exclusive=row["exclusive"] == "yes")
    for pattern in (row["office"], *row.list("patterns")):
        book.nouns.setdefault(pattern.lower(), noun)


def _add_alike(book: ActorBook, row: Row) -> None:
    for of in row.list("of") or ("",):
        book.alike.setdefault((row["office"], of), row.list("stands_for"))


def _add_reading(book: ActorBook, row: Row) -> None:
    reading = Reading(row["is"], _period(row), row.list("cues"))
    book.readings.setdefault(fold(row["phrase"]), []).append(reading)


def _add_body(book: ActorBook, row: Row) -> None:
    noun = Noun(row["body"], "body", _kind(row), row.list("sectors"))
    for pattern in (row["body"], *row.list("patterns")):
        book.nouns.setdefault(pattern.lower(), noun)


def _add_agent(book: ActorBook, row: Row) -> None:
    armed, instrument = row["armed"] == "yes", row["note"] == "instrument"
    noun = Noun(row["noun"], "agent", _kind(row), row.list("sectors"), armed, instrument)
    book.nouns.setdefault(row["noun"].lower(), noun)


def _kind(row: Row) -> Kind:
    kind = _KINDS.get(row["kind"])
    if kind is None:
        raise row.error(f"kind {row['kind']!r}; allowed are {', '.join(Kind)}")
    return kind


def _add_state(book: ActorBook, row: Row) -> None:
    iso3 = row["iso3"]
    if not iso3:
        return
    if iso3 not in book.states:  # else a state's earlier name or form
        book.states[iso3] = State(
            iso3, row["name"], row.list("aliases"), row.list("adjectives"), row.list("people"), row["capital"],
            row.list("seats"), row["cow"], row["gw"], row["cameo"] or iso3,
        )  # fmt: skip
        actor = Actor(f"state:{iso3}", row["name"], Kind.STATE, iso3, ("GOV",), row.list("aliases"))
        book.actors[actor.id] = actor
    for column, index, key in (
        ("adjectives", book.adjectives, str.lower), ("people", book.people, str.lower),
        ("capital", book.capitals, fold), ("seats", book.seats, fold),
    ):  # fmt: skip
        for word in row.list(column):
            index.setdefault(key(word), iso3)
    for name in (row["name"], *row.list("aliases")):
        _name(book, name, book.actors[f"state:{iso3}"])


def _add_person(book: ActorBook, row: Row) -> None:
    id_ = f"person:{slug(row['name'])}"
    country, sectors, aliases = row["country"] or None, row.list("sectors"), row.list("aliases")
    tenure = Tenure(row["office"].lower(), row["of"], country, sectors, _period(row), row["about"])
    known = book.actors.get(id_)
    if known is None:
        book.actors[id_] = Actor(id_, row["name"], Kind.PERSON, country, sectors, aliases, tenures=(tenure,))
        return
    book.actors[id_] = Actor(
        id_, known.name, Kind.PERSON, known.country or country, tuple(dict.fromkeys((*known.sectors, *sectors))),
        tuple(dict.fromkeys((*known.aliases, *aliases))), tenures=(*known.tenures, tenure),
    )  # fmt: skip


def _add_group(book: ActorBook, row: Row) -> None:
    kind, country = _kind(row), row["country"] or None
    id_ = f"{_PREFIXES.get(kind, 'org')}:{slug(row['name'])}"
    if id_ in book.actors and book.actors[id_].country != country:
        id_ = f"{id_}-{row['country'].lower() or 'intl'}"
    while id_ in book.actors:
        id_ += "-2"
    leaders = tuple(_leader(row, text) for text in row.list("leaders"))
    book.actors[id_] = Actor(
        id_, row["name"], kind, country, row.list("sectors"), row.list("aliases"), _period(row),
        row["parent"] or None, leaders, row.list("supports"), row.list("opposes"),
    )  # fmt: skip


def _leader(row: Row, text: str) -> Leader:
    """`Name from..to`, either date or both left out; a lone date is the first day."""
    match = _LEADER.fullmatch(text)
    if match is None:
        return Leader(text, Period(None, None))
    try:
        first, last = _day(match["from"] or "", last=False), _day(match["to"] or "", last=True)
    except ValueError:
        raise row.error(f"leaders has {text!r}; write Name YYYY-MM-DD..YYYY-MM-DD, YYYY-MM or YYYY") from None
    return Leader(match["name"], Period(first, last))


def _index(book: ActorBook) -> None:
    """Fill the indexes of persons and groups, states having been indexed as they came."""
    for actor in book.actors.values():
        if actor.kind is Kind.STATE:
            continue
        _name(book, actor.name, actor)
        for name in actor.aliases:
            _name(book, name, actor)
    for actor in book.actors.values():
        if actor.kind is Kind.PERSON:
            _index_person(book, actor)


def _index_person(book: ActorBook, actor: Actor) -> None:
    for surname in dict.fromkeys(_surnames(actor)):
        book.by_surname.setdefault(surname, []).append(actor)
    for tenure in actor.tenures:
        of = book.body_key(tenure.of) if tenure.of else tenure.country or ""
        book.holders.setdefault((tenure.office, of), []).append((actor, tenure))
        if tenure.country and of != tenure.country and tenure.office in _NATIONAL:
            book.holders.setdefault((tenure.office, f"in {tenure.country}"), []).append((actor, tenure))


def _name(book: ActorBook, name: str, actor: Actor) -> None:
    key = fold(name)
    found = book.by_name.get(key)
    if found is None:
        book.by_name[key] = [actor]
    elif all(other.id != actor.id for other in found):
        found.append(actor)


def _surnames(actor: Actor) -> Iterator[str]:
    """What a person may be called by later: the last word of each name, with the particles before it."""
    for name in (actor.name, *actor.aliases):
        words = fold(name).split()
        for length in (1, 2, 3):
            if len(words) > length:
                yield " ".join(words[-length:])
        if actor.country in _FIRST_WORD and len(words) > 1:
            yield words[0]


def _period(row: Row) -> Period:
    return Period(_date(row, "from", last=False), _date(row, "to", last=True))


def _date(row: Row, column: str, *, last: bool) -> date | None:
    try:
        return _day(row[column], last=last)
    except ValueError:
        raise row.error(f"{column} is {row[column]!r}; write YYYY-MM-DD, YYYY-MM or YYYY") from None


@lru_cache(maxsize=16384)
def _day(text: str, *, last: bool) -> date | None:
    """A date of full or less precision, read as its first or its last day."""
    if not text:
        return None
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        raise ValueError(text)
    if len(text) == 10:
        return date.fromisoformat(text)
    year, month = int(text[:4]), int(text[5:7] or (12 if last else 1))
    if not last or not 1 <= month <= 12:
        return date(year, month, 1)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


_READERS: dict[tuple[str, ...], Callable[[ActorBook, Row], None]] = {
    STATES: _add_state,
    PERSONS: _add_person,
    GROUPS: _add_group,
    OFFICES: _add_office,
    BODIES: _add_body,
    AGENTS: _add_agent,
    ALIKE: _add_alike,
    READINGS: _add_reading,
}
