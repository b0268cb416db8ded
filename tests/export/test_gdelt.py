"""GDELT events and mentions, column by column."""

from __future__ import annotations

import io

import polars as pl
import pytest

from dragoman.export import gdelt, gdelt_mentions
from dragoman.export.gdelt_actors import actor_fields, fips_of, place_fields
from dragoman.knowledge.actors import load_actors
from dragoman.model.records import Event, Place
from tests.export import factories as f


def rows(*events: Event) -> list[dict[str, str]]:
    lines = gdelt.gdelt_lines([f.reading(*events)], load_actors())
    return [dict(zip(gdelt.COLUMNS, line.split("\t"), strict=True)) for line in lines]


def mentions(*events: Event) -> list[dict[str, str]]:
    lines = gdelt_mentions.gdelt_mention_lines([f.reading(*events)])
    return [dict(zip(gdelt_mentions.COLUMNS, line.split("\t"), strict=True)) for line in lines]


def test_sixty_one_and_sixteen_columns() -> None:
    assert len(gdelt.COLUMNS) == len(set(gdelt.COLUMNS)) == 61
    assert len(gdelt_mentions.COLUMNS) == len(set(gdelt_mentions.COLUMNS)) == 16


def test_a_coming_visit() -> None:
    (row,) = rows(f.VISIT)
    filled = {column: value for column, value in row.items() if value}
    assert filled.pop("GLOBALEVENTID").isdigit()
    assert filled == {
        "SQLDATE": "20200614", "MonthYear": "202006", "Year": "2020", "FractionDate": "2020.4493",
        "Actor1Code": "RUSGOV", "Actor1Name": "SERGEI LAVROV", "Actor1CountryCode": "RUS", "Actor1Type1Code": "GOV",
        "Actor2Code": "TUR", "Actor2Name": "TURKEY", "Actor2CountryCode": "TUR",
        "IsRootEvent": "1", "EventCode": "036", "EventBaseCode": "036", "EventRootCode": "03", "QuadClass": "1",
        "GoldsteinScale": "4.0", "NumMentions": "1", "NumSources": "1", "NumArticles": "1",
        "Actor1Geo_Type": "0", "Actor2Geo_Type": "0", "ActionGeo_Type": "1", "ActionGeo_FullName": "Turkey",
        "ActionGeo_CountryCode": "TU", "ActionGeo_ADM1Code": "TU", "ActionGeo_Lat": "39.0", "ActionGeo_Long": "35.0",
        "ActionGeo_FeatureID": "TU", "DATEADDED": "20200614110800", "SOURCEURL": "https://news.example.org/a?b=1 2",
    }  # fmt: skip


def test_talks_both_ways_in_a_city() -> None:
    first, second = rows(f.TALKS)
    assert (first["Actor1Code"], first["Actor2Code"]) == ("RUS", "TUR")
    assert (second["Actor1Code"], second["Actor2Code"]) == ("TUR", "RUS")
    assert (first["SQLDATE"], first["IsRootEvent"], first["EventCode"]) == ("20200610", "0", "040")
    assert (first["ActionGeo_Type"], first["ActionGeo_CountryCode"], first["ActionGeo_FeatureID"]) == ("4", "QA", "")
    assert first["ActionGeo_FullName"] == "Doha, Baladiyat ad Dawhah, Qatar"


def test_parties_of_an_attack() -> None:
    codes = [(row["Actor1Code"], row["Actor2Code"]) for row in rows(f.RAID)]
    assert codes == [("LBYREB", "LBYMIL"), ("LBYREB", "LBYCOP"), ("UAF", "LBYMIL"), ("UAF", "LBYCOP")]
    assert {row["QuadClass"] for row in rows(f.RAID)} == {"4"}


def test_a_known_group() -> None:
    assert actor_fields(f.UN, load_actors()) == [
        "IGOUNO",
        "UNITED NATIONS",
        None,
        "UNO",
        None,
        None,
        None,
        "IGO",
        None,
        None,
    ]
    assert actor_fields(None, load_actors()) == [None] * 10


@pytest.mark.parametrize(
    ("iso3", "fips"), [("TUR", "TU"), ("CHN", "CH"), ("CHE", "SZ"), ("GBR", "UK"), ("XXX", None), (None, None)]
)
def test_geography_is_fips(iso3: str | None, fips: str | None) -> None:
    assert fips_of(iso3) == fips


@pytest.mark.parametrize(
    ("precision", "country", "kind"),
    [
        ("country", "TUR", 1),
        ("region", "USA", 2),
        ("city", "USA", 3),
        ("city", "TUR", 4),
        ("region", "TUR", 5),
        (None, None, 0),
    ],
)
def test_types_of_places(precision: str | None, country: str | None, kind: int) -> None:
    place = Place(text="x", span=None, name="x", country=country, precision=precision)
    assert place_fields(place, load_actors())[0] == kind


def test_no_tab_or_line_end_of_the_report_leaks() -> None:
    for line in gdelt.gdelt_lines([f.reading()], load_actors()):
        assert line.count("\t") == 60
        assert len(line.splitlines()) == 1
    for line in gdelt_mentions.gdelt_mention_lines([f.reading()]):
        assert line.count("\t") == 15


def test_a_mention_shows_the_sentence_and_the_words() -> None:
    (row,) = mentions(f.VISIT)
    (event,) = rows(f.VISIT)
    assert row == {
        "GLOBALEVENTID": event["GLOBALEVENTID"], "EventTimeDate": "20200614000000", "MentionTimeDate": "20200614110800",
        "MentionType": "1", "MentionSourceName": "news.example.org",
        "MentionIdentifier": "https://news.example.org/a?b=1 2",
        "SentenceID": "2", "Actor1CharOffset": str(f.TEXT.index("Sergei")),
        "Actor2CharOffset": str(f.TEXT.index("Turkey")),
        "ActionCharOffset": str(f.VISIT.evidence.trigger.start), "InRawText": "1", "Confidence": "90",
        "MentionDocLen": str(len(f.TEXT)), "MentionDocTone": "", "MentionDocTranslationInfo": "", "Extras": "",
    }  # fmt: skip


def test_an_absent_actor_has_no_offset() -> None:
    alone = f.event("1", "PROTEST", "demo", f.HEADLINE, "visit", actors=(f.TURKEY,))
    (row,) = mentions(alone)
    assert row["Actor2CharOffset"] == "-1"


def test_polars_reads_both() -> None:
    text = "\n".join(gdelt.gdelt_lines([f.reading()], load_actors()))
    frame = pl.read_csv(
        io.StringIO(text), separator="\t", has_header=False, new_columns=list(gdelt.COLUMNS), quote_char=None,
        schema_overrides={"EventCode": pl.String},
    )  # fmt: skip
    other = pl.read_csv(
        io.StringIO("\n".join(gdelt_mentions.gdelt_mention_lines([f.reading()]))), separator="\t", has_header=False,
        new_columns=list(gdelt_mentions.COLUMNS), quote_char=None,
    )  # fmt: skip
    assert frame.join(other, on="GLOBALEVENTID").height == frame.height == 9
    assert frame["GoldsteinScale"].dtype == pl.Float64
