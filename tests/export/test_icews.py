"""ICEWS, column by column."""

from __future__ import annotations

import io

import polars as pl
import pytest

from dragoman.export.icews import COLUMNS, SECTORS, country_name, icews_lines
from dragoman.export.rows import number_of
from dragoman.knowledge.actors import load_actors
from dragoman.knowledge.ontology import SECTORS as PLOVER_SECTORS
from dragoman.model.records import Event
from tests.export import factories as f


def rows(*events: Event) -> list[dict[str, str]]:
    header, *lines = icews_lines([f.reading(*events)], load_actors())
    assert tuple(header.split("\t")) == COLUMNS
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines]


def test_twenty_columns() -> None:
    assert len(COLUMNS) == len(set(COLUMNS)) == 20


def test_talks_both_ways() -> None:
    first, second = rows(f.TALKS)
    number = first.pop("Event ID")
    assert number.isdigit()
    assert number != second["Event ID"]
    assert first == {
        "Event Date": "2020-06-10", "Source Name": "Russia", "Source Sectors": "Government",
        "Source Country": "Russian Federation", "Event Text": "Consult", "CAMEO Code": "040", "Intensity": "1.0",
        "Target Name": "Turkey", "Target Sectors": "Government", "Target Country": "Turkey",
        "Story ID": str(number_of(f.report().id)), "Sentence Number": "3", "Publisher": "", "City": "Doha",
        "District": "",
        "Province": "Baladiyat ad Dawhah", "Country": "Qatar", "Latitude": "25.3", "Longitude": "51.5",
    }  # fmt: skip
    assert (second["Source Name"], second["Target Name"]) == ("Turkey", "Russia")


def test_what_is_planned_is_coded_as_intended() -> None:
    (row,) = rows(f.VISIT)
    assert (row["CAMEO Code"], row["Event Text"], row["Intensity"]) == (
        "036",
        "Express intent to meet or negotiate",
        "4.0",
    )
    assert row["Event Date"] == "2020-06-14"


def test_what_is_refused_is_coded_as_rejected() -> None:
    codes = {row["CAMEO Code"] for row in rows(f.REFUSED)}
    assert codes == {"125"}
    assert rows(f.DENIED) == []


@pytest.mark.parametrize(
    ("iso3", "name"),
    [("RUS", "Russian Federation"), ("FRA", "France"), ("PSE", "Occupied Palestinian Territory"), (None, None)],
)
def test_countries_have_the_names_of_icews(iso3: str | None, name: str | None) -> None:
    assert country_name(iso3, load_actors()) == name


def test_sectors_are_plovers() -> None:
    assert set(SECTORS) <= PLOVER_SECTORS


def test_polars_reads_it() -> None:
    text = "\n".join(icews_lines([f.reading()], load_actors()))
    frame = pl.read_csv(io.StringIO(text), separator="\t", quote_char=None)
    assert frame.columns == list(COLUMNS)
    assert frame.height == 1 + 2 + 4 + 2
    assert frame["Event ID"].dtype == pl.Int64
    assert frame["Source Name"].to_list()[3] == '\'=HYPERLINK("x") rebels'
