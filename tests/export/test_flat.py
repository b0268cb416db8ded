"""Our own table as CSV and Parquet."""

from __future__ import annotations

import io
import sys
from datetime import date

import polars as pl
import pytest

from dragoman.errors import OutputError
from dragoman.export.flat import COLUMNS, csv_lines, flat_rows, frame, write_parquet
from tests.export import factories as f


def test_every_row_has_every_column() -> None:
    for row in flat_rows([f.reading()]):
        assert set(row) == set(COLUMNS)


def test_nothing_is_folded_or_left_out() -> None:
    assert [(row["type"], row["status"]) for row in flat_rows([f.reading()])] == [
        ("CONSULT", "planned"), ("CONSULT", "happened"), ("ASSAULT", "happened"), ("ASSAULT", "denied"), ("CONSULT",
        "denied"),
        ("PROTEST", "happened"),
    ]  # fmt: skip


def test_values_column_by_column() -> None:
    visit, talks, raid, *_ = flat_rows([f.reading()])
    assert (visit["event_id"], visit["report_id"]) == (f.VISIT.id, f.report().id)
    assert (visit["start"], visit["end"], visit["when_precision"], visit["when_basis"]) == (
        date(2020, 6, 16), date(2020, 6, 16), "day", "text",
    )  # fmt: skip
    assert visit["published"] == "2020-06-14T11:08:00+00:00"
    assert visit["speakers"] == ["Turkish foreign ministry"]
    assert (talks["actors"], talks["actor_countries"], talks["recipients"]) == (
        ["Russia", "Turkey"],
        ["RUS", "TUR"],
        [],
    )
    assert (talks["others"], talks["topics"], talks["contexts"]) == (
        ["host: Qatar"],
        ["Libyan army"],
        ["diplomatic", "military"],
    )
    assert (talks["place"], talks["place_country"], talks["lat"], talks["geonames_id"]) == ("Doha", "QAT", 25.3, 290030)
    assert (raid["killed_low"], raid["killed_high"], raid["wounded_low"]) == (3, 3, None)
    assert (raid["cameo"], raid["quad"], raid["sentence_number"], raid["trigger"]) == (
        f.RAID.codes.cameo,
        4,
        4,
        "attacked",
    )
    assert (raid["sentence"], raid["sentence_start"]) == (f.ATTACK, f.TEXT.index(f.ATTACK))


def test_csv_is_read_back_by_polars() -> None:
    table = pl.read_csv(io.StringIO("\n".join(csv_lines([f.reading()]))), schema_overrides={"cameo": pl.String})
    assert table.columns == list(COLUMNS)
    assert table.height == 6
    assert table["cameo"].to_list()[0] == "042"
    assert table["actors"].to_list()[1] == "Russia; Turkey"


def test_csv_has_no_formulas_and_no_line_ends_in_cells() -> None:
    header, *lines = csv_lines([f.reading()])
    assert len(lines) == 6
    table = pl.read_csv(io.StringIO("\n".join([header, *lines])), infer_schema=False)
    for row in table.iter_rows():
        for value in row:
            assert value is None or not value.startswith(("=", "+", "@")), value
            assert value is None or not set(value) & set("\t\r\n"), value
    assert table["actors"].to_list()[2] == "'=HYPERLINK(\"x\") rebels; '+Army gunmen"


def test_parquet_goes_round_with_types_and_text_untouched() -> None:
    buffer = io.BytesIO()
    write_parquet([f.reading()], buffer)
    buffer.seek(0)
    table = pl.read_parquet(buffer)
    assert table.equals(frame([f.reading()]))
    assert table.schema["start"] == pl.Date
    assert table.schema["actors"] == pl.List(pl.String)
    assert table["actors"].to_list()[2] == [f.REBELS.name, f.GUNMEN.name]
    assert table["killed_low"].to_list()[2] == 3


def test_parquet_of_nothing_has_the_columns() -> None:
    assert frame([]).columns == list(COLUMNS)


def test_without_polars_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(
        OutputError, match=r"Parquet needs polars, which is not installed; run pip install 'dragoman\[tables\]'"
    ):
        frame([f.reading()])
