"""The gazetteer: its files, its keys, and what a name finds."""

from __future__ import annotations

import pytest

from dragoman.knowledge.actors import load_actors
from dragoman.knowledge.files import read_rows
from dragoman.knowledge.place_names import bare_key, place_key
from dragoman.knowledge.places import FOLDER, Sort, load_gazetteer

REGIONS = list(read_rows(FOLDER / "regions.csv", ("name", "aliases", "country", "kind", "lat", "lon", "note")))
VARIANTS = list(read_rows(FOLDER / "variants.csv", ("variant", "usual", "country", "geonames", "note")))
KINDS = {
    "continent", "region", "river", "sea", "strait", "gulf", "canal", "island", "base", "camp", "mountain", "desert",
    "lake", "peninsula", "valley", "crossing", "plant", "site", "airport", "quarter",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "other", "reason"),
    [
        ("St. Louis", "Saint Louis", "a shortened word"),
        ("Mt. Vernon", "Mount Vernon", "a shortened word"),
        ("Łódź", "Lodz", "letters that are no accents"),
        ("İzmir", "Izmir", "a dotted capital"),
        ("Sana'a", "Sanaa", "an apostrophe"),
        ("the Hague", "Hague", "the article"),
        ("U.S.", "US", "dots between letters"),
        ("Dar‘ā", "Dara", "a letter sign and a long vowel"),
        ("SIRTE", "Sirte", "capitals"),
        ("Rostov-on-Don", "Rostov on Don", "hyphens"),
    ],
)
def test_spellings_of_one_name_meet(name: str, other: str, reason: str) -> None:
    assert place_key(name) == place_key(other), reason


@pytest.mark.parametrize(("name", "bare"), [("Al Bab", "bab"), ("As Suwayda", "suwayda"), ("Aleppo", "aleppo")])
def test_arabic_articles_are_left_out(name: str, bare: str) -> None:
    assert bare_key(place_key(name)) == bare


def test_files_are_of_the_promised_size() -> None:
    assert len(REGIONS) >= 350
    assert len(VARIANTS) >= 250
    assert (FOLDER / "gazetteer.npz").stat().st_size < 15_000_000


def test_regions_are_well_formed() -> None:
    states = load_actors().states
    for row in REGIONS:
        assert row["kind"] in KINDS, row.error("unknown kind")
        assert not row["country"] or row["country"] in states, row.error("unknown country")
        assert -90 <= float(row["lat"]) <= 90, row.error("latitude")
        assert -180 <= float(row["lon"]) <= 180, row.error("longitude")


def test_regions_are_named_once() -> None:
    names = [place_key(row["name"]) for row in REGIONS]
    assert len(names) == len(set(names))


def test_variants_find_a_place_of_their_country() -> None:
    gazetteer = load_gazetteer()
    for row in VARIANTS:
        found = [s for s in gazetteer.lookup(row["variant"]) if s.country == row["country"]]
        assert found, row.error("finds nothing")
        assert found[0].sort is not Sort.COUNTRY, row.error("finds a country")
        assert gazetteer.usual(row["variant"], row["country"]) == row["usual"]


def test_abbreviations_find_a_division() -> None:
    gazetteer = load_gazetteer()
    for short, meant in gazetteer.short.items():
        found = [s for s in gazetteer.lookup(meant.name) if s.country == meant.country]
        assert any(s.sort is not Sort.CITY or meant.name == "District of Columbia" for s in found), short


def test_every_state_has_a_point() -> None:
    gazetteer = load_gazetteer()
    gone = {"YUG", "SCG", "CSK", "DDR", "SUN", "ANT"}
    missing = [iso3 for iso3 in load_actors().states if iso3 not in gone and gazetteer.country(iso3) is None]
    assert missing == []


@pytest.mark.parametrize(
    ("name", "sort", "country", "reason"),
    [
        ("Idlib", Sort.ADMIN1, "SYR", "a province"),
        ("Idlib", Sort.CITY, "SYR", "its town"),
        ("Butler County", Sort.ADMIN2, "USA", "a county"),
        ("Butler", Sort.ADMIN2, "USA", "a county without the word"),
        ("North Kivu", Sort.ADMIN1, "COD", "an English name from divisions.csv"),
        ("Nord Kivu", Sort.ADMIN1, "COD", "the name of the source"),
        ("Sinai", Sort.REGION, "EGY", "a region"),
        ("Incirlik Air Base", Sort.POINT, "TUR", "a base"),
        ("Syria", Sort.COUNTRY, "SYR", "a state"),
        ("Kaesong", Sort.CITY, "PRK", "a marked vowel"),
        ("Cologne", Sort.CITY, "DEU", "an English name among the others"),
    ],
)
def test_lookup(name: str, sort: Sort, country: str, reason: str) -> None:
    assert any(s.sort is sort and s.country == country for s in load_gazetteer().lookup(name)), reason


def test_a_place_knows_its_divisions_and_its_number() -> None:
    site = next(s for s in load_gazetteer().lookup("Mosul") if s.sort is Sort.CITY)
    assert (site.country, site.admin1, site.geonames_id) == ("IRQ", "Nineveh", 99072)
    assert site.population > 500_000


def test_capitals_are_marked() -> None:
    marked = [s.country for s in load_gazetteer().lookup("Tripoli") if s.capital]
    assert marked == ["LBY"]


def test_an_unknown_name_finds_nothing() -> None:
    assert load_gazetteer().lookup("Qzworpal") == ()
