"""PETRARCH dictionaries: names, aliases, dated codes, agents; what can't be read is told and the rest is used."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.knowledge.actor_files import load_actors
from dragoman.knowledge.petrarch import read_petrarch
from dragoman.model.records import Kind

SAMPLE = """\
# people of the river
ANA_BRANDVIK_  ; a comment
+A._BRANDVIK_
\t[NORELI <041231]
\t[NORGOV 050101-20091231]
\t[NOROPP >20100101]

RIVER_FRONT_ [MLIREB]
+RF_
NORDLAND_GAZETTE_ [NORMED]
NORROWAY_ [NOR]
NO_CODE_AT_ALL_
BROKEN_ [NORGOV 991399-000101]
TWICE_BROKEN_ [NOR
"""
AGENTS = """\
!TRADE! = FISH, TIMBER
RIVER_GUARD {RIVER_GUARDS} [~MIL]
!TRADE!_SELLER [~BUS]
"""


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "river.actors.txt"
    path.write_text(SAMPLE, encoding="utf-8")
    return path


def test_rows_that_cannot_be_read_are_told_by_line(sample: Path) -> None:
    entries, problems = read_petrarch(sample)
    assert [e.names[0] for e in entries] == ["ANA BRANDVIK", "RIVER FRONT", "NORDLAND GAZETTE", "NORROWAY"]
    assert [problem.split("line ")[1].split(":")[0] for problem in problems] == ["13", "14", "12"]


def test_dated_codes_make_a_person_with_offices(sample: Path) -> None:
    (ana,) = load_actors(sample).find("A. Brandvik")
    assert (ana.kind, ana.country) == (Kind.PERSON, "NOR")
    held = [t.sectors for t in ana.tenures if t.period.holds(date(2007, 6, 1))]
    assert held == [("GOV",)]
    assert ana.alive(date(2020, 1, 1))


def test_bare_codes_make_groups_media_and_names_of_states(sample: Path) -> None:
    book = load_actors(sample)
    assert [(a.kind, a.country) for a in book.find("RF") if a.name == "River Front"] == [(Kind.GROUP, "MLI")]
    assert book.find("Nordland Gazette")[0].kind is Kind.MEDIA
    assert book.find("Norroway")[0].id == "state:NOR"
    assert book.find("Norway")[0].name == "Norway"  # the state keeps its own name


def test_agents_are_nouns_with_plurals_and_sets(tmp_path: Path) -> None:
    path = tmp_path / "river.agents.txt"
    path.write_text(AGENTS, encoding="utf-8")
    nouns = load_actors(path).nouns
    assert nouns["river guards"].armed
    assert nouns["timber seller"].sectors == ("BUS",)
