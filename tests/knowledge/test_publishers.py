"""The list of news outlets as data: complete, consistent, and never kinder than what is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge.publishers import COLUMNS, load_publishers

BOOK = load_publishers()
ASKED = [
    ("TASS", "RUS", "state", "directed"),
    ("AA", "TUR", "state", "directed"),
    ("SANA", "SYR", "state", "directed"),
    ("Xinhua", "CHN", "state", "directed"),
    ("KCNA", "PRK", "state", "directed"),
    ("Al Jazeera", "QAT", "state", "disputed"),
    ("AFP", "FRA", "public", "guarded"),
    ("BBC", "GBR", "public", "guarded"),
    ("Reuters", "GBR", "private", "own"),
    ("the kyiv independent", "UKR", "private", "own"),
    ("Al Manar", "LBN", "party", "directed"),
]


@pytest.mark.parametrize(("name", "country", "kind", "independence"), ASKED)
def test_well_known_outlets(name: str, country: str, kind: str, independence: str) -> None:
    found = BOOK.named(name)
    assert found is not None
    assert (found.country, found.kind, found.independence) == (country, kind, independence)


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.bbc.co.uk", "BBC"),
        ("english.alarabiya.net", "Al Arabiya"),
        ("news.un.org", "UN News"),
        ("UNIAN.info.", "UNIAN"),
    ],
)
def test_outlets_by_host(host: str, name: str) -> None:
    found = BOOK.at(host)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("host", ["", "co.uk", "notbbc.co.uk", "bbc.co.uk.evil.example", "localhost"])
def test_a_host_that_only_looks_like_one(host: str) -> None:
    assert BOOK.at(host) is None


def test_what_is_not_known_is_unknown_and_not_independent() -> None:
    nobody = BOOK.of("The Paper", "https://paper.example/1")
    assert (nobody.name, nobody.owner, nobody.kind, nobody.independence) == ("The Paper", None, "unknown", "unknown")
    assert BOOK.of(None, "https://paper.example/1").name == "paper.example"
    assert BOOK.of(None).name == "unknown"
    assert BOOK.of("Own name", "https://tass.com/1").name == "TASS"


def test_there_are_outlets_of_all_the_world() -> None:
    assert len(BOOK.all) >= 150
    assert len({outlet.country for outlet in BOOK.all}) >= 100


def test_a_state_that_owns_and_does_not_guard_is_not_called_free() -> None:
    assert not [
        outlet.name for outlet in BOOK.all if outlet.kind in ("state", "party") and outlet.independence == "own"
    ]
    assert not [
        outlet.name for outlet in BOOK.all if outlet.kind == "public" and outlet.independence in ("own", "directed")
    ]


def test_each_has_country_and_language() -> None:
    assert not [outlet.name for outlet in BOOK.all if not outlet.country or not outlet.language]


GOOD = "The Paper,,paper.example,Paper Ltd,GBR,en,private,own,private owner,"
ROWS = [
    ("The Paper,,paper.example,,GBR,en,free,own,x,", "kind 'free'; allowed are state"),
    ("The Paper,,paper.example,,GBR,en,private,free,x,", "independence 'free'; allowed are directed"),
    ("The Paper,,paper.example,,GBR,en,private,own,,", "without a basis"),
    ("The Paper,,paper.example,,GBR,en,unknown,own,hearsay,", "nobody knows whose it is"),
    ("The Paper,,paper.example,,UK,en,private,unknown,,", "country 'UK'"),
    ("The Paper,,paper.example,,GBR,English,private,unknown,,", "language 'English'"),
    ("The Paper,,https://paper.example/,,GBR,en,private,unknown,,", "write it as news.example"),
    (",,paper.example,,GBR,en,private,unknown,,", "no name"),
    (f"{GOOD}\nOther,the paper,,,GBR,en,private,unknown,,", "is a name of The Paper already"),
    (f"{GOOD}\nOther,,paper.example,,GBR,en,private,unknown,,", "is a domain of The Paper already"),
]


@pytest.mark.parametrize(("rows", "sentence"), ROWS)
def test_a_bad_row_is_named(tmp_path: Path, rows: str, sentence: str) -> None:
    path = tmp_path / "publishers.csv"
    path.write_text(",".join(COLUMNS) + "\n" + rows + "\n")
    with pytest.raises(KnowledgeError) as caught:
        load_publishers(path)
    assert sentence in str(caught.value)
    assert "line " in str(caught.value)
