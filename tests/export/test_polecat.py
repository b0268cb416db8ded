"""POLECAT, column by column."""

from __future__ import annotations

import io

import polars as pl

from dragoman import __version__
from dragoman.export.polecat import COLUMNS, polecat_lines
from dragoman.knowledge.actors import load_actors
from dragoman.model.records import Event
from tests.export import factories as f


def rows(*events: Event) -> list[dict[str, str]]:
    header, *lines = polecat_lines([f.reading(*events)], load_actors())
    assert tuple(header.split("\t")) == COLUMNS
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines]


def test_forty_columns() -> None:
    assert len(COLUMNS) == len(set(COLUMNS)) == 40


def test_a_coming_visit_is_agree() -> None:
    (row,) = rows(f.VISIT)
    assert row == {
        "Event ID": "00000000000000a1", "Event Date": "2020-06-14", "Event Type": "AGREE", "Event Mode": "None",
        "Intensity": "2.5", "Quad Code": "VERBAL COOPERATION", "Contexts": "diplomatic", "Actor Name": "Sergei Lavrov",
        "Actor Country": "RUS", "Actor COW": "365", "Primary Actor Sector": "GOV", "Actor Sectors": "GOV",
        "Actor Title": "Foreign Minister", "Actor Name Raw": "Sergei Lavrov", "Wikipedia Actor ID": "None",
        "Recipient Name": "Turkey", "Recipient Country": "TUR", "Recipient COW": "640",
        "Primary Recipient Sector": "GOV",
        "Recipient Sectors": "GOV", "Recipient Title": "None", "Recipient Name Raw": "Turkey",
        "Wikipedia Recipient ID": "None",
        "Placename": "Turkey", "City": "None", "District": "None", "Province": "None", "Country": "TUR",
        "Latitude": "39.0",
        "Longitude": "35.0", "GeoNames ID": "None", "Raw Placename": "Turkey", "Feature Type": "country",
        "Source": "https://news.example.org/a?b=1 2", "Publication Date": "2020-06-14", "Story People": "Sergei Lavrov",
        "Story Organizations": "Turkish foreign ministry", "Story Locations": "Turkey", "Language": "en",
        "Version": f"DRAGOMAN-{__version__}",
    }  # fmt: skip


def test_compound_actors_stand_in_one_row() -> None:
    (row,) = rows(f.RAID)
    assert row["Actor Name"] == "'=HYPERLINK(\"x\") rebels; '+Army gunmen"
    assert row["Actor Country"] == "LBY; None"
    assert row["Actor COW"] == "620; None"
    assert row["Recipient Name"] == "soldiers; police"
    assert row["Recipient Sectors"] == "MIL; COP"
    assert (row["Event Type"], row["Intensity"], row["Quad Code"]) == ("ASSAULT", "-9.0", "MATERIAL CONFLICT")


def test_in_a_mutual_deed_all_are_actors() -> None:
    (row,) = rows(f.TALKS)
    assert (row["Actor Name"], row["Recipient Name"]) == ("Russia; Turkey", "None")
    assert (row["City"], row["Province"], row["GeoNames ID"]) == ("Doha", "Baladiyat ad Dawhah", "290030")
    assert row["Event Date"] == "2020-06-10"


def test_what_did_not_happen_is_left_out_and_a_refusal_is_reject() -> None:
    assert rows(f.DENIED) == []
    (row,) = rows(f.REFUSED)
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"]) == ("REJECT", "meet", "VERBAL CONFLICT")


def test_polars_reads_it() -> None:
    text = "\n".join(polecat_lines([f.reading()], load_actors()))
    frame = pl.read_csv(io.StringIO(text), separator="\t", quote_char=None, null_values="None")
    assert frame.columns == list(COLUMNS)
    assert frame["Event Type"].to_list() == ["AGREE", "CONSULT", "ASSAULT", "REJECT", "PROTEST"]
    assert frame["Intensity"].dtype == pl.Float64
