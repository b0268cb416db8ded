"""The files of known actors hold together: they load, their codes are real, and no two people hold one office at a
time.

Every complaint names file and line, since the files are edited by hand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from dragoman.knowledge.actors import load_actors
from dragoman.knowledge.files import ROOT, Row, read_rows
from dragoman.knowledge.ontology import SECTORS
from dragoman.model.records import Kind

STATES = tuple("iso3 iso2 name aliases adjectives people capital seats cow gw cameo note".split())
PERSONS = ("name", "aliases", "country", "sectors", "office", "of", "from", "to", "about")
GROUPS = (
    "name", "aliases", "country", "kind", "sectors", "from", "to", "parent", "leaders", "supports", "opposes", "note",
)  # fmt: skip
OFFICES = ("office", "kind", "sectors", "patterns", "exclusive")
BODIES = ("body", "kind", "sectors", "patterns")
AGENTS = ("noun", "sectors", "kind", "armed", "note")
READINGS = ("phrase", "is", "from", "to", "cues", "note")
ALIKE = ("office", "of", "stands_for", "note")
FOLDER = ROOT / "actors"
FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def columns_of(path: Path) -> tuple[str, ...]:
    named = {"states": STATES, "offices": OFFICES, "bodies": BODIES, "agents": AGENTS}
    named |= {"offices-alike": ALIKE, "readings": READINGS}
    return PERSONS if path.stem.startswith("persons") else named.get(path.stem, GROUPS)


def rows(pattern: str) -> Iterator[Row]:
    for path in sorted(FOLDER.glob(pattern)):
        yield from read_rows(path, columns_of(path))


def at(row: Row, message: str) -> str:
    return f"{row.path.name}:{row.line}: {message}"


FILES = sorted(path.name for path in FOLDER.glob("*.csv"))


def test_the_book_loads_and_is_as_large_as_promised() -> None:
    book = load_actors()
    kinds = [actor.kind for actor in book.actors.values()]
    assert len(book.states) >= 195
    assert kinds.count(Kind.PERSON) >= 9000
    assert kinds.count(Kind.GROUP) >= 1900
    assert kinds.count(Kind.ORGANISATION) >= 250
    assert kinds.count(Kind.MEDIA) >= 200


@pytest.mark.parametrize("name", FILES)
def test_codes_and_sectors_are_real(name: str) -> None:
    known = load_actors().states
    complaints = []
    for row in rows(name):
        code = row.values.get("country", "")
        if code and code not in known:
            complaints.append(at(row, f"country {code!r} is no code of states.csv"))
        sectors = row.list("sectors") if "sectors" in row.values else ()
        complaints += [at(row, f"sector {sector!r} is not PLOVER's") for sector in sectors if sector not in SECTORS]
    assert not complaints, "\n" + "\n".join(complaints)


def test_states_have_iso_codes() -> None:
    complaints = [
        at(row, f"iso3 {row['iso3']!r}, iso2 {row['iso2']!r}")
        for row in rows("states.csv")
        if row["iso3"] and not (re.fullmatch(r"[A-Z]{3}", row["iso3"]) and re.fullmatch(r"[A-Z]{2}|", row["iso2"]))
    ]
    assert not complaints, "\n" + "\n".join(complaints)


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("persons")])
def test_terms_end_after_they_begin(name: str) -> None:
    complaints = [
        at(row, f"{row['name']}: from {row['from']} to {row['to']}")
        for row in rows(name)
        if row["from"] and row["to"] and row["to"][: len(row["from"])] < row["from"][: len(row["to"])]
    ]
    assert not complaints, "\n" + "\n".join(complaints)


def exclusive_offices() -> set[str]:
    return {row["office"].lower() for row in rows("offices.csv") if row["exclusive"] == "yes"}


def test_no_two_people_hold_an_exclusive_office_at_once() -> None:
    """Where both terms are known to the day and nothing is doubtful; a day shared at a handover is no clash."""
    exclusive, terms = exclusive_offices(), defaultdict(list)
    for row in rows("persons*.csv"):
        dated = FULL_DATE.fullmatch(row["from"]) and (not row["to"] or FULL_DATE.fullmatch(row["to"]))
        if row["office"].lower() in exclusive and dated and not row["about"]:
            terms[row["office"].lower(), row["of"], row["country"]].append(row)
    complaints = []
    for (office, of, country), held in terms.items():
        held.sort(key=lambda row: row["from"])
        for earlier, later in pairwise(held):
            if earlier["name"] != later["name"] and later["from"] < (earlier["to"] or "9999"):
                complaints.append(
                    f"{at(earlier, earlier['name'])} to {earlier['to'] or 'now'} and {at(later, later['name'])} from "
                    f"{later['from']} are both {office} of {of} ({country})"
                )
    assert not complaints, "\n" + "\n".join(complaints)


def test_a_person_is_written_once_for_each_term() -> None:
    seen: dict[tuple[str, ...], Row] = {}
    complaints = []
    for row in rows("persons*.csv"):
        key = (row["name"], row["office"].lower(), row["of"], row["from"])
        if key in seen:
            complaints.append(f"{at(row, row['name'])} repeats {at(seen[key], row['office'])}")
        seen.setdefault(key, row)
    assert not complaints, "\n" + "\n".join(complaints)


# Public facts, by office and ISO code of the state (or folded name of the body), on a day.
HOLDERS = [
    ("president", "RUS", "2010-01-05", "Dmitry Medvedev"),  # the years between Putin's second and third term
    ("president", "RUS", "2020-06-14", "Vladimir Putin"),
    ("prime minister", "RUS", "2010-01-05", "Vladimir Putin"),
    ("foreign minister", "RUS", "2020-06-14", "Sergei Lavrov"),
    ("defence minister", "RUS", "2020-06-14", "Sergei Shoigu"),
    ("president", "USA", "2009-01-19", "George W. Bush"),  # the day before the handover
    ("president", "USA", "2013-05-01", "Barack Obama"),
    ("president", "USA", "2017-06-01", "Donald Trump"),
    ("president", "USA", "2022-03-01", "Joe Biden"),
    ("president", "USA", "2025-03-01", "Donald Trump"),
    ("secretary of state", "USA", "2014-01-01", "John Kerry"),
    ("secretary of state", "USA", "2022-01-01", "Antony Blinken"),
    ("secretary of state", "USA", "2025-03-10", "Marco Rubio"),
    ("chancellor", "DEU", "2015-01-01", "Angela Merkel"),
    ("chancellor", "DEU", "2023-01-01", "Olaf Scholz"),
    ("prime minister", "GBR", "2015-06-01", "David Cameron"),
    ("prime minister", "GBR", "2019-10-01", "Boris Johnson"),
    ("prime minister", "GBR", "2025-01-01", "Keir Starmer"),
    ("president", "FRA", "2013-01-01", "Francois Hollande"),
    ("president", "FRA", "2020-01-01", "Emmanuel Macron"),
    ("president", "TUR", "2020-06-14", "Recep Tayyip Erdogan"),
    ("foreign minister", "TUR", "2020-06-14", "Mevlut Cavusoglu"),
    ("supreme leader", "IRN", "2020-06-14", "Ali Khamenei"),
    ("president", "IRN", "2010-01-01", "Mahmoud Ahmadinejad"),
    ("president", "IRN", "2020-06-14", "Hassan Rouhani"),
    ("foreign minister", "IRN", "2020-06-14", "Mohammad Javad Zarif"),
    ("president", "SYR", "2015-01-01", "Bashar al-Assad"),
    ("president", "EGY", "2013-01-01", "Mohamed Morsi"),
    ("president", "EGY", "2020-01-01", "Abdel Fattah el-Sisi"),
    ("prime minister", "ISR", "2007-01-01", "Ehud Olmert"),
    ("prime minister", "ISR", "2015-01-01", "Benjamin Netanyahu"),
    ("president", "UKR", "2015-01-01", "Petro Poroshenko"),
    ("president", "UKR", "2022-03-01", "Volodymyr Zelensky"),
    ("president", "CHN", "2010-01-01", "Hu Jintao"),
    ("president", "CHN", "2020-01-01", "Xi Jinping"),
    ("prime minister", "IND", "2010-01-01", "Manmohan Singh"),
    ("prime minister", "IND", "2020-01-01", "Narendra Modi"),
    ("prime minister", "JPN", "2015-01-01", "Shinzo Abe"),
    ("president", "ZAF", "2012-01-01", "Jacob Zuma"),
    ("president", "NGA", "2013-01-01", "Goodluck Jonathan"),
    ("president", "SDN", "2012-01-01", "Omar al-Bashir"),
    ("prime minister", "ETH", "2020-01-01", "Abiy Ahmed"),
    ("secretary-general", "united nations", "2010-01-01", "Ban Ki-moon"),
    ("secretary-general", "united nations", "2020-01-01", "Antonio Guterres"),
]


@pytest.mark.parametrize(("office", "of", "day", "name"), HOLDERS)
def test_who_held_an_office(office: str, of: str, day: str, name: str) -> None:
    book = load_actors()
    holder = book.holder(office, of, date.fromisoformat(day))
    assert holder is not None, f"no holder, or several, of {office} {of} on {day}"
    assert holder.id in {actor.id for actor in book.find(name)}, f"{holder.name} is not {name}"


def test_a_day_before_all_terms_has_no_holder() -> None:
    """Nobody is guessed: before the first known president of the list there is none."""
    assert load_actors().holder("president", "RUS", date(1950, 1, 1)) is None
