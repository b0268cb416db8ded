"""Phoenix, column by column."""

from __future__ import annotations

import io

import polars as pl
import pytest

from dragoman import __version__
from dragoman.export.phoenix import COLUMNS, phoenix_lines
from dragoman.knowledge.actors import load_actors
from dragoman.knowledge.ontology import codes_of
from dragoman.model.records import Event
from tests.export import factories as f


def rows(*events: Event) -> list[dict[str, str]]:
    lines = phoenix_lines([f.reading(*events)], load_actors())
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines]


def test_twenty_six_columns() -> None:
    assert len(COLUMNS) == len(set(COLUMNS)) == 26


def test_talks_both_ways() -> None:
    first, second = rows(f.TALKS)
    number, version = first.pop("EventID").split("_")
    assert number.isdigit()
    assert version == __version__
    assert first == {
        "Date": "20200610", "Year": "2020", "Month": "06", "Day": "10", "SourceActorFull": "RUS",
        "SourceActorEntity": "RUS",
        "SourceActorRole": "", "SourceActorAttribute": "", "TargetActorFull": "TUR", "TargetActorEntity": "TUR",
        "TargetActorRole": "", "TargetActorAttribute": "", "EventCode": "040", "EventRootCode": "04", "QuadClass": "1",
        "GoldsteinScore": "1.0", "Issues": "DIPLOMATIC,1;MILITARY,1", "Lat": "25.3", "Lon": "51.5",
        "LocationName": "Doha",
        "StateName": "Baladiyat ad Dawhah", "CountryName": "Qatar", "SentenceID": f"{f.report().id[:16]}_3",
        "URLs": "https://news.example.org/a?b=1 2", "NewsSources": "",
    }  # fmt: skip
    assert (second["SourceActorFull"], second["TargetActorFull"]) == ("TUR", "RUS")


def test_roles_and_absent_actors() -> None:
    alone = f.event("1", "PROTEST", "demo", f.HEADLINE, "visit", actors=(f.HAFTAR,))
    (row,) = rows(alone)
    assert [row[c] for c in COLUMNS[5:13]] == ["LBYMIL", "LBY", "MIL", "REB", "---", "", "", ""]


@pytest.mark.parametrize(
    ("cameo", "quad"),
    [("010", "0"), ("036", "1"), ("057", "1"), ("073", "2"), ("112", "3"), ("163", "3"), ("141", "4"), ("190", "4")],
)
def test_the_quad_class_counts_from_nought(cameo: str, quad: str) -> None:
    event = f.event("1", "CONSULT", None, f.HELD, "talks", actors=(f.RUSSIA,), codes=codes_of("CONSULT", None, cameo))
    (row,) = rows(event)
    assert row["QuadClass"] == quad


def test_polars_reads_it() -> None:
    text = "\n".join(phoenix_lines([f.reading()], load_actors()))
    frame = pl.read_csv(io.StringIO(text), separator="\t", has_header=False, new_columns=list(COLUMNS), quote_char=None)
    assert frame.height == 9
